"""The triage queue's tables: items with their notes and findings, the alerts about them, links to their story, and calls."""

from sqlalchemy import Column, Index, Integer, LargeBinary, SmallInteger, String, Table

from bot.store.schema import Instant, Sealed, id_column, link_to, metadata

# `category` is what the item is called; `categories` all of them, worst first, at most three, with | between.
# `due_at` is null until the item has been looked at by triage. `step` is the rung of the ladder that was told last
# (0: nobody yet), `climbs_at` when the next one is, null while the ladder rests. `sharing` is what was shared without
# consent: why, with whom, and the person's wishes. `holder_id` is the member of staff behind `claimed_by`, if enrolled.
items = Table(
    "items",
    metadata,
    id_column(),
    Column("number", Integer, nullable=False, unique=True),
    Column("level", String(8), nullable=False),
    Column("category", String(64), nullable=False),
    Column("categories", String(200), nullable=False),
    Column("part", String(24), nullable=False),
    Column("state", String(24), nullable=False),
    link_to("contacts", nullable=False),
    link_to("people", "person_id", index=True),
    link_to("referrals"),
    link_to("conversations"),
    link_to("messages"),
    Column("locality", String(64), nullable=False),
    Column("why", Sealed, nullable=False),
    Column("evidence", Sealed),
    Column("sharing", Sealed),
    Column("times", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("latest_at", Instant, nullable=False),
    Column("due_at", Instant),
    Column("step", SmallInteger, nullable=False),
    Column("climbs_at", Instant, index=True),
    Column("told_at", Instant),
    Column("taken_told_at", Instant),
    Column("claimed_by", String(80)),
    link_to("staff", "holder_id"),
    Column("claimed_at", Instant),
    Column("attempted_at", Instant),
    Column("resolved_at", Instant),
    Column("outcome", String(80)),
    Column("verdict", String(16)),
    Index("ix_items_state", "state", "level"),
    Index("ix_items_contact", "contact_id", "state"),
    Index("ix_items_due", "state", "due_at"),
)

item_notes = Table(
    "item_notes",
    metadata,
    id_column(),
    link_to("items", nullable=False, index=True),
    Column("text", Sealed, nullable=False),
    Column("by", String(80), nullable=False),
    Column("at", Instant, nullable=False),
)

# `rules`: what fired, each with the version of the screen ("ended-it-all@3f2a91c0"); the words are in `evidence`.
findings = Table(
    "findings",
    metadata,
    id_column(),
    link_to("messages", index=True),
    link_to("items", index=True),
    Column("level", String(8), nullable=False),
    Column("categories", String(200), nullable=False),
    Column("part", String(24), nullable=False),
    Column("rules", String(400), nullable=False),
    Column("evidence", Sealed, nullable=False),
    Column("created_at", Instant, nullable=False, index=True),
)

# One member of staff told of one item by one route. owed -> told -> seen, or failed; `counted` when no text of its
# own was sent, because that of an earlier alert (`outbox_id`) stands for it.
alerts = Table(
    "alerts",
    metadata,
    id_column(),
    link_to("items", nullable=False, index=True),
    link_to("staff", "staff_id", nullable=False),
    link_to("contacts", nullable=False),
    link_to("outbox", "outbox_id", index=True),
    Column("step", SmallInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("times", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Index("ix_alerts_staff", "staff_id", "created_at"),
)

story_links = Table(
    "story_links",
    metadata,
    id_column(),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    link_to("items", nullable=False),
    link_to("staff", "staff_id", nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)

# A call that a member of staff makes to a contact point through our number. shown (the rules for ringing, to whoever
# wants to ring) -> asked (`created_at` is then) -> dialling (their phone) -> through (both phones) -> reached, or how it ended.
calls = Table(
    "calls",
    metadata,
    id_column(),
    link_to("items", nullable=False, index=True),
    link_to("staff", "staff_id", nullable=False),
    link_to("contacts", nullable=False),
    Column("state", String(16), nullable=False),
    Column("provider_id", String(80)),
    Column("created_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Index("ix_calls_state", "state", "created_at"),
)
