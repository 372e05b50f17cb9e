"""The tables, as SQLAlchemy Core. What changes here needs a migration; a test compares the two.

Times are whole milliseconds since 1970 in UTC (`Instant`). Columns of words by or about a person are
`Sealed`: opened and sealed by the vault, with the row's id, in the query modules beside this one.
Ids are 63-bit, made by `ids.new_id` before anything is sealed, and grow with time.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def to_ms(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp() * 1000)


def from_ms(ms: int | None) -> datetime | None:
    return None if ms is None else datetime.fromtimestamp(ms / 1000, UTC)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, stored as milliseconds: small, ordered, and the same on both databases."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return to_ms(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return from_ms(value)


Sealed = LargeBinary
Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite: the rowid itself, no second index


def _id() -> Column[int]:
    return Column("id", Id, primary_key=True, autoincrement=False)


def _to(table: str, name: str | None = None, **options: Any) -> Column[int]:
    return Column(name or f"{table[:-1]}_id", Id, ForeignKey(f"{table}.id"), **options)


people = Table(
    "people",
    metadata,
    _id(),
    Column("name", Sealed),
    Column("created_at", Instant, nullable=False),
)

contacts = Table(
    "contacts",
    metadata,
    _id(),
    Column("channel", String(16), nullable=False),
    Column("address", Sealed, nullable=False),
    Column("address_key", LargeBinary(16), nullable=False, unique=True),
    Column("state", String(24), nullable=False),
    Column("language", String(8), nullable=False),
    Column("discreet", Boolean, nullable=False),
    Column("safe_time", String(16), nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("human_owns", Boolean, nullable=False),
    Column("human_at", Instant),
    Column("paused_at", Instant),
    _to("people", "speaking_id"),
    Column("spoke_at", Instant),
    Column("last_in_at", Instant),
    Column("minor_at", Instant),
    Column("created_at", Instant, nullable=False),
)

person_contacts = Table(
    "person_contacts",
    metadata,
    _to("people", "person_id", primary_key=True, autoincrement=False),
    _to("contacts", primary_key=True, autoincrement=False, index=True),
)

conversations = Table(
    "conversations",
    metadata,
    _id(),
    _to("contacts", nullable=False),
    Column("flow", String(32), nullable=False),
    Column("state", String(24), nullable=False),
    Column("body", Sealed, nullable=False),
    Column("asking", Id),
    Column("shown_at", Instant),
    Column("started_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("nudged_at", Instant),
    Index("ix_conversations_open", "contact_id", "state"),
    Index("ix_conversations_quiet", "state", "updated_at"),
)

messages = Table(
    "messages",
    metadata,
    _id(),
    Column("dedupe", LargeBinary(16), nullable=False, unique=True),
    _to("contacts", nullable=False, index=True),
    _to("conversations"),
    Column("kind", String(16), nullable=False),
    Column("text", Sealed, nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("note", Boolean, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    _to("contacts", nullable=False),
    _to("conversations"),
    Column("urgency", String(16), nullable=False),
    Column("rank", SmallInteger, nullable=False),
    Column("text", Sealed, nullable=False),
    Column("buttons", Sealed),
    Column("question", String(48)),
    Column("state", String(24), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("attempts", Integer, nullable=False),
    Column("claimed_at", Instant),
    Column("sent_at", Instant),
    Column("settled_at", Instant),
    Column("provider_id", String(80)),
    Column("error", String(80)),
    Column("created_at", Instant, nullable=False),
    Index("ix_outbox_due", "state", "rank", "due_at"),
    Index("ix_outbox_contact", "contact_id", "state"),
    Index("ix_outbox_provider", "provider_id"),
)

referrals = Table(
    "referrals",
    metadata,
    _id(),
    _to("contacts", nullable=False, index=True),
    _to("people", "person_id", index=True),
    _to("conversations", index=True),
    _to("contacts", "invited_id", index=True),
    Column("source", String(16), nullable=False),
    Column("keyword", String(64), nullable=False),
    Column("state", String(24), nullable=False),
    Column("may_tell_referrer", Boolean, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("agreed_at", Instant),
    Column("completed_at", Instant),
    Column("closed_at", Instant),
)

facts = Table(
    "facts",
    metadata,
    _to("referrals", primary_key=True, autoincrement=False),
    Column("field", String(32), primary_key=True),
    Column("value", Sealed, nullable=False),
    Column("learnt_at", Instant, nullable=False),
)

acts = Table(
    "acts",
    metadata,
    _to("conversations", primary_key=True, autoincrement=False),
    Column("name", String(48), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("args", Sealed, nullable=False),
    Column("done_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
)

items = Table(
    "items",
    metadata,
    _id(),
    Column("number", Integer, nullable=False, unique=True),
    Column("level", String(8), nullable=False),
    Column("category", String(64), nullable=False),
    Column("state", String(24), nullable=False),
    _to("contacts", nullable=False),
    _to("referrals"),
    _to("conversations"),
    _to("messages"),
    Column("why", Sealed, nullable=False),
    Column("times", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("latest_at", Instant, nullable=False),
    Column("claimed_by", String(80)),
    Column("claimed_at", Instant),
    Column("resolved_at", Instant),
    Column("outcome", String(80)),
    Index("ix_items_state", "state", "level"),
    Index("ix_items_contact", "contact_id", "state"),
)

audit = Table(
    "audit",
    metadata,
    _id(),
    Column("at", Instant, nullable=False, index=True),
    Column("actor", String(80), nullable=False),
    Column("action", String(48), nullable=False),
    Column("subject", String(80), nullable=False, index=True),
    Column("detail", String(200), nullable=False),
)

first_messages = Table(
    "first_messages",
    metadata,
    Column("address_key", LargeBinary(16), primary_key=True),
    Column("sent_at", Instant),
    Column("refused_at", Instant),
)

limits = Table(
    "limits",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("window", Instant, primary_key=True),
    Column("used", Integer, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(48), primary_key=True),
    Column("holder", String(48), nullable=False),
    Column("until", Instant, nullable=False),
)

marks = Table(
    "marks",
    metadata,
    Column("name", String(48), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
)

secrets = Table(
    "secrets",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("value", Sealed, nullable=False),
)
