"""The person's page: what was changed, notes, agencies that were told, and people who turned out to be one."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "edits",
        *_of("edits", "person_id"),
        sa.Column("field", sa.String(length=24), nullable=False),
        sa.Column("row_id", ID, nullable=True),
        sa.Column("was", sa.LargeBinary(), nullable=False),
        *_by(),
    )
    op.create_table(
        "person_notes",
        *_of("person_notes", "person_id"),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        *_by(),
    )
    op.create_table(
        "agencies_told",
        *_of("agencies_told", "person_id"),
        sa.Column("agency", sa.String(length=24), nullable=False),
        sa.Column("whom", sa.LargeBinary(), nullable=False),
        sa.Column("told_on", sa.String(length=10), nullable=False),
        sa.Column("consent", sa.String(length=8), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=False),
        *_by(),
    )
    op.create_table(
        "merges",
        *_of("merges", "kept_id", "gone_id"),
        sa.Column("moved", sa.Text(), nullable=False),
        *_by(),
        sa.Column("undone_by", sa.String(length=80), nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
    )
    for table, column in (
        ("edits", "person_id"), ("person_notes", "person_id"), ("agencies_told", "person_id"), ("merges", "kept_id"),
        ("merges", "gone_id"),
    ):  # fmt: skip
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _of(table: str, *people: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", ID, autoincrement=False, nullable=False),
        *(sa.Column(name, ID, nullable=False) for name in people),
        *(sa.ForeignKeyConstraint([name], ["people.id"], name=op.f(f"fk_{table}_{name}")) for name in people),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _by() -> tuple[sa.Column[str], sa.Column[int]]:
    return sa.Column("by", sa.String(length=80), nullable=False), sa.Column("at", sa.BigInteger(), nullable=False)
