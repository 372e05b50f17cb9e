"""The one writer of SQLite. A transaction begins and commits in aiosqlite's thread, where it may have to wait for
a lock or the disk; the statements between run where they are asked for.

Why: a hop to a thread costs as much as five statements, and SQLAlchemy's own adapter makes four for each.
`Direct` gives the store's modules the two members of an AsyncConnection that they use, so that the same
code runs on PostgreSQL.
"""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol

from aiosqlite import Connection as Hop
from sqlalchemy import Connection, CursorResult, Executable, create_engine
from sqlalchemy.engine import Dialect
from sqlalchemy.pool import StaticPool

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]
FETCHED = 64  # rows at a time; aiosqlite asks for a number, our statements never go through it


class Tx(Protocol):
    """A transaction, as the store's modules see it on either database. `info`: what it carries besides; see chain.py."""

    @property
    def dialect(self) -> Dialect: ...
    @property
    def info(self) -> dict[Any, Any]: ...

    async def execute(self, statement: Executable, parameters: Parameters | None = None, /) -> CursorResult[Any]: ...


class Direct:
    """Implements Tx on a connection of this thread. Never suspends. `raw` is the driver's own connection."""

    def __init__(self, connection: Connection, raw: sqlite3.Connection):
        self._connection, self.raw = connection, raw
        self.info: dict[Any, Any] = {}
        self.close = connection.close

    @property
    def dialect(self) -> Dialect:
        return self._connection.dialect

    async def execute(self, statement: Executable, parameters: Parameters | None = None, /) -> CursorResult[Any]:
        return self._connection.execute(statement, parameters)


class SqliteWriter:
    def __init__(self, path: str, pragmas: Sequence[str]):
        self._path, self._pragmas = path, pragmas
        self._lock = asyncio.Lock()
        self._hop: Hop | None = None
        self._direct: Direct | None = None

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Tx, None]:
        """Commits when the block ends; whatever ends it otherwise, also a cancellation, rolls it back."""
        async with self._lock:
            hop, direct = await self._opened()
            _ = await to_the_end(_begin(hop))
            try:
                yield direct
                await to_the_end(hop.commit())
            except BaseException:
                await to_the_end(hop.rollback())
                raise

    @asynccontextmanager
    async def glance(self) -> AsyncGenerator[Tx, None]:
        """What is committed, read where it is asked for and between two transactions."""
        async with self._lock:
            _, direct = await self._opened()
            yield direct

    async def close(self) -> None:
        if self._hop is not None and self._direct is not None:
            self._direct.close()
            await self._hop.close()
            self._hop = self._direct = None

    async def _opened(self) -> tuple[Hop, Direct]:
        if self._hop is None or self._direct is None:
            kept: list[sqlite3.Connection] = []

            def connect() -> sqlite3.Connection:
                kept.append(sqlite3.connect(self._path, isolation_level=None, check_same_thread=False))
                for pragma in self._pragmas:
                    _ = kept[0].execute(f"PRAGMA {pragma}")
                return kept[0]

            self._hop = await Hop(connect, FETCHED)
            engine = create_engine("sqlite://", creator=lambda: kept[0], poolclass=StaticPool)
            connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            self._direct = Direct(connection, kept[0])
        return self._hop, self._direct


async def _begin(hop: Hop) -> None:
    _ = await hop.execute("BEGIN IMMEDIATE")


async def to_the_end(work: Coroutine[Any, Any, None]) -> None:
    """Wait until `work` is done even when whoever waits is cancelled meanwhile; then be cancelled."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        if not task.done():
            _ = await asyncio.wait([task])
        raise
