"""What the reports count, as the store gives it: sums and counts, never a person. Plain data, without SQL."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Cohort:
    """Whose episodes are counted: the days `first` to `last`, both included, which begin at `since` and end before `until`.
    "" is everywhere, and every programme of residents; caregivers have a programme of their own."""

    first: date
    last: date
    since: datetime
    until: datetime
    locality: str = ""
    programme: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """The episodes of one sub-group: how they ended ("" is not yet), how many have each kind of issue, how many had any
    input, and inputs and goals added up."""

    count: int = 0
    endings: dict[str, int] = field(default_factory=dict[str, int])
    issues: dict[str, int] = field(default_factory=dict[str, int])
    inputs: int = 0
    with_inputs: int = 0
    goals: int = 0
    goals_met: int = 0
    with_goals: int = 0


@dataclass(frozen=True, slots=True)
class Sums:
    """One score in one sub-group. `pairs` have it before and after: `before`, `after` and `squares`, of the difference, are
    added up over them alone. `left_before` is added up over those who have it before and not after."""

    pairs: int = 0
    before: float = 0.0
    after: float = 0.0
    squares: float = 0.0
    only_before: int = 0
    left_before: float = 0.0
    only_after: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that the report of outcomes rests on: by sub-group, and by score and sub-group. `elsewhere`: episodes of
    the same days and place that are not in it, by role."""

    people: dict[str, People]
    scores: dict[tuple[str, str], Sums]
    elsewhere: dict[str, int]
