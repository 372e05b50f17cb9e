"""Times that were taken, of which most are short and a few very long: the median and the 90th percentile. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """Of `count` values: the middle one, the one that nine in ten do not exceed, and the highest; all in their unit."""

    count: int
    median: float
    ninetieth: float
    longest: float


def spread(values: Sequence[float]) -> Spread | None:
    """None for no values."""
    found = sorted(values)
    return Spread(len(found), quantile(found, 0.5), quantile(found, 0.9), found[-1]) if found else None


def quantile(ordered: Sequence[float], share: float) -> float:
    """Between the two values beside it in a straight line, as spreadsheets do (PERCENTILE.INC; type 7 of Hyndman and
    Fan 1996). `ordered` has one value or more, `share` is 0 to 1."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def in_words(minutes: float) -> str:
    """A time in the unit that fits: 12 min, 3.5 h, 2.1 days."""
    for size, unit in ((1440, "days"), (60, "h")):
        if minutes >= size:
            return f"{minutes / size:.1f} {unit}"
    return f"{minutes:.0f} min"
