"""The programme: what is asked of somebody, in which week, and when it is due. Pure, in wall time.

A plan is made anew from the start whenever the rhythm changes; what was asked already stays as it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal, NamedTuple

Role = Literal["resident", "carer", "team"]
Kind = Literal["baseline", "checkin", "review", "final", "followup"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that the programme asks: in this week (0: once accepted), of this kind, with these measures."""

    week: int
    kind: Kind
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """The ladder when nobody answers. A reminder after so many days; after so many missed in a row another channel or
    time of day, and then an item in the queue."""

    remind_after_days: int = 1
    other_after: int = 1
    item_after: int = 2


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme. `localities` empty: everywhere. `expires_hours`: a check-in not sent so soon after it was due is not
    sent at all; `review_days`: the same for a baseline, a review and a follow-up."""

    name: str
    title: str
    role: Role
    weeks: int
    day: int
    hour: time
    pace: int
    cap: int
    goals: int
    asked: tuple[Asked, ...]
    wellbeing: tuple[str, ...] = ()
    localities: tuple[str, ...] = ()
    silence: Silence = field(default_factory=Silence)
    expires_hours: int = 24
    review_days: int = 7
    sub_groups: Mapping[str, str] = field(default_factory=dict[str, str])
    expected_decline: frozenset[str] = frozenset()


class Rhythm(NamedTuple):
    """When one person wants to be asked: wall time, every `pace` weeks, and not in a pause."""

    day: int
    hour: time
    pace: int = 1
    paused_from: date | None = None
    paused_until: date | None = None


class Slot(NamedTuple):
    """One thing that is due, and until when it may still be sent. Both in UTC."""

    kind: Kind
    week: int
    due: datetime
    expires: datetime
