"""The day of a feast in a given year, from its code in heard.toml.

1225 is 25 December; easter-2 counts from Easter Sunday; 8/0/-1 is the last Monday (0) in August. A number after a plus
counts on from there: 11/3/4+1.
"""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

Feast = Mapping[str, int]


@lru_cache
def feast_of(code: str) -> Feast:
    """A code in numbers."""
    if code.startswith("easter"):
        return {"easter": int(code.removeprefix("easter"))}
    if "/" not in code:
        return {"feast_month": int(code[:-2]), "feast_day": int(code[-2:])}
    name, _, later = code.partition("+")
    month, weekday, nth = (int(part) for part in name.split("/"))
    return nth_of(month, weekday, nth, int(later or 0))


def nth_of(month: int, weekday: int, nth: int, later: int = 0) -> Feast:
    return {"feast_month": month, "feast_weekday": weekday, "nth": nth, "later": later}


def last_of(month: int) -> Feast:
    return {"feast_month": month, "feast_day": -1}


def feast_in(feast: Feast, year: int) -> date:
    """Its day in this year. ValueError where there is none: 29 February, a fifth Sunday."""
    if "easter" in feast:
        return easter(year) + timedelta(days=feast["easter"])
    month = feast["feast_month"]
    last = calendar.monthrange(year, month)[1]
    if "feast_day" in feast:
        return date(year, month, feast["feast_day"] if feast["feast_day"] > 0 else last)
    days = [
        one for one in (date(year, month, day + 1) for day in range(last)) if one.weekday() == feast["feast_weekday"]
    ]
    if feast["nth"] > len(days):
        raise ValueError(f"{year}-{month} has only {len(days)} of them")
    return days[feast["nth"] - (feast["nth"] > 0)] + timedelta(days=feast["later"])


def easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian algorithm, as in Meeus, Astronomical Algorithms)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
