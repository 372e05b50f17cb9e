"""What makes a day that is named less than an answer: a stretch of days, a measure, two counts, a month misspelt."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from flows.answers.calendar.date_forms import Found
from flows.answers.frames import Said
from flows.answers.words import Reply, only_between, words_of
from messages.heard import Phrases, Vocabulary, ordinary

ROUGH = ("ago", "unit_ago", "ahead", "bare_span", "span_today")
EXACT = (
    "day_month",
    "month_day",
    "numeric",
    "spaced",
    "day",
    "weekday_day",
    "feast",
    "day_last_month",
    "day_next_month",
)
LONG_AGO = 1900
NEAR, YEAR = 4, 12  # days; months
A_SEASON = 92  # days: "five years ago, 2nd March" said in the autumn may be of either year
QUESTION = 5  # words: a shorter one only says the question again


def asks(question: str, phrases: Phrases) -> bool:
    asked = words_of(question).folded
    return any(phrases.at(asked, i) for i in range(len(asked)))


def told_beside(reply: Reply, said: list[Said[Found]], v: Vocabulary) -> list[Said[Found]]:
    """ "Tomorrow is Sunday, so only Monday": what the calendar says is no answer, where there is another."""
    for one, other in pairwise(said):
        same = one.value and other.value and one.value.day == other.value.day and one.value.kind == "away"
        if same and len(said) > 2 and v.clauses.being.whole(reply.folded[one.end : other.start]) is not None:
            return [k for k in said if k not in (one, other)]
    return said


def lasted(reply: Reply, i: int, v: Vocabulary) -> bool:
    """ "Sore for a week after"."""
    return any(reply.folded[k] in v.dates.lasts for k in range(max(0, i - 2), i))


def years_back(reply: Reply, said: list[Said[Found]], v: Vocabulary, today: date) -> list[Said[Found]]:
    """ "Two years ago on 4th October", "4th of October, it'll be three years since": the one of that year."""
    for one, other in pairwise(said):
        between = (v.clauses.small, v.dates.before, v.dates.links)
        if not only_between(reply, one.end, other.start, *between):
            continue
        for years, named in ((one.value, other.value), (other.value, one.value)):
            day = years and named and _of_year(years, named, today)
            if day and named:
                whole = replace(one, end=other.end, value=replace(named, day=day, end=other.end), out=False)
                return [whole if k is one else k for k in said if k is not other]
    return said


def _of_year(years: Found, named: Found, today: date) -> date | None:
    """The day without a year that is nearest to so many whole years ago."""
    count, slots = (years.slots or {}).get("months", 0) // YEAR, named.slots or {}
    whole = years.kind == "ago" and years.day is None and count > 0
    if (
        not whole
        or named.kind not in EXACT
        or named.day is None
        or not {"day", "month"} <= slots.keys()
        or "year" in slots
    ):
        return None
    near = [named.day.replace(day=min(named.day.day, 28), year=today.year - count + k) for k in (-1, 0, 1)]
    then = today.replace(day=min(today.day, 28), year=today.year - count)
    found = min(near, key=lambda day: abs((then - day).days))
    plain = abs((then - found).days) <= A_SEASON and (named.day.day <= 28 or named.day.month != 2)
    return found.replace(day=named.day.day) if plain else None


def measured(reply: Reply, one: Said[Found]) -> bool:
    """ "Yesterday, it was 7.2"."""
    found = one.value
    return bool(found and found.kind == "numeric" and "year" not in (found.slots or {})) and (
        "." in reply.words[one.start].text
    )


def unread_month(reply: Reply, said: list[Said[Found]], v: Vocabulary) -> bool:
    """ "The tewlth of January, a Wednesday": a day of a month is named, and not one that we could read."""
    read = {i for one in said for i in range(one.start, one.end)}
    return any(
        v.dates.months.at(reply.folded, k)
        and v.dates.links.at(reply.folded, k - 1)
        and k not in read
        and reply.folded[k - 2] not in ordinary(v.language)
        for k in range(2, len(reply.words))
    )


def other_year(reply: Reply, chosen: Said[Found], v: Vocabulary) -> bool:
    """ "He died 2019 in December, the twelfth": a year stands apart from the day."""
    if chosen.value is None or chosen.value.day is None or "year" in (chosen.value.slots or {}):
        return False
    apart = (i for i in range(1, len(reply.words)) if not chosen.start <= i < chosen.end)
    years = (reply.words[i].number or 0 for i in apart if reply.folded[i - 1] not in v.times.at)
    return any(LONG_AGO < year < chosen.value.day.year for year in years)


def further(reply: Reply, chosen: Said[Found], v: Vocabulary) -> bool:
    """ "In the pub on Saturday, last month" was not the last Saturday."""
    if chosen.value is None or chosen.value.kind != "weekday":
        return False
    read = range(chosen.start, chosen.end)
    far = (i for i in range(len(reply.words)) if i not in read and v.dates.further.at(reply.folded, i))
    return any(not _parted(reply, i, chosen) for i in far)


def _parted(reply: Reply, i: int, chosen: Said[Found]) -> bool:
    """A full stop or a comma stands between."""
    return any(reply.breaks_before(k) for k in range(min(i, chosen.end - 1) + 1, max(i, chosen.start) + 1))


def spread(reply: Reply, i: int, one: Found, v: Vocabulary) -> bool:
    """ "Over Christmas", "Easter weekend" is some day of several; "went over on Christmas Day" is one."""
    if one.kind not in ("feast", "bank_holiday"):
        return False
    after = one.end < len(reply.words) and not reply.breaks_before(one.end)
    return (after and reply.folded[one.end] in v.dates.spread_after) or (
        i > 0 and one.kind == "feast" and reply.folded[i - 1] in v.dates.spread
    )


def roughly(less: Found | None, more: Found | None) -> bool:
    """ "Two weeks back, it was 22 April": what is counted is not counted to the day."""
    if less is None or more is None or more.day is None or less.kind not in ROUGH or more.kind not in EXACT:
        return False
    months = (less.slots or {}).get("months", 0)
    return 0 < months < YEAR if less.day is None else abs((less.day - more.day).days) <= NEAR


def asks_first(reply: Reply) -> bool:
    """ "Has anything been done about my referral? It went off on the 2nd": they tell of what they ask."""
    stops = [i for i in range(1, len(reply.words)) if reply.gap(i) in ("? ", ". ")]
    return bool(stops) and stops[0] >= QUESTION and reply.gap(stops[0]) == "? "


def beside(reply: Reply, one: Found, v: Vocabulary) -> bool:
    """ "The Friday before the funeral" is reckoned from a day that we do not know."""
    definite = one.kind == "weekday" and one.end > 1 and reply.folded[one.end - 2] in v.dates.definite
    return definite and not reply.breaks_before(one.end) and v.dates.beside.at(reply.folded, one.end) is not None


def either(reply: Reply, i: int) -> bool:
    """ "Two three weeks ago"."""
    counted = i > 0 and reply.words[i].number is not None and not reply.breaks_before(i)
    return counted and reply.words[i - 1].number is not None
