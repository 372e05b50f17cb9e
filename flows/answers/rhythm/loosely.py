"""Requests that no pattern knows: by which sorts of words stand together in one clause.

A clause that speaks of our texts, asks, and names when, asks for it then; but not where it speaks of somebody else, and
with a "no" or "stop" before it, it says what does not suit. Without our texts, a short message may: it is asked about.
"""

from collections.abc import Sequence
from typing import NamedTuple

from flows.answers.rhythm.change import Change
from flows.answers.rhythm.meant import another, change_of, named
from flows.answers.rhythm.slots import WHEN, Slotted
from messages.phrases import Phrases
from messages.wishes import Wishes

SHORTEST = 12  # words of a message that may be a request by itself, a day or an hour being one


class Loosely(NamedTuple):
    """What is asked for, and in which words of the message. `plain`: it speaks of our texts."""

    change: Change
    start: int
    end: int
    plain: bool


def found_loosely(said: Slotted, known: Wishes) -> Loosely | None:
    for start, end in said.clauses():
        if change := _of_our_texts(said, start, end, known):
            return Loosely(change, start, end, plain=True)
    change = _of_something(said, known)
    return Loosely(change, 0, len(said.folded), plain=False) if change else None


def _of_our_texts(said: Slotted, start: int, end: int, known: Wishes) -> Change | None:
    words, slots = said.folded[start:end], said.clause(start, end)
    if _has(words, known, "not_ours") or not _has(words, known, "ours"):
        return None
    turn = next((hit for i in range(len(words)) if (hit := known.phrases["turns"].at(words, i))), None)
    if turn and not slots:
        return change_of(turn[1], ())
    if not _has(words, known, "asking_words"):
        return None
    if denies(words, known):
        return another(slots) if any(slot.word == WHEN for slot in slots) else None
    return named(slots)


def _of_something(said: Slotted, known: Wishes) -> Change | None:
    """A short message of one clause that names when, and wants it; it may be of a visit."""
    words = said.folded
    if len(said.clauses()) > 1 or len(words) > SHORTEST or denies(words, known):
        return None
    wants = _has(words, known, "wanting") and not _has(words, known, "not_ours")
    return named(said.clause(0, len(words))) if wants else None


def denies(words: Sequence[str], known: Wishes) -> bool:
    """ "No texts on", "please stop the": what follows does not suit."""
    return _has(words, known, "denying")


def _has(words: Sequence[str], known: Wishes, name: str) -> bool:
    return any_at(tuple(words), known.phrases[name])


def any_at(words: tuple[str, ...], phrases: Phrases) -> bool:
    return any(phrases.at(words, i) for i in range(len(words)))
