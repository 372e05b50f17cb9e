"""One day, as an ISO date; British order, and always reckoned from the day the message was written.

The ways of saying a day are forms in heard.toml ("{span} on {weekday}"). Whatever fits none, fits two days
("next Friday" on a Wednesday) or lies on the wrong side of today is asked again, and so is a day that stands in a
story and not plainly as the answer. A general date library was left out: those tried guess a day from almost any text
("may", "10", "in a bit"), and here a wrong day is a missed visit.
"""

from dataclasses import replace
from datetime import date

from flows.answers.calendar.date_doubts import (
    asks,
    asks_first,
    beside,
    either,
    further,
    lasted,
    measured,
    other_year,
    roughly,
    spread,
    told_beside,
    unread_month,
    years_back,
)
from flows.answers.calendar.date_forms import FOLLOWING, LOOSE, Found, find_days, following, reckoned
from flows.answers.calendar.echoes import echoes, offers
from flows.answers.calendar.hours import hours_after
from flows.answers.calendar.stretches import opened, stretches
from flows.answers.calendar.weeks import of_other_week
from flows.answers.calendar.year_days import Direction
from flows.answers.frames import Frame, Said, Weight
from flows.answers.readers import TextReader
from flows.answers.settle import rest_of, settle
from flows.answers.spelling import numbered
from flows.answers.words import Reply
from flows.talk import Context, Ok, Unclear
from messages.heard import Phrases, Vocabulary, heard

FEW = 5  # "the third" may be of anything; "the eleventh" is a day
SHORT = 4  # letters: "need" and "feed" tell of nothing that has happened
STORY = 8  # words: how far from a day the verb of its story may stand ("I saw him today")


def _read(text: str, context: Context, direction: Direction) -> Ok[str] | Unclear:
    v = heard(context.language)
    reply = numbered(text, context.language)
    if direction == "any" and any(v.dates.already.at(reply.folded, i) for i in range(len(reply.words))):
        direction = "past"
    frame = _frame(v, direction, context.question)
    said = _said(reply, v, context, direction)
    least = Weight.MARKED if direction == "future" or asks_first(reply) else Weight.TOLD
    chosen = settle(reply, said, v, frame, _agree, least)
    if chosen is None or chosen.value is None or chosen.value.day is None:
        return Unclear()
    if (
        unread_month(reply, said, v)
        or further(reply, chosen, v)
        or (direction == "past" and other_year(reply, chosen, v))
    ):
        return Unclear()
    spoken = replace(chosen, end=chosen.value.end)  # without the hour, which is kept as more than the day
    return Ok(chosen.value.day.isoformat(), rest_of(reply, spoken, v, frame))


def _said(reply: Reply, v: Vocabulary, context: Context, direction: Direction) -> list[Said[Found]]:
    """The days that are named; those on the wrong side of today are out."""
    said: list[Said[Found]] = []
    today, asked = context.today, echoes(context.question, v)
    for i, one in find_days(reply, v, today, direction):
        if one.kind in FOLLOWING:
            alone = one.kind == ("span_before" if direction == "past" else "span_later")
            named = said[-1].value if said else Found(today, 0) if alone else None
            if named is None or lasted(reply, i, v):
                continue
            one = following(one, named)
        one = of_other_week(reply, i, one, v, today)
        one = reckoned(one, said, lambda day: _fits(day, today, direction))
        out = (one.day is not None and not _fits(one.day, today, direction)) or spread(reply, i, one, v)
        one = replace(one, day=None) if either(reply, i) or beside(reply, one, v) else one
        end = hours_after(reply, one.end, v)
        loose = _loose(reply, i, one, v, direction, asked)
        said.append(Said(i, end, one, loose, one.kind == "day", out, one.kind in FOLLOWING[:4]))
    said = opened(reply, said, v)
    plain = [one for one in said if not measured(reply, one)]
    return stretches(reply, told_beside(reply, years_back(reply, plain or said, v, today), v), v, context.question)


def _fits(day: date, today: date, direction: Direction) -> bool:
    return not (direction == "past" and day > today) and not (direction == "future" and day < today)


def _loose(reply: Reply, i: int, found: Found, v: Vocabulary, direction: Direction, asked: Phrases) -> bool:
    """Whether these words must plainly be the answer: in a story they may be of something else.

    "My knee is bad today" and "I watch it on Sunday" tell of no visit; "I saw him today" does, and so may "Sunday,
    chapel". In texts "1st" is first.
    """
    if found.kind == "day":
        last = reply.words[found.end - 1]
        spelt = not last.text[0].isdecimal() and not (found.end - i > 1 and (last.number or 0) > FEW)
        return spelt or (found.end - i == 1 and (last.number or 0) <= FEW)
    today = found.kind == "away" and (found.slots or {}).get("away") == 0
    if not today and not (direction == "past" and found.kind == "weekday"):
        return found.kind in LOOSE
    near = range(max(0, i - STORY), min(len(reply.words), found.end + STORY))
    if any(told.at(reply.folded, k) for k in near for told in (v.clauses.told_past, asked)) or _told(reply, near, v):
        return False
    habits = (v.clauses.speakers, v.clauses.subjects, v.clauses.every)
    habit = reply.folded[found.end - 1] in v.dates.every_week
    return habit or any(p.at(reply.folded, k) for k in near for p in habits)


def _told(reply: Reply, near: range, v: Vocabulary) -> bool:
    """A verb that tells of what has happened, by its ending ("after I lifted the shopping")."""
    endings = tuple(ending for (ending,) in v.dates.past_endings.meanings)
    return any(len(reply.folded[k]) > SHORT and reply.folded[k].endswith(endings) for k in near)


def _frame(v: Vocabulary, direction: Direction, question: str) -> Frame:
    c, asked = v.clauses, (echoes(question, v),)
    told = Frame(
        (v.dates.before,),
        (v.dates.after,),
        (v.times.parts, v.times.half_day),
        plainly=(c.till,),
        gives_way=(v.dates.believed,),
    )
    if direction == "past":
        return replace(
            told, other_time=(c.to_come,), limits=(c.limits, v.dates.years_on), echoes=(*asked, v.dates.onset)
        )
    if direction == "future":
        limits = (c.limits,) if asks(question, v.dates.begins) else (c.limits, c.starts_from)
        return replace(
            told,
            marks=(c.suits, c.settled, *asked),
            against=(c.engaged,),
            other_time=(c.told_past,),
            limits=limits,
        )
    plainly = (c.till, v.dates.not_till, *((v.dates.stretch,) if asks(question, v.dates.ends) else ()))
    return replace(
        told,
        other_time=(c.formerly,),
        limits=(c.limits,),
        plainly=plainly,
        echoes=asked,
        gives_way=(v.dates.gives_way, v.dates.believed),
    )


def _agree(one: Said[Found], other: Said[Found]) -> Said[Found] | None:
    """The fuller of two that name one day: "Tuesday, the 1st", "5th November 2024, Bonfire Night"."""
    if one.value is None or other.value is None:
        return None
    if one.value.day == other.value.day:
        return one if one.value.day else None
    for less, more in ((one, other), (other, one)):
        if roughly(less.value, more.value):
            return more
    if _part_of(other.value, one.value):
        return one
    return other if _part_of(one.value, other.value) else None


def _part_of(less: Found, more: Found) -> bool:
    """All that `less` says is so of the day that `more` names."""
    slots, day = less.slots or {}, more.day
    if day is None or (more.kind in ("weekday", "day") and less.kind not in ("weekday", "next", "last")):
        return False
    if less.kind in ("weekday", "next", "last", "gone"):
        return more.kind not in ("weekday", "next", "last", "gone") and slots.get("weekday") == day.weekday()
    if less.kind in ("day_month", "month_day", "numeric", "feast", "day") and "year" not in slots and less.day:
        return (less.day.day, less.day.month if less.kind not in ("day") else day.month) == (day.day, day.month)
    return False


def _side(question: str, v: Vocabulary) -> Direction:
    """ "When did you fall?" asks for a day gone by, "When shall we ring?" for one on which we might."""
    return "past" if asks(question, v.dates.past_question) else "future" if offers(question, v) else "any"


def a_date(past: bool = False, future: bool = False) -> TextReader[str]:
    """A reader for a day gone by, or a day that we might come or ring; with neither, the question tells.

    Without a side, a bare weekday is the coming one. Where it is ours to come, a day in a story ("Monday I have the
    dentist") is no answer; where the person tells us of one, it is.
    """

    def read(text: str, context: Context) -> Ok[str] | Unclear:
        told: Direction = (
            _side(context.question, heard(context.language)) if past == future else "past" if past else "future"
        )
        return _read(text, context, told)

    return TextReader("date", read, version=2)
