"""Signing in at the desk: how staff prove who they are, their one-time links, and their sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "logins",
        sa.Column("staff_id", ID, autoincrement=False, nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("totp_secret", sa.LargeBinary(), nullable=False),
        sa.Column("totp_step", sa.BigInteger(), nullable=False),
        sa.Column("enrolled_at", sa.BigInteger(), nullable=False),
        _of_staff("logins"),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_logins")),
    )
    op.create_table(
        "enrolments",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        _of_staff("enrolments"),
        *_keys("enrolments"),
    )
    op.create_table(
        "sessions",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        _of_staff("sessions"),
        *_keys("sessions"),
    )
    for table in ("enrolments", "sessions"):
        op.create_index(op.f(f"ix_{table}_staff_id"), table, ["staff_id"], unique=False)


def _of_staff(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f(f"fk_{table}_staff_id"))


def _keys(table: str) -> tuple[sa.Constraint, ...]:
    unique = sa.UniqueConstraint("token_hash", name=op.f(f"uq_{table}_token_hash"))
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")), unique
