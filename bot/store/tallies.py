"""What the reports count, as the store gives it: sums and counts, never a person. Plain data, without SQL."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple


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


class Closed(NamedTuple):
    """A case that was closed, and how ("" is not known)."""

    referred_at: datetime
    ended_at: datetime
    ending: str


class Open(NamedTuple):
    """A case that was open; `reason` is a code, "" where none was given."""

    referred_at: datetime
    reason: str


class Done(NamedTuple):
    """Inputs of one category, and how many people had any. `minutes` of those `timed`."""

    category: str
    times: int
    people: int
    minutes: int
    timed: int


class Answered(NamedTuple):
    """Check-ins: answered to the end, in part, and not at all, all of them asked of `people`; then those that wait for an
    answer, those that were never sent, and how many of the answered ones staff entered from a call."""

    people: int
    full: int
    part: int
    quiet: int
    waiting: int
    unsent: int
    spoken: int

    @property
    def asked(self) -> int:
        return self.full + self.part + self.quiet


class Handled(NamedTuple):
    """An item of the queue by its number, and when its holder took it and somebody closed it."""

    number: int
    level: str
    state: str
    created_at: datetime
    claimed_at: datetime | None
    resolved_at: datetime | None
