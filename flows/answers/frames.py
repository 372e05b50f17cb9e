"""What a reader tells of its answers: where each stands in a reply, and which words beside it speak for it or against it."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

from messages.heard import Phrases

T = TypeVar("T")


class Weight(IntEnum):
    OUT = 0  # denied, only a limit, or of another time
    TOLD = 1  # stands in a sentence
    MARKED = 2  # and something there says that it is the answer ("is fine")
    PLAIN = 3  # all that its clause says


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """Words that could be an answer, up to `end`.

    They may be much else: `loose` counts only where it is plainly the answer, `clean` only where no noun can follow.
    `out` is none already: another's age, a day on the wrong side of today. `sure` is so plain that a clause may
    begin with it and run on ("11am the nurses are gone").
    """

    start: int
    end: int
    value: T | None
    loose: bool = False
    clean: bool = False
    out: bool = False
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What may stand round an answer of one kind, and which words beside it tell for it or against it."""

    before: tuple[Phrases, ...]
    after: tuple[Phrases, ...]
    beside: tuple[Phrases, ...] = ()  # may follow without a word between ("Monday morning")
    marks: tuple[Phrases, ...] = ()
    against: tuple[Phrases, ...] = ()  # anywhere in the clause
    other_time: tuple[Phrases, ...] = ()  # before the answer, in the clause
    limits: tuple[Phrases, ...] = ()  # right before the answer
    plainly: tuple[Phrases, ...] = ()  # right before it, these limit nothing ("leave it till Friday")
    echoes: tuple[Phrases, ...] = ()  # marks, between this answer and the ones beside it
    gives_way: tuple[Phrases, ...] = ()  # right before it: another that is named counts instead
    offered: bool = False  # asked for one that suits: with a question mark it is an offer ("half 4?")
