"""The database is for its owner alone, whatever the process would otherwise give to others."""

import asyncio
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.migrate import migrate, sqlite_file
from tests.serving import MARGARET, town


@pytest.fixture(autouse=True)
def _generous() -> Iterator[None]:
    old = os.umask(0)
    yield
    _ = os.umask(old)


def modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


async def test_only_the_owner_can_read_a_new_database_and_what_lies_beside_it(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'frontdoor.db'}"
    await _migrated(url)
    async with town(url) as here:
        _ = await here.texts(MARGARET, "hello")
        assert modes(tmp_path) == {"frontdoor.db": 0o600, "frontdoor.db-wal": 0o600, "frontdoor.db-shm": 0o600}


async def test_one_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    (tmp_path / "frontdoor.db").touch(0o644)
    await _migrated(f"sqlite+aiosqlite:///{tmp_path / 'frontdoor.db'}")
    assert modes(tmp_path) == {"frontdoor.db": 0o600}


def test_what_is_no_file_is_left_alone() -> None:
    addresses = (
        "sqlite+aiosqlite://",
        "sqlite+aiosqlite:///:memory:",
        "postgresql+asyncpg://u@h/frontdoor",
        "nonsense",
    )
    assert [sqlite_file(address) for address in addresses] == [None] * 4


async def _migrated(url: str) -> None:
    await asyncio.to_thread(migrate, url)
