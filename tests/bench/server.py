"""The servers under load, each a process of its own: `python -m tests.bench.server KIND DATABASE_URL`.

    bare        parses the form and stores nothing
    idle        the real service; its outbox works only between rounds
    busy        the real service with outbox and ticker at work, as `frontdoor serve` runs it
    served      the same with its real channels, set up by FRONTDOOR_* in the environment
    naive       one transaction a message, written plainly (naive.py)

POST /_next ends a round: all that is owed is handed over and recorded, then the clock goes on a minute. People answer
a question after they could read it, and the service knows that nobody reads in three seconds; so that no round has to
be waited for, the server's clock runs ahead instead. The channel takes each text at once: no HTTP, all of the
outbox's own bookkeeping.
"""

import asyncio
import json
import os
import resource
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from aiohttp import web

from bot.app import Service, wordings_of
from bot.channels.base import Outbound
from bot.channels.twilio.account import Account
from bot.channels.twilio.webhooks import routes
from bot.clock import SystemClock
from bot.serve import calm_the_collector, quiet_logs
from bot.settings import load
from bot.store import outbox
from bot.wiring import add_telegram, add_twilio
from tests.bench import naive as plainly
from tests.bench.cores import on_core
from tests.bench.dialogue import PUBLIC
from tests.bench.sampler import Sampler
from tests.fakes.twilio_wire import ACCOUNT, NUMBER, TOKEN
from tests.serving import KEY

Between = Callable[[], Awaitable[None]]
PAGE = resource.getpagesize()


class Ahead:
    """The time, and as much more as the rounds were long."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    def skip(self) -> None:
        self._ahead += timedelta(minutes=1)


class AtOnce:
    """A channel whose provider takes everything at once."""

    name = "sms"

    def __init__(self) -> None:
        self.taken: list[int] = []

    async def send(self, outbound: Outbound) -> str:
        self.taken.append(outbound.id)
        return f"SM{outbound.id:032x}"

    async def find(self, outbound: Outbound, since: datetime) -> str | None:
        return None


def service_on(url: str) -> tuple[Service, Ahead, AtOnce]:
    settings = load(None, database_url=url, secret_key=KEY, out_of_hours="none", messages_per_second=1e9)
    clock, channel = Ahead(), AtOnce()
    service = Service(settings, clock, wordings_of(settings))
    service.add_channel(channel)
    _ = service.web.router.add_post("/_taken", lambda _: taken(channel))
    account = Account("http://127.0.0.1:9", ACCOUNT, TOKEN, NUMBER, PUBLIC)
    _ = service.web.add_routes(routes(service.reception.take, service.delivery.take, clock, account, lambda _: ""))
    return service, clock, channel


async def taken(channel: AtOnce) -> web.Response:
    return web.json_response(channel.taken)


@asynccontextmanager
async def bare(url: str) -> AsyncGenerator[tuple[web.Application, Between]]:
    async def message(request: web.Request) -> web.Response:
        _ = await request.post()
        return web.Response(text="<Response/>", content_type="text/xml")

    async def nothing() -> None:
        pass

    app = web.Application()
    _ = app.router.add_post("/twilio/message", message)
    yield app, nothing


@asynccontextmanager
async def idle(url: str) -> AsyncGenerator[tuple[web.Application, Between]]:
    service, clock, _ = service_on(url)

    async def between() -> None:
        await service.outbox.flush()
        clock.skip()

    async with service.working():
        yield service.web, between


@asynccontextmanager
async def busy(url: str) -> AsyncGenerator[tuple[web.Application, Between]]:
    service, clock, _ = service_on(url)

    async def between() -> None:
        while True:
            async with service.database.read() as connection:
                if not await outbox.depth(connection, clock.now()):
                    break
            await asyncio.sleep(0.002)
        clock.skip()

    async with service.running():
        yield service.web, between


@asynccontextmanager
async def served(url: str) -> AsyncGenerator[tuple[web.Application, Between]]:
    settings = load(None, database_url=url, secret_key=KEY, out_of_hours="none")
    service = Service(settings, SystemClock(), wordings_of(settings))

    async def nothing() -> None:
        pass

    async with add_twilio(service), add_telegram(service), service.running():
        yield service.web, nothing


@asynccontextmanager
async def naive(url: str) -> AsyncGenerator[tuple[web.Application, Between]]:
    service, clock, _ = service_on(url)
    app = web.Application()
    async with plainly.opened(url, service.database.vault, service.house) as plain:

        async def message(request: web.Request) -> web.Response:
            return await plain.message(request, clock.now())

        async def between() -> None:
            _ = await plain.db.execute(plainly.SHOWN, (plainly.ms(clock.now()),))
            clock.skip()

        _ = app.router.add_post("/twilio/message", message)
        yield app, between


def resident() -> int:
    """This process's resident memory now, in bytes."""
    with open("/proc/self/statm") as statm:  # noqa: PTH123  # read at once, where a Path would import more
        return int(statm.read().split()[1]) * PAGE


def processor() -> float:
    """The processor time that this process has used, in seconds."""
    return sum(os.times()[:2])


def controls(app: web.Application, between: Between, sampler: Sampler | None) -> None:
    async def following(_: web.Request) -> web.Response:
        worked = processor()
        await between()
        return web.json_response({"rss": resident(), "worked": worked, "cpu": processor()})

    async def samples(_: web.Request) -> web.Response:
        return web.json_response(sampler.report() if sampler else {})

    _ = app.router.add_post("/_next", following)
    _ = app.router.add_post("/_samples", samples)


async def run(kind: str, url: str, profiled: bool) -> None:
    quiet_logs()
    on_core(0)
    sampler = Sampler() if profiled else None
    async with KINDS[kind](url) as (app, between):
        controls(app, between, sampler)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, backlog=512).start()
        calm_the_collector()
        print(json.dumps({"port": runner.addresses[0][1]}), flush=True)
        if sampler:
            sampler.start()
        closed = asyncio.Event()  # until whoever started us closes our input
        asyncio.get_running_loop().add_reader(sys.stdin.fileno(), closed.set)
        _ = await closed.wait()
        await runner.cleanup()


KINDS = {"bare": bare, "idle": idle, "busy": busy, "served": served, "naive": naive}

if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], sys.argv[2], "profiled" in sys.argv[3:]))
