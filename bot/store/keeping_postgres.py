"""Saving and loading a PostgreSQL database with its own programs, pg_dump and pg_restore.

The password travels in the environment, where other users of the machine cannot read it. A restore is one
transaction: it happens whole, or not at all.
"""

import asyncio
import os
import re
import shutil
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from bot.errors import DatabaseUnavailable, FrontdoorError
from bot.store.keeping import HOLDS_DATA, BackupFailed, CannotRestore

T = TypeVar("T")
BARE = ("--no-owner", "--no-privileges")  # the user who restores owns what is restored


class PostgresKeeper:
    ending = ".dump"

    def __init__(self, url: str):
        self.url = url

    def save(self, file: Path) -> None:
        _ = self._run(BackupFailed, "pg_dump", "--format=custom", *BARE, "--file", str(file))
        _ = self._run(BackupFailed, "pg_restore", "--file", os.devnull, str(file))  # reads all of it

    def revision(self, file: Path) -> str:
        _ = self._run(CannotRestore, "pg_restore", "--file", os.devnull, str(file))
        return next(iter(self._rows(file, "alembic_version")), "")

    def salt(self, file: Path) -> bytes | None:
        rows = dict(row.split("\t", 1) for row in self._rows(file, "secrets"))
        return bytes.fromhex(rows["salt"].removeprefix("\\\\x")) if "salt" in rows else None

    def is_empty(self) -> bool:
        return asyncio.run(self._ask(_holds_nothing))

    def load(self, file: Path) -> str:
        if others := asyncio.run(self._ask(_others)):
            raise CannotRestore(f"{others} others are connected to the database: stop the service first.")
        whole = ("--single-transaction", "--exit-on-error", "--clean", "--if-exists")
        _ = self._run(CannotRestore, "pg_restore", *whole, *BARE, "--dbname", self._name, str(file))
        return ""

    @property
    def _name(self) -> str:
        return make_url(self.url).database or ""

    def _rows(self, file: Path, table: str) -> list[str]:
        """The rows of a table out of a backup, as COPY writes them."""
        script = self._run(CannotRestore, "pg_restore", "--data-only", f"--table={table}", "--file=-", str(file))
        found = re.search(r"^COPY .*?;\n(.*?)^\\\.$", script, re.MULTILINE | re.DOTALL)
        return found[1].splitlines() if found else []

    def _run(self, failed: type[FrontdoorError], program: str, *args: str) -> str:
        path = shutil.which(program)
        if path is None:
            raise failed(f"{program} is not installed: it comes with PostgreSQL's client programs (postgresql-client).")
        done = subprocess.run(  # noqa: S603  # a program of PostgreSQL's, with paths of the administrator's
            [path, *args], env=os.environ | self._environment(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise failed(done.stderr.strip().splitlines()[0] if done.stderr.strip() else f"{program} failed.")
        return done.stdout

    def _environment(self) -> dict[str, str]:
        url = make_url(self.url)
        given: dict[str, Any] = {
            "PGHOST": url.query.get("host", url.host),
            "PGPORT": url.query.get("port", url.port),
            "PGUSER": url.username,
            "PGPASSWORD": url.password,
            "PGDATABASE": url.database,
            "PGSSLMODE": url.query.get("ssl"),
        }
        return {name: str(value) for name, value in given.items() if value}

    async def _ask(self, question: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        engine = create_async_engine(self.url, poolclass=NullPool)
        try:
            async with engine.connect() as connection:
                return await question(connection)
        except (SQLAlchemyError, OSError) as error:
            raise DatabaseUnavailable(str(error).splitlines()[0]) from None
        finally:
            await engine.dispose()


async def _holds_nothing(connection: AsyncConnection) -> bool:
    for table in HOLDS_DATA:
        there = (await connection.execute(text("SELECT to_regclass(:name)"), {"name": table})).scalar()
        if there and (await connection.execute(text(f"SELECT 1 FROM {table} LIMIT 1"))).first():  # noqa: S608  # our own names
            return False
    return True


async def _others(connection: AsyncConnection) -> int:
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    return int((await connection.execute(text(query))).scalar_one())
