"""What the desk's pages about the programme share: the store, the time, the rules, and how a page is shown."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.casework.accepting import Rules
from bot.clock import Clock
from bot.conversation import House
from bot.crew.order import House as Pocket
from bot.desk.shelf import Shelf
from bot.store import episodes, planning
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.sqlite_writer import Tx
from messages.wording import Wording

Show = Callable[..., web.StreamResponse]
NOT_KEPT = 422  # the status of a form that comes back with its mistakes


@dataclass(frozen=True, slots=True)
class Office:
    """`kept_days`: for so long records are kept after they are closed. `texts`: the channel on which a mobile is texted.
    `pocket`: how colleagues are told on their phones."""

    database: Database
    clock: Clock
    zone: ZoneInfo
    shelf: Shelf
    show: Show
    rules: Rules
    house: House
    kept_days: int
    texts: str
    pocket: Pocket

    @property
    def wording(self) -> Wording:
        """The words that staff read out: those of the first language spoken here."""
        return next(iter(self.house.wordings.values()))

    @asynccontextmanager
    async def hands(self) -> AsyncGenerator[Hands]:
        """A transaction to work in."""
        async with self.database.write() as tx:
            yield self.in_(tx)

    async def plan(self, hands: Hands, episode: int) -> None:
        """What is due to them from now on, so that the page which follows can show it."""
        one = await episodes.one(hands.tx, episode)
        if one.state == "active" and one.planned_at is None:
            _ = await planning.plan_anew(hands, [episode], self.rules.programmes, self.zone)

    def in_(self, tx: Tx) -> Hands:
        return Hands(tx, self.database.vault, self.database.ids, self.clock.now())

    @property
    def today(self) -> date:
        return self.clock.now().astimezone(self.zone).date()

    @property
    def open_hours(self) -> dict[str, str]:
        """The full hours at which texts may go out, for a list to choose from."""
        hours = self.rules.hours
        return {wall: wall for n in range(24) if hours.opens <= time(n) < hours.closes for wall in [f"{n:02}:00"]}
