"""INSERT ... ON CONFLICT, which both databases know and SQLAlchemy spells for each of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.sqlite_writer import Tx


def _insert(tx: Tx, table: Table) -> Any:
    return (sqlite if tx.dialect.name == "sqlite" else postgresql).insert(table)


async def insert_new(tx: Tx, table: Table, rows: Sequence[Mapping[str, Any]], on: Sequence[str] = ()) -> None:
    """Insert the rows that are not there yet; the others are left as they are."""
    if rows:
        statement = _insert(tx, table).on_conflict_do_nothing(index_elements=list(on) or None)
        _ = await tx.execute(statement, list(rows))


async def upsert(
    tx: Tx, table: Table, rows: Sequence[Mapping[str, Any]], on: Sequence[str], change: Sequence[str]
) -> None:
    """Insert rows, or change these columns of the ones that are there."""
    if rows:
        statement = _insert(tx, table)
        new = {name: statement.excluded[name] for name in change}
        _ = await tx.execute(statement.on_conflict_do_update(index_elements=list(on), set_=new), list(rows))
