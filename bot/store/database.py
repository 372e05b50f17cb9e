"""Opening the database, reading and writing. SQLite and PostgreSQL run the same SQLAlchemy Core code.

SQLite: one writer at a time (`BEGIN IMMEDIATE` behind a lock), WAL, synchronous=FULL, foreign keys on,
readers on their own connections. A write that fails or is cancelled is rolled back, always.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.errors import DatabaseUnavailable, NotMigrated
from bot.store.ids import Ids
from bot.store.migrate import head, migrate
from bot.store.salt import salt
from bot.store.vault import Vault

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000", "secure_delete=ON")


class Database:
    """`read()` and `write()` give a connection in a transaction; nothing outside bot/store knows SQL."""

    def __init__(self, url: str, vault: Vault):
        self.url, self.vault, self.ids = url, vault, Ids()
        self.salt = b""
        try:
            self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        except ArgumentError as error:
            raise DatabaseUnavailable(f"FRONTDOOR_DATABASE_URL is not an address of a database: {error}") from None
        self._writer = _engine(url, writer=True, size=1 if self.is_sqlite else 8)
        self._reader = _engine(url, writer=False, size=4) if self.is_sqlite else self._writer
        self._lock = asyncio.Lock() if self.is_sqlite else None

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[AsyncConnection, None]:
        """A transaction that commits when the block ends, and rolls back whatever ends it otherwise."""
        if self._lock is None:
            async with self._writer.begin() as connection:
                yield connection
        else:
            async with self._lock, self._writer.begin() as connection:
                yield connection

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[AsyncConnection, None]:
        async with self._reader.connect() as connection:
            yield connection

    async def open(self) -> None:
        """Check that the database is ours and ready. Raise DatabaseUnavailable or NotMigrated when the service could not run on this database."""
        try:
            async with self.read() as connection:
                found = (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar()
        except (SQLAlchemyError, OSError) as error:
            raise DatabaseUnavailable(str(error).splitlines()[0]) from None
        if found != head():
            raise NotMigrated(f"It stands at {found}, this release needs {head()}.")
        async with self.write() as connection:
            self.salt = await salt(connection, self.vault)

    async def close(self) -> None:
        await self._writer.dispose()
        await self._reader.dispose()


def _engine(url: str, *, writer: bool, size: int) -> AsyncEngine:
    engine = create_async_engine(url, poolclass=AsyncAdaptedQueuePool, pool_size=size, max_overflow=0 if writer else 4)
    if engine.dialect.name == "sqlite":
        _as_sqlite(engine, writer)
    return engine


def _as_sqlite(engine: AsyncEngine, writer: bool) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _: Any) -> None:  # pyright: ignore[reportUnusedFunction]  # called by the event
        connection.isolation_level = None  # the driver must not begin transactions of its own
        cursor = connection.cursor()
        for pragma in PRAGMAS if writer else (*PRAGMAS, "query_only=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:  # pyright: ignore[reportUnusedFunction]  # called by the event
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


def migrate_database(url: str) -> None:
    """Bring the database at `url` to this release. Made for start-up and tests; not for use inside a loop."""
    migrate(url)
