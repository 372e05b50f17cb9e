"""Migrations: Alembic, run by the service itself, each step and its record in one transaction.

On SQLite foreign keys are off meanwhile (rebuilding a parent table would otherwise delete its
children), the transaction is begun by hand, and foreign_key_check must find nothing before the commit.
"""

import asyncio
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.errors import DatabaseUnavailable
from bot.store.tables import metadata

FOLDER = Path(__file__).parent / "migrations"
PRIVATE = 0o600


def script(folder: Path = FOLDER) -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


@cache
def head() -> str:
    """The newest revision that this release knows."""
    return script().get_current_head() or ""


def migrate(url: str, to: str = "head", folder: Path = FOLDER) -> None:
    """Bring the database at `url` to a revision; a no-op when it is there. Not for use inside a running loop.

    Raises DatabaseUnavailable when it cannot be opened. `folder` is another one only in tests of this module.
    """
    try:
        if (file := sqlite_file(url)) is not None:
            _for_its_owner_only(file)
        asyncio.run(_migrate(url, to, folder))
    except (OSError, SQLAlchemyError) as error:
        raise DatabaseUnavailable(str(error)) from None


def sqlite_file(url: str) -> Path | None:
    """Where a SQLite database lies; None for one in memory, on a server, or at what is no address."""
    try:
        address = make_url(url)
    except ArgumentError:
        return None
    name = address.database or ":memory:"
    return None if address.get_backend_name() != "sqlite" or name.startswith((":memory:", "file:")) else Path(name)


def _for_its_owner_only(file: Path) -> None:
    """Make it so, or make it so again: SQLite gives the files that it puts beside a database the same mode.

    One that somebody else owns is left as it is.
    """
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, PRIVATE))
    for one in (file, *(file.with_name(f"{file.name}-{part}") for part in ("wal", "shm"))):
        with suppress(FileNotFoundError, PermissionError):
            one.chmod(PRIVATE)


async def _migrate(url: str, to: str, folder: Path) -> None:
    engine = create_async_engine(url, poolclass=NullPool)
    if make_url(url).get_backend_name() == "sqlite":
        event.listen(engine.sync_engine, "connect", _by_hand)
        event.listen(engine.sync_engine, "begin", _begin)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(_upgrade, to, script(folder))
    finally:
        await engine.dispose()


def _by_hand(connection: Any, _: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    _ = connection.exec_driver_sql("BEGIN IMMEDIATE")


def _upgrade(connection: Connection, to: str, steps: ScriptDirectory) -> None:
    def wanted(current: Any, _: Any) -> Any:
        return steps._upgrade_revs(to, current)  # pyright: ignore[reportPrivateUsage]  # as Alembic's own command does

    with EnvironmentContext(Config(), steps, fn=wanted, destination_rev=to) as context:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            transaction_per_migration=True,
            on_version_apply=_nothing_dangles,
        )
        with context.begin_transaction():
            context.run_migrations()


def _nothing_dangles(ctx: Any, *_: Any, **__: Any) -> None:
    if ctx.connection.dialect.name == "sqlite":
        dangling = ctx.connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if dangling:
            raise RuntimeError(f"the migration left rows without their parent: {dangling[:3]}")
