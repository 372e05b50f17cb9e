"""How much a score changed from before to after, in the pairs that have both, and how sure that is. Pure.

The interval is Student's, of the mean of the paired differences: mean ± t(n - 1, 0.975) × s / √n, where s² is worked out
from the sums. It says how far chance alone may have moved the mean; it does not say why people changed.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Any

from bot.store.tallies import Sums

FEWEST = 5  # pairs; with fewer an interval rests on almost nothing, and so it is not shown


@dataclass(frozen=True, slots=True)
class Change:
    """`people`: all of the sub-group; `pairs` of them have both scores, `only_before` and `only_after` one, and `neither`
    has none. `mean` is after less before, and lies from `low` to `high` with 95 %. None: not known, or too few pairs."""

    people: int
    pairs: int
    only_before: int
    only_after: int
    before: float | None
    after: float | None
    mean: float | None
    low: float | None
    high: float | None
    left_before: float | None

    @property
    def neither(self) -> int:
        return self.people - self.pairs - self.only_before - self.only_after

    @property
    def missing(self) -> int:
        return self.people - self.pairs

    @property
    def percent(self) -> float | None:
        """The change of the mean, of the mean before. Not the mean of each one's percentage, which a single low start can
        push anywhere; and on a scale that does not begin at 0 it is a habit of reports rather than a quantity."""
        return 100 * self.mean / self.before if self.mean is not None and self.before else None


def change(people: int, sums: Sums) -> Change:
    """`people` is 0 or more, and no fewer than those in `sums`."""
    n = sums.pairs
    mean = (sums.after - sums.before) / n if n else None
    half = _half(n, mean, sums.squares) if mean is not None and n >= FEWEST else None
    low, high = (mean - half, mean + half) if mean is not None and half is not None else (None, None)
    before, after = (sums.before / n, sums.after / n) if n else (None, None)
    left = sums.left_before / sums.only_before if sums.only_before else None
    return Change(people, n, sums.only_before, sums.only_after, before, after, mean, low, high, left)


def _half(n: int, mean: float, squares: float) -> float:
    variance = max(0.0, squares - n * mean * mean) / (n - 1)
    return t(n - 1) * sqrt(variance / n)


def t(freedom: int) -> float:
    """The value that Student's t with these degrees of freedom exceeds with 2.5 %. What scipy.stats.t.ppf calls, without
    its two seconds of loading."""
    from scipy import special

    found: Any = special
    return float(found.stdtrit(freedom, 0.975))


def together(parts: list[Sums]) -> Sums:
    """Several sub-groups as one."""
    return Sums(
        sum(one.pairs for one in parts),
        sum(one.before for one in parts),
        sum(one.after for one in parts),
        sum(one.squares for one in parts),
        sum(one.only_before for one in parts),
        sum(one.left_before for one in parts),
        sum(one.only_after for one in parts),
    )
