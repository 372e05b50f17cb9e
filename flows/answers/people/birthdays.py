"""What a day of birth, or a birthday named beside an age, makes of the age."""

import re
from datetime import date

from flows.answers.calendar.date_forms import find_day
from flows.answers.words import Reply
from messages.heard import Vocabulary

Birth = tuple[int | None, int, bool]  # the age, where the words end, and whether they could be much else
_DIGITS = re.compile(r"(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(\d{2}|(?:19|20)\d{2})")
A_YEAR = 366  # days
CENTURY = 100


def born_on(reply: Reply, i: int, v: Vocabulary, today: date) -> Birth | None:
    """The age that a date of birth, or a month and a year, gives."""
    if not (
        reply.words[i].number is not None or reply.words[i].text[0].isdecimal() or v.dates.months.at(reply.folded, i)
    ):
        return None
    return (
        _full_date(reply, i, v, today)
        or _year_first(reply, i, v, today)
        or _in_ordinals(reply, i, v, today)
        or _month_and_year(reply, i, v, today)
    )


def in_digits(reply: Reply, i: int, today: date) -> Birth | None:
    """050338, 05031938: a day of birth without its signs."""
    found = _DIGITS.fullmatch(reply.folded[i])
    if found is None:
        return None
    year = int(found[3]) if len(found[3]) == 4 else last_century(int(found[3]), today)
    return _born(i + 1, year, int(found[2]), int(found[1]), today)


def _in_ordinals(reply: Reply, i: int, v: Vocabulary, today: date) -> Birth | None:
    """ "The twenty second of the eleventh nineteen forty five"."""
    month = i + 1
    while month < len(reply.words) and reply.folded[month] in v.clauses.small:
        month += 1
    if month + 1 >= len(reply.words) or not (reply.words[i].ordinal and reply.words[month].ordinal):
        return None
    day, which, year = (reply.words[k].number or 0 for k in (i, month, month + 1))
    year = year if year > CENTURY else last_century(year, today)
    return _born(month + 2, year, which, day, today)


def _born(end: int, year: int, month: int, day: int, today: date) -> Birth | None:
    try:
        return since(date(year, month, day), today), end, False
    except ValueError:
        return None


def last_century(year: int, today: date) -> int:
    """'47 is 1947: whoever was born in this century writes all four figures."""
    return today.year // CENTURY * CENTURY - CENTURY + year


def _full_date(reply: Reply, i: int, v: Vocabulary, today: date) -> Birth | None:
    found = find_day(reply, i, v, today, "past")
    slots = found.slots if found else None
    if found is None or not slots or "year" not in slots or found.day is None:
        return None
    age = since(found.day, today)
    # "12/3/20" is a child of six or someone of 106.
    doubtful = slots["year"] < CENTURY and age + CENTURY <= 115
    return None if doubtful else age, found.end, found.kind == "spaced"


def _year_first(reply: Reply, i: int, v: Vocabulary, today: date) -> Birth | None:
    """ "1938, April the ninth"."""
    year = reply.words[i].number or 0
    if not re.fullmatch(r"(?:19|20)\d{2}", str(year)) or i + 1 >= len(reply.words) or reply.gap(i + 1).startswith("."):
        return None
    found = find_day(reply, i + 1, v, today, "past")
    slots = found.slots if found else None
    if found is None or not slots or found.day is None or slots.keys() != {"day", "month"}:
        return None
    return _born(found.end, year, found.day.month, found.day.day, today)


def since(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _month_and_year(reply: Reply, i: int, v: Vocabulary, today: date) -> Birth | None:
    month = v.dates.months.at(reply.folded, i)
    if not month or i + month[0] >= len(reply.words):
        return None
    year = reply.words[i + month[0]].number
    told = any(v.ages.born.at(reply.folded, k) for k in range(i))
    if year is None or not re.fullmatch(r"\d{4}" if not told else r"\d{4}|\d\d", reply.folded[i + month[0]]):
        return None
    year = year if year > CENTURY else last_century(year, today)
    age = None if int(month[1]) == today.month else today.year - year - (today.month < int(month[1]))
    return age, i + month[0] + 1, False


def turned_at(reply: Reply, i: int, end: int, age: int, v: Vocabulary, today: date) -> tuple[int | None, int]:
    """ "78 in March", "will be 79 next month": one less until then, unless the birthday has been.

    A birthday to come without its day ("I'll be 80 this year") leaves the age open.
    """
    if birthday_to_come(reply, end, v):
        return age - 1, end
    gone = any(v.ages.past.at(reply.folded, k) for k in (*range(i), end))
    to_come = any(
        v.ages.to_come.whole(reply.folded[k:i]) is not None for k in range(max(0, i - v.ages.to_come.longest), i)
    )
    if _soon_before(reply, i, v):
        return age - 1, end
    soon = v.ages.soon.at(reply.folded, end)
    if soon and _numbered(reply, end + soon[0]):
        return age, end + soon[0]
    if soon:
        return (age if gone else age - 1), end + soon[0]
    month = _month(reply, end, v)
    gone |= month is not None and v.ages.past.at(reply.folded, month[0]) is not None  # "in March just gone"
    if month and not gone:
        return (None if month[1] == today.month else age - 1), month[0]
    if month:
        return age, month[0]
    if before := _month_before(reply, i, v):
        return (None if before == today.month else age if gone else age - 1), end
    if day := _day(reply, end, v, today):
        return (age - 1 if day[1] > today and not gone else age), day[0]
    return (None, end) if to_come and not v.ages.past.at(reply.folded, end) else (age, end)


def birthday_to_come(reply: Reply, end: int, v: Vocabulary) -> bool:
    """ "64 this year but havent had the birthday"."""
    return any(v.ages.not_yet.at(reply.folded, k) for k in range(end, len(reply.words)))


def _soon_before(reply: Reply, i: int, v: Vocabulary) -> bool:
    """ "72, next birthday 73"."""
    return any(v.ages.soon.whole(reply.folded[k:i]) is not None for k in range(max(0, i - v.ages.soon.longest), i))


def _numbered(reply: Reply, i: int) -> bool:
    """ "72 next birthday 73": the birthday is that of the number behind it."""
    return i < len(reply.words) and reply.words[i].number is not None and not reply.breaks_before(i)


def _month(reply: Reply, end: int, v: Vocabulary) -> tuple[int, int] | None:
    """Where a bare month ends, and which it is."""
    lead = v.ages.when.at(reply.folded, end)
    month = v.dates.months.at(reply.folded, end + lead[0]) if lead else None
    if not lead or not month:
        return None
    size = end + lead[0] + month[0]
    return None if size < len(reply.words) and reply.words[size].number is not None else (size, int(month[1]))


def _month_before(reply: Reply, i: int, v: Vocabulary) -> int | None:
    """ "In April sixty seven"."""
    month = v.dates.months.at(reply.folded, i - 1) if i > 1 else None
    return (
        int(month[1])
        if month and any(v.ages.when.at(reply.folded, k, i - 1) for k in range(max(0, i - 3), i - 1))
        else None
    )


def _day(reply: Reply, end: int, v: Vocabulary, today: date) -> tuple[int, date] | None:
    """A day named right after the age: "82 last Thursday", "on Hogmanay", "in 2 weeks"."""
    lead = v.ages.when.at(reply.folded, end)
    for start in {end, end + (lead[0] if lead else 0)}:
        found = find_day(reply, start, v, today, "any") if start < len(reply.words) else None
        if found and found.day and abs((found.day - today).days) <= A_YEAR:
            return found.end, found.day
    return None
