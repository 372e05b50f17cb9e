"""Calls that staff make to people through the service's number."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "calls",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("item_id", ID, nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("provider_id", sa.String(length=80), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        *(
            sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=op.f(f"fk_calls_{column}"))
            for column, parent in (("item_id", "items"), ("staff_id", "staff"), ("contact_id", "contacts"))
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
    )
    op.create_index(op.f("ix_calls_item_id"), "calls", ["item_id"], unique=False)
    op.create_index("ix_calls_state", "calls", ["state", "created_at"], unique=False)
