"""What each form of naming a day means on the calendar. No words here: only numbers, and the day it was written.

None means that the words fit two days, or none: the person is asked.
"""

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from flows.answers.calendar import year_days as year
from flows.answers.calendar.feasts import feast_in
from flows.answers.calendar.year_days import Direction, Slots

# "Last Friday", said on a Saturday, is rarely yesterday.
JUST_GONE = 1


def _away(s: Slots, today: date, direction: Direction) -> date | None:
    """Tomorrow; tomorrow week; a month tomorrow. Of what is past, "a week today" was a week ago."""
    if s.get("unit", 0) in (30, 365):
        return None
    if direction == "past" and s["away"] <= 0 and len(s) > 1:
        return _moved(today + timedelta(days=s["away"] - s.get("unit", 0)), s, -1)
    return _moved(today + timedelta(days=s["away"] + s.get("unit", 0)), s)


def _away_ago(s: Slots, today: date, _: Direction) -> date:
    """ "A fortnight ago yesterday"."""
    return _moved(today + timedelta(days=s["away"] - s.get("unit", 0)), s, -1)


def _moved(start: date, s: Slots, sign: int = 1) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + sign * s.get("months", 0), 12)
    moved = date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
    return moved + timedelta(days=sign * s.get("days", 0))


def _ahead(s: Slots, today: date, _: Direction) -> date:
    return _moved(today, s)


def _ago(s: Slots, today: date, _: Direction) -> date | None:
    """Days and weeks are counted; "two years ago" is a guess at the day, unless days were counted beside it."""
    if s.get("unit", 0) >= 30 or (s.get("months") and not s.get("days")):
        return None
    return _moved(today, s | {"days": s.get("days", s.get("unit", 0))}, -1)


def _spanned(s: Slots) -> Slots:
    return s | {"days": s.get("days", s.get("unit", 0))}


def _span(s: Slots, today: date, _: Direction) -> date | None:
    """ "A fortnight", of when we might ring: so long from now. "One day" is some day."""
    return None if s.get("days", 0) < 2 and not s.get("months") else _moved(today, s)


def _coming(weekday: int, today: date) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _latest(weekday: int, today: date) -> date:
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _weekday(s: Slots, today: date, direction: Direction) -> date:
    """The nearest one on the right side of today. On the day itself people say "today", so it is never today."""
    return _latest(s["weekday"], today) if direction == "past" else _coming(s["weekday"], today)


def _gone(s: Slots, today: date, direction: Direction) -> date:
    """ "Monday there", "Sunday past"."""
    return _weekday(s, today, "future" if direction == "future" else "past")


def _next(s: Slots, today: date, _: Direction) -> date | None:
    """People differ on "next Friday" while this week's Friday is still to come."""
    return None if s["weekday"] > today.weekday() else _coming(s["weekday"], today)


def _after_next(s: Slots, today: date, direction: Direction) -> date | None:
    following = _next(s, today, direction)
    return following and following + timedelta(days=7)


def _next_week(s: Slots, today: date, _: Direction) -> date:
    return today + timedelta(days=7 - today.weekday() + s["weekday"])


def _this_week(s: Slots, today: date, _: Direction) -> date:
    return today + timedelta(days=s["weekday"] - today.weekday())


def _last(s: Slots, today: date, _: Direction) -> date | None:
    """People differ on "last Monday" when this week's Monday has only just gone."""
    last = _latest(s["weekday"], today)
    just_gone = s["weekday"] < today.weekday() and (today - last).days <= JUST_GONE
    return None if just_gone else last


def _before_last(s: Slots, today: date, direction: Direction) -> date | None:
    last = _last(s, today, direction)
    return last and last - timedelta(days=7)


def _last_week(s: Slots, today: date, _: Direction) -> date:
    return today - timedelta(days=7 + today.weekday() - s["weekday"])


def _later(s: Slots, today: date, _: Direction) -> date | None:
    days = s.get("days", s.get("unit", 0))
    if days % 7 or s.get("months") or s.get("unit", 0) >= 30:
        return None
    # "A week on Monday", said on a Monday, counts from today or from the next one.
    return None if s["weekday"] == today.weekday() else _coming(s["weekday"], today) + timedelta(days=days)


def _earlier(s: Slots, today: date, _: Direction) -> date | None:
    """ "A week past Monday", "a fortnight last Tuesday"."""
    days = s.get("days", s.get("unit", 0))
    if days % 7 or s.get("months") or s.get("unit", 0) >= 30:
        return None
    return _latest(s["weekday"], today) - timedelta(days=days)


def _nth_ago(s: Slots, today: date, _: Direction) -> date:
    """ "2 Fridays ago"."""
    return _latest(s["weekday"], today) - timedelta(days=7 * (s["n"] - 1))


MEANINGS: Mapping[str, Callable[[Slots, date, Direction], date | None]] = {
    "away": _away,
    "away_ago": _away_ago,
    "ahead": _ahead,
    "ago": _ago,
    "unit_ago": _ago,
    "span_today": lambda s, today, d: (_ago if d == "past" else _ahead)(_spanned(s), today, d),
    "bare_span": _span,
    "day_after": lambda _, named, __: named + timedelta(days=1),
    "day_before": lambda _, named, __: named - timedelta(days=1),
    "weekday_after": lambda s, named, _: _coming(s["weekday"], named),
    "week_after": lambda _, named, __: named + timedelta(days=7),
    "span_before": lambda s, named, d: _ago(_spanned(s), named, d),
    "span_after": lambda s, named, d: _moved(named, _spanned(s)),
    "span_later": lambda s, named, d: _moved(named, _spanned(s)),
    "weekday": _weekday,
    "gone": _gone,
    "next": _next,
    "after_next": _after_next,
    "next_week": _next_week,
    "this_week": _this_week,
    "last": _last,
    "before_last": _before_last,
    "week_before_last": lambda s, today, d: _last_week(s, today, d) - timedelta(days=7),
    "week_after_next": lambda s, today, d: _next_week(s, today, d) + timedelta(days=7),
    "before_this": lambda s, today, _: _latest(s["weekday"], today) - timedelta(days=7),
    "last_week": _last_week,
    "later": _later,
    "earlier": _earlier,
    "nth_ago": _nth_ago,
    "hours_ago": lambda _, today, __: today,
    "nights_ago": lambda s, today, _: today - timedelta(days=s["n"]),
    "day_month": year.day_month,
    "numeric": year.day_month,
    "spaced": year.day_month,
    "month_day": year.month_day,
    "feast": year.feast,
    "next_feast": lambda s, today, d: year.feast(s, today, d, 1),
    "last_feast": lambda s, today, d: year.feast(s, today, d, -1),
    "bank_holiday": year.bank_holiday,
    "day_after_feast": lambda s, today, d: year.beside_feast(s | {"n": 1}, today, d),
    "day_before_feast": lambda s, today, d: year.beside_feast(s | {"n": -1}, today, d),
    "span_before_feast": lambda s, today, d: year.beside_feast(s | {"n": -_spanned(s)["days"]}, today, d),
    "span_after_feast": lambda s, today, d: year.beside_feast(s | {"n": _spanned(s)["days"]}, today, d),
    "weekday_before_feast": lambda s, today, d: year.weekday_beside(s, today, d, -1),
    "weekday_after_feast": lambda s, today, d: year.weekday_beside(s, today, d, 1),
    "nth": year.nth,
    "last_day": year.last_day,
    "last_day_here": lambda _, today, __: year.month_end(today, 0),
    "last_day_next": lambda _, today, __: year.month_end(today, 1),
    "last_day_gone": lambda _, today, __: year.month_end(today, -1),
    "day": year.day,
    "weekday_day": year.day,
    "weekday_late": year.day,
    "the_day": lambda _, today, __: today,
    "which_weekday": year.which_weekday,
    "nth_this_month": lambda s, today, _: feast_in(year.nth_in(s, today, 0), today.year),
    "nth_of_a_month": year.nth_of_a_month,
    "nth_next_month": lambda s, today, _: feast_in(year.nth_in(s, today, 1), today.year + (today.month == 12)),
    "day_this_month": lambda s, today, d: year.month_away(s, today, 0),
    "day_next_month": lambda s, today, d: year.month_away(s, today, 1),
    "day_last_month": lambda s, today, d: year.month_away(s, today, -1),
}
