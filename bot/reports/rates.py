"""How sure a count makes us: shares with their 95 % interval (Wilson), and recall from a random sample. Pure."""

from dataclasses import dataclass
from math import sqrt

Z = 1.959964  # 95 %
Z_OF_TWO = 2.241403  # 97.5 %: two intervals that hold together with 95 %
FEW = 20  # below this a share says little


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `total`."""

    count: int
    total: int

    @property
    def rate(self) -> float:
        return self.count / self.total if self.total else 0.0

    @property
    def is_small(self) -> bool:
        return self.total < FEW

    def interval(self, z: float = Z) -> tuple[float, float]:
        """Wilson's: sensible for small totals and for none or all. From 0 to 1 when nothing was counted."""
        if not self.total:
            return 0.0, 1.0
        p, n = self.rate, self.total
        middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        low, high = ((middle + sign * half) / (1 + z * z / n) for sign in (-1, 1))
        return (0.0 if self.count == 0 else low), (1.0 if self.count == n else high)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share that was not counted but worked out, from `low` to `high` with 95 %."""

    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Seen:
    """What recall is worked out from. `flagged` messages, of which `judged` were judged and `right` had danger in them;
    `unflagged` ones, of which `read` at random were read and `missed` had danger in them; `known`: all misses that
    anybody has found, in the sample or not."""

    flagged: int
    judged: int
    right: int
    unflagged: int
    read: int
    missed: int
    known: int


def recall(seen: Seen) -> Estimate | None:
    """Of all messages with danger in them, the share that was flagged. None while nothing was judged, nothing read, or
    there was no danger at all.

    What nobody has judged or read is taken to be as what was. Both intervals are at 97.5 %, so that they hold together.
    """
    if not seen.read or (seen.flagged and not seen.judged):
        return None
    hits = _whole(seen.flagged, Share(seen.right, seen.judged), 0)
    misses = _whole(max(seen.unflagged, seen.read), Share(seen.missed, seen.read), seen.known)
    if hits.rate + misses.rate == 0:
        return None
    low = hits.low / (hits.low + misses.high) if hits.low else 0.0
    high = hits.high / (hits.high + misses.low) if hits.high else 0.0
    return Estimate(hits.rate / (hits.rate + misses.rate), low, high)


def _whole(total: int, looked_at: Share, least: int) -> Estimate:
    """How many there are of all: those counted, and of the rest as large a share. Never fewer than `least`."""
    rest, (low, high) = total - looked_at.total, looked_at.interval(Z_OF_TWO)
    counts = (max(looked_at.count + rest * rate, least) for rate in (looked_at.rate, low, high))
    return Estimate(*counts)
