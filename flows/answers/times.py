"""When in the day suits: "morning", "afternoon", "evening", "any", or a time as HH:MM.

A bare hour is taken only where one half of the day is plain: 9 to 11 in the morning, 12 to 5 in the afternoon.
"""

import re
from dataclasses import dataclass

from flows.answers.numbers import with_numbers
from flows.answers.readers import TextReader
from flows.answers.words import Reply, framed, reply_of, skip_over
from flows.talk import Context, Ok, Unclear
from messages.heard import Vocabulary, heard

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
_JOINED = re.compile(r"(\d{1,2})([^\W\d]+)")
_PARTS = {"morning": range(4, 13), "afternoon": range(12, 19), "evening": range(16, 24)}


@dataclass(frozen=True, slots=True)
class Clock:
    hour: int
    minute: int
    end: int
    half: str = ""
    written_24: bool = False


def clock_at(reply: Reply, i: int, v: Vocabulary) -> Clock | None:
    """Hours and minutes at this word, before it is known which half of the day they mean."""
    for form, kind in v.times.forms.meanings.items():
        if found := _form(form, kind, reply, i, v):
            return found
    text = reply.words[i].text
    if joined := _JOINED.fullmatch(reply.folded[i]):
        half = v.times.half_day.meanings.get((joined[2],))
        return None if half is None else Clock(int(joined[1]), 0, i + 1, half)
    if re.fullmatch(r"[01]\d[0-5]0|2[0-3][0-5]0|[01]\d[0-5]5|2[0-3][0-5]5", text):
        return Clock(int(text[:2]), int(text[2:]), i + 1, written_24=True)
    if found := _CLOCK.fullmatch(text):
        return Clock(int(found[1]), int(found[2] or 0), i + 1, written_24=text.startswith("0") and bool(found[2]))
    number = reply.words[i].number
    return Clock(number, 0, i + 1) if number is not None and not reply.words[i].ordinal else None


def _form(form: tuple[str, ...], kind: str, reply: Reply, i: int, v: Vocabulary) -> Clock | None:
    """ "half past {hour}": the meaning is the minutes after, or before, the hour."""
    numbers: dict[str, int] = {}
    for k, part in enumerate(form, start=i):
        if k >= len(reply.words):
            return None
        number = reply.words[k].number
        if part.startswith("{"):
            if number is None or reply.words[k].ordinal:
                return None
            numbers[part] = number
        elif reply.folded[k] != part:
            return None
    minutes = numbers.get("{minute}", 0) * (-1 if kind == "to" else 1) if kind in ("to", "past") else int(kind)
    hour, minute = divmod(numbers["{hour}"] * 60 + minutes, 60)
    return Clock(hour or 12, minute, i + len(form)) if abs(minutes) < 60 else None


def with_half(reply: Reply, clock: Clock, v: Vocabulary) -> Clock:
    """ "3 o'clock in the afternoon", "10 am"."""
    end, half = clock.end, clock.half
    while not half and (hit := v.times.half_day.at(reply.folded, end)):
        end, half = end + hit[0], hit[1]
    return Clock(clock.hour, clock.minute, end, half if half != "-" else "", clock.written_24)


def _hour(clock: Clock) -> int | None:
    """The hour of 24, or None when both halves of the day are possible."""
    hour = clock.hour
    if hour > 23 or clock.minute > 59:
        return None
    if clock.half in _PARTS:
        later = hour + 12 if hour < 12 else hour
        fits = [h for h in {hour, later} if h in _PARTS[clock.half]]
        return fits[0] if len(fits) == 1 else None
    if clock.half:
        return None if not 1 <= hour <= 12 else hour % 12 + (12 if clock.half == "pm" else 0)
    if hour > 12 or clock.written_24:
        return hour
    return hour if 9 <= hour <= 12 else hour + 12 if 1 <= hour <= 5 else None


def _answer(reply: Reply, i: int, v: Vocabulary) -> Ok[str] | None:
    if (part := v.times.clock.at(reply.folded, i)) or (part := v.times.parts.at(reply.folded, i)):
        value, end = part[1], i + part[0]
        # "morning about 10" is a time, told in two steps.
    elif (clock := clock_at(reply, i, v)) and (hour := _hour(whole := with_half(reply, clock, v))) is not None:
        value, end = f"{hour:02}:{whole.minute:02}", whole.end
    else:
        return None
    rest = framed(reply, i, end, v, v.times.before, v.times.after)
    return None if rest is None else Ok(value, rest)


def _times_in(reply: Reply, v: Vocabulary) -> list[tuple[int, Ok[str] | None]]:
    """Every word that could begin a time, read or not."""
    lists = (v.times.parts, v.times.clock)
    begins = [i for i in range(len(reply.words)) if any(p.at(reply.folded, i) for p in lists) or clock_at(reply, i, v)]
    return [(i, _answer(reply, i, v)) for i in begins]


def _read(text: str, context: Context) -> Ok[str] | Unclear:
    v = heard(context.language)
    reply = with_numbers(reply_of(text, v), v)
    greeted = skip_over(reply, 0, v.common.greetings)
    found = [(i, answer) for i, answer in _times_in(reply, v) if i >= greeted]
    if not found or (answer := found[0][1]) is None:
        return Unclear()
    beyond = with_numbers(reply_of(answer.rest, v), v)
    others = _times_in(beyond, v)
    denies = any(v.choice.denies.at(beyond.folded, i) for i in range(len(beyond.words)))
    differs = any(o and o.value != answer.value for _, o in others)
    narrowed = denies and any(v.times.parts.at(beyond.folded, i) for i, _ in others)
    return Unclear() if differs or narrowed else answer


time_of_day = TextReader("time_of_day", _read)
