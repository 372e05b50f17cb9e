"""What people ask of the service in whole sentences: patterns over words, from a language's asks.toml.

Patterns are found by the words of a reply, so that most replies cost a look at an index.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Generic, Protocol, TypeVar, cast

import tomli

from messages.heard import fold
from messages.patterns import FILLS, Asked, Lists, Maker
from messages.phrases import Phrases

__all__ = ["Asked", "Asks", "Sentences", "asks", "parse"]

HERE = Path(__file__).parent
STARTS = ("before", "joining", "turned", "asked", "opens", "governs")  # the lists that say where a clause starts


class Needing(Protocol):
    """A pattern that cannot hold unless a word of each of these sets is there."""

    @property
    def needs(self) -> tuple[frozenset[str], ...]: ...


One = TypeVar("One", bound=Needing)


@dataclass(frozen=True, slots=True)
class Sentences(Generic[One]):
    """Patterns in order, and which of them some words leave possible. Pattern n is bit n of a number: `columns` holds,
    for the first set of words that each pattern needs, for the second and so on, the patterns that a word is enough
    for, and those that need no such set. Seven thousand patterns cost a few dozen operations on long numbers."""

    patterns: tuple[One, ...]
    columns: tuple[tuple[Mapping[str, int], int], ...]

    @classmethod
    def of(cls, patterns: Sequence[One]) -> "Sentences[One]":
        longest = max((len(one.needs) for one in patterns), default=0)
        return cls(tuple(patterns), tuple(_column(patterns, place) for place in range(longest)))

    def possible(self, words: Collection[str]) -> list[One]:
        """Those that these words do not rule out, in their order."""
        left = (1 << len(self.patterns)) - 1
        for by_word, without in self.columns:
            found = without
            for word in words:
                if word in by_word:
                    found |= by_word[word]
            if not (left := left & found):
                return []
        return [self.patterns[number] for number in _bits(left)]


def _bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _column(patterns: Sequence[Needing], place: int) -> tuple[Mapping[str, int], int]:
    by_word, without = dict[str, int](), 0
    for number, one in enumerate(patterns):
        for word in one.needs[place] if place < len(one.needs) else ():
            by_word[word] = by_word.get(word, 0) | 1 << number
        without |= (place >= len(one.needs)) << number
    return by_word, without


@dataclass(frozen=True, slots=True)
class Asks:
    """One language's sentences. `plain` and `clause` may be any clause of a reply, `whole` only all of it; with
    `away` beside it a STOP is a pause; `skip` declines a question. A clause begins after a word of `joining`, and where
    `turned` stands before `asked` ("can you"), or with one of `opens` and none of `governs` before it."""

    spelt: Mapping[str, str]
    fill: frozenset[str]
    before: Phrases
    joining: Phrases
    turned: Phrases
    asked: Phrases
    opens: Phrases
    governs: Phrases
    plain: Sentences[Asked]
    clause: Sentences[Asked]
    whole: Sentences[Asked]
    skip: Sentences[Asked]
    away: Sentences[Asked]

    def sign(self, word: str) -> str:
        """How a word stands in a clause."""
        return f"{word}{FILLS} " if word in self.fill else f"{word} "


def _spelt(raw: Lists) -> Iterator[tuple[str, str]]:
    return ((fold(way), fold(word)) for word, others in raw.items() for way in others)


def parse(source: str, languages: list[str]) -> Asks:
    raw = cast(Mapping[str, Lists], tomli.loads(source))
    spelt = dict(_spelt(raw["spelt"]))
    maker = Maker({**raw["lists"], "LANGUAGE": languages}, spelt)
    plain, clause, whole, skip, away = (
        Sentences[Asked].of(
            [maker.asked(meaning, line, name == "whole") for meaning, lines in raw[name].items() for line in lines]
        )
        for name in ("plain", "clause", "whole", "skip", "away")
    )
    before, joining, turned, asked, opens, governs = (
        Phrases.of(dict.fromkeys(maker.listed[name], "")) for name in STARTS
    )
    starts = (before, joining, turned, asked, opens, governs)
    return Asks(spelt, maker.fill, *starts, plain, clause, whole, skip, away)


@lru_cache
def asks(language: str, languages: tuple[str, ...]) -> Asks | None:
    """What a language's speakers ask in sentences; nothing where nobody has written it down yet."""
    path = HERE / language / "asks.toml"
    return parse(path.read_text(encoding="utf-8"), list(languages)) if path.is_file() else None
