"""When a number asks for a person: a low one, a fall, or two lows in a row. Pure sums; what is said stands in care.py.

0 to 10 is low up to 3; a choice is low at its worst. Numbers that were always going to fall raise nothing.
"""

from collections.abc import Sequence
from typing import NamedTuple

from flows.about import About, is_so
from flows.acts import RaiseItem
from flows.measures import OF_ITEM, item

LOW = 3
FALL = 3
GOAL = "goal"


class Numbers(NamedTuple):
    """One thing that is asked again and again, the latest first. None: not asked, or not said."""

    item: str
    title: str
    now: int
    last: int | None = None
    before: int | None = None
    since: str = "last time"

    @property
    def is_low(self) -> bool:
        return is_low(self.item, self.now)

    @property
    def has_risen(self) -> bool:
        return self.last is not None and good(self.item, self.now) > good(self.item, self.last)

    @property
    def has_fallen(self) -> bool:
        return self.last is not None and good(self.item, self.last) - good(self.item, self.now) >= FALL

    @property
    def was_low(self) -> bool:
        """The last two times, both."""
        return all(value is not None and is_low(self.item, value) for value in (self.last, self.before))


def good(id: str, value: int) -> int:
    """The same number, turned where less is better, so that more is always better."""
    if id == GOAL or _better(id) == "higher":
        return value
    values = item(id).values
    return values[0] + values[-1] - value


def is_low(id: str, value: int) -> bool:
    values = range(11) if id == GOAL else item(id).values
    return good(id, value) <= (LOW if len(values) > LOW * 2 else values[0])


def worries(numbers: Numbers) -> RaiseItem | None:
    """The item that lets a person look, with the numbers in words; None when nobody must. A third low in a row is no
    news, and a queue that repeats itself is not read: it comes as a routine."""
    one = numbers
    told = f"{one.title}: {one.last} {one.since}, {one.now} now ({_meaning(one.item)})"
    if one.has_fallen:
        return RaiseItem("amber", "drop", told)
    if one.last is not None and one.is_low and is_low(one.item, one.last) and not one.has_risen:
        return RaiseItem("green" if one.was_low else "amber", "low twice", told)
    return None


def only_begun(about: About, numbers: Numbers) -> bool:
    """A low number of a goal that has just been set, or has just risen, is no bad news: most goals start low."""
    begun = is_so(about, "first") and numbers.now == numbers.last
    return numbers.item == GOAL and (begun or numbers.has_risen)


def asks_for_a_person(about: About, numbers: Numbers) -> RaiseItem | None:
    """What one number of a weekly check-in raises."""
    return None if only_begun(about, numbers) or is_so(about, "expected_decline") else worries(numbers)


def worries_together(about: About, numbers: Sequence[Numbers]) -> RaiseItem | None:
    """What many numbers raise that are asked together: one item with all that fell or is low again."""
    found = [] if is_so(about, "expected_decline") else [item for one in numbers if (item := worries(one))]
    if not found:
        return None
    category = "drop" if any(item.category == "drop" for item in found) else "low twice"
    return RaiseItem("amber", category, "; ".join(item.why for item in found))


def _better(id: str) -> str:
    return (item(id).scale or OF_ITEM[id].scale).better


def _meaning(id: str) -> str:
    if id == GOAL:
        return "0 is no progress yet, 10 is all done"
    values = item(id).values
    best = values[-1] if _better(id) == "higher" else values[0]
    return f"{values[0]} to {values[-1]}, {best} is best"
