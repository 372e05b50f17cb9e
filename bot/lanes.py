"""The way out of each channel. Whatever must wait waits in the database, where what is more urgent overtakes it.

Ordinary texts are spaced evenly, and no more are taken on than go within a second. Urgent ones wait for nobody: the
ordinary make room for them, so that together they keep the pace, as long as the urgent alone do.
"""

from datetime import timedelta

from bot.clock import Clock

MOST = 64  # ordinary texts in one provider's hands: it has more connections than that, and the rest are for urgent ones
YIELD = timedelta(seconds=1)  # by which urgent texts may put off the next ordinary one, at most


class Lane:
    def __init__(self, clock: Clock, per_second: float):
        self._clock, self._gap, self._soon = clock, timedelta(seconds=1 / per_second), max(1, int(per_second))
        self._free = clock.now()
        self._waiting: set[int] = set()
        self._under_way: set[int] = set()

    @property
    def room(self) -> int:
        """How many more ordinary texts can be taken on now."""
        return max(0, min(self._soon - len(self._waiting), MOST - len(self._under_way)))

    def enter(self, id: int) -> None:
        """An ordinary text is taken on, until it leaves."""
        self._waiting.add(id)
        self._under_way.add(id)

    def leave(self, id: int) -> None:
        self._waiting.discard(id)
        self._under_way.discard(id)

    async def turn(self, id: int) -> None:
        """Wait until this ordinary text may go."""
        now = self._clock.now()
        mine = max(self._free, now)
        self._free = mine + self._gap
        if mine > now:
            await self._clock.sleep((mine - now).total_seconds())
        self._waiting.discard(id)

    def overtake(self) -> None:
        """An urgent text goes now."""
        now = self._clock.now()
        self._free = max(self._free, min(max(self._free, now) + self._gap, now + YIELD))
