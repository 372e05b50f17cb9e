"""Real databases for tests: SQLite files, and a private PostgreSQL server for each worker of a run.

Migrations run once a session into a template; every test gets a fresh copy of it.
"""

import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.components import postgres_programs

TOGETHER = 25  # databases of 8 MB each
OWNER = "postgres"  # PostgreSQL refuses to run as root: then this user, which Debian's package makes, runs it
SETTINGS = {"fsync": "on", "full_page_writes": "off", "listen_addresses": "", "max_connections": "50"}


def migrate(url: str) -> None:
    from bot.store.migrate import migrate  # only where a database is asked for: it loads SQLAlchemy and Alembic

    migrate(url)


class PostgresServer:
    """A server of our own on a socket in a folder of its own: no port to collide on, nobody else can reach it."""

    def __init__(self, settings: dict[str, str] | None = None):
        programs = postgres_programs()
        if programs is None:
            raise RuntimeError("PostgreSQL's server programs are not installed")
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="frontdoor-pg-", dir="/tmp"))
        self.settings = SETTINGS | {"unix_socket_directories": str(self.folder)} | (settings or {})
        self._names, self._over = count(1), list[str]()

    def start(self) -> None:
        if os.geteuid() == 0:
            owner = pwd.getpwnam(OWNER)
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self._run(
            "initdb", "-D", self._data, "-U", "frontdoor", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"
        )
        options = " ".join(f"-c {name}='{value}'" for name, value in self.settings.items())
        self._run("pg_ctl", "-D", self._data, "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "-D", self._data, "-w", "-m", mode, "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str) -> str:
        return f"postgresql+asyncpg://frontdoor@/{name}?host={self.folder}"

    def create(self, template: str = "template1") -> str:
        """A new database; gives its name."""
        name = f"test_{next(self._names)}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        """Together with others: the first of them makes the server write all to the disk, half a second, and the rest find
        nothing to write."""
        self._over.append(name)
        if len(self._over) == TOGETHER:
            self.sql(*(f"DROP DATABASE {one} WITH (FORCE)" for one in self._over))
            self._over.clear()

    def sql(self, *statements: str) -> None:
        commands = [word for one in statements for word in ("-c", one)]
        self._run("psql", "-h", str(self.folder), "-U", "frontdoor", "-d", "postgres", "-qX", *commands)

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _run(self, program: str, *args: str) -> None:
        user = OWNER if os.geteuid() == 0 else None
        # Not to a pipe: the server inherits it from pg_ctl and would hold it open
        with tempfile.TemporaryFile() as said:
            command = [str(self.programs / program), *args]
            done = subprocess.run(
                command, cwd="/", user=user, group=user, stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )
            _ = said.seek(0)
            if done.returncode:
                raise RuntimeError(f"{program} failed: {said.read().decode(errors='replace')}")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    server = PostgresServer({"fsync": "off"})  # nobody cuts the power in a test
    server.start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> str:
    name = postgres_server.create()
    migrate(postgres_server.url(name))
    return name


@pytest.fixture
def postgres_url(postgres_server: PostgresServer, postgres_template: str) -> Iterator[str]:
    """A migrated PostgreSQL database of the test's own. Mark the test `postgres`, or ask for `database_url`."""
    name = postgres_server.create(postgres_template)
    yield postgres_server.url(name)
    postgres_server.drop(name)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "frontdoor.db"
    migrate(f"sqlite+aiosqlite:///{path}")
    with sqlite3.connect(path) as connection:
        _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated SQLite file of the test's own."""
    return f"sqlite+aiosqlite:///{shutil.copy(sqlite_template, tmp_path / 'frontdoor.db')}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database: the test runs once on SQLite and once on PostgreSQL."""
    return request.getfixturevalue(f"{request.param}_url")
