"""What each form of naming a day means on the calendar. No words here: only numbers, and the day it was written.

None means that the words fit two days, or none: the person is asked.
"""

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Literal

Direction = Literal["past", "future", "any"]
Slots = dict[str, int]
# Nobody writes about a day further ahead than this with a year of two figures.
YEARS_AHEAD = 10
# "Last Friday", said on a Saturday, is rarely yesterday.
JUST_GONE = 3


def _away(s: Slots, today: date, _: Direction) -> date | None:
    """Tomorrow; tomorrow week. "A month today" has no fixed number of days."""
    unit = s.get("unit", 0)
    return None if unit >= 30 else today + timedelta(days=s["away"] + s.get("n", 1) * unit)


def _ahead(s: Slots, today: date, _: Direction, sign: int = 1) -> date:
    """Units are counted in days; 30 and 365 stand for calendar months and years."""
    count = sign * s["n"]
    if s["unit"] not in (30, 365):
        return today + timedelta(days=count * s["unit"])
    months = today.year * 12 + today.month - 1 + count * (12 if s["unit"] == 365 else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _ago(s: Slots, today: date, direction: Direction) -> date:
    return _ahead(s, today, direction, -1)


def _coming(weekday: int, today: date) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _weekday(s: Slots, today: date, direction: Direction) -> date | None:
    """The nearest one on the right side of today. Said on that very weekday it may be today: ask."""
    if s["weekday"] == today.weekday():
        return None
    coming = _coming(s["weekday"], today)
    return coming - timedelta(days=7) if direction == "past" else coming


def _next(s: Slots, today: date, _: Direction) -> date | None:
    """People differ on "next Friday" while this week's Friday is still to come."""
    return None if s["weekday"] > today.weekday() else _coming(s["weekday"], today)


def _next_week(s: Slots, today: date, _: Direction) -> date:
    return today + timedelta(days=7 - today.weekday() + s["weekday"])


def _last(s: Slots, today: date, _: Direction) -> date | None:
    """And on "last Monday" when this week's Monday has only just gone."""
    last = _coming(s["weekday"], today) - timedelta(days=14 if s["weekday"] == today.weekday() else 7)
    just_gone = s["weekday"] < today.weekday() and (today - last).days <= JUST_GONE
    return None if just_gone else last


def _last_week(s: Slots, today: date, _: Direction) -> date:
    return today - timedelta(days=7 + today.weekday() - s["weekday"])


def _later(s: Slots, today: date, _: Direction) -> date | None:
    days = s.get("n", 1) * s["unit"]
    return None if s["weekday"] == today.weekday() or days % 7 else _coming(s["weekday"], today) + timedelta(days=days)


def _day_month(s: Slots, today: date, direction: Direction) -> date | None:
    if "fixed" in s:
        s = s | {"month": s["fixed"] // 100, "day": s["fixed"] % 100}
    if "year" in s:
        return _agrees(date(_century(s["year"], today, direction), s["month"], s["day"]), s)
    years = range(today.year - 8, today.year + 9)
    days = [date(y, s["month"], s["day"]) for y in years if s["day"] <= calendar.monthrange(y, s["month"])[1]]
    return _nearest(days, today, direction, s)


def _day(s: Slots, today: date, direction: Direction) -> date | None:
    """ "The 3rd": of this month or the next one that fits."""
    months = [divmod(today.year * 12 + today.month - 1 + k, 12) for k in range(-2, 3)]
    days = [date(y, m + 1, s["day"]) for y, m in months if s["day"] <= calendar.monthrange(y, m + 1)[1]]
    return _nearest(days, today, direction, s)


def _nearest(days: list[date], today: date, direction: Direction, s: Slots) -> date | None:
    if direction == "past":
        gone = [d for d in days if d <= today]
        return _agrees(gone[-1], s) if gone else None
    ahead = [d for d in days if d >= today]
    return _agrees(ahead[0], s) if ahead else None


def _agrees(day: date, s: Slots) -> date | None:
    return day if s.get("weekday", day.weekday()) == day.weekday() else None


def _century(year: int, today: date, direction: Direction) -> int:
    if year >= 100:
        return year
    latest = today.year if direction == "past" else today.year + YEARS_AHEAD
    full = today.year // 100 * 100 + year
    return full if full <= latest else full - 100


MEANINGS: Mapping[str, Callable[[Slots, date, Direction], date | None]] = {
    "away": _away,
    "ahead": _ahead,
    "ago": _ago,
    "weekday": _weekday,
    "next": _next,
    "next_week": _next_week,
    "last": _last,
    "last_week": _last_week,
    "later": _later,
    "day_month": _day_month,
    "day": _day,
}
