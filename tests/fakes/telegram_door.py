"""Our side of Telegram in tests: the channel beside the fake, and something that receives."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.channels.base import Inbound
from bot.channels.telegram.arrivals import Arrivals
from bot.channels.telegram.polling import Place, Poller
from bot.channels.telegram.sender import Telegram
from bot.channels.telegram.updates import Blocked
from bot.clock import Clock, SystemClock
from bot.settings import Settings, load
from bot.state import Picture
from tests.fakes.telegram import TOKEN, TelegramFake

SECRET = "a-secret_that-Telegram-brings"
PICTURE = Picture("Your progress", "at the start", "now", (("Happy", 4, 7), ("Walk to the shop", 2, 6)))


def settings_for(url: str, **given: object) -> Settings:
    return load(None, telegram_token=TOKEN, telegram_api_url=url, **given)


@asynccontextmanager
async def telegram_at(url: str, patience: float = 5, **given: object) -> AsyncGenerator[Telegram]:
    telegram = Telegram(settings_for(url, **given), SystemClock(), patience)
    try:
        yield telegram
    finally:
        await telegram.close()


@dataclass
class Recorder:
    """Stores what it is given, and refuses as often as it is told to."""

    stored: list[Inbound] = field(default_factory=list[Inbound])
    blocked: list[Blocked] = field(default_factory=list[Blocked])
    refuses: dict[str, int] = field(default_factory=dict[str, int])
    tried: list[str] = field(default_factory=list[str])

    async def receive(self, inbound: Inbound) -> None:
        self.tried.append(inbound.text)
        if self.refuses.get(inbound.text, 0):
            self.refuses[inbound.text] -= 1
            raise RuntimeError("no commit")
        self.stored.append(inbound)

    async def on_blocked(self, blocked: Blocked) -> None:
        self.blocked.append(blocked)

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.stored]


@dataclass
class Kept:
    """The application's rows: how far we have come, and who holds the lease."""

    offset: int | None = None
    ours: bool = True
    saved: list[int] = field(default_factory=list[int])

    async def read(self) -> int | None:
        return self.offset

    async def save(self, offset: int) -> None:
        self.offset = offset
        self.saved.append(offset)

    async def may_poll(self) -> bool:
        return self.ours

    def place(self) -> Place:
        return Place(self.read, self.save, self.may_poll)


def poller(telegram: Telegram, recorder: Recorder, kept: Kept, clock: Clock) -> Poller:
    arrivals = Arrivals(telegram, recorder.receive, recorder.on_blocked, clock)
    return Poller(telegram, arrivals, clock, kept.place())


@asynccontextmanager
async def fake_and_channel(patience: float = 5, **given: object) -> AsyncGenerator[tuple[TelegramFake, Telegram]]:
    async with TelegramFake() as fake, telegram_at(fake.url, patience, **given) as telegram:
        yield fake, telegram
