"""A time by the clock: 3pm, 15:30, half two, ten thirty, 20 to 4.

A bare hour is taken only where one half of the day is plain: 9 to 11 in the morning, 12 to 5 in the afternoon.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from flows.answers.words import Reply
from messages.heard import Vocabulary, heard

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
_FOUR = re.compile(r"(?:[01]\d|2[0-3])[0-5][05]")
_THREE = re.compile(r"[1-9][0-5][05]")
PARTS = {"morning": range(4, 13), "afternoon": range(12, 20), "evening": range(16, 24)}
HUNDREDS = range(100, 2400, 100)  # of an hour by the clock of 24
FIVES = 5  # minutes: people say "ten to", "twenty five to", and hardly "seven to"


@dataclass(frozen=True, slots=True)
class Clock:
    hour: int
    minute: int
    end: int
    half: str = ""
    written_24: bool = False
    bare: bool = False  # one or two numbers that could be much else


def clock_at(reply: Reply, i: int, v: Vocabulary) -> Clock | None:
    """Hours and minutes at this word, before it is known which half of the day they mean."""
    forms, counted = _forms(v.language), reply.words[i].number is not None
    for form, kind in (*forms.get(reply.folded[i], ()), *(forms.get("{", ()) if counted else ())):
        if found := _form(form, kind, reply, i, v):
            return found
    text = reply.words[i].text
    if _FOUR.fullmatch(text):
        return Clock(int(text[:2]), int(text[2:]), i + 1, written_24=text[0] in "02" or text[:2] >= "13", bare=True)
    if _THREE.fullmatch(text):
        return Clock(int(text[0]), int(text[1:]), i + 1, bare=True)
    if found := _CLOCK.fullmatch(text):
        return _figures(reply, i, int(found[1]), found[2], v)
    number = reply.words[i].number
    return _number(reply, i, number, v) if number is not None and not reply.words[i].ordinal else None


@lru_cache
def _forms(language: str) -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    """The forms by their first word, those that begin with a number together: few words begin any."""
    forms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for form, kind in heard(language).times.forms.meanings.items():
        forms.setdefault("{" if form[0].startswith("{") else form[0], []).append((form, kind))
    return forms


def _figures(reply: Reply, i: int, hour: int, minute: str | None, v: Vocabulary) -> Clock | None:
    text = reply.words[i].text
    if minute is None:
        return _number(reply, i, hour, v)
    return Clock(hour, int(minute), i + 1, written_24=text.startswith("0"))


def _number(reply: Reply, i: int, hour: int, v: Vocabulary) -> Clock | None:
    """10, or 10 30 with only a space between; "eleven hundred"."""
    if hour in HUNDREDS and not reply.folded[i][0].isdecimal():
        return Clock(hour // 100, 0, i + 1, written_24=True, bare=True)
    if hour > 24:
        return None
    if i + 1 < len(reply.words) and not reply.breaks_before(i + 1):
        then = reply.words[i + 1]
        if then.number in range(10, 60) and not then.ordinal:
            return Clock(hour, then.number or 0, i + 2, bare=True)
    return Clock(hour, 0, i + 1, bare=True)


def _form(form: tuple[str, ...], kind: str, reply: Reply, i: int, v: Vocabulary) -> Clock | None:
    """ "half past {hour}": the meaning is the minutes after, or before, the hour."""
    numbers: list[int] = []
    k = i
    for part in form:
        if k >= len(reply.words):
            return None
        size, number = _part(part, reply, k, v)
        if not size:
            return None
        numbers += [number] if number is not None else []
        k += size
    minutes = sum(numbers[:-1]) * (-1 if kind == "to" else 1) if kind in ("to", "past") else int(kind)
    if abs(minutes) >= 60 or (kind in ("to", "past") and _a_range(reply, i, form, minutes)):
        return None
    return _at(numbers[-1], minutes, k, reply, v)


def _at(hour: int, minutes: int, end: int, reply: Reply, v: Vocabulary) -> Clock:
    named = v.times.clock.at(reply.folded, end - 1)
    hour, minute = divmod(hour * 60 + minutes, 60)
    half = {12: "pm", 11: "am", 0: "am", 23: "pm"}.get(hour, "") if named else ""
    return Clock(hour if hour or named else 12, minute, end, written_24=half != "")


def _part(part: str, reply: Reply, k: int, v: Vocabulary) -> tuple[int, int | None]:
    """How many words this part takes, and its number."""
    if not part.startswith("{"):
        return (1, None) if reply.folded[k] == part else (0, None)
    if part == "{hour}" and (named := v.times.clock.at(reply.folded, k)):
        return named[0], int(named[1][:2])
    word = reply.words[k]
    good = word.number is not None and not word.ordinal and word.number < 60
    return (1, word.number) if good else (0, None)


def _a_range(reply: Reply, i: int, form: tuple[str, ...], minutes: int) -> bool:
    """ "2 to 4" is from two to four; in figures "10 to 11" may be either."""
    spelt = not reply.words[i].text[0].isdecimal()
    named = len(form) > 3  # "5 minutes to 4"
    return not named and (minutes % FIVES != 0 or (-12 <= minutes < 0 and not spelt))


def _half_at(reply: Reply, end: int, v: Vocabulary) -> tuple[int, str] | None:
    """A half of the day; "a" and "p" only where they are written to the figures ("3:15p")."""
    hit = v.times.half_day.at(reply.folded, end)
    if hit is None or hit[0] > 1:
        return hit
    if reply.breaks_before(end) and not reply.breaks_before(end + 1):  # "at 9, evening dose later"
        return None
    apart = reply.words[end].start > reply.words[end - 1].end
    return None if len(reply.folded[end]) == 1 and apart else hit


def with_half(reply: Reply, clock: Clock, v: Vocabulary) -> Clock:
    """ "3 o'clock in the afternoon", "10 am"."""
    end, half, bare = clock.end, clock.half, clock.bare
    while (hit := _half_at(reply, end, v)) and (half in ("", "-") or hit[1] == "-"):
        end, half, bare = end + hit[0], hit[1] if hit[1] != "-" or not half else half, False
    if half == "morning" and clock.hour < PARTS[half][0]:
        half = "am"  # "3 in the morning"
    return replace(clock, end=end, half=half if half != "-" else "", bare=bare)


def hour_of(clock: Clock) -> int | None:
    """The hour of 24, or None when both halves of the day are possible."""
    hour = clock.hour
    if hour > 23 or clock.minute > 59:
        return None
    if clock.half in PARTS:
        later = hour + 12 if hour < 12 else hour
        fits = [h for h in {hour, later} if h in PARTS[clock.half]]
        return fits[0] if len(fits) == 1 else None
    if clock.half:
        return (
            hour
            if hour > 12 and clock.half == "pm"
            else hour % 12 + (12 if clock.half == "pm" else 0)
            if 1 <= hour <= 12
            else None
        )
    if hour > 12 or clock.written_24:
        return hour
    if (hour, clock.minute // 15) == (8, 3):
        return hour  # "ten to nine"
    return hour if 9 <= hour <= 12 else hour + 12 if 1 <= hour <= 5 else None
