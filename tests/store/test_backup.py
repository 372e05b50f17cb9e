"""The restore drill: fill, back up, wreck, restore, compare. And everything that a restore must refuse."""

import asyncio
import os
import stat
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bot.backup import BackupFailed, CannotRestore, backup, restore
from bot.errors import CannotDecrypt, FrontdoorError, NotMigrated
from bot.store.migrate import head
from bot.store.vault import Vault
from tests.serving import KEY, MARGARET, MONDAY_10, town
from tests.store.filled import LATER, dump, opened, words

VAULT = Vault(KEY)


async def saved(url: str, to: Path) -> Path:
    return await asyncio.to_thread(backup, url, to, MONDAY_10)


async def restored(url: str, file: Path, vault: Vault = VAULT, *, overwrite: bool = False) -> str:
    return await asyncio.to_thread(restore, url, file, vault, overwrite=overwrite)


async def execute(url: str, *statements: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        for statement in statements:
            _ = await connection.execute(text(statement))
    await engine.dispose()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def is_sqlite(url: str) -> bool:
    return url.startswith("sqlite")


def overwrite_with_noise(path: Path) -> None:
    with path.open("r+b") as file:
        _ = file.seek(4096)
        _ = file.write(os.urandom(path.stat().st_size - 4096))


async def wreck(url: str) -> None:
    """SQLite: all but the first page overwritten. PostgreSQL: tables gone or emptied."""
    if is_sqlite(url):
        overwrite_with_noise(Path(make_url(url).database or ""))
    else:
        await execute(url, "DROP TABLE facts", "TRUNCATE people, contacts CASCADE", "DROP TABLE audit")


async def test_the_drill(filled_url: str, tmp_path: Path) -> None:
    before = await dump(filled_url)
    file = await saved(filled_url, tmp_path)
    await wreck(filled_url)
    _ = await restored(filled_url, file, overwrite=True)
    assert await dump(filled_url) == before
    async with opened(filled_url) as database:
        assert (await words(database))["messages.text"]
    async with town(filled_url, LATER) as here:
        assert await here.texts(MARGARET, "hello")


async def test_it_restores_to_a_new_place(filled_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    file, before = await saved(filled_url, tmp_path), await dump(filled_url)
    if is_sqlite(filled_url):
        there = f"sqlite+aiosqlite:///{tmp_path / 'elsewhere.db'}"
    else:
        server = request.getfixturevalue("postgres_server")
        there = server.url(server.create())
    assert await restored(there, file) == ""
    assert await dump(there) == before


async def test_a_backup_while_people_write_is_one_moment(filled_url: str, tmp_path: Path) -> None:
    """Every message in it has its contact point and every reply, and it is all there up to that moment."""
    async with town(filled_url, LATER) as here:
        writing = asyncio.create_task(here.texts(MARGARET, *(f"word {n}" for n in range(10))))
        files = [await saved(filled_url, tmp_path / f"{n}.backup") for n in range(3)]
        _ = await writing
    counts: list[int] = []
    for file in files:
        _ = await restored(filled_url, file, overwrite=True)
        async with opened(filled_url) as database:
            counts.append(len((await words(database))["messages.text"]))
    assert counts == sorted(counts)
    assert counts[0] >= 20


async def test_only_the_owner_can_read_it(filled_url: str, tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        file = await saved(filled_url, tmp_path)
    finally:
        _ = os.umask(old)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.name.startswith("frontdoor-20261123-100000.")
    assert names(tmp_path) - {"frontdoor.db", "frontdoor.db-wal", "frontdoor.db-shm"} == {file.name}


async def test_it_overwrites_no_backup(database_url: str, tmp_path: Path) -> None:
    file = await saved(database_url, tmp_path)
    content = file.read_bytes()
    with pytest.raises(BackupFailed, match="is there already"):
        _ = await saved(database_url, tmp_path)
    assert file.read_bytes() == content


async def test_a_folder_that_is_not_there(database_url: str, tmp_path: Path) -> None:
    with pytest.raises(BackupFailed, match="No such file"):
        _ = await saved(database_url, tmp_path / "none" / "file")


async def refused(url: str, file: Path, error: type[FrontdoorError], said: str, **how: object) -> None:
    """It is refused with this sentence, and the database is as it was."""
    before = await dump(url)
    with pytest.raises(error, match=said):
        _ = await restored(url, file, **how)  # type: ignore[arg-type]
    assert await dump(url) == before


async def test_a_database_with_data_is_not_overwritten_unasked(filled_url: str, tmp_path: Path) -> None:
    await refused(filled_url, await saved(filled_url, tmp_path), CannotRestore, "--yes")


async def test_another_key_is_noticed_before_anything_is_lost(filled_url: str, tmp_path: Path) -> None:
    file = await saved(filled_url, tmp_path)
    await refused(
        filled_url,
        file,
        CannotDecrypt,
        "SECRET_KEY",
        vault=Vault("another key that is as long as it must be"),
        overwrite=True,
    )


async def test_a_backup_of_a_newer_release_is_refused(database_url: str, tmp_path: Path) -> None:
    await execute(database_url, "UPDATE alembic_version SET version_num = '9999'")
    file = await saved(database_url, tmp_path)
    await execute(database_url, f"UPDATE alembic_version SET version_num = '{head()}'")
    await refused(database_url, file, NotMigrated, "9999", overwrite=True)


@pytest.mark.parametrize("damage", ["cut", "changed", "foreign", "empty", "missing"])
async def test_a_damaged_file_is_refused(filled_url: str, tmp_path: Path, damage: str) -> None:
    file = await saved(filled_url, tmp_path)
    content = file.read_bytes()
    if damage == "cut":
        _ = file.write_bytes(content[: len(content) // 2])
    elif damage == "changed":  # a page of SQLite's, or a block of the dump's
        _ = file.write_bytes(content[: len(content) // 2] + bytes(4096) + content[len(content) // 2 + 4096 :])
    elif damage == "missing":
        file.unlink()
    else:
        _ = file.write_bytes(b"these are not the words you are looking for" if damage == "foreign" else b"")
    await refused(filled_url, file, CannotRestore, ".", overwrite=True)


async def test_a_running_service_is_noticed(filled_url: str, tmp_path: Path) -> None:
    async with town(filled_url, LATER):
        file = await saved(filled_url, tmp_path)
        await refused(filled_url, file, CannotRestore, "stop the service first", overwrite=True)


async def test_what_was_there_is_kept_beside_it(filled_sqlite_url: str, tmp_path: Path) -> None:
    file = await saved(filled_sqlite_url, tmp_path / "empty")
    before = await dump(filled_sqlite_url)
    told = await restored(filled_sqlite_url, file, overwrite=True)
    aside = tmp_path / "frontdoor.db.before-restore"
    assert str(aside) in told
    assert await dump(f"sqlite+aiosqlite:///{aside}") == before


@pytest.mark.postgres
async def test_without_pg_dump_it_says_what_to_install(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupFailed, match="pg_dump is not installed"):
        _ = await saved(postgres_url, tmp_path)
    assert names(tmp_path) == set()


@pytest.mark.postgres
async def test_a_wrong_password_or_place_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BackupFailed) as failed:
        _ = await saved(f"postgresql+asyncpg://frontdoor:secret@/none?host={tmp_path}", tmp_path)
    assert "\n" not in str(failed.value)
    assert "secret" not in str(failed.value)
