"""Episodes of one's own for tests of reports: written straight into the tables, with all that a report reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from bot.store.database import Database
from bot.store.tables import contacts, episodes, goals, inputs, scores
from bot.store.tallies import Cohort
from bot.store.vault import Vault

START = date(2026, 1, 5)
CHUNK = 5000


@dataclass(frozen=True)
class Life:
    """One episode. `scores`: score -> (before, after), None for missing; `goals`: set, met; `inputs`: category -> how often."""

    sub_group: str = "social"
    scores: Mapping[str, tuple[float | None, float | None]] = field(
        default_factory=dict[str, tuple[float | None, float | None]]
    )
    goals: tuple[int, int] = (0, 0)
    inputs: Mapping[str, int] = field(default_factory=dict[str, int])
    issues: tuple[str, ...] = ()
    ending: str | None = "completed"
    days: float = 84.0
    started: date = START
    role: str = "resident"
    programme: str = "default"
    locality: str = "Coastal"
    source: str = "voluntary"
    age_band: str = "75-84"
    open_reason: str | None = None


def year(first: date = date(2026, 1, 1), last: date = date(2026, 12, 31), **of: str) -> Cohort:
    since, until = (datetime.combine(day, time(), UTC) for day in (first, last + timedelta(days=1)))
    return Cohort(first, last, since, until, **of)


async def live(database: Database, *lives: Life) -> list[int]:
    """Put them all into the database; gives the episodes' ids."""
    at, ids = datetime.combine(START, time(9), UTC), count(1)
    rows: dict[Any, list[dict[str, Any]]] = {contacts: [], episodes: [], scores: [], goals: [], inputs: []}
    made = [_episode(database.vault, one, ids, at, rows) for one in lives]
    async with database.write() as tx:
        for table, found in rows.items():
            for start in range(0, len(found), CHUNK):
                _ = await tx.execute(table.insert(), found[start : start + CHUNK])
    return made


def _episode(vault: Vault, of: Life, ids: Any, at: datetime, rows: dict[Any, list[dict[str, Any]]]) -> int:
    id, contact = next(ids), next(ids)
    began = datetime.combine(of.started, time(9), UTC)
    rows[contacts].append(_contact(contact, at))
    rows[episodes].append(
        {
            "id": id, "contact_id": contact, "role": of.role, "programme": of.programme,
            "state": "closed" if of.ending else "active", "locality": of.locality, "level": 2, "sub_group": of.sub_group,
            "issues": "|".join(of.issues), "source": of.source, "age_band": of.age_band, "consent": "yes",
            "may_say": "nothing", "weeks": 12, "day": 0, "hour": "10:00", "pace": 1, "cap": 3, "missed": 0,
            "referred_at": began, "started_on": of.started.isoformat(), "created_at": began,
            "ended_at": began + timedelta(days=of.days) if of.ending else None, "ending": of.ending,
            "open_reason": of.open_reason,
        }
    )  # fmt: skip
    for score, (before, after) in of.scores.items():
        for phase, week, value in (("baseline", 0, before), ("final", 12, after)):
            rows[scores].append(_score(next(ids), id, score, phase, week, value, at))
    for n in range(of.goals[0]):
        rows[goals].append(_goal(vault, next(ids), id, n, n < of.goals[1], at))
    for category, times in of.inputs.items():
        rows[inputs] += [_input(next(ids), id, category, of.started, at) for _ in range(times)]
    return id


def _contact(id: int, at: datetime) -> dict[str, Any]:
    return {
        "id": id, "channel": "sms", "address": b"-", "address_key": id.to_bytes(16), "state": "open", "language": "en",
        "discreet": False, "safe_time": "any", "shared": False, "human_owns": False, "created_at": at,
    }  # fmt: skip


def _score(
    id: int, episode: int, score: str, phase: str, week: int, value: float | None, at: datetime
) -> dict[str, Any]:
    """A score that is missing stands there without a value, as when too many items were left out."""
    return {
        "id": id, "episode_id": episode, "measure": score, "phase": phase, "week": week, "value": value,
        "missing": 0 if value is not None else 1, "by": "them", "at": at,
    }  # fmt: skip


def _goal(vault: Vault, id: int, episode: int, n: int, met: bool, at: datetime) -> dict[str, Any]:
    return {
        "id": id, "episode_id": episode, "key": str(n + 1), "words": vault.seal("goals.words", id, "a goal"),
        "state": "met" if met else "open", "set_by": "them", "set_at": at,
    }  # fmt: skip


def _input(id: int, episode: int, category: str, on: date, at: datetime) -> dict[str, Any]:
    return {
        "id": id,
        "episode_id": episode,
        "category": category,
        "minutes": 30,
        "on": on.isoformat(),
        "by": "staff:1",
        "at": at,
    }
