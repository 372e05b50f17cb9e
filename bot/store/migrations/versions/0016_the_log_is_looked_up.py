"""The audit log is looked up by entry, member, deed and record: without these every look walks all of it."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

OF_A_CONTACT = sa.text("detail LIKE 'contact:%'")


def upgrade() -> None:
    op.create_index("ix_chain_audit_id", "chain", ["audit_id"])
    op.create_index("ix_audit_by", "audit", ["actor", "id"])
    op.create_index("ix_audit_done", "audit", ["action", "id"])
    op.create_index(
        "ix_audit_looked",
        "audit",
        ["detail"],
        sqlite_where=OF_A_CONTACT,
        postgresql_where=OF_A_CONTACT,
        postgresql_ops={"detail": "varchar_pattern_ops"},
    )
