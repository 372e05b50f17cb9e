"""A pattern in words, as a regular expression over a clause whose words stand one space apart.

Each pattern knows the words without which it cannot match; its expression is made when they first come together in a
reply. All expressions at once would cost half a second at start, and most are never needed.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, product

from messages.heard import BadVocabulary
from messages.heard import fold as _fold
from messages.phrases import Words

FILLING, ANY, TAILS = 5, 4, 4  # words: how many `~` and `*` take, how many courtesies may follow
SHARE = 1_000  # the commonest word of a language stands in a thousand times as many texts as a rare one
BREAKS = ".,?"
FILLS = "'"  # put behind a filling word, so that `~` need not list them all
_ANY = rf"(?:[^ {BREAKS}]+ ){{0,{ANY}}}?"
_FILLING = rf"(?:[^ {BREAKS}]+{FILLS} ){{0,{FILLING}}}?"
_LIST = re.compile(r"\{([^}]*)\}")
Lists = Mapping[str, list[str]]


class Asked:
    """One pattern of one meaning. It cannot match unless a word of each set in `needs` is there."""

    def __init__(self, meaning: str, needs: tuple[frozenset[str], ...], source: Callable[[], str]) -> None:
        self.meaning, self.needs, self._source = meaning, needs, source

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._source())

    def at(self, clause: str, start: int) -> re.Match[str] | None:
        return self._pattern.match(clause, start)


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
        if words := tuple(chain.from_iterable(choice)):
            yield words


def _listed(lines: list[str], spelt: Mapping[str, str]) -> list[Words]:
    """Every way of writing that these lines stand for, the longest first."""
    return sorted({way for line in lines for way in _ways(line, spelt)}, key=lambda way: (-len(way), way))


class Maker:
    """Makes the patterns of one file: what its lists stand for is worked out once."""

    def __init__(self, lists: Lists, spelt: Mapping[str, str], common: Sequence[str] = ()) -> None:
        """`common`: the language's commonest words, in order; a pattern is looked for at its rarest ones."""
        self.spelt = spelt
        self.share = {word: SHARE / (place + 1) for place, word in enumerate(common)}
        self.listed = {name: _listed(lines, spelt) for name, lines in lists.items()}
        self.fill = frozenset(word for way in self.listed["fill"] for word in way)
        self.first = {name: frozenset(way[0] for way in found) for name, found in self.listed.items()}
        self.lists: dict[str, str] = {}
        self.firsts: dict[str, frozenset[str]] = {}

    def asked(self, meaning: str, line: str, whole: bool = False) -> Asked:
        """`whole` must be all of a reply; else the line's last sign says how its clause may end."""
        return Asked(meaning, self.needs(line), lambda: self._source(line, whole))

    def needs(self, line: str) -> tuple[frozenset[str], ...]:
        """The sets of words of each of which one must be there, the rarest first."""
        self.check(line)
        needs = sorted((words for token in line.split() if (words := self._begins(token))), key=self._often)
        if not needs:
            raise BadVocabulary(f"{line!r} needs a word that it cannot do without")
        return tuple(needs)

    def check(self, line: str) -> None:
        """Raises BadVocabulary for a list that is not there."""
        for name in _LIST.findall(line):
            if name not in self.listed:
                raise BadVocabulary(f"there is no list {name!r}: {line!r}")

    def alternatives(self, token: str) -> list[Words]:
        """What may stand here: each alternative as its words, lists and gaps."""
        return _alternatives(token, self.spelt)

    def _often(self, found: frozenset[str]) -> tuple[int, float]:
        """How often one of these words stands in a text: filling words first of all, then as common as they are."""
        return 0 if self.share else len(found & self.fill), sum(self.share.get(word, 1) for word in found)

    def _source(self, line: str, whole: bool) -> str:
        pattern = "".join(self._stands_for(piece) for piece in line.rstrip(" >!.").split())
        return pattern + self._end(line[-1], whole)

    def _end(self, sign: str, whole: bool) -> str:
        if sign in ">!":
            return "" if sign == ">" else f"(?!{self._list('limits')})"
        tails, stop = rf"(?:{self._list('tail')}){{0,{TAILS}}}", f"(?=[{BREAKS}])"
        if sign == ".":
            return tails + stop
        return rf"{tails}(?:[{BREAKS}] {tails})*$" if whole else rf"{tails}(?:{stop}|(?={self._list('thought')}))"

    def _stands_for(self, piece: str) -> str:
        if piece == ",":
            return rf"(?:[{BREAKS}] )?"
        if piece == "~":
            return _FILLING
        bare = piece.rstrip("?")
        either = _either(["".join(map(self._word, way)) for way in _alternatives(bare, self.spelt)])
        return either if bare == piece else f"{either}?"

    def _word(self, word: str) -> str:
        return self._list(word[1:-1]) if word.startswith("{") else self._one(word)

    def _list(self, name: str) -> str:
        if name not in self.lists:
            self.lists[name] = _either(["".join(map(self._one, way)) for way in self.listed[name]])
        return self.lists[name]

    def _one(self, word: str) -> str:
        return _ANY if word == "*" else f"{re.escape(word)}{FILLS * (word in self.fill)} "

    def _begins(self, token: str) -> frozenset[str]:
        """Each token once: most stand in many lines."""
        if token not in self.firsts:
            self.firsts[token] = self._words(token)
        return self.firsts[token]

    def _words(self, token: str) -> frozenset[str]:
        """The words that can begin what this token stands for; none if it may be missing, or be anything."""
        if token in ("~", "*", "**", ",", ">", "!", ".") or token.endswith("?"):
            return frozenset()
        firsts = [way[0] for way in _alternatives(token, self.spelt)]
        found = [self.first[word[1:-1]] if word.startswith("{") else frozenset({word}) for word in firsts]
        words = frozenset[str]().union(*found)
        return frozenset() if "*" in words else words


def _either(ways: list[str]) -> str:
    """Any of these; a word that never comes where there is none."""
    return f"(?:{'|'.join(ways)})" if ways else "(?!)"
