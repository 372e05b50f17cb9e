"""The day that a date without its year means, or with it: "4 May", "the 3rd", "Christmas Eve", "the first Friday in July".

None means that it fits two days, or none: the person is asked.
"""

import calendar
from datetime import date, timedelta
from typing import Literal

from flows.answers.calendar.feasts import Feast, feast_in, feast_of, last_of, nth_of

Direction = Literal["past", "future", "any"]
# Nobody writes about a day further ahead than this with a year of two figures.
YEARS_AHEAD = 10
BANK_HOLIDAYS = ("easter+1", "5/0/1", "5/0/-1", "8/0/-1")  # on a Monday each year, in England and Wales
MOST_OF_A_WEEKDAY = 5  # in a month
JUST_NOW = 30  # days: "December 23", said a week after it, is no year
LATELY = 60  # days: "Sunday, Feb 10" said soon after it
# "Nov 24" is November 2024 to most; as a year it would not be further ahead than this.
NEXT_YEAR = 1


# What the parts of a form gave. Units are in days; 30 and 365 stand for calendar months and years.
Slots = dict[str, int]


def day_month(s: Slots, today: date, direction: Direction) -> date | None:
    if "year" in s:
        return _agrees(date(_century(s["year"], today, direction), s["month"], s["day"]), s)
    years = range(today.year - 8, today.year + 9)
    days = [date(y, s["month"], s["day"]) for y in years if s["day"] <= calendar.monthrange(y, s["month"])[1]]
    return _nearest(days, today, direction, s)


def month_day(s: Slots, today: date, direction: Direction) -> date | None:
    """ "Nov 24": the month of a year, wherever that year is one that could be meant."""
    year = today.year // 100 * 100 + s["day"]
    behind, ahead = year <= today.year, today.year <= year <= today.year + NEXT_YEAR
    lately = 0 <= (today - (day_month(s, today, "past") or today)).days <= JUST_NOW
    if s["day"] > 12 and "weekday" not in s and not (lately and direction == "past"):
        if (direction == "past" and behind) or (direction == "future" and ahead):
            return None
        if direction == "any" and (ahead or (behind and today.year - year <= YEARS_AHEAD)):
            return None
    return day_month(s, today, direction)


def feast(s: Slots, today: date, direction: Direction, turn: int = 0) -> date | None:
    if "year" in s:
        return feast_in(s, _century(s["year"], today, direction))
    days = [feast_in(s, y) for y in range(today.year - 2, today.year + 3)]
    if turn:
        return next(d for d in days if d > today) if turn > 0 else [d for d in days if d < today][-1]
    return _nearest(days, today, direction, s)


def bank_holiday(s: Slots, today: date, direction: Direction) -> date | None:
    """The nearest of the Mondays that are one; none where that is far off, or another weekday is said."""
    days = [feast_in(feast_of(code), y) for code in BANK_HOLIDAYS for y in range(today.year - 1, today.year + 2)]
    near = [d for d in sorted(days) if abs((d - today).days) <= LATELY]
    return _nearest(near, today, direction, s)


def beside_feast(s: Slots, today: date, direction: Direction) -> date | None:
    """ "The day after Boxing Day"."""
    near = feast(s, today - timedelta(days=s["n"]), direction)
    return near and near + timedelta(days=s["n"])


def weekday_beside(s: Slots, today: date, direction: Direction, sign: int) -> date | None:
    """ "The Monday after Easter", "the Friday before Christmas"."""
    near = feast({name: n for name, n in s.items() if name != "weekday"}, today, direction)
    if near is None:
        return None
    days = ((s["weekday"] - near.weekday()) * sign - 1) % 7 + 1
    return near + timedelta(days=sign * (days + 7 * (s.get("day", 1) - 1)))


def nth(s: Slots, today: date, direction: Direction) -> date | None:
    """ "The first Friday of July", "the last Monday in March 2027"."""
    return feast(_with_year(nth_of(s["month"], s["weekday"], s.get("day", -1)), s), today, direction)


def nth_in(s: Slots, today: date, away: int) -> Feast:
    return nth_of((today.month - 1 + away) % 12 + 1, s["weekday"], s["day"])


def nth_of_a_month(s: Slots, today: date, direction: Direction) -> date | None:
    """ "The last Sunday of the month": of this month, or of the one beside it where that has gone by or is to come."""
    months = [divmod(today.year * 12 + today.month - 1 + k, 12) for k in (-1, 0, 1)]
    days = [feast_in(nth_of(m + 1, s["weekday"], s.get("day", -1)), y) for y, m in months]
    gone, ahead = [day for day in days if day <= today], [day for day in days if day >= today]
    return gone[-1] if direction == "past" else ahead[0]


def which_weekday(s: Slots, today: date, direction: Direction) -> date | None:
    """ "27th Friday" is a date; "the 3rd Friday" may be that of a month."""
    return None if s["day"] <= MOST_OF_A_WEEKDAY else day(s, today, direction)


def last_day(s: Slots, today: date, direction: Direction) -> date | None:
    return feast(_with_year(last_of(s["month"]), s), today, direction)


def _with_year(found: Feast, s: Slots) -> Slots:
    return dict(found) | ({"year": s["year"]} if "year" in s else {})


def month_away(s: Slots, today: date, away: int) -> date | None:
    year, month = divmod(today.year * 12 + today.month - 1 + away, 12)
    return _agrees(date(year, month + 1, s["day"]), s)


def month_end(today: date, away: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 + away, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def day(s: Slots, today: date, direction: Direction) -> date | None:
    """ "The 3rd": of this month or the next one that fits."""
    months = [divmod(today.year * 12 + today.month - 1 + k, 12) for k in range(-2, 3)]
    days = [date(y, m + 1, s["day"]) for y, m in months if s["day"] <= calendar.monthrange(y, m + 1)[1]]
    return _nearest(days, today, direction, s)


def _nearest(days: list[date], today: date, direction: Direction, s: Slots) -> date | None:
    gone, ahead = [d for d in days if d <= today], [d for d in days if d >= today]
    lately = [d for d in gone[-1:] if (today - d).days <= LATELY]
    sides = {"past": [gone[-1:]], "future": [ahead[:1]], "any": [ahead[:1], lately]}[direction]
    found = [side[0] for side in sides if side]
    # A weekday that is said beside it tells which side of today is meant, where the question does not.
    fitting = [d for d in found if _agrees(d, s)] if "weekday" in s else found
    return fitting[0] if fitting else None


def _agrees(day: date, s: Slots) -> date | None:
    return day if s.get("weekday", day.weekday()) == day.weekday() else None


def _century(year: int, today: date, direction: Direction) -> int:
    if year >= 100:
        return year
    latest = today.year if direction == "past" else today.year + YEARS_AHEAD
    full = today.year // 100 * 100 + year
    return full if full <= latest else full - 100
