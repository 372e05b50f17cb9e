"""A whole service for tests: real reception, outbox and store; a clock that is told; a channel that keeps what it is given."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count

from bot.app import Service
from bot.channels.base import Inbound, Outbound, SendFailed
from bot.clock import ManualClock
from bot.settings import load
from bot.store import contacts, items, referrals
from bot.store.items import Item
from bot.store.messages import Line, transcript
from bot.store.referrals import Referral
from tests.spoken import spoken

KEY = "a key for tests that is long enough to pass as one"
MONDAY_10 = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
MARGARET, JO = "+447700900001", "+447700900002"


class Kept:
    """A channel that keeps what it is given. `refusals` are raised first, one a call; `closed` ones for an address."""

    def __init__(self, name: str = "sms"):
        self.name = name
        self.taken: list[Outbound] = []
        self.refusals: list[SendFailed] = []
        self.closed: dict[str, SendFailed] = {}

    async def send(self, outbound: Outbound) -> str:
        if self.refusals:
            raise self.refusals.pop(0)
        if outbound.address in self.closed:
            raise self.closed[outbound.address]
        self.taken.append(outbound)
        return f"kept-{outbound.id}"

    async def find(self, outbound: Outbound, since: datetime) -> str | None:
        return next((f"kept-{one.id}" for one in self.taken if one.id == outbound.id), None)

    def to(self, address: str) -> list[str]:
        return [one.text for one in self.taken if one.address == address]


class Town:
    """The service with people who text it. Each line is a fresh delivery, a minute after the last."""

    def __init__(self, service: Service, clock: ManualClock, channel: Kept):
        self.service, self.clock, self.channel = service, clock, channel
        self._started, self._numbers = clock.now().isoformat(), count(1)

    async def texts(self, who: str, *texts: str) -> list[str]:
        """Send texts one after another, each after the answer to the one before; returns the last answer."""
        before = len(self.channel.to(who))
        for text in texts:
            await self.clock.advance(minutes=1)
            before = len(self.channel.to(who))
            await self.service.reception.take(self.inbound(who, text))
            await self.settled()
        return self.channel.to(who)[before:]

    def inbound(self, who: str, text: str, id: str = "") -> Inbound:
        return Inbound(self.channel.name, who, id or f"{self._started}-{next(self._numbers)}", text, self.clock.now())

    async def settled(self) -> None:
        """Send what is due, and what follows from it."""
        await self.service.outbox.flush()

    async def queue(self) -> list[Item]:
        async with self.service.database.read() as connection:
            return await items.queue(connection, self.service.database.vault)

    async def raised(self) -> list[str]:
        return [f"{item.level} {item.category}" for item in await self.queue()]

    async def referral(self) -> Referral:
        """The referral of the first item that has one."""
        id = next(item.referral for item in await self.queue() if item.referral)
        async with self.service.database.read() as connection:
            return await referrals.one(connection, self.service.database.vault, id)

    async def transcript(self, who: str) -> list[Line]:
        database = self.service.database
        async with database.write() as tx:
            pair = (self.channel.name, who)
            id = (await contacts.find_or_make(tx, database.vault, database.ids, [pair], self.clock.now()))[pair]
            return await transcript(tx, database.vault, id)


@asynccontextmanager
async def town(database_url: str, start: datetime = MONDAY_10, **settings: object) -> AsyncGenerator[Town, None]:
    """A running service on this database, its ticker still: chores are run by the test, when it says so."""
    clock, channel = ManualClock(start), Kept()
    given = {"secret_key": KEY, "out_of_hours": "none", "messages_per_second": 1e9, **settings}
    chosen = load(None, database_url=database_url, **given)
    service = Service(chosen, clock, spoken(chosen))
    service.add_channel(channel)
    async with service.working():
        yield Town(service, clock, channel)
