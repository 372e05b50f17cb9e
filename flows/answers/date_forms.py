"""The day that a few words name: the forms of heard.toml, and what each means on the calendar."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flows.answers.days import MEANINGS, Direction, Slots
from flows.answers.words import Reply
from messages.heard import Vocabulary

_NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Found:
    """Words that name a day, up to `end`; `day` is None when they could mean two, or none."""

    day: date | None
    end: int


def find_day(reply: Reply, i: int, v: Vocabulary, today: date, direction: Direction) -> Found | None:
    """The longest way of naming a day that begins at this word."""
    found = [Found(_meant(kind, slots, today, direction), end) for kind, slots, end in _fits(reply, i, v)]
    longest = max((f.end for f in found), default=0)
    days = {f.day for f in found if f.end == longest}
    return Found(days.pop() if len(days) == 1 else None, longest) if days else None


def _fits(reply: Reply, i: int, v: Vocabulary) -> Iterator[tuple[str, Slots, int]]:
    begins: dict[str, bool] = {}  # many forms begin alike, and most of them not with this word
    for form, kind in v.dates.forms.meanings.items():
        if form[0] not in begins:
            begins[form[0]] = _slot(form[0], reply, i, v) is not None
        if begins[form[0]]:
            for slots, end in _match(form, reply, i, v):
                yield kind, slots, end


def _match(form: tuple[str, ...], reply: Reply, i: int, v: Vocabulary) -> Iterator[tuple[Slots, int]]:
    slots: Slots = {}
    for part in form:
        if i >= len(reply.words):
            return
        hit = _slot(part, reply, i, v)
        if hit is None:
            return
        slots |= hit[1]
        i += hit[0]
    yield slots, i


def _slot(part: str, reply: Reply, i: int, v: Vocabulary) -> tuple[int, Slots] | None:
    """How many words this part of a form takes here, and what they give."""
    word, text = reply.words[i], reply.words[i].text
    if not part.startswith("{"):
        return (1, Slots()) if reply.folded[i] == part else None
    tables = {"{weekday}": v.dates.weekdays, "{month}": v.dates.months, "{unit}": v.dates.units}
    tables |= {"{away}": v.dates.days_away, "{fixed}": v.dates.fixed}
    if part in tables:
        hit = tables[part].at(reply.folded, i)
        return (hit[0], {part[1:-1]: int(hit[1])}) if hit else None
    if part == "{numeric}":
        return _numeric(text)
    if part == "{n}":
        one = v.numbers.one.at(reply.folded, i)
        return (
            (1, {"n": 1}) if one else (1, {"n": word.number}) if word.number is not None and not word.ordinal else None
        )
    if word.number is None:
        return None
    if part == "{year}":
        return (
            (1, {"year": word.number}) if not word.ordinal and re.fullmatch(r"\d{4}|\d{2}", reply.folded[i]) else None
        )
    fits = 1 <= word.number <= 31 and (part == "{day}" or word.ordinal)
    return (1, {"day": word.number}) if fits else None


def _numeric(text: str) -> tuple[int, Slots] | None:
    if iso := _ISO.fullmatch(text):
        return 1, {"year": int(iso[1]), "month": int(iso[2]), "day": int(iso[3])}
    if not (match := _NUMERIC.fullmatch(text)):
        return None
    slots = {"day": int(match[1]), "month": int(match[2])}
    return 1, slots | ({"year": int(match[3])} if match[3] else {})


def _meant(kind: str, s: Slots, today: date, direction: Direction) -> date | None:
    try:
        return MEANINGS[kind](s, today, direction)
    except (ValueError, OverflowError):  # 31 February; a million weeks
        return None
