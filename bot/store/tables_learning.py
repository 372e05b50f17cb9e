"""What we learn about the screen: messages drawn for a person to read, and risks that were found late."""

from sqlalchemy import Column, Index, String, Table

from bot.store.schema import Instant, Sealed, id_column, link_to, metadata

# An inbound message that the screen found nothing in, drawn at random. `found` is null until somebody has read it, then
# "nothing" or "missed". `wrote_at` is when the message came: it outlives the message.
reviews = Table(
    "reviews",
    metadata,
    id_column(),
    link_to("messages", unique=True),
    Column("wrote_at", Instant, nullable=False, index=True),
    Column("drawn_at", Instant, nullable=False),
    Column("found", String(16), index=True),
    Column("by", String(80)),
    Column("at", Instant),
)

# `was`: the level that the screen gave at the time, "none" if none. `source`: the sample, a page of the desk, or the
# verdict on an item that was there already. `words`: what was missed, as whoever found it says. Who was told, and when,
# stands in the alerts of the item.
incidents = Table(
    "incidents",
    metadata,
    id_column(),
    link_to("items", nullable=False, index=True),
    link_to("messages", index=True),
    Column("was", String(8), nullable=False),
    Column("level", String(8), nullable=False),
    Column("category", String(64), nullable=False),
    Column("source", String(16), nullable=False),
    Column("by", String(80), nullable=False),
    Column("words", Sealed),
    Column("wrote_at", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index("ix_incidents_created_at", "created_at"),
    Index("ix_incidents_wrote_at", "wrote_at"),
)
