"""A database with people in it, filled by the real service, and what a test needs to look at it from outside."""

import base64
import sqlite3
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import asynccontextmanager, closing
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.store.columns import SEALED
from bot.store.database import Database
from bot.store.tables import metadata
from bot.store.vault import Vault
from tests.serving import JO, KEY, MARGARET, MONDAY_10, Town, town

LATER = MONDAY_10 + timedelta(hours=4)  # after everything that `fill` does
WORD = "Zzyzx"  # a marker: a name, and a word in everything that is written
ABOUT_HER = "07700 900003"
HER = "+447700900003"

REFERRAL = (
    "JOIN",
    "yes",
    "78",
    "no",
    WORD,
    f"the {WORD} club",
    f"12 {WORD} Road, TQ14 9BH",
    "ring me",
    "mornings",
    "yes",
)
FAMILY = (
    "hello",
    "2",
    "yes",
    "no",
    "yes",
    WORD,
    f"my {WORD}",
    WORD,
    "2",
    "yes",
    ABOUT_HER,
    f"she misses {WORD}",
    "yes",
)


async def fill(here: Town) -> None:
    """Margaret refers herself and writes again; Jo refers Her, who says yes. All of it with the marker in it."""
    _ = await here.texts(MARGARET, *REFERRAL, f"when is {WORD}?", f"I've took all my tablets {WORD}", "yes")
    _ = await here.texts(JO, *FAMILY)
    _ = await here.service.unprompted.open_waiting()
    await here.settled()
    _ = await here.texts(HER, "yes", "yes", "yes", "80", "no", WORD, f"my {WORD}", "skip")


@asynccontextmanager
async def filled(database_url: str, start: datetime = MONDAY_10, **settings: object) -> AsyncGenerator[Town]:
    async with town(database_url, start, **settings) as here:
        await fill(here)
        yield here


@asynccontextmanager
async def opened(url: str, key: str = KEY) -> AsyncGenerator[Database]:
    """The database without the service."""
    database = Database(url, Vault(key))
    try:
        await database.open()
        yield database
    finally:
        await database.close()


async def dump(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as it is stored, in a fixed order."""
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        rows = {
            table.name: [tuple(row) for row in await connection.execute(select(table))]
            for table in metadata.sorted_tables
        }
        version = (await connection.execute(text("SELECT version_num FROM alembic_version"))).all()
    await engine.dispose()
    return {name: sorted(found, key=repr) for name, found in rows.items()} | {
        "version": [tuple(row) for row in version]
    }


async def words(database: Database) -> dict[str, list[str]]:
    """Everything sealed, opened, by column."""
    found: dict[str, list[str]] = {}
    async with database.read() as connection:
        for one in SEALED:
            rows = await connection.execute(select(one.table).where(one.column.is_not(None)))
            found[str(one)] = sorted(database.vault.open(*one.bound_to(row), getattr(row, one.name)) for row in rows)
    return found


def spelt(word: str) -> Iterator[bytes]:
    """The ways in which a word could lie in a file without being encrypted."""
    yield from (word.encode(), word.upper().encode(), word.lower().encode())
    yield from (word.encode("utf-16-le"), word.encode("utf-16-be"), word.encode().hex().encode())
    for ahead in range(3):  # base64 cuts a text in three ways, by what stands before it
        coded = base64.b64encode(bytes(ahead) + word.encode())
        yield coded[-(-ahead * 8 // 6) : (ahead + len(word)) * 8 // 6]


def seen(content: bytes, word: str) -> list[bytes]:
    return [one for one in spelt(word) if one in content]


def sqlite_query(url: str, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(make_url(url).database or "")) as connection:
        return connection.execute(statement, values).fetchall()
