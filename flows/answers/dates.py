"""One day, as an ISO date; British order, and always reckoned from the day the message was written.

The ways of saying a day are forms in heard.toml ("{n} {unit} on {weekday}"). Whatever fits none, fits two days
("next Friday" on a Wednesday) or lies on the wrong side of today is asked again. A general date library was left out:
those tried guess a day from almost any text ("may", "10", "in a bit"), and here a wrong day is a missed visit.
"""

from datetime import date

from flows.answers.date_forms import find_day
from flows.answers.days import Direction
from flows.answers.numbers import with_numbers
from flows.answers.readers import TextReader
from flows.answers.times import clock_at
from flows.answers.words import Reply, framed, reply_of
from flows.talk import Context, Ok, Unclear
from messages.heard import Vocabulary, heard


def _fits(day: date, today: date, direction: Direction) -> bool:
    return not (direction == "past" and day > today) and not (direction == "future" and day < today)


def _read(text: str, context: Context, direction: Direction) -> Ok[str] | Unclear:
    v = heard(context.language)
    reply = with_numbers(reply_of(text, v), v)
    for i in range(len(reply.words)):
        if (found := find_day(reply, i, v, context.today, direction)) is None:
            continue
        rest = framed(
            reply, i, found.end, v, v.dates.before, v.dates.after, new_thought=_time_follows(reply, found.end, v)
        )
        sure = found.day is not None and _fits(found.day, context.today, direction) and rest is not None
        if not sure or _another(rest or "", found.day, context, direction):
            return Unclear()
        return Ok(found.day.isoformat() if found.day else "", rest or "")
    return Unclear()


def _time_follows(reply: Reply, end: int, v: Vocabulary) -> bool:
    """ "Monday 3pm": the time is kept beside the day."""
    return end < len(reply.words) and bool(v.times.parts.at(reply.folded, end) or clock_at(reply, end, v))


def _another(rest: str, day: date | None, context: Context, direction: Direction) -> bool:
    """A second day in what follows: "Monday, Tuesday"."""
    v = heard(context.language)
    reply = with_numbers(reply_of(rest, v), v)
    found = [f for i in range(len(reply.words)) if (f := find_day(reply, i, v, context.today, direction))]
    return any(f.day != day for f in found)


def a_date(past: bool = False, future: bool = False) -> TextReader[str]:
    """A reader for a day gone by, a day to come, or (neither) any day; a bare weekday then is the coming one."""
    direction: Direction = "past" if past and not future else "future" if future and not past else "any"
    return TextReader("date", lambda text, context: _read(text, context, direction))
