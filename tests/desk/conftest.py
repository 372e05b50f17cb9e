"""A desk and phones on a real database. Messages go through the real reception; texts are handed over by the tests."""

from collections.abc import AsyncIterator, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestClient, TestServer, unused_port

from bot import programme_file
from bot.alert_words import AlertWords
from bot.alerts import Watch
from bot.casework.accepting import Rules
from bot.channels.base import Inbound, Outbound
from bot.channels.browser import pages
from bot.channels.browser.channel import BrowserPhones
from bot.clock import ManualClock
from bot.conversation import House
from bot.crew.order import House as Pocket
from bot.decided import Decided, Shared
from bot.desk import Changes, DemoLink, Entrance, Promises, setup, setup_privacy
from bot.desk.admin.running import Running
from bot.desk.gate import COOKIE, FIELD, token_of
from bot.desk.openid import Provider
from bot.desk.story import setup_story
from bot.hours import Hours
from bot.reception import Batch
from bot.service_hours import OFFICE_HOURS, ServiceHours
from bot.settings import load
from bot.store import contacts, outbox, sessions, staff
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.raising import Raised, raise_items
from bot.store.vault import Vault
from bot.ticker import Ran
from messages.wording import load_all

RULES = Rules(
    programme_file.load(), {"TQ14": "Teignmouth", "TQ9": "Totnes"}, Hours(time(8), time(20), ZoneInfo("Europe/London"))
)
SETTINGS = load(
    None, public_url="https://texts.example.org", localities="Teignmouth TQ14, Totnes TQ9", office_number="01632 960000"
)
START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/London")
READ = ServiceHours(time(9), time(17), frozenset(range(5)), ZONE)
SERVICE = {"service": "Frontdoor", "office": "01632 960000", "privacy_url": "example", "hours": "9 to 5"}
SPOKEN = load_all(["en"], SERVICE)
ANN_LEE = "Ann Lee"  # a supervisor, who is signed in
MARGARET, JO = "+447700900001", "+447700900002"
DEMO_LINK = "a-link-of-the-demo"
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
    decided: Decided
    broken: bool = False
    browsers: list[ClientSession] = field(default_factory=list[ClientSession])
    ran: dict[str, Ran] = field(default_factory=dict[str, Ran])
    tokens: dict[str, tuple[datetime, str]] = field(default_factory=dict[str, tuple[datetime, str]])

    async def look(self) -> tuple[list[str], list[str]]:
        """What `frontdoor check` would say."""
        return [], ["nobody makes backups"]

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

    async def signed_in(self, name: str, role: str = "supervisor", *where: str) -> str:
        """The session of whoever is called so, who is on the staff from the first time on."""
        now, (since, token) = self.clock.now(), self.tokens.get(name, (START - timedelta(days=1), ""))
        if now - since >= timedelta(minutes=20):  # before it has been idle for too long
            async with self.database.write() as tx:
                hands = Hands(tx, self.database.vault, self.database.ids, now)
                known = [one.id for one in await staff.members(tx, hands.vault) if one.name == name]
                id = known[0] if known else await staff.enrol(hands, name, role, where)
                token = await sessions.start(hands, id, "a test")
            self.tokens[name] = now, token
        return token

    async def actor(self, name: str) -> str:
        """How the audit log names them."""
        async with self.database.read() as tx:
            return next(one.actor for one in await staff.members(tx, self.database.vault) if one.name == name)

    async def headers(self, by: str) -> dict[str, str]:
        """What their browser sends with every request; `by` is empty for somebody who is not signed in."""
        return {"Cookie": f"{COOKIE}={await self.signed_in(by)}"} if by else {}

    async def form_token(self, by: str) -> list[tuple[str, str]]:
        """What every form that is shown to them carries."""
        return [(FIELD, token_of(self.database.vault, await self.signed_in(by))[0])] if by else []

    @property
    def origin(self) -> dict[str, str]:
        return {"Origin": str(self.client.make_url("/")).rstrip("/")}

    async def get(self, path: str, by: str = ANN_LEE, **headers: str) -> tuple[int, str]:
        async with self.client.get(path, headers=await self.headers(by) | headers) as answer:
            return answer.status, await answer.text()

    async def post(
        self, path: str, form: Mapping[str, str | list[str]] | None = None, by: str = ANN_LEE, **headers: str
    ) -> tuple[int, str]:
        """A form sent from one of our own pages; what comes back is the page that it leads to."""
        pairs = [
            (name, one)
            for name, given in (form or {}).items()
            for one in ([given] if isinstance(given, str) else given)
        ]
        data, sent = [*pairs, *await self.form_token(by)], self.origin | await self.headers(by) | headers
        async with self.client.post(path, data=data, headers=sent) as answer:
            return answer.status, await answer.text()


def _outbound(owed: outbox.Owed) -> Outbound:
    return Outbound(owed.id, owed.address, owed.text, "reply", owed.buttons, owed.asks)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are looked at on one kind of database. Whoever asks new things of it imports the fixture of both."""
    return sqlite_url


@pytest.fixture
def start() -> datetime:
    return START


@pytest.fixture
def port() -> int:
    return unused_port()


@pytest.fixture
def entrance() -> Entrance:
    nowhere = Provider(f"http://127.0.0.1:{unused_port()}", "frontdoor", "", "", "Torbay Council")
    return Entrance("Frontdoor", link=DemoLink(DEMO_LINK, ANN_LEE), provider=nowhere)


@pytest.fixture
async def here(database_url: str, start: datetime, port: int, entrance: Entrance) -> AsyncIterator[Here]:
    database, clock = Database(database_url, Vault("x" * 32)), ManualClock(start)
    await database.open()
    phones, changes, app = BrowserPhones(database, clock), Changes(database, clock), web.Application()
    spoken, hours = {name: copy(one) for name, one in SPOKEN.items()}, replace(OFFICE_HOURS)
    house = House(spoken, ZONE, ("join",), database.ids.new, open=hours)
    programmes, places = dict(RULES.programmes), dict(RULES.places)
    decided = Decided(database, SETTINGS, Shared(programmes, places, hours, spoken))
    rules = Rules(programmes, places, RULES.hours)
    client: Client = TestClient(TestServer(app, port=port))
    it = Here(database, clock, changes, phones, client, house, decided)
    setup(
        app,
        database,
        clock,
        ZONE,
        changes,
        rules,
        house,
        2922,
        entrance,
        Pocket(AlertWords(SPOKEN["en"]), Watch(READ), ""),
        Running(decided, it.ran, it.look),
    )
    pages.setup(app, phones, lambda inbound: it.receive(inbound), clock, ZONE, it.go_on)
    setup_story(app, database, clock, ZONE, "Frontdoor")
    setup_privacy(app, Promises("Frontdoor", "01632 960000", 2922, 731))
    async with client:
        yield it
        for browser in it.browsers:
            await browser.close()
    await database.close()
