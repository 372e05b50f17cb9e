"""What the desk's pages weigh, and how long the server takes for each, with a county of people and a thousand open items.

The whole of a request in one process, from its first byte to its last: the median of five, after one that is not counted.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.app import Service
from bot.clock import ManualClock
from bot.desk.gate import COOKIE
from bot.desk.pages import add_desk
from bot.reports.run import REPORTS
from bot.serve import calm_the_collector
from bot.settings import load
from bot.store import logins, person_notes, saved_replies, sessions, staff
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.log import SYSTEM, note_change
from bot.store.migrate import migrate
from tests.bench.peopled import WORDS, fill
from tests.desk.addresses import pages
from tests.serving import KEY
from tests.spoken import spoken

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TIMES = 5
Client = TestClient[web.Request, web.Application]
NAMES = ("Ann Lee", "Sam Reed", "Ruth Bell", "Tom Hart", "Ida Moss", "Tim Lane", "Eve Marsh", "Joe Pike")
VARIANTS = (
    "/desk?page=7", "/desk?level=amber", "/desk?locality=Totnes", "/desk/queue", "/desk/programme?closed", "/desk/caseload?page=30",
    "/desk/caseload?show=quiet", "/desk/caseload?worker={worker}", "/desk/conversation/20/now", "/desk/audit?who=Ann+Lee",
)  # fmt: skip
KNOWN = {name: ["20"] for name in ("number", "item", "contact", "referral", "episode", "person")} | {
    "message": ["160"], "checkin": ["332"], "kind": ["item"], "field": ["name"], "language": ["en"], "text": ["menu"],
    "line": ["samaritans"], "name": list(REPORTS), "programme": ["team"],
}  # fmt: skip


# Forms that only something special leads to, of one person as the pages beside them: a wish to be forgotten, a record
# outside one's caseload.
NOBODY_ASKED = ("/desk/item/20/erase", "/desk/why/item/20")


class Weighed(NamedTuple):
    path: str
    kilobytes: float
    milliseconds: float


class County(NamedTuple):
    """A service's desk in this process, the cookie of a member of each role, and what stands for names in addresses."""

    service: Service
    client: Client
    cookies: dict[str, str]
    known: dict[str, list[str]]

    def pages(self) -> Iterator[tuple[str, str]]:
        """Every page of the desk with who looks at it: nobody yet, or the first of the roles that may."""
        there: dict[str, str] = {}
        for role in ("", "supervisor", "administrator"):
            for path in (*pages(self.known, role), *(self._variants() if role == "supervisor" else ())):
                _ = there.setdefault(path, role)
        yield from ((path, role) for path, role in there.items() if path not in NOBODY_ASKED)

    def _variants(self) -> Iterator[str]:
        return (path.format(worker=self.known["staff"][0]) for path in VARIANTS)

    async def get(self, path: str, role: str) -> str:
        headers = {"Cookie": f"{COOKIE}={self.cookies[role]}"} if role else {}
        async with self.client.get(path, headers=headers, allow_redirects=False) as answer:
            assert answer.status == 200, (path, answer.status)
            return await answer.text()

    async def goes_on(self) -> None:
        """Something changes somewhere, so that nothing that was made before is of use."""
        async with self.service.database.write() as tx:
            await note_change(tx, NOW)


async def measured(many: int, waiting: int) -> list[Weighed]:
    async with peopled(many, waiting) as county:
        calm_the_collector()
        return [await _weighed(county, path, role) for path, role in county.pages()]


async def _weighed(county: County, path: str, role: str) -> Weighed:
    took: list[float] = []
    page = ""
    for _ in range(TIMES + 1):
        await county.goes_on()
        began = time.perf_counter()
        page = await county.get(path, role)
        took.append(time.perf_counter() - began)
    return Weighed(path, len(page.encode()) / 1000, statistics.median(took[1:]) * 1000)


async def nothing_wrong() -> tuple[list[str], list[str]]:
    return [], []


@asynccontextmanager
async def peopled(many: int, waiting: int) -> AsyncGenerator[County]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'desk.db'}"
        await asyncio.to_thread(migrate, url)
        settings = load(None, database_url=url, secret_key=KEY, out_of_hours="none")
        service = Service(settings, ManualClock(NOW), spoken(settings))
        add_desk(service, nothing_wrong)
        async with service.working():
            workers, cookies, known = await _office(service.database)
            await fill(service.database, many, waiting, workers, NOW)
            known |= await _written(service.database)
            async with TestClient(TestServer(service.web)) as client:
                yield County(service, client, cookies, KNOWN | known)


async def _office(database: Database) -> tuple[list[int], dict[str, str], dict[str, list[str]]]:
    async with database.write() as tx:
        hands = Hands(tx, database.vault, database.ids, NOW)
        workers = [await staff.enrol(hands, name, "supervisor") for name in NAMES]
        keeper = await staff.enrol(hands, "Olive Penn", "administrator")
        cookies = {
            role: await sessions.start(hands, who, "a bench")
            for role, who in (("supervisor", workers[0]), ("administrator", keeper))
        }
        reply = await saved_replies.add(hands, "We call", "We call you today. {me}", SYSTEM)
        link = await logins.new_link(hands, workers[2])
    return workers, cookies, {"staff": [str(workers[1])], "reply": [str(reply)], "token": [link]}


async def _written(database: Database) -> dict[str, list[str]]:
    """What there is on the person's page beside the programme."""
    async with database.write() as tx:
        hands = Hands(tx, database.vault, database.ids, NOW)
        notes = [await person_notes.add(hands, 20, WORDS, SYSTEM) for _ in range(30)]
    return {"note": [str(notes[0])]}


async def main(many: int, waiting: int) -> None:
    began = time.monotonic()
    for one in await measured(many, waiting):
        print(f"{one.path:<36} {one.kilobytes:8.1f} kB {one.milliseconds:8.0f} ms", flush=True)
    print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
