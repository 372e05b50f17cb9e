"""How long staff wait for an alert while everybody writes at once and the providers are slow.

The service as `frontdoor serve` runs it, at its usual pace of sending, with Twilio and Telegram as their fakes speak:
real HTTP, and each takes 300 to 1,000 ms to take a text. For twenty seconds a hundred texts a second come in; every
twentieth is of somebody new in danger. Two of staff are on duty, one on Telegram, one by SMS: each is told of each.

Measured from the beginning of the transaction that stores the message to the arrival of the alert's request at the
provider: both a little further out than from commit to channel.
"""

import asyncio
import math
import random
import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from aiohttp import web
from sqlalchemy import select

from bot.store import outbox, staff
from bot.store.contacts import ADDRESS, find_or_make
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.tables import contacts, items
from bot.store.vault import Vault
from tests.bench.dialogue import PUBLIC, fields, request
from tests.bench.load import Round
from tests.bench.turns import fresh, server
from tests.fakes.telegram import TOKEN as BOT_TOKEN
from tests.fakes.telegram import TelegramFake
from tests.fakes.telegram_door import SECRET
from tests.fakes.twilio import FakeTwilio
from tests.fakes.twilio_wire import ACCOUNT, NUMBER, TOKEN, Callbacks
from tests.serving import KEY

PER_SECOND, SECONDS, EVERY = 100, 20, 20  # texts a second, for so long; every which of them is red
SLOW = (0.3, 1.0)  # seconds that a provider takes for a text: any between these
RED_PEOPLE, OTHERS = PER_SECOND * SECONDS // EVERY, 890
PATIENCE = 60  # seconds after the last text
STAFF = {"Ann": ("telegram", "700900101"), "Bob": ("sms", "+447700900999")}
REDS = ("I want to end my life", "I've took all my tablets", "I want to kill myself", "I can't breathe, chest pain")
ORDINARY = ("JOIN", "yes", "hello, is anybody there", "78")
_ITEM = re.compile(r"^Red item (\d+),")


@dataclass(frozen=True)
class Text:
    """A text as it came to a provider, before that took it."""

    address: str
    words: str
    at: datetime


class Slowly:
    """How long a provider takes, and what has come to it."""

    def __init__(self) -> None:
        self._dice = random.Random(7)
        self.came: list[Text] = []
        self.more = asyncio.Event()

    async def take(self, address: str, words: str) -> None:
        self.came.append(Text(address, words, datetime.now(UTC)))
        self.more.set()
        await asyncio.sleep(self._dice.uniform(*SLOW))


class SlowTwilio(FakeTwilio):
    def __init__(self, slowly: Slowly):
        super().__init__(callbacks=Callbacks(on=False))
        self._slowly = slowly

    async def _create(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        await self._slowly.take(str(form["To"]), str(form["Body"]))
        return await super()._create(request)


class SlowTelegram(TelegramFake):
    def __init__(self, slowly: Slowly):
        super().__init__()
        self._slowly = slowly

    async def _sendMessage(self, fields: dict[str, str]) -> object:
        await self._slowly.take(fields["chat_id"], fields["text"])
        return await super()._sendMessage(fields)


@dataclass(frozen=True)
class Measured:
    """Milliseconds: `alerts` of each item to each of staff, `safety` the first words to each who sent one. One that
    never came is infinite. `waiting`: texts that were owed still when the last had come in."""

    webhooks: Round
    alerts: Sequence[float]
    safety: Sequence[float]
    waiting: int


@asynccontextmanager
async def providers(slowly: Slowly) -> AsyncGenerator[dict[str, str]]:
    """Both, running; the settings with which the service finds them."""
    runner = web.AppRunner(SlowTwilio(slowly).app(), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with SlowTelegram(slowly) as telegram:
            yield {
                "TWILIO_API_URL": f"http://127.0.0.1:{runner.addresses[0][1]}",
                "TWILIO_ACCOUNT_SID": ACCOUNT,
                "TWILIO_AUTH_TOKEN": TOKEN,
                "TWILIO_FROM": NUMBER,
                "TELEGRAM_API_URL": telegram.url,
                "TELEGRAM_TOKEN": BOT_TOKEN,
                "TELEGRAM_SECRET": SECRET,
                "PUBLIC_URL": PUBLIC,
            }
    finally:
        await runner.cleanup()


async def measured() -> Measured:
    slowly = Slowly()
    async with fresh() as url, providers(slowly) as given:
        await enrol(url)
        async with server("served", url, 64, given=given) as under:
            webhooks = await under.load.paced(rush(), PER_SECOND)
            waiting = await depth(url)
            await alerted(slowly)
        return Measured(webhooks, *await waits(url, slowly.came), waiting)


async def enrol(url: str) -> None:
    async with opened(url) as database, database.write() as tx:
        hands = Hands(tx, database.vault, database.ids, datetime.now(UTC))
        points = await find_or_make(tx, database.vault, database.ids, STAFF.values(), hands.now)
        for name, phone in STAFF.items():
            await staff.bind(hands, await staff.enrol(hands, name, "coordinator"), points[phone])


def rush() -> list[bytes]:
    """A hundred people in danger, one text each; nine hundred others, who write again every nine seconds or so."""
    made: list[bytes] = []
    for n in range(PER_SECOND * SECONDS):
        red, nth = divmod(n, EVERY)
        if nth == 0:
            made.append(text(n, red, REDS[red % len(REDS)]))
        else:
            turn, who = divmod(n - red - 1, OTHERS)
            made.append(text(n, RED_PEOPLE + who, ORDINARY[turn % len(ORDINARY)]))
    return made


def text(n: int, who: int, words: str) -> bytes:
    return request({**fields(n, 0), "From": number(who), "Body": words})


def number(who: int) -> str:
    return f"+447700900{who + 1:03}"


async def alerted(slowly: Slowly) -> None:
    """Returns when every alert has come to a provider; after a minute also without."""
    wanted = RED_PEOPLE * len(STAFF)
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while len(first_alerts(slowly.came)) < wanted:
                slowly.more.clear()
                _ = await slowly.more.wait()


def first_alerts(came: Sequence[Text]) -> dict[tuple[str, int], datetime]:
    """When each address was first told of each item."""
    found = ((one, _ITEM.match(one.words)) for one in reversed(came))
    return {(one.address, int(item[1])): one.at for one, item in found if item}


async def waits(url: str, came: Sequence[Text]) -> tuple[list[float], list[float]]:
    told, answered = first_alerts(came), {one.address: one.at for one in reversed(came)}
    begun = await begins(url)
    assert len(begun) == RED_PEOPLE, f"{len(begun)} red items of {RED_PEOPLE} people"
    phones = [address for _, address in STAFF.values()]
    to_staff = [milliseconds(at, told.get((phone, item))) for item, (_, at) in begun.items() for phone in phones]
    return to_staff, [milliseconds(at, answered.get(who)) for who, at in begun.values()]


def milliseconds(begun: datetime, end: datetime | None) -> float:
    return (end - begun).total_seconds() * 1000 if end else math.inf


async def begins(url: str) -> dict[int, tuple[str, datetime]]:
    """By number of each red item: who wrote, and when the transaction began that stored it."""
    query = select(items.c.number, items.c.created_at, contacts.c.id, contacts.c.address)
    query = query.join(contacts, contacts.c.id == items.c.contact_id).where(items.c.level == "red")
    async with opened(url) as database, database.read() as tx:
        rows = (await tx.execute(query)).all()
        return {row.number: (database.vault.open(ADDRESS, row.id, row.address), row.created_at) for row in rows}


async def depth(url: str) -> int:
    async with opened(url) as database, database.read() as tx:
        return await outbox.depth(tx, datetime.now(UTC))


@asynccontextmanager
async def opened(url: str) -> AsyncGenerator[Database]:
    database = Database(url, Vault(KEY))
    await database.open()
    try:
        yield database
    finally:
        await database.close()


def quantile(values: Sequence[float], q: float) -> float:
    return sorted(values)[min(int(q * len(values)), len(values) - 1)]
