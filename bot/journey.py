"""Going on in time: a service's clock moved forward, stopping wherever something falls due, so that all happens in its
order and nothing is passed over.

At each stop the chores look and what is owed is sent, as the ticker would have it, and again a moment later for as long
as something comes of it. A row tells when it is due, and the hours when they open. For what only a rule tells we look
soon after something has happened, and then ever more seldom: whoever looks late does what earlier looks would have done.
"""

import asyncio
from datetime import datetime, timedelta

from bot.app import Service
from bot.clock import Movable
from bot.store.log import change_number
from bot.store.upcoming import upcoming
from bot.ticker import Ticker

A_MOMENT = timedelta(seconds=5)  # until the ticker looks again
LOOKS = 5  # at one stop: a chore that always finds something to do must not hold us there
SOON, SELDOM = timedelta(minutes=15), timedelta(hours=4)


class Journey:
    """The way forward of one service, on its own clock. What else runs on it goes on meanwhile: sleepers wake as they are
    passed."""

    def __init__(self, service: Service, clock: Movable):
        self._service, self._clock, self._under_way = service, clock, asyncio.Lock()

    async def go_on(self, by: timedelta) -> None:
        """Move the clock on by this much. Whoever asks while another journey is under way waits for its end, and that
        is all: a button pressed twice means one week."""
        if self._under_way.locked():
            async with self._under_way:
                return
        async with self._under_way:
            await self._until(self._clock.now() + by)

    async def _until(self, end: datetime) -> None:
        ticker, wait = Ticker(self._service.chores()), SOON
        while (now := self._clock.now()) < end:
            await self._clock.move_to(min(end, now + wait, *await self._due(now)))
            wait = SOON if await self._look(ticker) else min(wait * 2, SELDOM)

    async def _due(self, now: datetime) -> list[datetime]:
        """When a row is due next, and when texts may go out again."""
        settings, opens = self._service.settings, self._service.hours.next(now)
        nudge, expire = timedelta(hours=settings.nudge_after_hours), timedelta(days=settings.expire_after_days)
        async with self._service.database.read() as connection:
            due = await upcoming(connection, now, nudge, expire)
        return [moment for moment in (due, opens) if moment is not None and moment > now]

    async def _look(self, ticker: Ticker) -> bool:
        """Whether anything came of it."""
        for looks in range(LOOKS):
            before = await self._changes()
            await ticker.run_all()
            await self._service.outbox.flush()
            if await self._changes() == before:
                return looks > 0
            await self._clock.move_to(self._clock.now() + A_MOMENT)
        return True

    async def _changes(self) -> tuple[int, int]:
        async with self._service.database.read() as connection:
            return await change_number(connection)
