"""Saving and loading a SQLite file: SQLite's own backup, which is consistent while others write."""

import os
import shutil
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.store.keeping import HOLDS_DATA, BackupFailed, CannotRestore

PAGES = 1000  # a step; between two steps the service may write


class SqliteKeeper:
    ending = ".db"

    def __init__(self, url: str):
        self.path = Path(make_url(url).database or "")

    def save(self, file: Path) -> None:
        if not self.path.is_file():
            raise BackupFailed(f"There is no database {self.path}.")
        try:
            with closing(sqlite3.connect(self.path, timeout=10)) as source, closing(sqlite3.connect(file)) as target:
                source.backup(target, pages=PAGES)
                _ = target.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
                if (found := _integrity(target)) != "ok":
                    raise BackupFailed(f"The copy is not whole: {found}")
        except sqlite3.Error as error:
            raise BackupFailed(str(error)) from None

    def revision(self, file: Path) -> str:
        with _reading(file) as backup:
            if (found := _integrity(backup)) != "ok":
                raise CannotRestore(f"The file is damaged: {found}")
            if not _has_table(backup, "alembic_version"):
                raise CannotRestore("The file is not one of our backups.")
            row = backup.execute("SELECT version_num FROM alembic_version").fetchone()
        return row[0] if row else ""

    def salt(self, file: Path) -> bytes | None:
        with _reading(file) as backup:
            row = backup.execute("SELECT value FROM secrets WHERE name = 'salt'").fetchone()
        return row[0] if row else None

    def is_empty(self) -> bool:
        if not self.path.is_file() or self.path.stat().st_size == 0:
            return True
        with _reading(self.path, immutable=False) as current:
            there = [table for table in HOLDS_DATA if _has_table(current, table)]
            return not any(current.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in there)  # noqa: S608  # our own names

    def load(self, file: Path) -> str:
        """Beside the database first, then in its place by one rename. What was there is kept beside it."""
        fresh, aside = (self.path.with_name(f"{self.path.name}.{name}") for name in ("restoring", "before-restore"))
        self._close_down()
        try:
            os.close(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
            _ = shutil.copyfile(file, fresh)
            with fresh.open("rb") as copy:
                os.fsync(copy.fileno())
            if self.path.exists():
                aside.unlink(missing_ok=True)
                os.link(self.path, aside)
            _ = fresh.replace(self.path)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise CannotRestore(f"{error.strerror or error}: {self.path}") from None
        return f"What was there before is in {aside}: delete it when you do not need it." if aside.exists() else ""

    def _close_down(self) -> None:
        """Leaving WAL needs the file for oneself: it fails while the service has it open."""
        if not self.path.exists():
            return
        try:
            with closing(sqlite3.connect(self.path, timeout=1)) as current:
                _ = current.execute("PRAGMA journal_mode=DELETE").fetchall()
        except sqlite3.OperationalError:
            raise CannotRestore("Somebody has the database open: stop the service first.") from None
        except sqlite3.DatabaseError:
            pass  # damaged: the reason to restore


@contextmanager
def _reading(file: Path, *, immutable: bool = True) -> Generator[sqlite3.Connection]:
    """`immutable`: nobody writes to it, and nothing may appear beside it."""
    address = f"{file.resolve().as_uri()}?mode=ro{'&immutable=1' if immutable else ''}"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise CannotRestore(f"{file} could not be read: {error}") from None


def _integrity(connection: sqlite3.Connection) -> str:
    return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


def _has_table(connection: sqlite3.Connection, name: str) -> bool:
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)).fetchone()
    return found is not None
