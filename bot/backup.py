"""Backup and restore. A backup is one file that only its owner can read, checked before it gets its name.

Words are sealed in a backup as they are in the database: without SECRET_KEY it tells nobody anything, and without
SECRET_KEY nobody can restore it, so a copy of the key is kept elsewhere. A restore checks everything it can before
it touches the database: that the file is whole, that this release knows its tables, that SECRET_KEY opens it.
"""

import os
import re
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy.engine import make_url

from bot.errors import NotMigrated
from bot.store.keeping import BackupFailed, CannotRestore
from bot.store.keeping_postgres import PostgresKeeper
from bot.store.keeping_sqlite import SqliteKeeper
from bot.store.migrate import migrate, script
from bot.store.salt import PLACE
from bot.store.vault import Vault

DAILY = re.compile(r"frontdoor-daily-[0-9]{8}\.(db|dump)(\.part)?")


class Keeper(Protocol):
    """What each kind of database does in its own way. Each raises BackupFailed or CannotRestore with a sentence."""

    ending: str

    def save(self, file: Path) -> None:
        """A consistent copy of the database in `file`, which exists, empty, for its owner only; checked."""
        ...

    def revision(self, file: Path) -> str:
        """The revision of a backup's tables, after making sure that the file is whole."""
        ...

    def salt(self, file: Path) -> bytes | None:
        """A sealed value out of a backup; None when it holds none."""
        ...

    def is_empty(self) -> bool:
        """Whether the database holds nothing that a restore would destroy."""
        ...

    def load(self, file: Path) -> str:
        """Put the backup in the database's place, whole or not at all; says where the old one is, if it was kept."""
        ...


def keeper(url: str) -> Keeper:
    return SqliteKeeper(url) if make_url(url).get_backend_name() == "sqlite" else PostgresKeeper(url)


def backup(url: str, to: Path, now: datetime) -> Path:
    """Save the database at `url` into a folder, under a name with the time, or into a new file. Returns the file."""
    kept = keeper(url)
    file = to / f"frontdoor-{now:%Y%m%d-%H%M%S}{kept.ending}" if to.is_dir() else to
    if file.exists():
        raise BackupFailed(f"{file} is there already; a backup overwrites nothing.")
    part = file.with_name(f"{file.name}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
        part.chmod(0o600)
        kept.save(part)
        _to_disk(part)
        _ = part.rename(file)
        _to_disk(file.parent)
    except OSError as error:
        raise BackupFailed(f"{error.strerror or error}: {file}") from None
    finally:
        part.unlink(missing_ok=True)
    return file


def daily_file(url: str, folder: Path, day: date) -> Path:
    """Where the backup of this day lies, once it is made."""
    return folder / f"frontdoor-daily-{day:%Y%m%d}{keeper(url).ending}"


def daily(url: str, folder: Path, keep: int, now: datetime) -> Path:
    """Make the day's backup, and delete all but the newest `keep`. Those that somebody made by hand stay.

    Nothing is deleted before the new one is whole.
    """
    made = backup(url, daily_file(url, folder, now.date()), now)
    there = sorted(path for path in folder.iterdir() if DAILY.fullmatch(path.name))
    half = [path for path in there if path.suffix == ".part"]  # of a process that was killed
    for old in [*half, *[path for path in there if path not in half][:-keep]]:
        old.unlink(missing_ok=True)
    return made


def restore(url: str, file: Path, vault: Vault, *, overwrite: bool) -> str:
    """Put a backup in the database's place and bring it to this release. Returns what to tell, if anything.

    Raises CannotRestore, NotMigrated or CannotDecrypt before anything is changed.
    """
    kept = keeper(url)
    if not file.is_file():
        raise CannotRestore(f"There is no file {file}.")
    revision = kept.revision(file)
    if revision not in {step.revision for step in script().walk_revisions()}:
        raise NotMigrated(f"The backup stands at {revision or 'nothing'}, which this release does not know.")
    if (sealed := kept.salt(file)) is not None:
        _ = vault.open(PLACE, 0, sealed)
    if not overwrite and not kept.is_empty():
        raise CannotRestore("It holds data that would be lost: use --yes if that is what you want.")
    told = kept.load(file)
    migrate(url)
    return told


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
