"""The programme: what is asked of somebody, in which week, and when it is due. Pure, in wall time.

Week 0 is the baseline. Week 1 begins two days after the start, and every week has one day of the person's rhythm. A
plan is made anew from the start whenever the rhythm changes; what was asked already stays as it was.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

Role = Literal["resident", "carer", "team"]
Kind = Literal["baseline", "checkin", "review", "final", "followup"]
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
BEFORE_WEEK_1 = 2 * DAY  # the day after the start is the baseline's


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
class Dimension:
    """One side of how a team works together, which it rates from 1 to 5. `levels` says in words what each number means."""

    key: str
    text: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme. `day` (0 is Monday), `hour`, `pace` and `cap` (texts a week) hold until a person chooses their own.
    `localities` empty: everywhere. `expires_hours`: a check-in not sent so soon after it was due is not sent at all;
    `review_days`: the same for a baseline, a review and a follow-up. `dimensions`: what a team rates."""

    name: str
    title: str
    role: Role
    weeks: int
    day: int
    hour: time
    asked: tuple[Asked, ...]
    pace: int = 1
    cap: int = 3
    goals: int = 3
    wellbeing: tuple[str, ...] = ()
    localities: tuple[str, ...] = ()
    silence: Silence = field(default_factory=Silence)
    expires_hours: int = 24
    review_days: int = 7
    sub_groups: Mapping[str, str] = field(default_factory=dict[str, str])
    expected_decline: frozenset[str] = frozenset()
    dimensions: tuple[Dimension, ...] = ()

    def measures_at(self, kind: str, week: int) -> tuple[str, ...]:
        """What a slot asks. A final that was moved to a later week still asks what the final asks."""
        alike = [one for one in self.asked if one.kind == kind]
        return next((one.measures for one in alike if one.week == week), alike[0].measures if alike else ())


class Rhythm(NamedTuple):
    """When one person wants to be asked: wall time, every `pace` weeks, and not in a pause, which is from `paused_from`
    until the day before `paused_until`; without the one it has always been, without the other it has no end."""

    day: int
    hour: time
    pace: int = 1
    paused_from: date | None = None
    paused_until: date | None = None

    def is_paused(self, day: date) -> bool:
        if self.paused_from is None and self.paused_until is None:
            return False
        return (self.paused_from or date.min) <= day < (self.paused_until or date.max)

    def day_from(self, earliest: date) -> date:
        """Their weekday, on or after this date."""
        return earliest + DAY * ((self.day - earliest.weekday()) % 7)


class Slot(NamedTuple):
    """One thing that is due, and until when it may still be sent. Both in UTC."""

    kind: Kind
    week: int
    due: datetime
    expires: datetime


def plan(
    programme: Programme,
    rhythm: Rhythm,
    started_on: date,
    weeks: int,
    zone: ZoneInfo,
    carry_on_from: date | None = None,
    done: Collection[tuple[Kind, int]] = (),
) -> list[Slot]:
    """What is due, in order, one a day at most, never the same kind and week twice.

    `weeks`: how long it lasts for this person; the final is in the last. A check-in that falls in a pause is left out;
    whatever else does waits for the first free day of theirs after it, and one without an end leaves it out for now.
    To plan anew, `carry_on_from` is the first day that may be used (see `first_day`), and `done` what was asked already:
    that is left out, a check-in before that day too, and whatever else was missed waits for the first free day from it.
    """
    earliest = carry_on_from or date.min
    days = _landmarks(programme, rhythm, started_on, weeks, earliest, done)
    first = rhythm.day_from(started_on + BEFORE_WEEK_1)
    for week in _checkins(programme, weeks, rhythm.pace):
        day = first + WEEK * (week - 1)
        if not rhythm.is_paused(day):
            _ = days.setdefault(day, ("checkin", week))
    due = [(day, *what) for day, what in sorted(days.items()) if day >= earliest and what not in done]
    return [_slot(programme, kind, week, datetime.combine(day, rhythm.hour), zone) for day, kind, week in due]


def first_day(hour: time, now: datetime, zone: ZoneInfo) -> date:
    """The first day whose `hour` is still to come: where a new rhythm can begin."""
    local = now.astimezone(zone)
    return local.date() if local.time() < hour else local.date() + DAY


def stage(started_on: date, weeks: int, today: date) -> tuple[int, date]:
    """The week that this day is in (0 before the first, the last one after the end), and the last day of all."""
    begins = started_on + BEFORE_WEEK_1
    week = (today - begins) // WEEK + 1
    return min(max(week, 0), weeks), begins + WEEK * weeks - DAY


def _landmarks(
    programme: Programme,
    rhythm: Rhythm,
    started_on: date,
    weeks: int,
    earliest: date,
    done: Collection[tuple[Kind, int]],
) -> dict[date, tuple[Kind, int]]:
    """The days of what is never left out, each after the one before it. What comes after a late final is as late."""
    first, last, late = rhythm.day_from(started_on + BEFORE_WEEK_1), started_on, timedelta()
    days: dict[date, tuple[Kind, int]] = {}
    for kind, week in _kept(programme, weeks):
        usual = started_on + DAY if kind == "baseline" else first + WEEK * (week - 1) + late
        soonest = max(last + DAY, date.min if (kind, week) in done else earliest)
        if (found := _free(rhythm, usual, soonest)) is None:
            break
        days[found] = kind, week
        late = found - usual if kind == "final" else late
        last = found
    return days


def _free(rhythm: Rhythm, usual: date, soonest: date) -> date | None:
    """The usual day, or the first of their days from when it may be; None while a pause has no end."""
    if usual >= soonest and not rhythm.is_paused(usual):
        return usual
    day = rhythm.day_from(max(usual, soonest))
    if rhythm.is_paused(day):
        return rhythm.day_from(rhythm.paused_until) if rhythm.paused_until else None
    return day


def _kept(programme: Programme, weeks: int) -> Iterator[tuple[Kind, int]]:
    """All but the check-ins, in order; the final is in the last week, and follow-ups as long after it as ever."""
    for one in sorted(programme.asked, key=lambda one: one.week):
        if one.kind in ("final", "followup"):
            yield one.kind, one.week + weeks - programme.weeks
        elif one.kind != "checkin" and one.week < weeks:
            yield one.kind, one.week


def _checkins(programme: Programme, weeks: int, pace: int) -> Iterator[int]:
    """The weeks of the check-ins at this pace. A week with a review has none; weeks that were added have one each."""
    given = {one.week for one in programme.asked if one.kind == "checkin"}
    added = range(programme.weeks, weeks) if given else ()
    reviews = {one.week for one in programme.asked if one.kind == "review"}
    return (week for week in sorted({*given, *added} - reviews) if week < weeks and week % pace == 0)


def _slot(programme: Programme, kind: Kind, week: int, wall: datetime, zone: ZoneInfo) -> Slot:
    begins = _that_exists(wall, zone)
    lasts = timedelta(hours=programme.expires_hours) if kind == "checkin" else DAY * programme.review_days
    ends = _that_exists(begins + lasts, zone)
    return Slot(kind, week, _utc(begins, zone), _utc(ends, zone))


def _that_exists(wall: datetime, zone: ZoneInfo) -> datetime:
    """This wall time, or the next one that there is, where the clocks go forward over it."""
    while _utc(wall, zone).astimezone(zone).replace(tzinfo=None) != wall:
        wall += timedelta(minutes=1)
    return wall


def _utc(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first of the two, where the clocks go back."""
    return wall.replace(tzinfo=zone).astimezone(UTC)
