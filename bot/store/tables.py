"""The tables, as SQLAlchemy Core. What changes here needs a migration; a test compares the two.

The triage queue's are in tables_queue.py, the programme's in tables_programme.py, the caseload's in tables_caseload.py, the
person's page's in tables_person.py, the staff's in tables_staff.py, signing in's in tables_signin.py, the audit log's in
tables_audit.py, what staff write in tables_talk.py, what we learn in tables_learning.py and what was decided at the desk in
tables_documents.py: whoever imports this has them all.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
)

from bot.store.schema import Id, Instant, Sealed, from_ms, id_column, link_to, metadata, to_ms
from bot.store.tables_audit import audit, chain, chain_head, openings, restriction_names, restrictions
from bot.store.tables_caseload import placings
from bot.store.tables_documents import documents
from bot.store.tables_learning import incidents, reviews
from bot.store.tables_person import agencies_told, edits, merges, person_notes
from bot.store.tables_programme import answers, checkins, episodes, goals, inputs, scores, steps
from bot.store.tables_queue import alerts, calls, findings, item_notes, items, story_links
from bot.store.tables_signin import accounts, enrolments, logins, sessions
from bot.store.tables_staff import rota, staff, staff_codes, staff_contacts
from bot.store.tables_talk import drafts, saved_replies

__all__ = [
    "Instant", "accounts", "acts", "agencies_told", "alerts", "answers", "audit", "calls", "chain", "chain_head", "changes",
    "checkins", "contacts", "conversations", "documents", "drafts", "edits", "enrolments", "episodes", "facts", "findings",
    "first_messages", "from_ms", "goals", "incidents", "inputs", "item_notes", "items", "leases", "limits", "logins",
    "marks", "merges", "messages", "metadata", "openings", "outbox", "people", "person_contacts", "person_notes", "placings",
    "referrals", "restriction_names", "restrictions", "reviews", "rota", "saved_replies", "scores", "secrets", "sessions",
    "staff", "staff_codes", "staff_contacts", "steps", "story_links", "to_ms",
]  # fmt: skip

people = Table(
    "people",
    metadata,
    id_column(),
    Column("name", Sealed),
    Column("created_at", Instant, nullable=False),
)

contacts = Table(
    "contacts",
    metadata,
    id_column(),
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
    link_to("people", "speaking_id"),
    Column("spoke_at", Instant),
    Column("last_in_at", Instant),
    Column("minor_at", Instant),
    Column("red_at", Instant),
    Column("amber_at", Instant),
    Column("deaf_at", Instant),
    Column("unread_language", String(8)),
    Column("created_at", Instant, nullable=False),
)

person_contacts = Table(
    "person_contacts",
    metadata,
    link_to("people", "person_id", primary_key=True, autoincrement=False),
    link_to("contacts", primary_key=True, autoincrement=False, index=True),
)

conversations = Table(
    "conversations",
    metadata,
    id_column(),
    link_to("contacts", nullable=False),
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
    id_column(),
    Column("dedupe", LargeBinary(16), nullable=False, unique=True),
    link_to("contacts", nullable=False, index=True),
    link_to("conversations"),
    Column("kind", String(16), nullable=False),
    Column("text", Sealed, nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("note", Boolean, nullable=False),
)

# `by`: the member of staff who wrote it, as the audit log names them, or "service" for our words at their wish; null for
# what we say by ourselves.
outbox = Table(
    "outbox",
    metadata,
    id_column(),
    link_to("contacts", nullable=False),
    link_to("conversations"),
    Column("urgency", String(16), nullable=False),
    Column("rank", SmallInteger, nullable=False),
    Column("text", Sealed, nullable=False),
    Column("buttons", Sealed),
    Column("picture", Sealed),
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
    Column("by", String(80)),
    Column("created_at", Instant, nullable=False),
    Index("ix_outbox_due", "state", "rank", "due_at"),
    Index("ix_outbox_contact", "contact_id", "state"),
    Index("ix_outbox_provider", "provider_id"),
)

referrals = Table(
    "referrals",
    metadata,
    id_column(),
    link_to("contacts", nullable=False, index=True),
    link_to("people", "person_id", index=True),
    link_to("conversations", index=True),
    link_to("contacts", "invited_id", index=True),
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
    link_to("referrals", primary_key=True, autoincrement=False),
    Column("field", String(32), primary_key=True),
    Column("value", Sealed, nullable=False),
    Column("learnt_at", Instant, nullable=False),
)

acts = Table(
    "acts",
    metadata,
    link_to("conversations", primary_key=True, autoincrement=False),
    Column("name", String(48), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("args", Sealed, nullable=False),
    Column("done_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
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
