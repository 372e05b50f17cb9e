"""What every table is made of: moments, sealed words, ids, and links to other tables.

Times are whole milliseconds since 1970 in UTC (`Instant`). Columns of words by or about a person are
`Sealed`: opened and sealed by the vault, with the row's id, in the query modules beside this one.
Ids are 63-bit, made by `ids.new_id` before anything is sealed, and grow with time.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
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


def id_column() -> Column[int]:
    return Column("id", Id, primary_key=True, autoincrement=False)


def link_to(table: str, name: str | None = None, **options: Any) -> Column[int]:
    return Column(name or f"{table[:-1]}_id", Id, ForeignKey(f"{table}.id"), **options)
