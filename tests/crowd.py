"""A crowd on a programme, written straight into the tables, for lists of many people: names, check-ins, goals with their
numbers, and items. What is told of one of them is in `Soul`; everything else is alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from bot.store.database import Database
from bot.store.goals import WORDS, item_of
from bot.store.people import NAME
from bot.store.raising import WHY
from bot.store.tables import answers, checkins, contacts, episodes, goals, items, people, steps

ADDRESS, WHAT = "contacts.address", "steps.what"


@dataclass(frozen=True)
class Soul:
    """`progress` on their one goal, the latest last; `items`: (level, category, days ago, open); `review_in` days from
    now, or before; `heard`: days since their last word; `step`: whether something is planned."""

    name: str
    worker: int | None = None
    locality: str = "Teignmouth"
    level: int = 2
    sub_group: str = "social"
    state: str = "active"
    missed: int = 0
    paused_until: str | None = None
    progress: tuple[int, ...] = (5, 6)
    items: tuple[tuple[str, str, float, bool], ...] = ()
    review_in: float | None = 30
    heard: float | None = 2
    step: bool = True
    ended: tuple[str, float] | None = None
    began: float = 30
    quiet: float | None = None
    role: str = "resident"


async def settle(database: Database, now: datetime, souls: Iterable[Soul], first: int = 1000) -> list[int]:
    """Gives the ids of their episodes. `first`: what ids begin with; another one for those who come later."""
    rows: dict[Any, list[dict[str, Any]]] = {
        t: [] for t in (people, contacts, episodes, checkins, goals, steps, answers, items)
    }
    ids, numbers = count(first), count(first // 10)
    made = [_one(database, now, one, ids, numbers, rows) for one in souls]
    async with database.write() as tx:
        for table, found in rows.items():
            for start in range(0, len(found), 2000):
                _ = await tx.execute(table.insert(), found[start : start + 2000])
    return made


def _one(database: Database, now: datetime, of: Soul, ids: Any, numbers: Any, rows: Any) -> int:
    vault, id = database.vault, next(ids)
    person, contact, goal = next(ids), next(ids), next(ids)
    address = f"+447700900{contact % 1000:03}"
    rows[people].append(
        {"id": person, "name": vault.seal(NAME, person, of.name) if of.name else None, "created_at": now}
    )
    rows[contacts].append({
        "id": contact, "channel": "sms", "address": vault.seal(ADDRESS, contact, address), "address_key": contact.to_bytes(16, "big"),
        "state": "ok", "language": "en", "discreet": False, "safe_time": "", "shared": False, "human_owns": False,
        "last_in_at": now - timedelta(days=of.heard) if of.heard is not None else None, "created_at": now,
    })  # fmt: skip
    began = now - timedelta(days=of.began)
    ending, ago = of.ended or (None, 0)
    rows[episodes].append({
        "id": id, "person_id": person, "contact_id": contact, "key_worker_id": of.worker, "role": of.role, "programme": "wellbeing",
        "state": "closed" if ending else of.state, "locality": of.locality, "level": of.level, "sub_group": of.sub_group, "issues": "social",
        "source": "hub", "age_band": "75-84", "consent": "text", "may_say": "nothing", "weeks": 12, "day": 1, "hour": "10:00",
        "pace": 1, "cap": 3, "paused_from": None, "paused_until": of.paused_until, "missed": of.missed, "referred_at": began,
        "started_on": began.date().isoformat(), "created_at": began, "planned_at": began, "ending": ending,
        "ended_at": now - timedelta(days=ago) if ending else None,
    })  # fmt: skip
    _asked(now, of, id, goal, ids, rows)
    rows[goals].append({"id": goal, "episode_id": id, "key": "1", "words": vault.seal(WORDS, goal, "walk"), "state": "open", "set_by": "person", "set_at": began})  # fmt: skip
    step = next(ids)
    rows[steps].append({"id": step, "goal_id": goal, "key": "1", "what": vault.seal(WHAT, step, "ring"), "who": "person", "state": "open" if of.step else "done", "set_by": "person", "set_at": began})  # fmt: skip
    for level, category, days, is_open in of.items:
        item = next(ids)
        rows[items].append({
            "id": item, "number": next(numbers), "level": level, "category": category, "categories": category, "part": "", "contact_id": contact,
            "state": "open" if is_open else "resolved", "person_id": person, "locality": of.locality, "why": vault.seal(WHY, item, "words"),
            "times": 1, "step": 0, "created_at": now - timedelta(days=days), "latest_at": now - timedelta(days=days),
            "resolved_at": None if is_open else now,
        })  # fmt: skip
    return id


def _asked(now: datetime, of: Soul, id: int, goal: int, ids: Any, rows: Any) -> None:
    """Weekly until now with a number of the goal in each, then the next, and a review."""
    first = len(of.progress)
    for week, value in enumerate(of.progress, 1):
        at, check = now - timedelta(days=7 * (first - week) + 1), next(ids)
        rows[checkins].append(_checkin(check, id, "checkin", week, "answered", at))
        rows[answers].append({"checkin_id": check, "item": item_of(goal), "measure": "goal", "value": value, "at": at})
    rows[checkins].append(_checkin(next(ids), id, "checkin", first + 1, "planned", now + timedelta(days=2)))
    if of.quiet is not None:
        passed = _checkin(next(ids), id, "checkin", 40, "quiet", now - timedelta(days=of.quiet))
        rows[checkins].append(passed)
    if of.review_in is not None:
        due = now + timedelta(days=of.review_in)
        rows[checkins].append(_checkin(next(ids), id, "review", 41, "planned" if of.review_in > 0 else "quiet", due))


def _checkin(id: int, episode: int, kind: str, week: int, state: str, at: datetime) -> dict[str, Any]:
    return {
        "id": id, "episode_id": episode, "kind": kind, "week": week, "state": state, "due_at": at, "settled_at": at if state == "quiet" else None,
        "expires_at": at + timedelta(days=1), "step": 0, "flat": False,
    }  # fmt: skip
