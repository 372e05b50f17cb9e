"""INSERT ... ON CONFLICT, which both databases know and SQLAlchemy spells for each of them."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.prepared import Prepared
from bot.store.sqlite_writer import Tx


def _insert(dialect: str, table: Table) -> Any:
    return (sqlite if dialect == "sqlite" else postgresql).insert(table)


async def insert_new(tx: Tx, table: Table, rows: Sequence[Mapping[str, Any]], on: Sequence[str] = ()) -> None:
    """Insert the rows that are not there yet; the others are left as they are."""
    await _insert_new(tx.dialect.name, table, tuple(on)).run(tx, rows)


async def upsert(
    tx: Tx, table: Table, rows: Sequence[Mapping[str, Any]], on: Sequence[str], change: Sequence[str]
) -> None:
    """Insert rows, or change these columns of the ones that are there."""
    await _upsert(tx.dialect.name, table, tuple(on), tuple(change)).run(tx, rows)


@cache
def _insert_new(dialect: str, table: Table, on: tuple[str, ...]) -> Prepared:
    return Prepared(_insert(dialect, table).on_conflict_do_nothing(index_elements=list(on) or None))


@cache
def _upsert(dialect: str, table: Table, on: tuple[str, ...], change: tuple[str, ...]) -> Prepared:
    statement = _insert(dialect, table)
    new = {name: statement.excluded[name] for name in change}
    return Prepared(statement.on_conflict_do_update(index_elements=list(on), set_=new))
