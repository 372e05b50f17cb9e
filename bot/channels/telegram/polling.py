"""Long polling, where no webhook is set up.

The offset moves only after the commit: asking from beyond an update makes Telegram forget it. One process polls
at a time; the lease is the application's, and must outlast one poll and its commits (LEASE_SECONDS).
The offset follows what was last delivered, never the largest number seen: ids start again at random.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import structlog
from telegram.error import RetryAfter

from bot.channels.telegram.arrivals import Arrivals
from bot.channels.telegram.failures import seconds
from bot.channels.telegram.sender import POLL_SECONDS, Telegram
from bot.channels.telegram.updates import update_id
from bot.clock import Clock

LEASE_SECONDS = POLL_SECONDS * 3
LEASE_WAIT = 5.0  # seconds until a process without the lease asks for it again
LONGEST_WAIT = 60.0
log = structlog.get_logger()


class NotStored(Exception):
    """Some updates were not committed, or cannot be confirmed; they are fetched again."""


MayPoll: TypeAlias = Callable[[], Awaitable[bool]]
ReadOffset: TypeAlias = Callable[[], Awaitable[int | None]]
SaveOffset: TypeAlias = Callable[[int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the application keeps how far we have come, and who may poll."""

    read_offset: ReadOffset
    save_offset: SaveOffset
    may_poll: MayPoll


class Poller:
    def __init__(self, telegram: Telegram, arrivals: Arrivals, clock: Clock, place: Place):
        self._telegram, self._arrivals, self._clock, self._place = telegram, arrivals, clock, place
        self._polls = False  # whether we hold the lease and Telegram knows that we poll
        self._failures = 0

    async def run(self) -> None:
        """Poll for ever. Whatever goes wrong is waited out: longer each time, or as long as Telegram asks."""
        while True:
            try:
                wait = 0.0 if await self._turn() else LEASE_WAIT
                self._failures = 0
            except Exception as error:  # nothing may end the only ear that this channel has
                wait = self._wait(error)
            if wait:
                await self._clock.sleep(wait)

    def _wait(self, error: Exception) -> float:
        log.warning("telegram polling failed", error=type(error).__name__)
        self._polls = False  # take nothing for granted: neither the lease, nor the offset, nor that no webhook is set
        self._failures += 1
        if isinstance(error, RetryAfter):
            return seconds(error.retry_after)
        return min(2.0 ** (self._failures - 1), LONGEST_WAIT)

    async def _turn(self) -> bool:
        """One poll, if it is ours to do."""
        if not await self._place.may_poll():
            self._polls = False
            return False
        if not self._polls:
            await self._telegram.drop_hook()
            self._polls = True
        await self._take(await self._telegram.updates(await self._place.read_offset()))
        return True

    async def _take(self, updates: Sequence[object]) -> None:
        """All at once, so that reception can commit them together; the offset goes up to the first that failed.

        What was committed beyond it comes again and drops out as known. So one update that cannot be stored
        holds back neither the others nor an alarm among them.
        """
        numbered = [(number, update) for update in updates if (number := update_id(update)) is not None]
        ends = await asyncio.gather(*(self._arrivals.take(one) for _, one in numbered), return_exceptions=True)
        failures = (place for place, end in enumerate(ends) if isinstance(end, BaseException))
        done = next(failures, len(ends))
        if done:
            await self._place.save_offset(numbered[done - 1][0] + 1)
        if done < len(ends) or len(numbered) < len(updates):
            raise NotStored
