"""A hundred thousand check-ins due at one moment: found, rendered and put in the outbox; beside one APScheduler job a person.

Ours does all of it: the wording of each person's own goal, the conversation to replay, sealed, the text in the outbox. The
other way is a job a person in a persistent store. Twice: jobs that do the same for their one person, with the same code,
and jobs that only count themselves, which is what the scheduler alone costs. Measured at a thousand and at ten thousand.
"""

import asyncio
import resource
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from bot.app import Service, wordings_of
from bot.clock import ManualClock
from bot.settings import load
from bot.store.hands import Hands
from bot.store.migrate import migrate
from bot.store.tables import answers, checkins, contacts, episodes, goals, people, person_contacts
from tests.serving import KEY

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
A_TIME = 2000  # people a transaction, while the database is filled
A_MOMENT = timedelta(milliseconds=1)  # between two people's, where each is to be asked by a job of their own


class Jobs:
    """What jobs of APScheduler share: they are stored by name, and cannot carry a service with them."""

    done = 0
    service: Service | None = None
    clock = ManualClock(TUESDAY)
    turn = asyncio.Lock()


async def count() -> None:
    Jobs.done += 1


async def ask(number: int) -> None:
    """Ask the one person who is due at this job's own moment."""
    async with Jobs.turn:
        assert Jobs.service is not None
        await Jobs.clock.move_to(TUESDAY + number * A_MOMENT)
        Jobs.done += await Jobs.service.checkins.ask()


async def ours(many: int) -> tuple[float, float, int]:
    """Seconds to ask so many, MiB of memory that it took at most, and how many were asked."""
    async with full_service(many, timedelta()) as service:
        before, began = peak(), time.perf_counter()
        asked = await service.checkins.ask()
        return time.perf_counter() - began, peak() - before, asked


@asynccontextmanager
async def full_service(many: int, apart: timedelta) -> AsyncGenerator[Service]:
    """One in which so many people are due, from Tuesday on, so long after one another."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'due.db'}"
        await asyncio.to_thread(migrate, url)
        chosen = load(None, database_url=url, secret_key=KEY, out_of_hours="none", office_number="01632 960000")
        service = Service(chosen, Jobs.clock, wordings_of(chosen))
        async with service.working():
            await fill(service, many, apart)
            yield service


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def fill(service: Service, many: int, apart: timedelta) -> None:
    """So many people with a goal and last week's progress, all to be asked."""
    database = service.database
    for some in groups(range(many), A_TIME):
        async with database.write() as tx:
            hands = Hands(tx, database.vault, database.ids, TUESDAY - timedelta(days=14))
            rows = [_person(hands, number, TUESDAY + number * apart) for number in some]
            for table in (people, contacts, person_contacts, episodes, checkins, goals, answers):
                _ = await tx.execute(table.insert(), [row for one in rows for row in one[table.name]])


def groups(numbers: range, size: int) -> Iterator[range]:
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


def _person(hands: Hands, number: int, at: datetime) -> dict[str, list[dict[str, Any]]]:
    person, contact, episode, before, due, goal = (hands.ids.new(hands.now) for _ in range(6))
    address, old = f"+4477009{number:05d}", TUESDAY - timedelta(days=7)
    return {
        "people": [{"id": person, "name": hands.vault.seal("people.name", person, "Margaret"), "created_at": old}],
        "contacts": [{
            "id": contact, "channel": "sms", "address": hands.vault.seal("contacts.address", contact, address),
            "address_key": hands.vault.look_up("sms", address), "state": "ok", "language": "en", "discreet": False,
            "safe_time": "any", "shared": False, "human_owns": False, "created_at": old, "last_in_at": old,
        }],
        "person_contacts": [{"person_id": person, "contact_id": contact}],
        "episodes": [{
            "id": episode, "person_id": person, "contact_id": contact, "role": "resident", "programme": "wellbeing",
            "state": "active", "locality": "", "level": 1, "sub_group": "social", "issues": "", "source": "self_family",
            "age_band": "75-84", "consent": "text", "may_say": "nothing", "weeks": 12, "day": 1, "hour": "10:00",
            "pace": 1, "cap": 3, "missed": 0, "started_on": "2026-11-09", "referred_at": old, "created_at": old,
            "planned_at": old,
        }],
        "checkins": [_checkin(before, episode, 1, "answered", old), _checkin(due, episode, 2, "planned", at)],
        "goals": [{
            "id": goal, "episode_id": episode, "key": "1", "state": "open", "set_by": "person", "set_at": old,
            "words": hands.vault.seal("goals.words", goal, "walk to the shop on my own"),
        }],
        "answers": [{"checkin_id": before, "item": f"goal_{goal}", "measure": "goal", "value": 4, "at": old}],
    }  # fmt: skip


def _checkin(id: int, episode: int, week: int, state: str, at: datetime) -> dict[str, Any]:
    return {
        "id": id, "episode_id": episode, "kind": "checkin", "week": week, "state": state, "due_at": at,
        "expires_at": at + timedelta(days=1), "step": 0, "flat": False, "opened_at": at if week == 1 else None,
    }  # fmt: skip


async def jobs_that_count(many: int) -> float:
    """Seconds until so many due jobs have run."""
    return await _run(many, lambda number: (count, ()))


async def jobs_that_ask(many: int) -> float:
    """The same, where each asks its person."""
    async with full_service(many, A_MOMENT) as Jobs.service:
        return await _run(many, lambda number: (ask, (number,)))


async def _run(many: int, work: Callable[[int], tuple[Callable[..., Any], tuple[int, ...]]]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        store = SQLAlchemyJobStore(url=f"sqlite:///{Path(folder) / 'jobs.db'}")
        scheduler: Any = AsyncIOScheduler(jobstores={"default": store}, timezone="UTC")
        scheduler.start(paused=True)
        due = DateTrigger(datetime.now(UTC) - timedelta(seconds=1))
        for number in range(many):
            does, given = work(number)
            scheduler.add_job(does, due, given, id=str(number), misfire_grace_time=None)
        began = time.perf_counter()
        scheduler.resume()
        while Jobs.done < many:  # noqa: ASYNC110  the scheduler tells nobody when all are done
            await asyncio.sleep(0.01)
        seconds = time.perf_counter() - began
        scheduler.shutdown()
        return seconds


WAYS: dict[str, Callable[[int], Any]] = {"ours": ours, "count": jobs_that_count, "ask": jobs_that_ask}

if __name__ == "__main__":
    found = asyncio.run(WAYS[sys.argv[1]](int(sys.argv[2])))
    print(*(found if isinstance(found, tuple) else (found,)))
