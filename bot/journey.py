"""Going on in time: a service's clock moved forward, stopping wherever something falls due, so that all happens in its
order and nothing is passed over.

At each stop the chores whose rows are due look, what is owed is sent, as the ticker would have it, and again a moment
later for as long as something comes of it. For what only a rule tells, all chores look when the hours open, soon after
something has happened, and then ever more seldom: whoever looks late does what earlier looks would have done.
"""

import asyncio
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from bot.app import Service
from bot.clock import Movable
from bot.store.log import change_number
from bot.store.upcoming import upcoming
from bot.ticker import Ticker

A_MOMENT = timedelta(seconds=5)  # until the ticker looks again
MOST = 5  # looks at one stop: a chore that always finds something to do must not hold us there


class Looks(NamedTuple):
    """When all chores look: `soon` after something has happened, and then ever more seldom, up to `seldom`."""

    soon: timedelta = timedelta(minutes=15)
    seldom: timedelta = timedelta(hours=4)


LOOKS = Looks()


class Company(Protocol):
    """Whoever lives on the same clock, and does things at moments of their own."""

    def next(self) -> datetime | None: ...

    async def act(self) -> bool:
        """Do all that is due by now; whether that was anything."""
        ...


class Journey:
    """The way forward of one service, on its own clock. What else runs on it goes on meanwhile: sleepers wake as they are
    passed."""

    def __init__(self, service: Service, clock: Movable, company: Company | None = None, looks: Looks = LOOKS):
        self._service, self._clock, self._company, self._looks = service, clock, company, looks
        self._ticker, self._under_way = Ticker(service.chores()), asyncio.Lock()

    async def go_on(self, by: timedelta) -> None:
        """Move the clock on by this much. Whoever asks while another journey is under way waits for its end, and that
        is all: a button pressed twice means one week."""
        if self._under_way.locked():
            async with self._under_way:
                return
        async with self._under_way:
            await self._until(self._clock.now() + by)

    async def _until(self, end: datetime) -> None:
        wait = self._looks.soon
        whole = self._whole(self._clock.now(), wait)  # when all chores look next
        while (now := self._clock.now()) < end:
            due = await self._due(now)
            await self._clock.move_to(min(end, whole, *due.values(), *self._appointment(now)))
            here = self._clock.now()
            all_look = here >= min(whole, end)
            happened = await self._stop(None if all_look else {name for name, moment in due.items() if moment <= here})
            wait = self._looks.soon if happened else min(wait * 2, self._looks.seldom) if all_look else wait
            if all_look:
                whole = self._whole(self._clock.now(), wait)
            elif happened:
                whole = min(whole, here + wait)

    def _whole(self, now: datetime, wait: timedelta) -> datetime:
        """After so long, or when texts may go out again."""
        opens = self._service.hours.next(now)
        return min(now + wait, opens if opens is not None and opens > now else now + wait)

    def _appointment(self, now: datetime) -> list[datetime]:
        moment = self._company.next() if self._company else None
        return [max(moment, now)] if moment is not None else []

    async def _due(self, now: datetime) -> dict[str, datetime]:
        """When a row is due next, by the chore that looks at it."""
        settings = self._service.settings
        nudge, expire = timedelta(hours=settings.nudge_after_hours), timedelta(days=settings.expire_after_days)
        async with self._service.database.glance() as tx:
            return await upcoming(tx, now, nudge, expire)

    async def _stop(self, names: Collection[str] | None) -> bool:
        """Whether anything came of it. `names`: the chores that look; None for all."""
        acted = await self._company.act() if self._company else False
        for looks in range(MOST):
            before = await self._changes()
            await self._ticker.run_all(names)
            await self._service.outbox.flush()
            if await self._changes() == before:
                return acted or looks > 0
            await self._clock.move_to(self._clock.now() + A_MOMENT)
        return True

    async def _changes(self) -> tuple[int, int]:
        async with self._service.database.glance() as tx:
            return await change_number(tx)
