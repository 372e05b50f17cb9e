"""From when and until when somebody wants a rest from our texts: the day on which we write again.

Asked for it, people name the day itself ("the 5th"); telling us of it, they name the day they go as well, and only what
follows "until", "back" or "for" ends the rest ("into hospital on Monday for a week"). What begins a long time off would
otherwise silence us from today.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from flows.answers.assent.yes_no import yes_or_no
from flows.answers.calendar.date_forms import Found, find_days
from flows.answers.calendar.year_days import feast
from flows.answers.readers import TextReader
from flows.answers.rhythm.slots import ENDING, NO_DAYS, SPANS, ends_right_before, vocabulary
from flows.answers.spelling import numbered
from flows.answers.words import Reply
from flows.talk import Context, Ok, Unclear
from messages.heard import heard
from messages.phrases import Phrases
from messages.wishes import Wishes

OPEN, NONE = "open", "none"  # until they say so; no rest at all
COMING = {"coming_week": "this_week", "coming_month": "this_month"}
LONGEST = timedelta(days=366)
DAY = timedelta(days=1)


class Rest(NamedTuple):
    """ISO dates, "" where none is told; `until` may be OPEN."""

    since: str = ""
    until: str = ""


class Named(NamedTuple):
    """A day that is named, and whether it is said to end the rest."""

    day: date
    ends: bool
    is_span: bool = False


def rest_told(text: str, context: Context) -> Rest:
    """What they tell of it without having been asked."""
    known = vocabulary(context.language)
    if known is None:
        return Rest()
    reply = numbered(text, context.language)
    named = _named(reply, known, context)
    since = next((one.day for one in named if not one.ends), None)
    if since and any(one.ends and not one.is_span and one.day <= since for one in named):
        named = _named(reply, known, replace(context, today=since))  # "from the 20th to the 4th"
    until = _end(named, since, context.today) or (OPEN if _has(reply, known.phrases["open"]) else "")
    return Rest(since.isoformat() if since else "", until)


def _read(text: str, context: Context) -> Ok[str] | Unclear:
    known = vocabulary(context.language)
    if known is None:
        return Unclear()
    told, coming = rest_told(text, context), known.phrases["stretch"].whole(numbered(text, context.language).folded)
    if coming in COMING:  # "next week" as a day on which we write again, and not as all of that week
        return Ok(_ends_of(COMING[coming], context.today).isoformat())
    day = told.until if told.until != OPEN else ""
    if day or told.since or told.until:
        return Ok(day or told.since or OPEN)
    v, reply = heard(context.language), numbered(text, context.language)
    if _has(reply, known.phrases["no_rest"]):
        return Ok(NONE)
    if _has(reply, v.clauses.unsure) or _has(reply, v.clauses.nobody_knows):
        return Ok(OPEN)
    said = yes_or_no.read(text, context)
    return (Ok(OPEN) if said.value else Ok(NONE)) if isinstance(said, Ok) else Unclear()


def _named(reply: Reply, known: Wishes, context: Context) -> list[Named]:
    """A stretch that is listed ("over Christmas") says more than the feast that its words name."""
    v, today, ends = heard(context.language), context.today, known.phrases["ends"]
    found = [
        (i, one)
        for i, one in find_days(reply, v, today, "future")
        if one.day is not None and one.kind not in NO_DAYS and today < one.day <= today + LONGEST
    ]
    if all(_is_feast(one) for _, one in found) and (listed := _listed(reply, known, today)):
        return listed
    return [
        Named(_over(one), one.kind in ENDING or bool(ends_right_before(reply, i, ends)), one.kind in SPANS)
        for i, one in found
    ]


def _is_feast(found: Found) -> bool:
    return any(slot in (found.slots or {}) for slot in ("easter", "feast_month"))


def _over(found: Found) -> date:
    """ "Till Easter Monday" is over when the feast is."""
    return (found.day or date.min) + (DAY if _is_feast(found) else timedelta())


def _end(named: Sequence[Named], since: date | None, today: date) -> str:
    """The last of the days that end it. A stretch ("for a week") counts from the day it begins."""
    ends = [one.day + (since - today if one.is_span and since else timedelta()) for one in named if one.ends]
    return max(ends).isoformat() if ends else ""


def _has(reply: Reply, phrases: Phrases) -> bool:
    return any(phrases.at(reply.folded, i) for i in range(len(reply.words)))


def _listed(reply: Reply, known: Wishes, today: date) -> list[Named]:
    """ "Next week", "until January": no form of a day, and yet one on which it ends."""
    hits = (hit[1] for i in range(len(reply.words)) if (hit := known.phrases["stretch"].at(reply.folded, i)))
    return [Named(_ends_of(hit, today), ends=True) for hit in hits][:1]


def _ends_of(stretch: str, today: date) -> date:
    """The day after it. A month by its number ends where it begins: "until March"."""
    if stretch.endswith("_week"):
        return today + DAY * (7 * (1 + (stretch != "this_week")) - today.weekday())
    if stretch.endswith("_month"):
        return _first_of(today.year * 12 + today.month + (stretch != "this_month"))
    if stretch == "easter":
        return feast({"easter": 2}, today, "future") or today + DAY
    if stretch == "new_year":
        return date(today.year + (today >= date(today.year, 1, 2)), 1, 2)
    return _first_of(today.year * 12 + today.month + (int(stretch) - today.month - 1) % 12)


def _first_of(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


until_when = TextReader("until", _read)
