"""What a conversation takes on disk: a copy of the database with only some tables left, packed, and its size."""

import sqlite3
import tempfile
from collections.abc import Iterable
from pathlib import Path

# The conversation: its row with the sealed snapshot, journal and open question, and its three indexes.
CONVERSATION = ("conversations",)
# What it leads to besides, and keeps for good: contact, referral, person, facts, acts, item, audit.
AROUND = ("contacts", "people", "person_contacts", "referrals", "facts", "acts", "items", "audit")
MESSAGES = ("messages", "outbox")


def size_of(database: Path, tables: Iterable[str]) -> int:
    """Bytes that these tables take with their indexes, beyond an empty database."""
    with tempfile.TemporaryDirectory(dir=database.parent) as folder:
        return _packed(database, Path(folder) / "some.db", tables) - _packed(database, Path(folder) / "none.db", ())


def _packed(database: Path, copy: Path, kept: Iterable[str]) -> int:
    source, target = sqlite3.connect(database), sqlite3.connect(copy, isolation_level=None)
    try:
        source.backup(target)
        _ = target.execute("PRAGMA journal_mode=DELETE")  # or the log beside the file would hold what is measured
        names = [name for (name,) in target.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            if name not in kept and not name.startswith("sqlite_"):
                _ = target.execute(f"DELETE FROM {name}")
        _ = target.execute("VACUUM")
        return copy.stat().st_size
    finally:
        source.close()
        target.close()
