"""The caseload's table: a person's word about where somebody stands in the list of whom to look at first."""

from sqlalchemy import Column, String, Table

from bot.store.schema import Instant, Sealed, id_column, link_to, metadata

# One a person's episode, the latest; `way` is up or down, until the end of the local day `until` (2026-11-30).
placings = Table(
    "placings",
    metadata,
    id_column(),
    link_to("episodes", nullable=False, unique=True),
    Column("way", String(8), nullable=False),
    Column("until", String(10), nullable=False),
    Column("why", Sealed, nullable=False),
    Column("by", String(80), nullable=False),
    Column("at", Instant, nullable=False),
)
