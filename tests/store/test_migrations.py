"""Migrations: they add up to the tables, lose nothing, keep children of a rebuilt parent, and survive being killed."""

import asyncio
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.store.database import Database
from bot.store.migrate import FOLDER, head, migrate, script
from bot.store.tables import metadata
from bot.store.vault import Vault
from tests.components import ROOT
from tests.serving import KEY, MARGARET, MONDAY_10, town
from tests.store.filled import LATER, dump

REBUILD = '''"""contacts and referrals are made anew: their children must stay."""

import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{before}"


def upgrade() -> None:
    for table in ("contacts", "referrals"):
        with op.batch_alter_table(table, recreate="always" if op.get_context().dialect.name == "sqlite" else "auto") as batch:
            batch.add_column(sa.Column("colour", sa.String(8), nullable=False, server_default="blue"))
'''
TWO_STEPS = '''"""Two changes, and between them a moment to be killed in."""

import os
import sys
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{before}"


def upgrade() -> None:
    op.create_table("halfway", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("UPDATE contacts SET language = 'cy'")
    if os.environ.get("STOP_MIDWAY"):
        print("midway", flush=True)
        sys.stdin.read()
    op.execute("INSERT INTO halfway VALUES (1)")
'''
DANGLING = '''"""Removes parents and forgets the children."""

from alembic import op

revision = "9001"
down_revision = "{before}"


def upgrade() -> None:
    op.execute("DELETE FROM contacts")
'''


def steps(tmp_path: Path, source: str) -> Path:
    """Our migrations and one more."""
    folder = Path(shutil.copytree(FOLDER, tmp_path / "steps", ignore=shutil.ignore_patterns("__pycache__")))
    _ = (folder / "versions" / "9001_one_more.py").write_text(source.replace("{before}", head()))
    return folder


async def ask(url: str, question: Any) -> Any:
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(question)
    finally:
        await engine.dispose()


async def rows(url: str, statement: str) -> list[tuple[Any, ...]]:
    def answer(connection: Connection) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in connection.execute(text(statement))]

    return await ask(url, answer)


async def migrated(url: str, to: str = "head", folder: Path = FOLDER) -> None:
    await asyncio.to_thread(migrate, url, to, folder)


async def test_the_tables_are_the_sum_of_the_migrations(database_url: str) -> None:
    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return compare_metadata(context, metadata)

    assert await ask(database_url, differences) == []


def test_the_migrations_are_one_line_from_the_first_to_the_last() -> None:
    revisions = list(script().walk_revisions())
    assert [revision.down_revision for revision in revisions] == [one.revision for one in revisions[1:]] + [None]
    assert len(script().get_heads()) == 1


async def test_migrating_again_changes_nothing(filled_url: str) -> None:
    before = await dump(filled_url)
    await migrated(filled_url)
    assert await dump(filled_url) == before


async def test_a_rebuilt_parent_keeps_its_children(filled_url: str, tmp_path: Path) -> None:
    before = await dump(filled_url)
    await migrated(filled_url, folder=steps(tmp_path, REBUILD))
    after = await dump(filled_url)
    assert (before.pop("version"), after.pop("version")) == ([(head(),)], [("9001",)])
    assert after == before
    assert {name for name in ("facts", "messages", "outbox", "person_contacts", "items") if not after[name]} == set()
    assert await ask(filled_url, foreign_keys) == WANTED


def tables(connection: Connection) -> list[str]:
    return inspect(connection).get_table_names()


def foreign_keys(connection: Connection) -> set[tuple[str, str, str]]:
    look = inspect(connection)
    return {
        (table, key["constrained_columns"][0], key["referred_table"])
        for table in look.get_table_names()
        for key in look.get_foreign_keys(table)
    }


WANTED = {
    (table.name, key.parent.name, key.column.table.name)
    for table in metadata.sorted_tables
    for key in table.foreign_keys
}


async def test_foreign_keys_hold_afterwards(database_url: str) -> None:
    database = Database(database_url, Vault(KEY))
    await database.open()
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        async with database.write() as tx:
            _ = await tx.execute(text("INSERT INTO person_contacts (person_id, contact_id) VALUES (1, 1)"))
    await database.close()


async def test_children_without_a_parent_undo_the_migration(filled_sqlite_url: str, tmp_path: Path) -> None:
    before = await dump(filled_sqlite_url)
    with pytest.raises(RuntimeError, match="without their parent"):
        await migrated(filled_sqlite_url, folder=steps(tmp_path, DANGLING))
    assert await dump(filled_sqlite_url) == before


RUN = "import sys; from pathlib import Path; from bot.store.migrate import migrate; migrate(sys.argv[1], folder=Path(sys.argv[2]))"


def killed_midway(url: str, folder: Path) -> None:
    command = [sys.executable, "-c", RUN, url, str(folder)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={"STOP_MIDWAY": "1", "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"midway\n"
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL


async def test_killed_midway_the_old_version_is_whole(filled_url: str, tmp_path: Path) -> None:
    folder = steps(tmp_path, TWO_STEPS)
    before = await dump(filled_url)
    await asyncio.to_thread(killed_midway, filled_url, folder)
    assert await dump(filled_url) == before
    assert "halfway" not in await ask(filled_url, tables)
    async with town(filled_url, LATER) as again:
        assert await again.texts(MARGARET, "hello")


async def test_and_the_next_try_finishes(database_url: str, tmp_path: Path) -> None:
    folder = steps(tmp_path, TWO_STEPS)
    async with town(database_url, MONDAY_10) as here:
        _ = await here.texts(MARGARET, "hello")
    await asyncio.to_thread(killed_midway, database_url, folder)
    await migrated(database_url, folder=folder)
    assert await rows(database_url, "SELECT id FROM halfway") == [(1,)]
    assert await rows(database_url, "SELECT DISTINCT language FROM contacts") == [("cy",)]
