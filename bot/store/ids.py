"""Ids: 63 bits, 41 of milliseconds since 2020 and 22 at random. They sort by time and need no database."""

import random
from datetime import UTC, datetime

_EPOCH = int(datetime(2020, 1, 1, tzinfo=UTC).timestamp() * 1000)
_RANDOM_BITS = 22
_chance = random.Random()  # seeded by the system; an id is no secret, it must only differ elsewhere


def first_at(at: datetime) -> int:
    """The lowest id that can be made at this moment: ids are in the order of time."""
    return (int(at.timestamp() * 1000) - _EPOCH) << _RANDOM_BITS


class Ids:
    """Ids that only grow within one process, so that rows made in one turn keep their order."""

    def __init__(self) -> None:
        self._last = 0

    def new(self, at: datetime) -> int:
        self._last = max(self._last + 1, first_at(at) | _chance.getrandbits(_RANDOM_BITS - 1))
        return self._last
