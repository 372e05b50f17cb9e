"""The only clock. Everything that needs the time or waits is given one of these.

A test forbids any other, so that a rehearsal can run twelve weeks of the real service in seconds.
"""

import asyncio
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The time, in UTC."""
        ...

    async def sleep(self, seconds: float) -> None: ...


class Movable(Clock, Protocol):
    async def move_to(self, moment: datetime) -> None:
        """Go on to this moment, and wake everybody who sleeps until then. Never back."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    def ticks(self) -> float:
        """Seconds from an arbitrary start, for durations in metrics."""
        return time.perf_counter()


class ShiftedClock(SystemClock):
    """The machine's clock, ahead of it by as much as it was moved on."""

    def __init__(self) -> None:
        self._ahead = timedelta()
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        return super().now() + self._ahead

    async def sleep(self, seconds: float) -> None:
        end = self.now() + timedelta(seconds=seconds)
        await asyncio.sleep(0)
        while (left := (end - self.now()).total_seconds()) > 0:
            with suppress(TimeoutError):
                _ = await asyncio.wait_for(self._moved.wait(), left)

    async def move_to(self, moment: datetime) -> None:
        self._ahead += max(moment - self.now(), timedelta())
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()
        await asyncio.sleep(0)


class ManualClock:
    """A clock that moves only when it is told to. Sleepers wake in the order of their times."""

    def __init__(self, start: datetime):
        self._now = start
        self._sleepers: list[tuple[datetime, asyncio.Event]] = []

    def now(self) -> datetime:
        return self._now

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.Event()
        self._sleepers.append((self._now + timedelta(seconds=seconds), woken))
        _ = await woken.wait()

    async def advance(self, **by: float) -> None:
        """Move on by a timedelta's arguments, waking each sleeper at its own time."""
        end = self._now + timedelta(**by)
        while due := [s for s in self._sleepers if s[0] <= end]:
            first = min(due, key=lambda s: s[0])
            self._sleepers.remove(first)
            self._now = max(self._now, first[0])
            first[1].set()
            await self._settle()
        self._now = end
        await self._settle()

    async def move_to(self, moment: datetime) -> None:
        await self.advance(seconds=max(0.0, (moment - self._now).total_seconds()))

    async def _settle(self) -> None:
        for _ in range(50):
            await asyncio.sleep(0)
