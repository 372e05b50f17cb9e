"""What is written with people: each member's draft to a contact point, and the replies that the service keeps ready."""

from sqlalchemy import Column, Integer, String, Table, UniqueConstraint

from bot.store.schema import Instant, Sealed, id_column, link_to, metadata

# One a member and contact point. What was sent or thrown away leaves an empty text and a higher `version`, so that a tab
# that still shows the old one is known by it.
drafts = Table(
    "drafts",
    metadata,
    id_column(),
    link_to("contacts", nullable=False, index=True),
    link_to("staff", "staff_id", nullable=False),
    Column("text", Sealed, nullable=False),
    Column("version", Integer, nullable=False),
    Column("saved_at", Instant, nullable=False),
    UniqueConstraint("staff_id", "contact_id"),
)

# The service's own words, about nobody: {name} stands for whoever reads them, {me} for whoever sends them.
saved_replies = Table(
    "saved_replies",
    metadata,
    id_column(),
    Column("title", String(80), nullable=False, unique=True),
    Column("text", String(1600), nullable=False),
    Column("version", Integer, nullable=False),
    Column("by", String(80), nullable=False),
    Column("changed_at", Instant, nullable=False),
)
