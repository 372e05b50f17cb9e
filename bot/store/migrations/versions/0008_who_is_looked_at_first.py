"""Where somebody stands in the list of whom to look at first, by a person's word."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "placings",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("episode_id", ID, nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("until", sa.String(length=10), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["episode_id"], ["episodes.id"], name=op.f("fk_placings_episode_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placings")),
        sa.UniqueConstraint("episode_id", name=op.f("uq_placings_episode_id")),
    )
