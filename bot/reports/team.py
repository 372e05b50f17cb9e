"""What a staff check-in may show: of each round, and each side, the middle answer and the middle half. Pure.

Never one person's answer: nothing of fewer than five, nothing of a round that goes on (whoever looks before and after an
answer comes would know it), and no lowest and highest. There is no `internal` here: those who look are those who answered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from bot.reports.small import LEAST, Count, alone
from bot.reports.spread import quantile
from bot.store.teams import Round


@dataclass(frozen=True, slots=True)
class Side:
    """One side of working together: of `count` answers, 1 to 5, the middle one, and between what the middle half lies."""

    count: int
    median: float
    low: float
    high: float

    @property
    def says(self) -> str:
        return f"{self.median:.2g} ({self.low:.2g} to {self.high:.2g})"


@dataclass(frozen=True, slots=True)
class Seen:
    """One round. `sides` that may be shown, by item; `words` by letter. `is_over` False: nothing is shown yet."""

    asked_on: date
    asked: int
    answered: Count
    is_over: bool
    sides: Mapping[str, Side]
    words: Sequence[str]


def seen(rounds: Sequence[Round], zone: tzinfo | None) -> list[Seen]:
    return [_seen(one, one.asked_at.astimezone(zone).date()) for one in rounds]


def _seen(one: Round, day: date) -> Seen:
    if not one.is_over:
        return Seen(day, one.asked, 0, False, {}, ())
    enough = one.answered >= LEAST
    sides = {item: _side(values) for item, values in one.values.items() if len(values) >= LEAST}
    words = tuple(one.words) if enough else ()
    return Seen(day, one.asked, alone(one.answered), True, sides, words)


def _side(values: Sequence[int]) -> Side:
    ordered = sorted(values)
    low, median, high = (quantile(ordered, share) for share in (0.25, 0.5, 0.75))
    return Side(len(ordered), median, low, high)
