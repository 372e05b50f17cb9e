"""The day that a few words name: the forms of heard.toml, and what each means on the calendar."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from flows.answers.calendar.date_slots import slot
from flows.answers.calendar.days import MEANINGS
from flows.answers.calendar.year_days import Direction, Slots
from flows.answers.frames import Said
from flows.answers.settle import MOST
from flows.answers.words import Reply
from messages.heard import Vocabulary, heard

LOOSE = ("day", "spaced", "the_day", "unit_ago", "bare_span")  # words that could be much else: "the second", "12 3 47"
COUNTED = ("away", "later", "weekday")  # a comma parts these: "tomorrow, day after", "Tuesday, coming out of church"
FOLLOWING = (
    "day_after",
    "day_before",
    "weekday_after",
    "week_after",
    "span_before",
    "span_after",
)  # than the day that was named before
FEW = 5  # "the third" may be of anything
ACROSS = ("day_month", "month_day", "numeric")  # a full stop may stand inside: "16. Nov. 2026"


@dataclass(frozen=True, slots=True)
class Found:
    """Words that name a day, up to `end`; `day` is None when they could mean two, or none."""

    day: date | None
    end: int
    kind: str = ""
    slots: Slots | None = None


def find_days(reply: Reply, v: Vocabulary, today: date, direction: Direction) -> list[tuple[int, Found]]:
    """Every stretch of words that names a day, the longest first from each word on."""
    days: list[tuple[int, Found]] = []
    i = 0
    while i < len(reply.words) and len(days) <= MOST:
        found = find_day(reply, i, v, today, direction)
        if found is None:
            i += 1
            continue
        # "on 3" is less than the "3 March" that begins inside it.
        inside = ((k, find_day(reply, k, v, today, direction)) for k in range(i + 1, found.end))
        i, found = next(((k, one) for k, one in inside if one and _better(one, k, found, i)), (i, found))
        days.append((i, found))
        i = found.end
    return days


def _better(one: Found, k: int, than: Found, i: int) -> bool:
    if one.end <= than.end:
        return False
    return one.end - k > than.end - i or (than.kind in LOOSE and one.kind not in LOOSE)


def find_day(reply: Reply, i: int, v: Vocabulary, today: date, direction: Direction) -> Found | None:
    """The longest way of naming a day that begins at this word."""
    told = ((kind, _with_year(given, today), end) for kind, given, end in _fits(reply, i, v))
    fits = [fit for fit in told if not _unfinished(reply, i, fit, v, direction)]
    fits = [(k, s, end) for k, s, end in fits if k != "weekday_late" or meant(k, s, today, direction)]
    longest = max((end for _, _, end in fits), default=0)
    found = [Found(meant(k, s, today, direction), end, k, s) for k, s, end in fits if end == longest]
    if len({f.day for f in found}) > 1:
        return Found(None, longest)
    return found[0] if found else None


def _with_year(given: Slots, today: date) -> Slots:
    """ "22nd February last year"."""
    return given | {"year": today.year + given["year_away"]} if "year_away" in given else given


def following(one: Found, named: Found) -> Found:
    """ "Not Monday, the day after": the day that is meant, reckoned from the one named before it."""
    day = named.day and MEANINGS[one.kind](one.slots or {}, named.day, "any")
    return replace(one, day=day)


def _unfinished(reply: Reply, i: int, fit: tuple[str, Slots, int], v: Vocabulary, direction: Direction) -> bool:
    """ "The day after my birthday", "weeks ago", "pension day Thursday"; "3 weeks" where it is no time from now."""
    kind, slots, end = fit
    if kind == "the_day" or kind in FOLLOWING:
        ends = end == len(reply.words) or reply.breaks_before(end)
        return not ends and (kind == "the_day" or v.dates.after.at(reply.folded, end) is None)
    if kind == "weekday_day" and end - i == 2 and reply.words[i + 1].number in range(1, 4):  # "Wednesday first class"
        return not reply.folded[i + 1][0].isdecimal()
    if kind == "day" and end < len(reply.words) and v.numbers.one.at(reply.folded, end):  # "eighth one nearly there"
        return not reply.breaks_before(end)
    if kind == "day" and _of_a_thing(reply, i, end, v):
        return True
    if kind == "day" and end - i == 1:  # "ring first"
        return i > 0 and reply.folded[i][0].isalpha() and not reply.breaks_before(i)
    if kind == "bare_span":
        return direction != "future"
    return (kind == "later" and slots.get("unit") == 1) or (kind == "unit_ago" and reply.folded[i].endswith("s"))


def _of_a_thing(reply: Reply, i: int, end: int, v: Vocabulary) -> bool:
    """ "First class", "the second post": a low number in letters that counts what follows it."""
    low = reply.words[end - 1].number in range(1, FEW + 1) and reply.folded[end - 1].isalpha()
    if not low or end >= len(reply.words) or reply.breaks_before(end):
        return False
    return len(reply.folded[end]) > 2 and not any(
        p.at(reply.folded, end) for p in (v.dates.after, v.common.polite, v.common.goes_on)
    )


@dataclass(slots=True)
class _Step:
    """Where forms part: the words and the slots that may come next, and what it means to end here."""

    words: dict[str, "_Step"] = field(default_factory=dict[str, "_Step"])
    slots: dict[str, "_Step"] = field(default_factory=dict[str, "_Step"])
    kind: str = ""


@lru_cache
def _forms(language: str) -> _Step:
    """Many forms begin alike: what they share is looked at once."""
    first = _Step()
    for form, kind in heard(language).dates.forms.meanings.items():
        step = first
        for part in form:
            step = (step.slots if part.startswith("{") else step.words).setdefault(part, _Step())
        step.kind = kind
    return first


def _fits(reply: Reply, i: int, v: Vocabulary) -> Iterator[tuple[str, Slots, int]]:
    for kind, given, end in _walk(_forms(v.language), reply, i, v, {}):
        if kind in ACROSS or not _sentence_ends(reply, i, end, "," if kind in COUNTED else ""):
            yield kind, given, end


def _walk(step: _Step, reply: Reply, i: int, v: Vocabulary, given: Slots) -> Iterator[tuple[str, Slots, int]]:
    if step.kind:
        yield step.kind, given, i
    if i >= len(reply.words):
        return
    word = reply.folded[i]
    if then := step.words.get("of" if word in v.dates.links else word) or step.words.get(word):
        yield from _walk(then, reply, i + 1, v, given)
    for part, then in step.slots.items():
        if hit := slot(part, reply, i, v):
            yield from _walk(then, reply, i + hit[0], v, given | hit[1])
            if part == "{weekday}":
                yield from _with_hours(then, reply, i + hit[0], v, given | hit[1])


def _with_hours(step: _Step, reply: Reply, i: int, v: Vocabulary, given: Slots) -> Iterator[tuple[str, Slots, int]]:
    """ "Tuesday night before Christmas": a part of the day stands inside the form."""
    hours = v.times.parts.at(reply.folded, i)
    k = i + hours[0] if hours else len(reply.words)
    if k < len(reply.words) and (then := step.words.get(reply.folded[k])):
        yield from _walk(then, reply, k + 1, v, given)


def _sentence_ends(reply: Reply, i: int, end: int, too: str = "") -> bool:
    """A full stop that is no sign of a short word stands between: "Tuesday. Next"."""
    between = [reply.text[reply.words[k].end : reply.words[k + 1].start] for k in range(i, end - 1)]
    return any(
        sign in gap and not (sign == "." and len(reply.words[i + k].text) <= 4)
        for k, gap in enumerate(between)
        for sign in ".!?;\n" + too
    )


def meant(kind: str, s: Slots, today: date, direction: Direction) -> date | None:
    try:
        return MEANINGS[kind](s, today, direction)
    except (ValueError, OverflowError):  # 31 February; a million weeks
        return None


def reckoned(one: Found, said: Sequence[Said[Found]], fits: Callable[[date], bool]) -> Found:
    """ "Back 1 November, ring the 2nd": a day of the month that was named before it, or of the one that follows."""
    named = next((s.value for s in reversed(said) if s.value and "month" in (s.value.slots or {})), None)
    if one.kind != "day" or one.day is None or named is None or named.day is None:
        return one
    day = MEANINGS["day"](one.slots or {}, named.day, "future")
    return replace(one, day=day) if day and fits(day) else one
