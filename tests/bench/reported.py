"""The reports over a hundred thousand episodes with their scores, goals, inputs and check-ins, on SQLite.

Each person has six scores at the baseline, the review and the end, four in five of which are there, two more with each of
twelve check-ins, three goals and four inputs: 6.4 million rows. Filling is not counted; opening the database is.
"""

import asyncio
import json
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from bot.clock import ManualClock
from bot.reports.labels import AGE_BANDS, INPUTS, SOURCES, SUB_GROUPS
from bot.reports.run import REPORTS, Order, made
from bot.settings import load
from bot.store.migrate import migrate
from bot.store.tables import checkins, contacts, episodes, goals, inputs, scores
from tests.serving import KEY

NOW = datetime(2026, 12, 31, 12, tzinfo=UTC)
DAY = 86_400_000  # milliseconds
BEGAN = int(datetime(2026, 1, 5, 9, tzinfo=UTC).timestamp() * 1000)
SCORES = ("ons4_satisfied", "ons4_worthwhile", "ons4_happy", "ons4_anxious", "loneliness", "goal")
POINTS = (("baseline", 0), ("review", 6), ("final", 12))
STATES = ("answered", "answered", "answered", "part", "quiet", "expired")
A_TIME = 2_000  # episodes a transaction
Row = tuple[Any, ...]


def fill(database: Path, many: int) -> None:
    chance = random.Random(5)
    with closing(sqlite3.connect(database)) as connection:
        _ = connection.execute("PRAGMA synchronous=OFF")
        _put(
            connection,
            contacts,
            [(n, "sms", b"-", n.to_bytes(16), "open", "en", False, "any", False, False, 0) for n in (1, 2)],
            CONTACT,
        )
        for first in range(1, many + 1, A_TIME):
            ids = range(first, min(first + A_TIME, many + 1))
            for table, columns, rows in TABLES:
                _put(connection, table, [row for id in ids for row in rows(id, chance)], columns)
            connection.commit()


def _put(connection: sqlite3.Connection, table: Table, rows: list[Row], columns: str) -> None:
    places = ", ".join("?" * len(columns.split(", ")))
    _ = connection.executemany(f"INSERT INTO {table.name} ({columns}) VALUES ({places})", rows)


CONTACT = "id, channel, address, address_key, state, language, discreet, safe_time, shared, human_owns, created_at"
EPISODE = (
    "id, contact_id, role, programme, state, locality, level, sub_group, issues, source, age_band, consent, may_say, weeks, day, hour, "
    "pace, cap, missed, referred_at, started_on, created_at, ended_at, ending"
)


def _episodes(id: int, chance: random.Random) -> Iterator[Row]:
    began = BEGAN + DAY * (id % 200)
    on = f"{datetime.fromtimestamp(began / 1000, UTC):%Y-%m-%d}"
    group, source, age = (chance.choice(list(names)) for names in (SUB_GROUPS, SOURCES, AGE_BANDS))
    yield (
        id, 1 + id % 2, "resident", "wellbeing", "closed", "Coastal", 2, group, "social|psychological", source, age, "text", "nothing",
        12, 1, "10:00", 1, 3, 0, began, on, began, began + DAY * chance.randrange(60, 120), "completed",
    )  # fmt: skip


def _scores(id: int, chance: random.Random) -> Iterator[Row]:
    points = [(score, *point) for score in SCORES for point in POINTS if chance.random() < 0.8]
    points += [(score, "checkin", week) for week in range(1, 13) for score in ("goal", SCORES[week % 4])]
    for n, (score, phase, week) in enumerate(points):
        yield id * 64 + n, id, score, phase, week, chance.randrange(11), 0, "them", BEGAN


def _goals(id: int, chance: random.Random) -> Iterator[Row]:
    return ((id * 4 + n, id, str(n), b"-", chance.choice(("met", "met", "open")), "them", BEGAN) for n in range(3))


def _inputs(id: int, chance: random.Random) -> Iterator[Row]:
    categories = [category for names in INPUTS.values() for category in names]
    return ((id * 4 + n, id, chance.choice(categories), 30, "2026-02-01", "staff:1", BEGAN) for n in range(4))


def _checkins(id: int, chance: random.Random) -> Iterator[Row]:
    for week in range(1, 13):
        due = BEGAN + DAY * (id % 200 + 7 * week)
        yield id * 16 + week, id, 1 + id % 2, "checkin", week, chance.choice(STATES), due, due + DAY, 0, False


TABLES = (
    (episodes, EPISODE, _episodes),
    (scores, "id, episode_id, measure, phase, week, value, missing, by, at", _scores),
    (goals, "id, episode_id, key, words, state, set_by, set_at", _goals),
    (inputs, 'id, episode_id, category, minutes, "on", by, at', _inputs),
    (checkins, "id, episode_id, contact_id, kind, week, state, due_at, expires_at, step, flat", _checkins),
)


def measured(many: int) -> dict[str, tuple[float, float]]:
    """Seconds of each report, and MiB of memory that it and those before it took at most."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "reports.db"
        url = f"sqlite+aiosqlite:///{database}"
        migrate(url)
        fill(database, many)
        settings, order = load(None, database_url=url, secret_key=KEY), Order("2026-01-01", "2026-12-31")
        before, found = _peak(), dict[str, tuple[float, float]]()
        for name in REPORTS:
            began = time.perf_counter()
            _ = asyncio.run(made(settings, name, order, ManualClock(NOW)))
            found[name] = time.perf_counter() - began, _peak() - before
    return found


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))
