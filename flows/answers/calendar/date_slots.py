"""The parts that a form of naming a day is made of: {weekday}, {span}, {numeric} and so on."""

import re
from collections.abc import Callable, Mapping

from flows.answers.calendar.feasts import feast_of
from flows.answers.calendar.sounds import weekday_sound
from flows.answers.calendar.year_days import Slots
from flows.answers.words import Reply
from messages.heard import Phrases, Vocabulary

Hit = tuple[int, Slots]
_NUMERIC = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})(?:[/.\-](\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_SPACED = re.compile(r"(\d{1,2})(?:\s*([/.\-])\s*|\s+)(\d{1,2})(?:(?:\s*[/.\-]\s*|\s+)(\d{4}|\d{2}))?(?![\w/.:\-])")
SMALL = 12  # numbers up to here count people and things
EARLIEST = 1880  # a year before it is an hour
MOST_UNITS = 4  # "2 years, 3 months, a week and 5 days"


def slot(part: str, reply: Reply, i: int, v: Vocabulary) -> Hit | None:
    """How many words this part of a form takes here, and what they give."""
    return _SLOTS[part](reply, i, v)


def _listed(name: str, table: Callable[[Vocabulary], Phrases]) -> Callable[[Reply, int, Vocabulary], Hit | None]:
    def read(reply: Reply, i: int, v: Vocabulary) -> Hit | None:
        hit = table(v).at(reply.folded, i)
        apart = hit and any(reply.breaks_before(k) for k in range(i + 1, i + hit[0]))  # "no good, Friday"
        if hit is None or apart or _crowded(reply, i, hit[0], v):
            return None
        return hit[0], dict(feast_of(hit[1])) if name == "feast" else {name: int(hit[1])}

    return read


def _crowded(reply: Reply, i: int, size: int, v: Vocabulary) -> bool:
    """ "We sat", "the sun", "we'd": a short name of a day that is a word of its own."""
    if size > 1 or reply.folded[i] not in v.dates.words_too:
        return False
    if len(reply.words[i].text) > len(reply.folded[i]):
        return True
    if v.times.parts.at(reply.folded, i + 1):  # "in mon morning"
        return False
    return i > 0 and not reply.breaks_before(i) and reply.folded[i - 1] in v.dates.words_before


def _weekday(reply: Reply, i: int, v: Vocabulary) -> Hit | None:
    """By its name, or as it sounds in another mouth."""
    if hit := _NAMED(reply, i, v):
        return hit
    heard_as = weekday_sound(reply.folded[i], v.language)
    return None if heard_as is None else (1, {"weekday": heard_as})


def _n(reply: Reply, i: int, v: Vocabulary) -> Hit | None:
    word = reply.words[i]
    if v.numbers.one.at(reply.folded, i):
        return 1, {"n": 1}
    return (1, {"n": word.number}) if word.number is not None and not word.ordinal else None


def _span(reply: Reply, i: int, v: Vocabulary) -> Hit | None:
    """ "2 weeks", "a month and 3 days": days, and months beside them."""
    start, days, months = i, 0, 0
    for count in range(MOST_UNITS):
        k = i + 1 if count and i < len(reply.words) and reply.folded[i] in v.numbers.joins else i
        number = _n(reply, k, v) if k < len(reply.words) else None
        unit = v.dates.units.at(reply.folded, k + 1) if number else None
        if number is None or unit is None:
            break
        size = int(unit[1]) * number[1].get("n", 1)
        months += size // 30 if unit[1] == "30" else size // 365 * 12 if unit[1] == "365" else 0
        days += size if unit[1] not in ("30", "365") else 0
        i = k + 1 + unit[0]
    return (i - start, {"days": days, "months": months}) if i > start else None


def _day(reply: Reply, i: int, v: Vocabulary) -> Hit | None:
    number = reply.words[i].number
    part = v.times.parts.at(reply.folded, i)  # "Friday first thing"
    return (1, {"day": number}) if number is not None and 1 <= number <= 31 and not part else None


def _plain(reply: Reply, i: int, v: Vocabulary) -> Hit | None:
    return None if reply.words[i].ordinal else _day(reply, i, v)


def _figure(reply: Reply, i: int, v: Vocabulary) -> Hit | None:
    """ "The 27", "the thirty"; but "the one" and "the two of us" are no days."""
    number = reply.words[i].number
    return _plain(reply, i, v) if reply.folded[i].isdecimal() or (number or 0) > SMALL else None


def _which(reply: Reply, i: int, v: Vocabulary) -> Hit | None:
    return _day(reply, i, v) if reply.words[i].ordinal else None


def _month_number(reply: Reply, i: int, v: Vocabulary) -> Hit | None:
    """ "The twenty third of the eighth"."""
    word = reply.words[i]
    return (1, {"month": word.number}) if word.number and word.ordinal and word.number <= 12 else None


def _late(reply: Reply, i: int, v: Vocabulary) -> Hit | None:
    """ "Fri 26": a number too high to be an hour."""
    return _plain(reply, i, v) if (reply.words[i].number or 0) > SMALL and reply.folded[i].isdecimal() else None


def _year(reply: Reply, i: int, v: Vocabulary) -> Hit | None:
    if away := _year_away(reply, i, v):
        return away
    word = reply.words[i]
    if word.number is None or word.ordinal or not re.fullmatch(r"\d{4}|\d{2}", reply.folded[i]):
        return None
    if EARLIEST > word.number >= 100 or (len(reply.folded[i]) == 4 and word.number < 100):  # "10 Dec 0830"
        return None
    after = reply.folded[i + 1] if i + 1 < len(reply.words) else ""
    # "4th December 10 am", "10 o'clock"
    clock = (after,) in v.times.half_day.meanings or (after,) in v.times.oclock.meanings
    return None if clock else (1, {"year": word.number})


def _numeric(reply: Reply, i: int, v: Vocabulary) -> Hit | None:
    text = reply.words[i].text
    if iso := _ISO.fullmatch(text):
        return 1, {"year": int(iso[1]), "month": int(iso[2]), "day": int(iso[3])}
    match = _NUMERIC.fullmatch(text)
    if match is None or (match[4] is None and _a_time(reply, i, match[2], int(match[3]), v)):
        return None
    return 1, _parted(match[1], match[2], match[3], match[4])


def _a_time(reply: Reply, i: int, sign: str, second: int, v: Vocabulary) -> bool:
    """2.15, "at 9.10" and "2-4pm" are no days."""
    if sign == "." and (second > 12 or (i > 0 and reply.folded[i - 1] in v.times.at)):
        return True
    half = v.times.half_day.at(reply.folded, i + 1)
    return half is not None and (sign != "/" or half[1] in ("am", "pm"))


def _parted(day: str, sign: str, month: str, year: str | None) -> Slots:
    slots = {"day": int(day), "month": int(month)}
    if year:
        return slots | {"year": int(year)}
    # "2-4" may be from the 2nd to the 4th, or from two to four o'clock.
    return slots | {"month": 0} if sign == "-" and int(day) < int(month) else slots


def _spaced(reply: Reply, i: int, v: Vocabulary) -> Hit | None:
    """31 10 1974, 15 / 2; "12 10" by itself may be a time."""
    match = _SPACED.match(reply.text, reply.words[i].start)
    if match is None or not (match[2] or match[4]):
        return None
    size = sum(1 for w in reply.words[i:] if w.start < match.end())
    return (size, _parted(match[1], match[2] or "", match[3], match[4])) if size > 1 else None


_NAMED = _listed("weekday", lambda v: v.dates.weekdays)
_year_away = _listed("year_away", lambda v: v.dates.years_away)
_SLOTS: Mapping[str, Callable[[Reply, int, Vocabulary], Hit | None]] = {
    "{weekday}": _weekday,
    "{month}": _listed("month", lambda v: v.dates.months),
    "{month_number}": _month_number,
    "{unit}": _listed("unit", lambda v: v.dates.units),
    "{away}": _listed("away", lambda v: v.dates.days_away),
    "{feast}": _listed("feast", lambda v: v.dates.feasts),
    "{n}": _n,
    "{span}": _span,
    "{day}": _day,
    "{which}": _which,
    "{figure}": _figure,
    "{plain}": _plain,
    "{late}": _late,
    "{year}": _year,
    "{year_away}": _year_away,
    "{numeric}": _numeric,
    "{spaced}": _spaced,
}
