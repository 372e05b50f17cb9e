"""Choices that a reply names in none of their words: by a place in a sentence of its own, or by another way to say an hour."""

from datetime import date
from functools import lru_cache
from itertools import pairwise

from flows.answers.calendar.times import time_of_day
from flows.answers.choosing.places import counted_in
from flows.answers.words import Reply
from flows.talk import Context, Ok
from messages.heard import Vocabulary

Hit = tuple[int, str]
HALF_DAY = 12


def by_place(reply: Reply, count: int, v: Vocabulary) -> Hit | None:
    """ "Not the early one, im never straight by then. Last one"."""
    if not any(v.choice.position.at(reply.folded, k) for k in range(len(reply.words))):
        return None
    starts = [0, *(k for k in range(1, len(reply.words)) if reply.breaks_before(k)), len(reply.words)]
    pieces = [Reply(reply.text, reply.words[a:b], reply.folded[a:b]) for a, b in pairwise(starts) if a]
    said = {hit[0] for piece in pieces if (hit := counted_in(piece, count, v)) and piece.words[0].number is None}
    return (said.pop(), reply.text.strip()) if len(said) == 1 else None


def by_clock(text: str, labels: tuple[str, ...], language: str) -> Hit | None:
    """ "The 10 o'clock one" of "10am" and "1pm"."""
    hours = _hours(labels, language)
    said = _hour(text, language) if hours else None
    return (hours.index(said), text.strip()) if said in hours else None


@lru_cache(maxsize=256)
def _hours(labels: tuple[str, ...], language: str) -> tuple[tuple[int, str], ...]:
    """The hour in every label; nothing where one has none, or two the same."""
    found = [hour for label in labels if (hour := _hour(label, language))]
    return tuple(found) if len(set(found)) == len(labels) > 1 else ()


def _hour(text: str, language: str) -> tuple[int, str] | None:
    read = time_of_day.read(text, Context(date.min, language))
    if not isinstance(read, Ok) or ":" not in read.value:
        return None
    hour, minutes = read.value.split(":")
    return int(hour) % HALF_DAY, minutes
