"""What a report was asked for: which days, which place and programme, and for whose eyes. Says it in words above each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.errors import CommandWrong
from bot.reports.labels import SUB_GROUPS
from bot.store.tallies import Cohort

INTERNAL = "For staff of this service only: small numbers are shown. Do not pass it on."
SHARED = "<5: one to four. *: left out, because it would give such a number away. Staff of the service see all with --internal."


@dataclass(frozen=True, slots=True)
class Period:
    """From the first moment of one local day until before the first of another."""

    since: datetime
    until: datetime

    @property
    def first(self) -> date:
        return self.since.date()

    @property
    def last(self) -> date:
        return (self.until - timedelta(microseconds=1)).date()

    @property
    def days(self) -> str:
        return " to ".join(written(day) for day in (self.first, self.last))


@dataclass(frozen=True, slots=True)
class Asked:
    """`now` is when the report was made, in local time. `names` of sub-groups are the programmes'; where people are
    `expected` to decline, a lower score is no failure. `internal`: for staff of the service, who see small numbers."""

    cohort: Cohort
    now: datetime
    internal: bool = False
    names: Mapping[str, str] = field(default_factory=lambda: dict(SUB_GROUPS))
    expected: frozenset[str] = frozenset()

    @property
    def place(self) -> str:
        return self.cohort.locality or "all localities"

    @property
    def who(self) -> str:
        programme = self.cohort.programme
        return f"{f'programme {programme}' if programme else 'residents'}, {self.place}"

    @property
    def days(self) -> str:
        return f"{written(self.cohort.first)} to {written(self.cohort.last)}"

    @property
    def source(self) -> str:
        """The line below a picture of people."""
        return self.below(self.who)

    def below(self, whom: str) -> str:
        return f"Frontdoor, {whom}; {self.days}; made on {written(self.now.date())}"

    @property
    def warning(self) -> str:
        return INTERNAL if self.internal else SHARED


def written(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def period(zone: ZoneInfo, now: datetime, first: str = "", last: str = "", days: int = 90) -> Period:
    """The days that were asked for, both included; else so many up to today. Raises CommandWrong."""
    today = now.astimezone(zone).date()
    end = _day(last) if last else today
    begin = _day(first) if first else end - timedelta(days=days - 1)
    if begin > end:
        raise CommandWrong("The first day comes after the last.")
    since, until = (datetime.combine(day, time(), zone) for day in (begin, end + timedelta(days=1)))
    return Period(since, until)


def cohort(asked: Period, locality: str = "", programme: str = "") -> Cohort:
    return Cohort(asked.first, asked.last, asked.since, asked.until, locality.strip(), programme.strip())


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise CommandWrong(f'"{written}" is no day: write it as 2026-11-23.') from None
