"""A backup a day through the ticker, on a clock that is told the time; old ones go, and a failure waits for the next look."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.backup import restore
from bot.store.vault import Vault
from bot.ticker import Chore, Ticker
from bot.wiring import add_backups
from tests.serving import KEY, MARGARET, Town, town


def chore_of(here: Town) -> Chore | None:
    add_backups(here.service)
    return next((chore for chore in here.service.chores() if chore.name == "backup"), None)


async def looks(here: Town, chore: Chore | None, **later: float) -> None:
    assert chore is not None
    await here.clock.advance(**later)
    await Ticker([chore]).run(chore)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def modes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "backups"
    made.mkdir()
    return made


async def test_there_is_one_a_day_and_the_oldest_go(sqlite_url: str, folder: Path):
    by_hand = folder / "frontdoor-20250101-100000.db"
    by_hand.touch()
    (folder / "frontdoor-daily-20261101.db.part").touch()
    async with town(sqlite_url, backup_dir=str(folder), backup_keep=2) as here:
        chore = chore_of(here)
        for hours in (0, 1, 12, 24, 24):  # Monday at 10, 11 and 23; Tuesday, Wednesday
            await looks(here, chore, hours=hours)
    assert names(folder) == [by_hand.name, "frontdoor-daily-20261124.db", "frontdoor-daily-20261125.db"]


async def test_the_day_begins_at_the_services_own_midnight(sqlite_url: str, folder: Path):
    async with town(sqlite_url, backup_dir=str(folder), timezone="Pacific/Auckland") as here:
        await looks(here, chore_of(here))
    assert names(folder) == ["frontdoor-daily-20261123.db"]
    async with town(sqlite_url, backup_dir=str(folder), timezone="Pacific/Auckland") as here:
        await looks(here, chore_of(here), hours=2)
    assert names(folder)[1:] == ["frontdoor-daily-20261124.db"]


async def test_it_can_be_restored_and_only_its_owner_can_read_it(sqlite_url: str, folder: Path, tmp_path: Path):
    async with town(sqlite_url, backup_dir=str(folder)) as here:
        _ = await here.texts(MARGARET, "hello")
        await looks(here, chore_of(here))
    (made,) = modes(folder)
    assert modes(folder)[made] == 0o600
    there = f"sqlite+aiosqlite:///{tmp_path / 'elsewhere.db'}"
    _ = await asyncio.to_thread(restore, there, folder / made, Vault(KEY), overwrite=False)
    async with town(there) as here:
        assert next(line.text for line in await here.transcript(MARGARET)) == "hello"


async def test_a_failure_is_tried_again_at_the_next_look(sqlite_url: str, folder: Path):
    disk = folder / "disk"  # which is not there yet
    async with town(sqlite_url, backup_dir=str(disk)) as here:
        chore = chore_of(here)
        await looks(here, chore)
        disk.mkdir()  # nobody waits
        await looks(here, chore, minutes=10)
        assert names(disk) == ["frontdoor-daily-20261123.db"]


async def test_two_processes_do_not_make_it_at_the_same_time(sqlite_url: str, folder: Path):
    async with town(sqlite_url, backup_dir=str(folder)) as here:
        chore = chore_of(here)
        assert await here.service.lease("backup", "another", timedelta(hours=1))
        await looks(here, chore)
        assert names(folder) == []


async def test_without_a_folder_there_is_no_chore(sqlite_url: str):
    async with town(sqlite_url) as here:
        assert chore_of(here) is None


async def test_it_does_not_hold_up_the_start(sqlite_url: str, folder: Path):
    async with town(sqlite_url, backup_dir=str(folder)) as here:
        chore = chore_of(here)
        assert chore is not None
        await Ticker([chore]).run_all()
        assert names(folder) == []
