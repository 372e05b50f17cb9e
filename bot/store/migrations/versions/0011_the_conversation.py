"""Writing with people at the desk: who wrote a text of ours, drafts, and replies that are kept ready."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("outbox", sa.Column("by", sa.String(length=80), nullable=True))
    op.create_table(
        "drafts",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_drafts_contact_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_drafts_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("staff_id", "contact_id", name=op.f("uq_drafts_staff_id")),
    )
    op.create_index(op.f("ix_drafts_contact_id"), "drafts", ["contact_id"], unique=False)
    op.create_table(
        "saved_replies",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("text", sa.String(length=1600), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_replies")),
        sa.UniqueConstraint("title", name=op.f("uq_saved_replies_title")),
    )
