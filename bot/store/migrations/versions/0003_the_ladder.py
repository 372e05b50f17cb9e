"""The queue's ladder: deadlines, rungs, findings, notes and alerts; and the staff who are told.

Items from before keep what they had: their category is their only one, triage gives the open ones a deadline, and
what came of the closed ones stays as it was written.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _staff()
    _items()
    _beside_items()


def _id() -> sa.Column[int]:
    return sa.Column("id", ID, autoincrement=False, nullable=False)


def _key(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=op.f(f"fk_{table}_{column}"))


def _index(table: str, *columns: str, name: str = "") -> None:
    op.create_index(name or op.f(f"ix_{table}_{columns[0]}"), table, list(columns), unique=False)


def _staff() -> None:
    op.create_table(
        "staff",
        _id(),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("localities", sa.String(length=400), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("pin_hash", sa.String(length=200), nullable=True),
        sa.Column("on_duty", sa.Boolean(), nullable=False),
        sa.Column("cover_id", ID, nullable=True),
        sa.Column("away_from", sa.BigInteger(), nullable=True),
        sa.Column("away_until", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        _key("staff", "cover_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
    )
    op.create_table(
        "staff_contacts",
        sa.Column("contact_id", ID, autoincrement=False, nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("bound_at", sa.BigInteger(), nullable=False),
        _key("staff_contacts", "contact_id", "contacts"),
        _key("staff_contacts", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("contact_id", name=op.f("pk_staff_contacts")),
    )
    _index("staff_contacts", "staff_id")
    op.create_table(
        "staff_codes",
        _id(),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        _key("staff_codes", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_codes")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_staff_codes_code_hash")),
    )
    op.create_table(
        "rota",
        _id(),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("locality", sa.String(length=64), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("opens", sa.SmallInteger(), nullable=False),
        sa.Column("closes", sa.SmallInteger(), nullable=False),
        _key("rota", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota")),
    )
    _index("rota", "staff_id")
    _index("rota", "weekday")


def _items() -> None:
    with op.batch_alter_table("items") as batch:
        for column in (
            sa.Column("categories", sa.String(length=200), nullable=False, server_default=""),
            sa.Column("part", sa.String(length=24), nullable=False, server_default="at_risk"),
            sa.Column("locality", sa.String(length=64), nullable=False, server_default=""),
            sa.Column("step", sa.SmallInteger(), nullable=False, server_default="0"),
            sa.Column("person_id", ID, nullable=True),
            sa.Column("holder_id", ID, nullable=True),
            sa.Column("evidence", sa.LargeBinary(), nullable=True),
            sa.Column("sharing", sa.LargeBinary(), nullable=True),
            sa.Column("verdict", sa.String(length=16), nullable=True),
            *(sa.Column(name, sa.BigInteger(), nullable=True) for name in MOMENTS),
        ):
            batch.add_column(column)
        batch.create_foreign_key(batch.f("fk_items_person_id"), "people", ["person_id"], ["id"])
        batch.create_foreign_key(batch.f("fk_items_holder_id"), "staff", ["holder_id"], ["id"])
    op.execute("UPDATE items SET categories = category")
    op.execute("UPDATE items SET due_at = created_at WHERE state = 'resolved'")
    with op.batch_alter_table("items") as batch:
        for name in ("categories", "part", "locality", "step"):
            batch.alter_column(name, server_default=None)
    _index("items", "person_id")
    _index("items", "climbs_at")
    _index("items", "state", "due_at", name="ix_items_due")


MOMENTS = ("due_at", "climbs_at", "told_at", "taken_told_at", "attempted_at")


def _beside_items() -> None:
    op.create_table(
        "item_notes",
        _id(),
        sa.Column("item_id", ID, nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _key("item_notes", "item_id", "items"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_notes")),
    )
    _index("item_notes", "item_id")
    op.create_table(
        "findings",
        _id(),
        sa.Column("message_id", ID, nullable=True),
        sa.Column("item_id", ID, nullable=True),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("categories", sa.String(length=200), nullable=False),
        sa.Column("part", sa.String(length=24), nullable=False),
        sa.Column("rules", sa.String(length=400), nullable=False),
        sa.Column("evidence", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        _key("findings", "message_id", "messages"),
        _key("findings", "item_id", "items"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
    )
    for column in ("message_id", "item_id", "created_at"):
        _index("findings", column)
    op.create_table(
        "alerts",
        _id(),
        sa.Column("item_id", ID, nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("outbox_id", ID, nullable=True),
        sa.Column("step", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        _key("alerts", "item_id", "items"),
        _key("alerts", "staff_id", "staff"),
        _key("alerts", "contact_id", "contacts"),
        _key("alerts", "outbox_id", "outbox"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
    )
    _index("alerts", "item_id")
    _index("alerts", "outbox_id")
    _index("alerts", "staff_id", "created_at", name="ix_alerts_staff")
    op.create_table(
        "story_links",
        _id(),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("item_id", ID, nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        _key("story_links", "item_id", "items"),
        _key("story_links", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_story_links_token_hash")),
    )
