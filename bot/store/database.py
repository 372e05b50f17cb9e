"""Opening the database, reading and writing. SQLite and PostgreSQL run the same SQLAlchemy Core code.

SQLite: one writer at a time (`BEGIN IMMEDIATE` behind a lock), WAL, synchronous=FULL, foreign keys on,
readers on their own connections. A write that fails or is cancelled is rolled back, always.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Connection, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.errors import DatabaseUnavailable, NotMigrated
from bot.store import chain
from bot.store.ids import Ids
from bot.store.migrate import head
from bot.store.salt import salt
from bot.store.sqlite_writer import SqliteWriter, Tx
from bot.store.vault import Vault

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000", "secure_delete=ON")


class Database:
    """`read()` and `write()` give a connection in a transaction; nothing outside bot/store knows SQL."""

    def __init__(self, url: str, vault: Vault):
        self.url, self.vault, self.ids = url, vault, Ids()
        self.salt = self._chain_key = b""
        try:
            self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        except ArgumentError as error:
            raise DatabaseUnavailable(f"FRONTDOOR_DATABASE_URL is not an address of a database: {error}") from None
        self._engine = _engine(url)
        self._writer = SqliteWriter(make_url(url).database or "", PRAGMAS) if self.is_sqlite else None

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[Tx, None]:
        """A transaction that commits when the block ends, and rolls back whatever ends it otherwise. What it recorded in
        the audit log is linked last of all."""
        async with self._writer.transaction() if self._writer else self._engine.begin() as tx:
            chain.begin(tx)
            yield tx
            await chain.end(tx, self._chain_key or await chain.key_of(tx, self.vault))

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[AsyncConnection, None]:
        async with self._engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def glance(self) -> AsyncGenerator[Tx, None]:
        """For the small looks of every few seconds, each statement by itself: on SQLite without a hop to a thread, which
        costs more than the look, and so never for long."""
        async with self._writer.glance() if self._writer else self._engine.connect() as tx:
            yield tx

    async def open(self) -> None:
        """Check that the database is there and of this release. Raises DatabaseUnavailable or NotMigrated."""
        try:
            found = await self._revision()
        except (SQLAlchemyError, OSError) as error:
            raise DatabaseUnavailable(str(error).splitlines()[0]) from None
        if found != head():
            raise NotMigrated(f"It stands at {found or 'nothing'}, this release needs {head()}.")
        async with self.write() as connection:
            self.salt = await salt(connection, self.vault)
            key = await chain.opened(connection, self.vault)
        self._chain_key = key

    async def _revision(self) -> str | None:
        async with self.read() as connection:
            if not await connection.run_sync(lambda c: inspect(c).has_table("alembic_version")):
                return None
            return (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar()

    async def close(self) -> None:
        if self._writer:
            await self._writer.close()
        await self._engine.dispose()


def _engine(url: str) -> AsyncEngine:
    """Everything on PostgreSQL; on SQLite the readers, which see one moment and cannot write."""
    engine = create_async_engine(url, poolclass=AsyncAdaptedQueuePool, pool_size=8, max_overflow=4)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _as_reader)
        event.listen(engine.sync_engine, "begin", _begin_reading)
    return engine


def _begin_reading(connection: Connection) -> None:
    _ = connection.exec_driver_sql("BEGIN")


def _as_reader(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    cursor = connection.cursor()
    for pragma in (*PRAGMAS, "query_only=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
