"""What people ask of the service in whole sentences: patterns over words, from a language's asks.toml.

Patterns are found by the words of a reply, so that most replies cost one look at an index.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

import tomli

from messages.heard import fold
from messages.patterns import FILLS, Asked, Lists, Maker
from messages.phrases import Phrases

__all__ = ["Asked", "Asks", "Sentences", "asks", "parse"]

HERE = Path(__file__).parent
STARTS = ("before", "joining", "turned", "asked", "opens", "governs")  # the lists that say where a clause starts


@dataclass(frozen=True, slots=True)
class Sentences:
    """Patterns in order, and which of them a word can be part of. `needs` numbers the sets of words that patterns
    need: those that a word is in, by word, and those of a pattern, by its number."""

    patterns: tuple[Asked, ...]
    by_word: Mapping[str, tuple[int, ...]]
    sets_of: Mapping[str, tuple[int, ...]]
    needs: tuple[frozenset[int], ...]

    @classmethod
    def of(cls, patterns: Sequence[Asked]) -> "Sentences":
        numbers: dict[frozenset[str], int] = {}
        by_word: dict[str, list[int]] = {}
        for number, one in enumerate(patterns):
            for word in one.needs[0]:
                by_word.setdefault(word, []).append(number)
        needs = tuple(
            frozenset(numbers.setdefault(need, len(numbers)) for need in one.needs[1:]) for one in patterns
        )
        sets_of: dict[str, list[int]] = {}
        for need, number in numbers.items():
            for word in need:
                sets_of.setdefault(word, []).append(number)
        return cls(tuple(patterns), _tuples(by_word), _tuples(sets_of), needs)

    def possible(self, words: Collection[str]) -> list[Asked]:
        """Those that these words do not rule out, in their order."""
        begun = {number for word in words if word in self.by_word for number in self.by_word[word]}
        if not begun:
            return []
        there = frozenset[int]().union(*(self.sets_of[word] for word in words if word in self.sets_of))
        return [self.patterns[number] for number in sorted(begun) if self.needs[number] <= there]


def _tuples(lists: Mapping[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {word: tuple(numbers) for word, numbers in lists.items()}


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
    plain: Sentences
    clause: Sentences
    whole: Sentences
    skip: Sentences
    away: Sentences

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
        Sentences.of(
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
