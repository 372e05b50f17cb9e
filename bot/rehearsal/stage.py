"""The town around the service: who does what when, what they wrote, and what came to their phones.

What is kept here is the truth of the rehearsal, and nothing in the service can read it.
"""

import asyncio
import heapq
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.app import Service
from bot.channels.base import Inbound, Outbound, SendFailed
from bot.clock import Clock
from bot.state import Reference

SLOT = timedelta(minutes=5)  # people act at whole five minutes: whoever acts together arrives together
TWICE, BUSY = 50, 90  # every so many texts one is delivered to us twice, or at first not taken from us
Deed = Callable[[], Awaitable[None] | None]


@dataclass(frozen=True, slots=True)
class Came:
    """A text that came to a phone."""

    at: datetime
    channel: str
    outbound: Outbound


class Phone(Protocol):
    """Whoever has a phone: hears each text that comes to it."""

    def hears(self, came: Came) -> None: ...


class Stage:
    """Implements Company. `service` None: it is down, and what people write waits at the provider."""

    def __init__(self, clock: Clock):
        self.clock, self.service = clock, None
        self.wrote: list[Inbound] = []
        self.came: list[Came] = []
        self.waits: list[Inbound] = []
        self.phones: dict[str, Phone] = {}
        self._agenda: list[tuple[datetime, str, int, Deed]] = []
        self._now: list[Inbound] = []
        self._planned, self._taken = defaultdict[str, int](int), defaultdict[str, int](int)

    service: Service | None

    def at(self, moment: datetime, who: str, deed: Deed) -> None:
        """Somebody does this, at the next whole five minutes from then on. By name among those of one moment: the order
        must not hang on who was told first."""
        self._planned[who] += 1
        heapq.heappush(self._agenda, (_slot(moment), who, self._planned[who], deed))

    def next(self) -> datetime | None:
        return self._agenda[0][0] if self._agenda else None

    async def act(self) -> bool:
        acted = False
        while self._agenda and self._agenda[0][0] <= self.clock.now():
            acted, (*_, deed) = True, heapq.heappop(self._agenda)
            if (work := deed()) is not None:
                await work
        self._now, wrote = [], self._now
        await self.deliver(wrote)
        return acted

    def text(self, channel: str, address: str, words: str, pressed: Reference | None = None) -> Inbound:
        """Somebody writes, or presses a button."""
        kind = "button" if pressed else "text"
        id = f"{address}-{len(self.wrote)}"
        wrote = Inbound(channel, address, id, words, self.clock.now(), kind, pressed)
        self.wrote.append(wrote)
        self._now.append(wrote)
        return wrote

    async def deliver(self, wrote: Sequence[Inbound]) -> None:
        """All at once, as webhooks come; some of them twice, as providers do."""
        if self.service is None:
            self.waits += wrote
            return
        twice = [one for n, one in enumerate(wrote, len(self.wrote)) if n % TWICE == 0]
        _ = await asyncio.gather(*(self.service.reception.take(one) for one in (*wrote, *twice)))

    async def deliver_what_waits(self) -> None:
        """What came while the service was down: a channel's own chore."""
        self.waits, waits = [], self.waits
        await self.deliver(waits)

    def taken(self, channel: str, outbound: Outbound) -> None:
        """A text lies on somebody's phone. Raises SendFailed now and then, as a provider does."""
        self._taken[outbound.address] += 1
        if (self._taken[outbound.address] + len(outbound.address)) % BUSY == 0:
            raise SendFailed("busy")
        came = Came(self.clock.now(), channel, outbound)
        self.came.append(came)
        if (phone := self.phones.get(outbound.address)) is not None:
            phone.hears(came)


@dataclass(frozen=True, slots=True)
class Provider:
    """Implements Channel."""

    name: str
    stage: Stage

    async def send(self, outbound: Outbound) -> str:
        self.stage.taken(self.name, outbound)
        return f"{self.name}-{outbound.id}"

    async def find(self, outbound: Outbound, since: datetime) -> str | None:
        ours = (c for c in self.stage.came if c.outbound.id == outbound.id and c.at >= since)
        return next((f"{self.name}-{one.outbound.id}" for one in ours), None)


def _slot(moment: datetime) -> datetime:
    """In UTC, where an hour is an hour: added to wall time it is none when the clocks change."""
    moment = moment.astimezone(UTC)
    past = timedelta(minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond)
    return moment if not past else moment - past + SLOT
