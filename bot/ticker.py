"""The ticker: wakes the due work every few seconds. Everything due is a row; the ticker itself remembers nothing.

APScheduler 3 does the waking, with no job store and no misfire limit: a late tick does what an early one would.
"""

from collections.abc import Awaitable, Callable, Collection, MutableMapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import Clock

log = structlog.get_logger()
Work = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Chore:
    """A piece of due work and how often to look for it; also before anything else starts, unless it can wait."""

    name: str
    every: timedelta
    work: Work
    at_start: bool = True


@dataclass(frozen=True, slots=True)
class Ran:
    """When a chore last looked, and how that failed, if it did."""

    every: timedelta
    at: datetime
    failed: str = ""


def noted(chore: Chore, clock: Clock, ran: MutableMapping[str, Ran]) -> Chore:
    """The same chore, which notes each look under its name for the page of those who keep the service running."""

    async def work() -> None:
        try:
            _ = await chore.work()
        except Exception as error:
            ran[chore.name] = Ran(chore.every, clock.now(), type(error).__name__)
            raise
        ran[chore.name] = Ran(chore.every, clock.now())

    return replace(chore, work=work)


class Ticker:
    def __init__(self, chores: Sequence[Chore]):
        self._chores = chores
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    async def start(self) -> None:
        """Look at everything once, so that nothing waits for its first turn after a stop, and then regularly."""
        await self.run_all()
        for chore in self._chores:
            every = IntervalTrigger(seconds=int(chore.every.total_seconds()))
            _ = self._scheduler.add_job(  # pyright: ignore[reportUnknownMemberType]  # the library has no types
                self.run, every, args=[chore], misfire_grace_time=None, coalesce=True, max_instances=1
            )
        self._scheduler.start()

    async def run(self, chore: Chore) -> None:
        """One look. A chore that fails is logged and looked at again at its next turn."""
        try:
            _ = await chore.work()
        except Exception as error:  # one chore must not stop the others
            log.error("chore failed", chore=chore.name, error=type(error).__name__)

    async def run_all(self, names: Collection[str] | None = None) -> None:
        """One look at each of these; None for all that do not wait at a start."""
        for chore in self._chores:
            if chore.at_start if names is None else chore.name in names:
                await self.run(chore)

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
