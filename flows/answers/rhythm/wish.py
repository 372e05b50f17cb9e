"""What somebody on a programme asks of our texts, in plain words: "can you text me on Thursdays instead".

Conservative: "Thursdays are my bad days" asks nothing. Where any words may be an answer only what plainly speaks of our
texts is a request; elsewhere the whole of a message may be one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from flows.answers.asks import Found, clauses, find
from flows.answers.rhythm.change import Change
from flows.answers.rhythm.slots import NOT_WHEN, PACE, UNKNOWN, WAY, Slot, Slotted, slotted, vocabulary
from flows.answers.words import reply_of, words_of
from messages.heard import heard
from messages.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Wish:
    """`what` is rhythm, hospital, away, back or stage. `plain`: it speaks of our texts; `habit`: not of one day alone;
    `asks`: the message begins as a question to us; `opens`: it begins with the request."""

    what: str
    change: Change = field(default_factory=Change)
    plain: bool = False
    habit: bool = False
    asks: bool = False
    opens: bool = False


@lru_cache(maxsize=64)
def a_wish(text: str, language: str) -> Wish | None:
    said, known = slotted(text, language), vocabulary(language)
    if said is None or known is None:
        return None
    for group in ("plain", "whole"):
        if found := find(said, known.groups[group], language, opening=group == "whole"):
            return _rhythm(found, group == "plain", said, known, language)
    found = find(said, known.groups["stage"], language, opening=True) or find(said, known.groups["pause"], language)
    return Wish(found.meaning) if found else None


def _rhythm(found: Found, plain: bool, said: Slotted, known: Wishes, language: str) -> Wish | None:
    named = said.clause(found.end - 1 if found.meaning == "rather" else found.start, found.end)
    change = _change(found.meaning, named)
    if change is None:
        return None
    asks = known.phrases["asking"].at(said.folded, 0) is not None
    opens = found.start in clauses(said, language).openings
    habit = (plain and change.day is None) or _is_habit(named, said, known)
    return Wish("rhythm", change, plain, habit, asks, opens)


def speaks_of_hospital(text: str, language: str) -> bool:
    known, words = vocabulary(language), reply_of(text, heard(language)).folded
    return known is not None and any(known.phrases["hospital"].at(words, i) for i in range(len(words)))


def change_in(text: str, language: str) -> Change | None:
    """The same as the answer to our own question: whatever names a day, an hour, a pace or a way."""
    said, wish = slotted(text, language), a_wish(text, language)
    if wish and wish.what == "rhythm" and not wish.change.ask:
        return wish.change
    change = said and _named([slot for _, slot in said.slots])
    return None if change is None or change.ask else change


def _change(meaning: str, named: Sequence[Slot]) -> Change | None:
    if meaning in ("change", "rather"):
        return _named(named)
    if meaning in ("slower", "faster"):
        return Change(turn=meaning)
    if meaning == "cap":
        return Change(cap=1)
    if meaning == "another":
        return Change(ask="hour" if {slot.what for slot in named} == {"hour"} else "day")
    return Change(ask={"ask_day": "day", "ask_hour": "hour"}.get(meaning, "what"))


def _named(slots: Sequence[Slot]) -> Change | None:
    """What the slots hold. Two days, or an hour of either half of the day, and we ask which."""
    days, hours, paces, ways = (_values(slots, what) for what in ("day", "hour", PACE, WAY))
    if not (days or hours or paces or ways):
        return None
    hour = _hour(hours)
    if len(days) > 1 or hour is None:
        return Change(ask="day" if len(days) > 1 else "hour")
    pace = int(paces[0]) if len(paces) == 1 else None
    return Change(int(days[0]) if days else None, hour, pace, way=ways[0] if len(ways) == 1 else "")


def _values(slots: Sequence[Slot], what: str) -> list[str]:
    """The different ones, in their order."""
    return list(dict.fromkeys(slot.value for slot in slots if slot.what == what and slot.word != NOT_WHEN))


def _hour(hours: Sequence[str]) -> str | None:
    """ "Mornings, about 10" is at ten; None where it is not clear."""
    by_clock = [hour for hour in hours if ":" in hour]
    found = by_clock or [hour for hour in hours if hour != UNKNOWN]
    if not hours:
        return ""
    return found[0] if len(found) == 1 and UNKNOWN not in hours else None


def _is_habit(named: Sequence[Slot], said: Slotted, known: Wishes) -> bool:
    """ "Thursdays", "a Thursday", "in the mornings"; and whatever names neither day nor hour."""
    if not any(slot.what in ("day", "hour") for slot in named):
        return True
    words = words_of(said.text).folded
    return any(known.phrases["habit"].at(words, i) for i in range(len(words)))
