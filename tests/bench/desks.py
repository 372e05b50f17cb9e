"""What the desk's pages weigh, and how long the server takes for each, with a county of people and a thousand open items.

The whole of a request in one process, from its first byte to its last: the median of five, after one that is not counted.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncGenerator
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
from bot.settings import load
from bot.store import sessions, staff
from bot.store.hands import Hands
from bot.store.migrate import migrate
from tests.bench.peopled import fill
from tests.serving import KEY
from tests.spoken import spoken

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TIMES = 5
Client = TestClient[web.Request, web.Application]
NAMES = ("Ann Lee", "Sam Reed", "Ruth Bell", "Tom Hart", "Ida Moss", "Tim Lane", "Eve Marsh", "Joe Pike")
PAGES = (
    "/desk", "/desk?page=7", "/desk?level=amber", "/desk?locality=Totnes", "/desk/queue", "/desk/hour", "/desk/done", "/desk/check",
    "/desk/item/20", "/desk/contact/20", "/desk/referral/20", "/desk/episode/20", "/desk/programme", "/desk/programme?closed",
    "/desk/caseload", "/desk/caseload?page=30", "/desk/caseload?show=quiet", "/desk/caseload?worker={worker}", "/desk/caseload/first",
    "/desk/caseload/first/20", "/desk/caseload/daily", "/desk/caseload/weekly", "/desk/team", "/desk/reports", "/desk/me",
)  # fmt: skip


class Weighed(NamedTuple):
    path: str
    kilobytes: float
    milliseconds: float


async def measured(many: int, waiting: int) -> list[Weighed]:
    async with peopled(many, waiting) as (client, headers, worker):
        return [await _weighed(client, headers, path.format(worker=worker)) for path in PAGES]


async def _weighed(client: Client, headers: dict[str, str], path: str) -> Weighed:
    took: list[float] = []
    body = b""
    for _ in range(TIMES + 1):
        began = time.perf_counter()
        async with client.get(path, headers=headers) as answer:
            body = await answer.read()
            assert answer.status == 200, path
        took.append(time.perf_counter() - began)
    return Weighed(path, len(body) / 1000, statistics.median(took[1:]) * 1000)


async def nothing_wrong() -> tuple[list[str], list[str]]:
    return [], []


@asynccontextmanager
async def peopled(many: int, waiting: int) -> AsyncGenerator[tuple[Client, dict[str, str], int]]:
    """A service's desk, the headers of a supervisor who is signed in, and somebody's number as a key worker."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'desk.db'}"
        await asyncio.to_thread(migrate, url)
        settings = load(None, database_url=url, secret_key=KEY, out_of_hours="none")
        service = Service(settings, ManualClock(NOW), spoken(settings))
        add_desk(service, nothing_wrong)
        async with service.working():
            database = service.database
            async with database.write() as tx:
                hands = Hands(tx, database.vault, database.ids, NOW)
                workers = [await staff.enrol(hands, name, "supervisor") for name in NAMES]
                token = await sessions.start(hands, workers[0], "a bench")
            await fill(database, many, waiting, workers, NOW)
            async with TestClient(TestServer(service.web)) as client:
                yield client, {"Cookie": f"{COOKIE}={token}"}, workers[1]


async def main(many: int, waiting: int) -> None:
    began = time.monotonic()
    for one in await measured(many, waiting):
        print(f"{one.path:<36} {one.kilobytes:8.1f} kB {one.milliseconds:8.0f} ms", flush=True)
    print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
