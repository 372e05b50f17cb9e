"""When it is safe to write to a phone that others see: a time that says it all, or else their own words.

A time is taken only when nothing stands beside it that could narrow it. "After 2pm" and "any time except when he is
home" are kept in words for a coordinator, and no text goes out unprompted on the strength of them.
"""

import re

from flows.answers.calendar.clock import clock_at, with_half
from flows.answers.calendar.times import time_of_day
from flows.answers.readers import TextReader
from flows.answers.spelling import numbered
from flows.answers.words import Reply
from flows.talk import Context, Ok, Unclear
from messages.heard import Vocabulary, heard

ANY = "any"
_TIME = re.compile(r"morning|afternoon|evening|any|\d\d:\d\d")


def unprompted_in(safe_time: str | None) -> str:
    """The time in which a text may go out unprompted; "" (never) for words and for no answer."""
    return safe_time if safe_time and _TIME.fullmatch(safe_time) else ""


def _read(text: str, context: Context) -> Ok[str] | Unclear:
    v = heard(context.language)
    reply = numbered(text, context.language)
    said = time_of_day.how(text, context)
    if isinstance(said, Ok) and _only_a_time(reply, v):
        return Ok(said.value)
    tells = any(_tells_when(reply, i, v) for i in range(len(reply.words)))
    return Ok(text.strip()) if tells and not reply.asks(len(reply.words)) else Unclear()


def _tells_when(reply: Reply, i: int, v: Vocabulary) -> bool:
    """A part of the day, an hour with its half, or a limit. A bare number may be anything."""
    if any(phrases.at(reply.folded, i) for phrases in (v.times.parts, v.times.clock, v.times.limits)):
        return True
    clock = clock_at(reply, i, v)
    return clock is not None and bool(with_half(reply, clock, v).half)


def _only_a_time(reply: Reply, v: Vocabulary) -> bool:
    """Every word is part of a time or says nothing. "Late morning" and "after tea" are less than their part of the day."""
    i = 0
    while i < len(reply.words):
        size = _empty(reply, i, v) or _part(reply, i, v) or _clock(reply, i, v)
        if not size:
            return False
        i += size
    return True


def _empty(reply: Reply, i: int, v: Vocabulary) -> int:
    lists = (v.common.greetings, v.common.lead_in, v.common.polite, v.times.plain)
    return max((hit[0] for hit in (p.at(reply.folded, i) for p in lists) if hit), default=0)


def _part(reply: Reply, i: int, v: Vocabulary) -> int:
    size, meaning = v.times.parts.at(reply.folded, i) or (0, "")
    return size if meaning == ANY or size == 1 else 0


def _clock(reply: Reply, i: int, v: Vocabulary) -> int:
    clock = clock_at(reply, i, v)
    named = v.times.clock.at(reply.folded, i)
    return named[0] if named else with_half(reply, clock, v).end - i if clock else 0


safe_time = TextReader("safe_time", _read, version=2)
