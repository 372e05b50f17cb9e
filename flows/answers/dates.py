"""One day, as an ISO date; British order, and always reckoned from the day the message was written.

The ways of saying a day are forms in heard.toml ("{span} on {weekday}"). Whatever fits none, fits two days
("next Friday" on a Wednesday) or lies on the wrong side of today is asked again, and so is a day that stands in a
story and not plainly as the answer. A general date library was left out: those tried guess a day from almost any text
("may", "10", "in a bit"), and here a wrong day is a missed visit.
"""

from dataclasses import replace
from datetime import date

from flows.answers.clauses import Frame, Said, Weight
from flows.answers.date_forms import LOOSE, Found, find_days
from flows.answers.readers import TextReader
from flows.answers.settle import rest_of, settle
from flows.answers.spelling import numbered
from flows.answers.words import Reply, words_of
from flows.answers.year_days import Direction
from flows.talk import Context, Ok, Unclear
from messages.heard import Vocabulary, heard

STORY = 8  # words: how far from a day the verb of its story may stand ("I saw him today")


def _read(text: str, context: Context, direction: Direction) -> Ok[str] | Unclear:
    v = heard(context.language)
    reply = numbered(text, context.language)
    frame = _frame(v, direction)
    said = _said(reply, v, context.today, direction)
    least = Weight.MARKED if direction == "future" else Weight.TOLD
    chosen = settle(reply, said, v, frame, _agree, least)
    if chosen is None or chosen.value is None or chosen.value.day is None:
        return Unclear()
    return Ok(chosen.value.day.isoformat(), rest_of(reply, chosen, v, frame))


def _said(reply: Reply, v: Vocabulary, today: date, direction: Direction) -> list[Said[Found]]:
    """The days that are named; those on the wrong side of today are out."""
    said: list[Said[Found]] = []
    for i, one in find_days(reply, v, today, direction):
        out = one.day is not None and not _fits(one.day, today, direction)
        if one.kind == "the_day" and not (one.end == len(reply.words) or reply.breaks_before(one.end)):
            continue  # "the day after my birthday"
        one = replace(one, day=None) if _either(reply, i) else one
        said.append(Said(i, one.end, one, _loose(reply, i, one, v, direction), one.kind == "day", out))
    return said


def _either(reply: Reply, i: int) -> bool:
    """ "Two three weeks ago"."""
    counted = i > 0 and reply.words[i].number is not None and not reply.breaks_before(i)
    return counted and reply.words[i - 1].number is not None


def _fits(day: date, today: date, direction: Direction) -> bool:
    return not (direction == "past" and day > today) and not (direction == "future" and day < today)


def _loose(reply: Reply, i: int, found: Found, v: Vocabulary, direction: Direction) -> bool:
    """Whether these words must plainly be the answer: in a story they may be of something else.

    "My knee is bad today" and "I watch it on Sunday" tell of no visit; "I saw him today" does. In texts "1st" is first.
    """
    if found.kind == "day":
        return not reply.words[found.end - 1].text[0].isdecimal() or (
            found.end - i == 1 and reply.folded[i][0] in "123"
        )
    near = range(max(0, i - STORY), min(len(reply.words), found.end + STORY))
    told = any(v.clauses.told_past.at(reply.folded, k) for k in near)
    if found.kind == "away" and (found.slots or {}).get("away") == 0:
        return not told
    return found.kind in LOOSE or (direction == "past" and found.kind == "weekday" and not told)


def _frame(v: Vocabulary, direction: Direction) -> Frame:
    c, beside = v.clauses, (v.times.parts, v.times.half_day)
    if direction == "past":
        return Frame((v.dates.before,), (v.dates.after,), beside, (c.told_past,), (), (c.to_come,), (c.limits,))
    marks, limits = (c.suits, c.settled), (c.limits, c.starts_from)
    if direction == "future":
        return Frame((v.dates.before,), (v.dates.after,), beside, marks, (c.engaged,), (c.told_past,), limits)
    return Frame((v.dates.before,), (v.dates.after,), beside, marks, (), (c.formerly,), (c.limits,))


def _agree(one: Said[Found], other: Said[Found]) -> Said[Found] | None:
    """The fuller of two that name one day: "Tuesday, the 1st", "5th November 2024, Bonfire Night"."""
    if one.value is None or other.value is None:
        return None
    if one.value.day == other.value.day:
        return one if one.value.day else None
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
    words = words_of(question).folded
    for side, phrases in (("past", v.dates.past_question), ("future", v.dates.offer_question)):
        if any(phrases.at(words, i) for i in range(len(words))):
            return "past" if side == "past" else "future"
    return "any"


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
