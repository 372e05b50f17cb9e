"""What somebody on a programme asks of our texts, in plain words: "can you text me on Thursdays instead".

Conservative: "Thursdays are my bad days" asks nothing. Where any words may be an answer only what plainly speaks of our
texts is a request; elsewhere the whole of a message may be one. Patterns first, then which words stand together.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from flows.answers.asks import Found, clauses, find
from flows.answers.rhythm.change import Change
from flows.answers.rhythm.glance import may_hold
from flows.answers.rhythm.loosely import any_at, denies, found_loosely
from flows.answers.rhythm.meant import another, change_of, named
from flows.answers.rhythm.slots import PACE, WAY, WHEN, Slotted, slotted, vocabulary
from flows.answers.words import reply_of, words_of
from messages.heard import heard
from messages.wishes import Wishes

OF_A_WHOLE = ("whole", "stage", "pause_over")  # these groups must be all of a message
SHORT = 18  # words: no longer message is one request and nothing else
NAMED = (WHEN, PACE, WAY)


@dataclass(frozen=True, slots=True)
class Wish:
    """`what` is rhythm, hospital, away, back, stage or sharing. `plain`: it speaks of our texts; `habit`: not of one day alone;
    `asks`: the message begins as a question to us; `opens`: it begins with the request."""

    what: str
    change: Change = field(default_factory=Change)
    plain: bool = False
    habit: bool = False
    asks: bool = False
    opens: bool = False

    @property
    def is_of_ours(self) -> bool:
        """Surely of our texts: it says so, or names what is regular. "Too early" may be of a visit."""
        return self.habit and (self.plain or not self.change.ask)


@lru_cache(maxsize=64)  # the turn and the conversation's own reader ask about the same message
def a_wish(text: str, language: str) -> Wish | None:
    known = vocabulary(language)
    if known is None or not _may_ask(text, language, known):
        return None
    return _wish(slotted(text, language), known, language)


def _wish(said: Slotted | None, known: Wishes, language: str) -> Wish | None:
    if said is None:
        return None
    for group in ("plain", "whole"):
        if found := find(said, known.groups[group], language, opening=group == "whole"):
            change = _of_pattern(found, said, known)
            return _rhythm(change, found.start, found.end, group == "plain", said) if change else None
    if found := find(said, known.groups["sharing"], language):
        return Wish(found.meaning, plain=True)
    if found := find(said, known.groups["stage"], language, opening=True):
        return Wish(found.meaning)
    if loosely := found_loosely(said, known):
        return _rhythm(loosely.change, loosely.start, loosely.end, loosely.plain, said)
    return _rest(said, known)


def _may_ask(text: str, language: str, known: Wishes) -> bool:
    """A look at the words: finding days and hours costs a millisecond, and most messages ask for nothing."""
    words, said = may_hold(text, language), reply_of(text, heard(language)).folded
    short = len(said) <= SHORT
    if any(group.possible(words) for name, group in known.groups.items() if short or name not in OF_A_WHOLE):
        return True
    if any_at(said, known.phrases["ours"]):
        return any_at(said, known.phrases["asking_words"]) or any_at(said, known.phrases["turns"])
    return short and not words.isdisjoint(NAMED) and any_at(said, known.phrases["wanting"])


def _of_pattern(found: Found, said: Slotted, known: Wishes) -> Change | None:
    """With "no texts" before it, a day that is named does not suit; but where another is wanted, that one does."""
    slots = said.clause(found.end - 1 if found.meaning == "rather" else found.start, found.end)
    if found.meaning == "change" and denies(said.folded[said.clause_start(found.start) : found.end], known):
        return another(slots) if any(slot.word == WHEN for slot in slots) else None
    return change_of(found.meaning, slots)


def _rhythm(change: Change, start: int, end: int, plain: bool, said: Slotted) -> Wish:
    known = vocabulary(said.language)
    asks = known is not None and known.phrases["asking"].at(said.folded, 0) is not None
    opens = start in clauses(said, said.language).openings
    habit = (plain and change.day is None) or _is_habit(start, end, said)
    return Wish("rhythm", change, plain, habit, asks, opens)


def _is_habit(start: int, end: int, said: Slotted) -> bool:
    """ "Thursdays", "a Thursday", "in the mornings"; and whatever names neither day nor hour."""
    known, words = vocabulary(said.language), words_of(said.text).folded
    if not any(slot.what in ("day", "hour") for slot in said.clause(start, end)):
        return True
    return known is not None and any_at(words, known.phrases["habit"])


def _rest(said: Slotted, known: Wishes) -> Wish | None:
    """That they go away or into hospital, or are back: "I'm at the pool till noon" is no time away, "let home Friday" to come."""
    found = find(said, known.groups["pause"], said.language) or find(
        said, known.groups["pause_over"], said.language, opening=True
    )
    if found is None:
        return None
    slots = said.clause(found.start, found.end)
    hours = [slot for slot in slots if slot.what == "hour"]
    wrong = (found.meaning == "away" and slots and len(hours) == len(slots)) or (found.meaning == "back" and slots)
    return None if wrong else Wish(found.meaning)


def speaks_of_hospital(text: str, language: str) -> bool:
    known = vocabulary(language)
    return known is not None and any_at(reply_of(text, heard(language)).folded, known.phrases["hospital"])


def change_in(text: str, language: str) -> Change | None:
    """The same as the answer to our own question: whatever names a day, an hour, a pace or a way."""
    said, wish = slotted(text, language), a_wish(text, language)
    if wish and wish.what == "rhythm" and not wish.change.ask:
        return wish.change
    change = named([slot for _, slot in said.slots]) if said else None
    return None if change is None or change.ask else change
