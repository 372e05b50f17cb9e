"""A desk and phones on a real database. Messages go through the real reception; texts are handed over by the tests."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import programme_file
from bot.casework.accepting import Rules
from bot.channels.base import Inbound, Outbound
from bot.channels.browser import pages
from bot.channels.browser.channel import BrowserPhones
from bot.clock import ManualClock
from bot.conversation import House
from bot.desk import Changes, Promises, setup, setup_privacy
from bot.desk.story import setup_story
from bot.hours import Hours
from bot.reception import Batch
from bot.store import contacts, outbox
from bot.store.database import Database
from bot.store.raising import Raised, raise_items
from bot.store.vault import Vault
from messages.wording import load_all

RULES = Rules(
    programme_file.load(), {"TQ14": "Teignmouth", "TQ9": "Totnes"}, Hours(time(8), time(20), ZoneInfo("Europe/London"))
)
START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/London")
SERVICE = {"service": "Frontdoor", "office": "01632 960000", "privacy_url": "example", "hours": "9 to 5"}
SPOKEN = load_all(["en"], SERVICE)
MARGARET, JO = "+447700900001", "+447700900002"
Client = TestClient[web.Request, web.Application]


@dataclass
class Here:
    """Everything that a test may look at or move."""

    database: Database
    clock: ManualClock
    changes: Changes
    phones: BrowserPhones
    client: Client
    house: House
    broken: bool = False

    async def receive(self, inbound: Inbound) -> None:
        if self.broken:
            raise ConnectionError
        async with self.database.write() as tx:
            await Batch(self.database, self.house, tx, self.clock.now()).take([inbound])

    async def go_on(self, by: timedelta) -> None:
        await self.clock.move_to(self.clock.now() + by)

    async def hand_over(self) -> None:
        """What the outbox does: everything that is due lies on its phone, and is recorded as sent."""
        now, vault = self.clock.now(), self.database.vault
        while True:
            async with self.database.write() as tx:
                owed = await outbox.claim(tx, vault, {"browser": 10}, now)
            if not owed:
                return
            sent = [(o.id, await self.phones.send(_outbound(o))) for o in owed]
            async with self.database.write() as tx:
                await outbox.sent(tx, sent, now)

    async def hears(self, text: str, address: str = MARGARET) -> None:
        """Somebody writes, a minute after the last thing that happened, and our replies arrive."""
        await self.clock.advance(minutes=1)
        at = self.clock.now()
        await self.receive(Inbound("browser", address, f"{address}-{at}", text, at))
        await self.hand_over()

    async def contact(self, address: str = MARGARET) -> int:
        pair = ("browser", address)
        async with self.database.write() as tx:
            found = await contacts.find_or_make(tx, self.database.vault, self.database.ids, [pair], self.clock.now())
        return found[pair]

    async def raises(self, level: str, category: str, why: str, address: str = MARGARET) -> None:
        contact = await self.contact(address)
        async with self.database.write() as tx:
            raised = [Raised(level, category, why, contact)]
            _ = await raise_items(tx, self.database.vault, self.database.ids, raised, self.clock.now())

    async def get(self, path: str, **headers: str) -> tuple[int, str]:
        async with self.client.get(path, headers=headers) as answer:
            return answer.status, await answer.text()

    async def post(
        self, path: str, form: Mapping[str, str | list[str]] | None = None, **headers: str
    ) -> tuple[int, str]:
        """A form sent from one of our own pages; what comes back is the page that it leads to."""
        ours = {"Origin": str(self.client.make_url("/")).rstrip("/")}
        pairs = [
            (name, one)
            for name, given in (form or {}).items()
            for one in ([given] if isinstance(given, str) else given)
        ]
        async with self.client.post(path, data=pairs, headers=ours | headers) as answer:
            return answer.status, await answer.text()


def _outbound(owed: outbox.Owed) -> Outbound:
    return Outbound(owed.id, owed.address, owed.text, "reply", owed.buttons, owed.asks)


@pytest.fixture
async def here(database_url: str) -> AsyncIterator[Here]:
    database, clock = Database(database_url, Vault("x" * 32)), ManualClock(START)
    await database.open()
    phones, changes, app = BrowserPhones(database, clock), Changes(database, clock), web.Application()
    house = House(SPOKEN, ZONE, ("join",), database.ids.new)
    client: Client = TestClient(TestServer(app))
    it = Here(database, clock, changes, phones, client, house)
    setup(app, database, clock, ZONE, changes, "England", RULES, house, 2922)
    pages.setup(app, phones, lambda inbound: it.receive(inbound), clock, ZONE, it.go_on)
    setup_story(app, database, clock, ZONE, "Frontdoor")
    setup_privacy(app, Promises("Frontdoor", "01632 960000", 2922, 731))
    async with client:
        yield it
    await database.close()
