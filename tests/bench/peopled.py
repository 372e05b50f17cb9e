"""A database with a whole county on it, for the desk's pages: each of its people on a programme for weeks, with check-ins,
goals and messages; a thousand items that are open, and four times as many that are closed."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table

from bot.store.database import Database
from bot.store.raising import WHY
from bot.store.tables import (
    answers,
    checkins,
    contacts,
    episodes,
    facts,
    goals,
    items,
    messages,
    outbox,
    people,
    person_contacts,
    referrals,
    steps,
)
from bot.triage import RISKS

A_TIME = 1_000  # people a transaction
TOWNS = ("Teignmouth", "Totnes", "Dawlish", "Newton Abbot", "Ashburton", "")
FIRST = ("Margaret", "Edna", "Jo", "Arthur", "Ivy", "Stanley", "Doreen", "Ron", "Kathleen", "Ernest")
LAST = ("Brown", "Moss", "Hart", "Bell", "Reed", "Lee", "Stone", "Field", "Marsh", "Wood")
WORDS = "I fell in the kitchen on Tuesday and I have been on my own since then, I do not like to trouble my daughter."
Row = dict[str, Any]


async def fill(database: Database, many: int, waiting: int, workers: list[int], now: datetime) -> None:
    """`workers`: the ids of staff, each the key worker of as many as the next."""
    crowd = Crowd(database, waiting, workers, now)
    for first in range(1, many + 1, A_TIME):
        found: dict[Table, list[Row]] = {}
        for n in range(first, min(first + A_TIME, many + 1)):
            for table, row in crowd.person(n):
                found.setdefault(table, []).append(row)
        async with database.write() as tx:
            for table, rows in sorted(found.items(), key=lambda pair: ORDER.index(pair[0])):
                for like in _alike(rows):
                    _ = await tx.execute(table.insert(), like)


ORDER = (
    people,
    contacts,
    person_contacts,
    referrals,
    facts,
    episodes,
    checkins,
    goals,
    steps,
    answers,
    messages,
    outbox,
    items,
)


def _alike(rows: list[Row]) -> Iterator[list[Row]]:
    """An insert of many takes its columns from the first of them."""
    by: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        by.setdefault(tuple(row), []).append(row)
    yield from by.values()


class Crowd:
    def __init__(self, database: Database, waiting: int, workers: list[int], now: datetime):
        self.seal, self.look_up = database.vault.seal, database.vault.look_up
        self.waiting, self.workers, self.now = waiting, workers, now
        self.chance = random.Random(7)

    def person(self, n: int) -> Iterator[tuple[Table, Row]]:
        began = self.now - timedelta(days=self.chance.randrange(1, 84))
        address, name = f"+4477{n:08}", f"{self.chance.choice(FIRST)} {self.chance.choice(LAST)}"
        town, at = self.chance.choice(TOWNS), {"created_at": began}
        yield people, {"id": n, "name": self.seal("people.name", n, name), **at}
        yield contacts, {
            "id": n, "channel": "sms", "address": self.seal("contacts.address", n, address),
            "address_key": self.look_up("sms", address), "state": "ok", "language": "en", "discreet": False,
            "safe_time": "any", "shared": False, "human_owns": False, "last_in_at": began, **at,
        }  # fmt: skip
        yield person_contacts, {"person_id": n, "contact_id": n}
        yield referrals, {
            "id": n, "contact_id": n, "person_id": n, "source": "self", "keyword": "", "state": "taken",
            "may_tell_referrer": False, "opened_at": began, "completed_at": began,
        }  # fmt: skip
        age, home = str(self.chance.randrange(65, 96)), f"{n % 90 + 1} High Street, TQ{n % 14 + 1} {n % 9}AB"
        told = {"name": name, "matters": WORDS, "age": age, "address": home, "best_way": "text"}
        for field, value in told.items():
            yield (
                facts,
                {
                    "referral_id": n,
                    "field": field,
                    "value": self.seal(f"facts.value.{field}", n, value),
                    "learnt_at": began,
                },
            )
        yield from self._programme(n, town, began)
        yield from self._written(n, began)
        yield from self._items(n, town)

    def _programme(self, n: int, town: str, began: datetime) -> Iterator[tuple[Table, Row]]:
        yield episodes, {
            "id": n, "referral_id": n, "person_id": n, "contact_id": n, "key_worker_id": self.workers[n % len(self.workers)],
            "role": "resident", "programme": "wellbeing", "state": "active", "locality": town, "level": 1 + n % 4,
            "sub_group": "social", "issues": "social", "source": "hub", "age_band": "75-84", "consent": "text",
            "may_say": "nothing", "weeks": 12, "day": 1, "hour": "10:00", "pace": 1, "cap": 3, "missed": n % 9 // 7,
            "referred_at": began, "started_on": f"{began:%Y-%m-%d}", "created_at": began, "planned_at": began,
        }  # fmt: skip
        for week in range(13):
            due = began + timedelta(days=7 * week)
            state = "planned" if due > self.now else "quiet" if self.chance.random() < 0.1 else "answered"
            yield checkins, {
                "id": n * 16 + week, "episode_id": n, "contact_id": n, "kind": "review" if week == 6 else "checkin", "week": week,
                "state": state, "due_at": due, "expires_at": due + timedelta(days=5), "step": 0, "flat": False,
            }  # fmt: skip
            if state == "answered":
                yield (
                    answers,
                    {
                        "checkin_id": n * 16 + week,
                        "item": f"goal_{n}",
                        "measure": "goal",
                        "value": self.chance.randrange(11),
                        "at": due,
                    },
                )
        yield (
            goals,
            {
                "id": n,
                "episode_id": n,
                "key": "1",
                "words": self.seal("goals.words", n, "walk to the shop"),
                "state": "open",
                "set_by": "them",
                "set_at": began,
            },
        )
        if n % 5:
            yield (
                steps,
                {
                    "id": n,
                    "goal_id": n,
                    "key": "1",
                    "what": self.seal("steps.what", n, "try on Monday"),
                    "who": "person",
                    "state": "open",
                    "set_by": "them",
                    "set_at": began,
                },
            )

    def _written(self, n: int, began: datetime) -> Iterator[tuple[Table, Row]]:
        for k in range(6):
            id, at = n * 8 + k, began + timedelta(days=7 * k)
            yield messages, {
                "id": id, "dedupe": id.to_bytes(16), "contact_id": n, "kind": "text", "sent_at": at, "received_at": at,
                "text": self.seal("messages.text", id, WORDS), "note": False,
            }  # fmt: skip
            yield outbox, {
                "id": id, "contact_id": n, "urgency": "reply", "rank": 2, "text": self.seal("outbox.text", id, WORDS),
                "state": "delivered", "due_at": at, "attempts": 1, "sent_at": at, "created_at": at,
            }  # fmt: skip

    def _items(self, n: int, town: str) -> Iterator[tuple[Table, Row]]:
        """Of the first people one each is open: one in twenty red, a third amber; of the next ones each is closed."""
        if n > self.waiting * 5:
            return
        is_open = n <= self.waiting
        level = "red" if n % 20 == 0 else "amber" if n % 3 == 0 else "green"
        came = self.now - timedelta(minutes=self.chance.randrange(1, 5000))
        category = self.chance.choice(RISKS)
        row = {
            "id": n, "number": n, "level": level, "category": category, "categories": category, "part": "at_risk",
            "state": "open" if is_open else "resolved", "contact_id": n, "person_id": n, "referral_id": n, "locality": town,
            "why": self.seal(WHY, n, WORDS), "times": 1, "created_at": came, "latest_at": came, "step": 0,
            "due_at": came + timedelta(minutes={"red": 15, "amber": 400, "green": 4000}[level]),
        }  # fmt: skip
        worker = self.workers[n % len(self.workers)]
        taken = {"claimed_by": f"staff:{worker}", "holder_id": worker, "claimed_at": came}
        if is_open and n % 4 == 0:
            row |= {"state": "claimed", **taken}
        if not is_open:
            row |= {"resolved_at": came, "outcome": "visit", **taken}
        yield items, row
