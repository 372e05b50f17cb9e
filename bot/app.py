"""The only place where things are wired. One process: web server, reception, outbox, ticker, channels."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta

from aiohttp import web

from bot import opening, places, programme_file
from bot.alerts import Alerts, Watch
from bot.channels.base import Channel
from bot.checkins import CheckIns
from bot.clock import Clock
from bot.conversation import House
from bot.crew.desk import PocketDesk
from bot.crew.digest import Digest
from bot.crew.order import House as Pocket
from bot.crew.switchboard import Line, Switchboard
from bot.decided import Decided, Shared, spoken
from bot.delivery import Delivery
from bot.hours import Hours
from bot.ladder import Pace as LadderPace
from bot.news import News
from bot.outbox import Outbox, Pace
from bot.reception import Reception
from bot.service_hours import ServiceHours
from bot.settings import Settings
from bot.silence import Silence
from bot.store import contacts, leases, marks, reviews
from bot.store.aftermath import undelivered
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.retention import SIGNED_IN, sweep_daily
from bot.store.vault import Vault
from bot.ticker import Chore, Ran, Ticker, noted
from bot.triage import limits_of
from bot.unprompted import Unprompted
from flows.danger import screen
from messages.wording import Wording

LARGEST_BODY = 256 * 1024  # bytes; a text has 1,600 characters, an update of Telegram a few thousand


class Service:
    """Everything that runs, put together from settings, a clock and channels."""

    def __init__(self, settings: Settings, clock: Clock, wordings: Mapping[str, Wording]):
        self.settings, self.clock, self.wordings = settings, clock, wordings
        self.database = Database(settings.database_url, Vault(settings.secret_key.get_secret_value()))
        read = hours_of(settings)
        opens, closes = opening.wall(settings.quiet_until), opening.wall(settings.quiet_from)
        self.programmes, self.places = dict(programme_file.of(settings)), dict(places.of(settings))
        self.decided = Decided(self.database, settings, Shared(self.programmes, self.places, read, wordings))
        self.house = House(
            wordings, settings.zone, settings.poster_words, self.database.ids.new,
            open=read, texts_from=opens, texts_until=closes,
        )  # fmt: skip
        self.hours = Hours(opens, closes, settings.zone)
        self.channels: dict[str, Channel] = {}
        self._chores: list[Chore] = []
        self.ran: dict[str, Ran] = {}
        self._runs: list[Callable[[], Coroutine[None, None, None]]] = []
        pace = Pace(settings.messages_per_second, settings.daily_cap, self.hours)
        self.outbox = Outbox(self.database, self.channels, clock, pace)
        self.alerts = Alerts(self.database, clock, wordings, watch_of(settings, read, self.places))
        words, watch = self.alerts.words, self.alerts.watch
        self.pocket_desk = PocketDesk(Pocket(words, watch, settings.public_url))
        self.switchboard = Switchboard(self.database, clock, words, self.outbox.wake)
        self.digest = Digest(self.database, clock, words, watch)
        self.reception = Reception(self.database, self.house, clock, self.outbox.wake, self.alerts, self.pocket_desk)
        self.delivery = Delivery(self.database, clock)
        self.unprompted = Unprompted(self.database, self.house, clock, self.hours)
        self.checkins = CheckIns(self.database, self.house, clock, self.hours, self.programmes)
        self.news = News(self.database, self.house, clock, self.hours)
        self.silence = Silence(self.database, self.house, clock, self.hours, self.programmes)
        self.sessions_kept = SIGNED_IN
        self.web = web.Application(client_max_size=LARGEST_BODY)

    def chores(self) -> list[Chore]:
        nudge = timedelta(hours=self.settings.nudge_after_hours)
        expire = timedelta(days=self.settings.expire_after_days)
        found = [
            *self._chores,  # what was written while we were away is taken before anything is asked
            Chore("decided", timedelta(seconds=5), self.decided.look),
            Chore("reconcile", timedelta(seconds=30), self.outbox.reconcile),
            Chore("alerts", timedelta(seconds=5), self._alert),
            Chore("calls", timedelta(seconds=2), self.switchboard.dial),
            Chore("digest", timedelta(minutes=1), self._send_digest),
            Chore("open", timedelta(seconds=5), self.unprompted.open_waiting),
            Chore("nudge", timedelta(minutes=1), lambda: self.unprompted.nudge(nudge)),
            Chore("expire", timedelta(minutes=10), lambda: self.unprompted.expire(expire)),
            Chore("plan", timedelta(seconds=5), self._plan),
            Chore("check-ins", timedelta(seconds=5), self._ask),
            Chore("news", timedelta(minutes=1), self._tell_news),
            Chore("silence", timedelta(minutes=1), self._look_at_silence),
            Chore("retention", timedelta(hours=1), self._sweep),
            Chore("sample", timedelta(hours=1), lambda: reviews.draw(self.database, self.clock.now())),
        ]
        return [noted(one, self.clock, self.ran) for one in found]

    async def _sweep(self) -> None:
        _ = await sweep_daily(self.database, self.clock, self.settings, self.sessions_kept)

    async def _alert(self) -> None:
        await self.alerts.tick()
        self.outbox.wake()

    async def _send_digest(self) -> None:
        if await self.digest.send():
            self.outbox.wake()

    async def _plan(self) -> None:
        await self.decided.look()  # a programme that was taken in another process is what is planned by
        _ = await self.checkins.plan()

    async def _ask(self) -> None:
        if await self.checkins.ask():
            self.outbox.wake()

    async def _tell_news(self) -> None:
        if await self.news.tell():
            self.outbox.wake()

    async def _look_at_silence(self) -> None:
        if await self.silence.look():
            self.outbox.wake()

    def can_ring(self, line: Line) -> None:
        """Calls through our number are set up: this makes them."""
        self.switchboard.line, self.alerts.words.can_ring = line, True

    def also(self, chore: Chore) -> None:
        """A channel's own chore: at start, and then as often as it says."""
        self._chores.append(chore)

    def also_runs(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """A channel's own loop, for as long as the service runs."""
        self._runs.append(work)

    def add_channel(self, channel: Channel) -> None:
        self.channels[channel.name] = channel

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None, None]:
        """At work, with the outbox's own loop and the ticker."""
        async with self.working(), AsyncExitStack() as stack:
            if self.database.is_sqlite:  # one process: whatever is claimed was claimed by the one before us
                await self.outbox.reconcile(timedelta(0))
            for work in (self.outbox.run, *self._runs):
                await stack.enter_async_context(at_work(work()))
            ticker = Ticker(self.chores())
            _ = stack.callback(ticker.stop)
            await ticker.start()
            yield

    @asynccontextmanager
    async def working(self) -> AsyncGenerator[None, None]:
        """Reception and delivery reports at work. What is owed when this ends is in the database, for the next start."""
        _ = screen("")  # reads all that it hears by: a mistake in a file stops us here, and no first text waits
        await self.database.open()
        try:
            await self.decided.look()
            async with at_work(self.reception.run()), at_work(self.delivery.run()):
                yield
        finally:
            await self.database.close()

    async def blocked(self, channel: str, address: str, at: datetime) -> None:
        """The person stopped our bot: nothing reaches them until they write again. Old news is no news."""
        async with self.database.write() as tx:
            hands = Hands(tx, self.database.vault, self.database.ids, self.clock.now())
            found = await contacts.find_or_make(tx, hands.vault, hands.ids, [(channel, address)], hands.now)
            state = (await contacts.load_states(tx, hands.vault, list(found.values()), hands.now)).popitem()[1]
            if state.contact.last_in_at is None or state.contact.last_in_at <= at:
                await undelivered(hands, state.contact.id, "unreachable", "blocked")

    async def read_mark(self, name: str) -> int | None:
        async with self.database.read() as connection:
            return await marks.read_mark(connection, name)

    async def set_mark(self, name: str, value: int) -> None:
        async with self.database.write() as tx:
            await marks.set_mark(tx, name, value)

    async def lease(self, name: str, holder: str, length: timedelta) -> bool:
        async with self.database.write() as tx:
            return await leases.hold(tx, name, holder, self.clock.now(), length)


@asynccontextmanager
async def at_work(work: Coroutine[None, None, None]) -> AsyncGenerator[None, None]:
    """This coroutine as a task, ended with the block."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        _ = task.cancel()
        _ = await asyncio.gather(task, return_exceptions=True)


def wordings_of(settings: Settings) -> dict[str, Wording]:
    """The languages spoken here, each proved complete. Raises WordingError naming every gap, and ProgrammeWrong."""
    return spoken(settings, programme_file.of(settings))


def hours_of(settings: Settings) -> ServiceHours:
    """When people read, as the settings say."""
    return opening.hours(opening.of_settings(settings), settings)


def watch_of(s: Settings, hours: ServiceHours, localities: Mapping[str, str]) -> Watch:
    """The rules of the queue, as this service set them."""
    pace = LadderPace(timedelta(minutes=s.red_rung_minutes), timedelta(minutes=s.amber_rung_minutes))
    return Watch(hours, limits_of(s), pace, localities)
