"""What was decided at the desk in place of a setting or of a file of ours, in every version."""

from sqlalchemy import Column, Index, String, Table, Text

from bot.store.schema import Instant, id_column, metadata

# `kind` is what it is (programme, postcodes, hours, wording, helpline), `name` which of its kind. `text` null: what the
# settings and our files say counts again. `state`: waiting for a second person -> taken, or refused. The one in use is the
# taken one with the latest `taken_at`. No words by or about a person.
documents = Table(
    "documents",
    metadata,
    id_column(),
    Column("kind", String(16), nullable=False),
    Column("name", String(120), nullable=False),
    Column("text", Text),
    Column("state", String(16), nullable=False),
    Column("by", String(80), nullable=False),
    Column("at", Instant, nullable=False),
    Column("settled_by", String(80)),
    Column("taken_at", Instant),
    Index("ix_documents_kind", "kind", "name"),
)
