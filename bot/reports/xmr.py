"""XmR charts of single values in order, as NHS England's Making Data Count draws them. Pure.

The limits are mean ± 2.66 × the mean moving range (2.66 is 3 / 1.128, Shewhart's constant for ranges of two). Outlying
moving ranges are kept, as in the NHS's own spreadsheet; the R package NHSRplotthedots can drop them and then has
narrower limits.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

LIMIT = 2.66
NEAR = LIMIT * 2 / 3
RUN = 7  # points, for a shift and for a trend
FEWEST = 5  # below this no limits are drawn
ENOUGH = 12  # below this the limits are on trial: each new point moves them

OUTSIDE, SHIFT, TREND, TWO_OF_THREE = "outside a limit", "7 on one side", "7 in a trend", "2 of 3 near a limit"
RULES = (OUTSIDE, SHIFT, TREND, TWO_OF_THREE)


@dataclass(frozen=True, slots=True)
class Xmr:
    """`values` are 0 or more, in order. `lower` is 0 where it would be below. `signals`: the rules that each value
    breaks, in the order of RULES; most break none."""

    values: tuple[float, ...]
    mean: float
    moving_range: float
    signals: tuple[tuple[str, ...], ...]

    @property
    def upper(self) -> float:
        return self.mean + LIMIT * self.moving_range

    @property
    def lower(self) -> float:
        return max(0.0, self.mean - LIMIT * self.moving_range)

    @property
    def is_trial(self) -> bool:
        return len(self.values) < ENOUGH


def implied_moving_range(mean: float, upper: float) -> float:
    """The mean moving range of a chart of which only the mean and the upper limit were published."""
    return (upper - mean) / LIMIT


def xmr(values: Sequence[float]) -> Xmr | None:
    """The chart of these values; None when there are too few for limits."""
    if len(values) < FEWEST:
        return None
    mean, moving = fmean(values), fmean(abs(b - a) for a, b in pairwise(values))
    broken = {rule: set(find(values, mean, moving)) for rule, find in FINDERS.items()}
    signals = tuple(tuple(rule for rule in RULES if n in broken[rule]) for n in range(len(values)))
    return Xmr(tuple(values), mean, moving, signals)


def _outside(values: Sequence[float], mean: float, moving: float) -> Iterator[int]:
    """Above the upper limit or below the lower one."""
    return (n for n, value in enumerate(values) if abs(value - mean) > LIMIT * moving)


def _shift(values: Sequence[float], mean: float, _: float) -> Iterator[int]:
    """Seven in a row above the mean, or below it. One on the mean ends the row."""
    return _whole([_sign(value - mean) for value in values], RUN)


def _trend(values: Sequence[float], _: float, __: float) -> Iterator[int]:
    """Seven in a row of which each is above the one before, or each below."""
    steps = [_sign(b - a) for a, b in pairwise(values)]
    return (n + more for n in _whole(steps, RUN - 1) for more in (0, 1))


def _two_of_three(values: Sequence[float], mean: float, moving: float) -> Iterator[int]:
    """Of three in a row two in the outer third, or beyond the limit, on the same side: those two (or three)."""
    for side in (1, -1):
        near = [side * (value - mean) > NEAR * moving for value in values]
        for window in _windows(len(values), 3):
            if sum(near[n] for n in window) >= 2:
                yield from (n for n in window if near[n])


FINDERS: dict[str, Callable[[Sequence[float], float, float], Iterable[int]]] = {
    OUTSIDE: _outside, SHIFT: _shift, TREND: _trend, TWO_OF_THREE: _two_of_three,
}  # fmt: skip


def _whole(signs: Sequence[int], length: int) -> Iterator[int]:
    """The places in a row of this length or longer of the same sign, which is not 0."""
    for window in _windows(len(signs), length):
        if signs[window[0]] and len({signs[n] for n in window}) == 1:
            yield from window


def _windows(total: int, size: int) -> Iterator[range]:
    return (range(start, start + size) for start in range(total - size + 1))


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
