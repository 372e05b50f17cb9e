"""Words in order, as the risk rules look for them: "fell ~ stairs", "cant * breathe".

A text is numbers whose bits are its places: where a word stands, where a filling word stands. A chain goes over all
places at once, so its cost grows with its own length and hardly with the text's, there is nothing to go back over, and
nothing to compile: no wording of a pattern, and no text, can make it slow.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from messages.heard import BadVocabulary
from messages.patterns import ANY, BREAKS, FILLING, Maker
from messages.phrases import Words

FAR = 12  # words: how many `**` takes
GAPS = {"~": FILLING, "*": ANY, "**": FAR}
STOPS_MAY_BE = (",",)  # in a pattern
STOPS: list[Words] = [(sign,) for sign in BREAKS]


@dataclass(slots=True, eq=False)
class Node:
    """Ways of writing, as a tree of words: those that end a way, and what may follow the others. Most lists have
    hundreds of ways; only those are looked at whose next word is in the text."""

    ends: set[str] = field(default_factory=set[str])
    more: dict[str, list["Node"]] = field(default_factory=dict[str, list["Node"]])
    gaps: list[tuple[str, "Node"]] = field(default_factory=list[tuple[str, "Node"]])
    own: dict[str, "Node"] = field(default_factory=dict[str, "Node"])


class Step(NamedTuple):
    """One token: any of the ways of `node`; or a gap; or nothing, where it may be missing."""

    node: Node
    gap: str
    spare: bool


class Match(NamedTuple):
    """From word to word; `end` is the place after the last."""

    start: int
    end: int


class Places:
    """Where the words of a text stand."""

    def __init__(self, words: Sequence[str], fill: frozenset[str]) -> None:
        self.words, self._there = words, frozenset(words)
        self.of_word: dict[str, int] = {}
        self.fills = comma = stop = 0
        for place, word in enumerate(words):
            self.of_word[word] = self.of_word.get(word, 0) | 1 << place
        for word, places in self.of_word.items():
            if word in fill:
                self.fills |= places
            elif word in BREAKS:
                comma, stop = (comma | places, stop) if word == "," else (comma, stop | places)
        every = (1 << len(words)) - 1
        self.stops, self.through = stop, {"~": self.fills, "*": every & ~(comma | stop), "**": every & ~stop}
        self._known: dict[Node, tuple[int, list[tuple[int, Node]]]] = {}

    def of(self, node: Node) -> tuple[int, list[tuple[int, Node]]]:
        """The places of the words that end here, and of those that others may follow, with these."""
        if node not in self._known:
            self._known[node] = self._of(node)
        return self._known[node]

    def _of(self, node: Node) -> tuple[int, list[tuple[int, Node]]]:
        here, ends = self.of_word, 0
        for word in node.ends & self._there:
            ends |= here[word]
        if not node.more:
            return ends, []
        return ends, [(here[word], child) for word in node.more.keys() & self._there for child in node.more[word]]

    def hide(self, match: Match) -> None:
        """These words mean something else: a gap may still pass over them."""
        left = ~_between(match.start, match.end)
        self.of_word = {word: places & left for word, places in self.of_word.items()}
        self._known.clear()

    def sentence(self, match: Match) -> Match:
        before, after = self.stops & _between(0, match.start), self.stops >> match.end
        return Match(before.bit_length(), match.end + (lowest(after) if after else len(self.words) - match.end))


def _between(start: int, end: int) -> int:
    return (1 << end) - (1 << start)


def lowest(number: int) -> int:
    """The place of the lowest bit."""
    return (number & -number).bit_length() - 1


class Chain:
    """One pattern of one rule. It begins with one of `starts`, and needs a word of each set in `needs`. Its steps are made
    when a text first comes near it: all of them at once would cost seconds, and most are never needed."""

    def __init__(self, meaning: str, line: str, chains: "Chains") -> None:
        self.meaning, self._line, self._chains = meaning, line, chains

    @property
    def needs(self) -> tuple[frozenset[str], ...]:
        return self._needs

    @cached_property
    def _needs(self) -> tuple[frozenset[str], ...]:
        return self._chains.maker.needs(self._line)

    @cached_property
    def _steps(self) -> list[Step]:
        return [self._chains.step(token) for token in self._line.split()]

    @cached_property
    def first(self) -> Node:
        return self._steps[0].node

    @cached_property
    def rest(self) -> list[Step]:
        return self._steps[1:]

    @cached_property
    def starts(self) -> frozenset[str]:
        return frozenset(self.first.ends | self.first.more.keys())

    def anywhere(self, places: Places, inside: Match | None = None) -> Iterator[Match]:
        """Each place where it holds, in order, ended as early as it can be."""
        starts, begun = places.of(self.first)
        for one, _ in begun:
            starts |= one
        if inside:
            starts &= _between(inside.start, inside.end)
        if starts and self._ends(starts, places):
            while starts:
                start = lowest(starts)
                starts &= starts - 1
                if ends := self._ends(1 << start, places):
                    yield Match(start, lowest(ends))

    def _ends(self, starts: int, places: Places) -> int:
        """From these places, those after its last word."""
        now = _taken(self.first, starts, places)
        for node, gap, spare in self.rest:
            if not now:
                return 0
            if gap:
                now = _passed(now, gap, places)
            else:
                now = _taken(node, now, places) | (now if spare else 0)
        return now


def _taken(node: Node, now: int, places: Places) -> int:
    ends, more = places.of(node)
    found = (now & ends) << 1
    for one, child in more:
        if then := (now & one) << 1:
            found |= _taken(child, then, places)
    for gap, child in node.gaps:
        found |= _taken(child, _passed(now, gap, places), places)
    return found


def _passed(now: int, gap: str, places: Places) -> int:
    through = places.through[gap]
    for _ in range(GAPS[gap]):
        further = now | (now & through) << 1
        if further == now:
            return now
        now = further
    return now


class Chains:
    """Makes the chains of one language; what a token or a list stands for is worked out once."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker
        self._steps: dict[str, Step] = {}

    def chain(self, meaning: str, line: str) -> Chain:
        first, *_ = line.split()
        if first in GAPS or first in STOPS_MAY_BE or first.endswith("?"):
            raise BadVocabulary(f"danger: {meaning}: {line!r} must begin with a word that it cannot do without")
        self.maker.check(line)
        return Chain(meaning, line, self)

    def step(self, token: str) -> Step:
        if token not in self._steps:
            self._steps[token] = self._made(token)
        return self._steps[token]

    def _made(self, token: str) -> Step:
        node = Node()
        if token in GAPS:
            return Step(node, token, False)
        for words in STOPS if token in STOPS_MAY_BE else self.maker.alternatives(token):
            self._grow(node, words)
        return Step(node, "", token in STOPS_MAY_BE or token.endswith("?"))

    def _grow(self, node: Node, words: Words) -> None:
        """One more way: words, lists and gaps."""
        if not words:
            return
        head, rest = words[0], words[1:]
        if head in GAPS:
            node.gaps.append((head, self._child(rest)))
        elif head.startswith("{"):
            self._grow_list(node, self.maker.listed[head[1:-1]], rest)
        else:
            self._grow(_next(node, head), rest) if rest else node.ends.add(head)

    def _grow_list(self, node: Node, listed: Sequence[Words], rest: Words) -> None:
        singles = [way[0] for way in listed if len(way) == 1]
        _join(node, singles, self._child(rest)) if rest else node.ends.update(singles)
        for way in listed:
            if len(way) > 1:
                self._grow(node, (*way, *rest))

    def _child(self, rest: Words) -> Node:
        node = Node()
        self._grow(node, rest)
        return node


def _next(node: Node, word: str) -> Node:
    """Ways that begin alike go one way."""
    if word not in node.own:
        node.own[word] = Node()
        node.more.setdefault(word, []).append(node.own[word])
    return node.own[word]


def _join(node: Node, words: Sequence[str], child: Node) -> None:
    for word in words:
        node.more.setdefault(word, []).append(child)
