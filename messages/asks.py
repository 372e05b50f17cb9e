"""What people ask of the service in whole sentences: patterns over words, from a language's asks.toml.

A pattern is written in words; this file makes it a regular expression over a clause whose words stand one space apart.
Each pattern knows the words without which it cannot match, so that most replies cost one look at a set.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import cast

from messages.heard import BadVocabulary
from messages.heard import fold as _fold
from messages.vocabulary import Phrases, Words

HERE = Path(__file__).parent
FILLING, ANY, TAILS = 5, 4, 4  # words: how many `~` and `*` take, how many courtesies may follow
BREAKS = ".,?"
FILLS = "'"  # put behind a filling word, so that `~` need not list them all: that would cost a second at start
_ANY = rf"(?:[^ {BREAKS}]+ ){{0,{ANY}}}?"
_FILLING = rf"(?:[^ {BREAKS}]+{FILLS} ){{0,{FILLING}}}?"
Lists = Mapping[str, list[str]]


@cache
def _compiled(source: str) -> re.Pattern[str]:
    """Made when first needed: all together they cost half a second, and most replies need none."""
    return re.compile(source)


@dataclass(frozen=True, slots=True)
class Asked:
    """The patterns of one meaning. Without one of the words in `needs` none of them matches."""

    meaning: str
    needs: frozenset[str]
    source: str

    def at(self, clause: str, start: int) -> re.Match[str] | None:
        return _compiled(self.source).match(clause, start)


@dataclass(frozen=True, slots=True)
class Asks:
    """One language's sentences. `plain` and `clause` may be any clause of a reply, `whole` only all of it; with
    `away` beside it a STOP is a pause; `skip` declines a question."""

    spelt: Mapping[str, str]
    fill: frozenset[str]
    before: Phrases
    plain: tuple[Asked, ...]
    clause: tuple[Asked, ...]
    whole: tuple[Asked, ...]
    skip: tuple[Asked, ...]
    away: tuple[Asked, ...]

    def sign(self, word: str) -> str:
        """How a word stands in a clause."""
        return f"{word}{FILLS} " if word in self.fill else f"{word} "


def _alternatives(token: str, spelt: Mapping[str, str]) -> list[Words]:
    """`all_right/fine?` -> what may stand here: each alternative as its words."""
    found = [tuple(_plain(word, spelt) for word in one.split("_") if word) for one in token.rstrip("?").split("/")]
    return [*found, ()] if token.endswith("?") else found


def _plain(word: str, spelt: Mapping[str, str]) -> str:
    if word == "*" or word.startswith("{"):
        return word
    if not (folded := _fold(word)):
        raise BadVocabulary(f"asks.toml: nothing is left of {word!r}")
    return spelt.get(folded, folded)


def _ways(line: str, spelt: Mapping[str, str]) -> Iterator[Words]:
    for choice in product(*(_alternatives(token, spelt) for token in line.split())):
        if words := tuple(word for piece in choice for word in piece):
            yield words


def _listed(lines: list[str], spelt: Mapping[str, str]) -> list[Words]:
    return sorted({way for line in lines for way in _ways(line, spelt)}, key=lambda way: (-len(way), way))


class _Maker:
    """Makes the expressions of one file: what its lists stand for is worked out once."""

    def __init__(self, lists: Lists, spelt: Mapping[str, str]) -> None:
        self.spelt = spelt
        listed = {name: _listed(lines, spelt) for name, lines in lists.items()}
        self.fill = frozenset(word for way in listed["fill"] for word in way)
        self.first = {name: frozenset(way[0] for way in found) for name, found in listed.items()}
        self.lists = {name: _either(["".join(map(self._one, way)) for way in found]) for name, found in listed.items()}
        tails, stop = rf"(?:{self.lists['tail']}){{0,{TAILS}}}", f"(?=[{BREAKS}])"
        self.stops = tails + stop
        self.ends = rf"{tails}(?:{stop}|(?={self.lists['thought']}))"
        self.limits = rf"(?!{self.lists['limits']})"
        self.all = rf"{tails}(?:[{BREAKS}] {tails})*$"

    def asked(self, meaning: str, lines: list[str], whole: bool = False) -> Asked:
        ends = {">": "", "!": self.limits, ".": self.stops}
        made = [(self._pattern(line), ends.get(line[-1], self.all if whole else self.ends)) for line in lines]
        kinds = sorted({end for _, end in made})
        pattern = "|".join(_either([one for one, its in made if its == end]) + end for end in kinds)
        needs = frozenset(word for line in lines for word in self._needs(line))
        return Asked(meaning, needs, pattern)

    def _pattern(self, line: str) -> str:
        return "".join(self._stands_for(piece) for piece in line.rstrip(" >!.").split())

    def _stands_for(self, piece: str) -> str:
        if piece == ",":
            return rf"(?:[{BREAKS}] )?"
        if piece == "~":
            return _FILLING
        bare = piece.rstrip("?")
        either = _either(["".join(map(self._word, way)) for way in _alternatives(bare, self.spelt)])
        return either if bare == piece else f"{either}?"

    def _word(self, word: str) -> str:
        if not word.startswith("{"):
            return self._one(word)
        if word[1:-1] not in self.lists:
            raise BadVocabulary(f"asks.toml has no list {word}")
        return self.lists[word[1:-1]]

    def _one(self, word: str) -> str:
        return _ANY if word == "*" else f"{re.escape(word)}{FILLS * (word in self.fill)} "

    def _needs(self, line: str) -> frozenset[str]:
        """The words of that token which says most: the fewest that fill, then the fewest."""
        sets = [found for token in line.split() if (found := self._words(token))]
        return min(sets, key=lambda found: (len(found & self.fill), len(found)), default=frozenset({""}))

    def _words(self, token: str) -> frozenset[str]:
        """The words that can begin what this token stands for; none if it may be missing, or be anything."""
        if token in ("~", "*", ",", ">", "!", ".") or token.endswith("?"):
            return frozenset()
        firsts = [way[0] for way in _alternatives(token, self.spelt)]
        found = [self.first[word[1:-1]] if word.startswith("{") else frozenset({word}) for word in firsts]
        words = frozenset[str]().union(*found)
        return frozenset() if "*" in words else words


def _either(ways: list[str]) -> str:
    """Any of these; a word that never comes where there is none."""
    return f"(?:{'|'.join(ways)})" if ways else "(?!)"


def _phrases(found: list[Words]) -> Phrases:
    first: dict[str, int] = {}
    for way in found:
        first[way[0]] = max(first.get(way[0], 0), len(way))
    return Phrases(dict.fromkeys(found, ""), max(map(len, found)), first)


def _spelt(raw: Lists) -> Iterator[tuple[str, str]]:
    return ((_fold(way), _fold(word)) for word, others in raw.items() for way in others)


def parse(source: str, languages: list[str]) -> Asks:
    raw = cast(Mapping[str, Lists], tomllib.loads(source))
    spelt = dict(_spelt(raw["spelt"]))
    maker = _Maker({**raw["lists"], "LANGUAGE": languages}, spelt)
    plain, clause = (tuple(maker.asked(*one) for one in raw[name].items()) for name in ("plain", "clause"))
    whole = tuple(maker.asked(meaning, lines, whole=True) for meaning, lines in raw["whole"].items())
    skip, away = (tuple(maker.asked(name, lines) for lines in raw[name].values()) for name in ("skip", "away"))
    return Asks(spelt, maker.fill, _phrases(_listed(raw["lists"]["before"], spelt)), plain, clause, whole, skip, away)


@lru_cache
def asks(language: str, languages: tuple[str, ...]) -> Asks | None:
    """What a language's speakers ask in sentences; nothing where nobody has written it down yet."""
    path = HERE / language / "asks.toml"
    return parse(path.read_text(encoding="utf-8"), list(languages)) if path.is_file() else None
