"""Databases with people in them: filled once a run by the real service, then copied for each test."""

import asyncio
import shutil
import sqlite3
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest

from tests.databases import PostgresServer
from tests.store.filled import filled


async def fill(url: str) -> None:
    async with filled(url):
        pass


@pytest.fixture(scope="session")
def filled_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("filled") / "frontdoor.db"))
    asyncio.run(fill(f"sqlite+aiosqlite:///{path}"))
    with closing(sqlite3.connect(path)) as connection:
        _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return path


@pytest.fixture(scope="session")
def filled_postgres(postgres_server: PostgresServer, postgres_template: str) -> str:
    name = postgres_server.create(postgres_template)
    asyncio.run(fill(postgres_server.url(name)))
    return name


@pytest.fixture
def filled_sqlite_url(filled_sqlite: Path, tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{shutil.copy(filled_sqlite, tmp_path / 'frontdoor.db')}"


@pytest.fixture
def filled_postgres_url(postgres_server: PostgresServer, filled_postgres: str) -> Generator[str]:
    name = postgres_server.create(filled_postgres)
    yield postgres_server.url(name)
    postgres_server.drop(name)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def filled_url(request: pytest.FixtureRequest) -> str:
    """A database with people in it: the test runs once on SQLite and once on PostgreSQL."""
    return request.getfixturevalue(f"filled_{request.param}_url")
