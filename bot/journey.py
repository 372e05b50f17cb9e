"""Going on in time: a service's clock moved forward, stopping wherever something falls due, so that all happens in its
order and nothing is passed over.

At each stop the chores look and what is owed is sent, as the ticker would have it, and again a moment later for as long
as something comes of it. A row tells when it is due; for what only a rule tells, each full hour is a stop.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.clock import Movable
from bot.outbox import Outbox
from bot.store.ahead import next_due
from bot.store.database import Database
from bot.store.log import change_number
from bot.ticker import Chore, Ticker

HOUR = timedelta(hours=1)
A_MOMENT = timedelta(seconds=5)  # until the ticker looks again
LOOKS = 5  # at one stop: a chore that always finds something to do must not hold us there


class Journey:
    """One clock's way forward. Everything else that runs on this clock goes on meanwhile: sleepers wake as they are passed."""

    def __init__(self, database: Database, outbox: Outbox, chores: Sequence[Chore], clock: Movable):
        self._database, self._outbox, self._clock = database, outbox, clock
        self._ticker, self._under_way = Ticker(chores), asyncio.Lock()

    async def go_on(self, by: timedelta) -> None:
        """Move the clock on by this much. Whoever asks while another journey is under way waits for its end, and that
        is all: a button pressed twice means one week."""
        if self._under_way.locked():
            async with self._under_way:
                return
        async with self._under_way:
            end = self._clock.now() + by
            while self._clock.now() < end:
                await self._stop(end)

    async def _stop(self, end: datetime) -> None:
        now = self._clock.now()
        async with self._database.read() as connection:
            due = await next_due(connection, now)
        full = now.replace(minute=0, second=0, microsecond=0) + HOUR
        await self._clock.move_to(min(end, full, due or end))
        await self._look()

    async def _look(self) -> None:
        for _ in range(LOOKS):
            before = await self._changes()
            await self._ticker.run_all()
            await self._outbox.flush()
            if await self._changes() == before:
                return
            await self._clock.move_to(self._clock.now() + A_MOMENT)

    async def _changes(self) -> tuple[int, int]:
        async with self._database.read() as connection:
            return await change_number(connection)
