"""A person's page: what was changed on it, notes, agencies that were told, and people who turned out to be one."""

from sqlalchemy import Column, String, Table, Text

from bot.store.schema import Id, Instant, Sealed, id_column, link_to, metadata

# What a field was before somebody changed it: what it is now stands where it belongs. `row_id`: which of several rows,
# where a person has several of them (a note, an episode).
edits = Table(
    "edits",
    metadata,
    id_column(),
    link_to("people", "person_id", nullable=False, index=True),
    Column("field", String(24), nullable=False),
    Column("row_id", Id),
    Column("was", Sealed, nullable=False),
    Column("by", String(80), nullable=False),
    Column("at", Instant, nullable=False),
)

person_notes = Table(
    "person_notes",
    metadata,
    id_column(),
    link_to("people", "person_id", nullable=False, index=True),
    Column("text", Sealed, nullable=False),
    Column("by", String(80), nullable=False),
    Column("at", Instant, nullable=False),
)

# `agency` is a code, `whom` who it was there, `told_on` a local day; `consent` yes, no, or kept (no, of somebody
# who was erased: kept by law).
agencies_told = Table(
    "agencies_told",
    metadata,
    id_column(),
    link_to("people", "person_id", nullable=False, index=True),
    Column("agency", String(24), nullable=False),
    Column("whom", Sealed, nullable=False),
    Column("told_on", String(10), nullable=False),
    Column("consent", String(8), nullable=False),
    Column("why", Sealed, nullable=False),
    Column("by", String(80), nullable=False),
    Column("at", Instant, nullable=False),
)

# `gone_id` is shown as part of `kept_id` until it is undone. `moved`: which rows were the former's, as JSON of ids.
merges = Table(
    "merges",
    metadata,
    id_column(),
    link_to("people", "kept_id", nullable=False, index=True),
    link_to("people", "gone_id", nullable=False, index=True),
    Column("moved", Text, nullable=False),
    Column("by", String(80), nullable=False),
    Column("at", Instant, nullable=False),
    Column("undone_by", String(80)),
    Column("undone_at", Instant),
)
