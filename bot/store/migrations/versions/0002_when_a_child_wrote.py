"""When somebody under 18 last wrote from a contact point: danger in the hours after is a child's."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("contacts", sa.Column("minor_at", sa.BigInteger(), nullable=True))
