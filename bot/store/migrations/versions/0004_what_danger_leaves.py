"""What a contact point must remember of danger: when it was last seen, that they cannot hear, what language they write."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for name in ("red_at", "amber_at", "deaf_at"):
        op.add_column("contacts", sa.Column(name, sa.BigInteger(), nullable=True))
    op.add_column("contacts", sa.Column("unread_language", sa.String(length=8), nullable=True))
