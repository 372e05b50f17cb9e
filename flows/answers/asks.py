"""What a reply asks of the service, in sentences: which pattern of asks.toml one of its clauses fits.

A clause may open with any courtesies ("please can you"); one that opens otherwise ("my husband said stop texting me")
asks us nothing.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, Protocol

from messages.asks import Asked, Asks, Sentences, asks
from messages.heard import heard

MOST_WORDS = 120  # of a very long message only the beginning is searched


class Worded(Protocol):
    """A reply in words."""

    @property
    def text(self) -> str: ...
    @property
    def folded(self) -> tuple[str, ...]: ...
    def gap(self, i: int) -> str: ...


class Clauses(NamedTuple):
    """A reply as the patterns see it: its words one space apart, its breaks as signs; where each word stands; where a
    clause, or what follows its courtesies, begins."""

    said: str
    at: tuple[int, ...]
    starts: tuple[int, ...]
    openings: tuple[int, ...]

    def word(self, offset: int) -> int:
        """The number of the word that stands there or next."""
        return bisect_left(self.at, offset)


class Found(NamedTuple):
    meaning: str
    start: int
    end: int


@lru_cache
def sentences(language: str) -> Asks | None:
    names = heard(language).commands.languages.meanings
    return asks(language, tuple(" ".join(words) for words in names))


@lru_cache(maxsize=256)
def plain(folded: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The words in one spelling: "dinnae" as "dont"."""
    known = sentences(language)
    return tuple(known.spelt.get(word, word) for word in folded) if known else folded


def clauses(reply: Worded, language: str) -> Clauses:
    folded = reply.folded[:MOST_WORDS]
    return _clauses(folded, tuple(reply.gap(i) for i in range(len(folded))), language)


@lru_cache(maxsize=256)
def _clauses(folded: tuple[str, ...], gaps: tuple[str, ...], language: str) -> Clauses:
    known, words = sentences(language), plain(folded, language)
    if known is None:
        return Clauses("", (), (), ())
    pieces, at, length = list[str](), list[int](), 0
    for gap, word in zip(gaps, words, strict=True):
        pieces += [gap, known.sign(word)]
        at.append(length + len(gap))
        length = at[-1] + len(pieces[-1])
    openings = _reached([0], words, known)
    starts = _reached([i for i in range(len(words)) if gaps[i] or _begins(words, i, known)], words, known)
    return Clauses("".join(pieces) + ". ", tuple(at), tuple(starts), tuple(openings))


def _begins(words: Sequence[str], i: int, known: Asks) -> bool:
    """After "so" and the like, where a question turns the words round ("busy now can you do it later"), or where a wish
    begins a sentence that has no full stop before it."""
    if i == 0 or words[i - 1] in known.joining:
        return True
    if words[i] in known.turned and i + 1 < len(words) and words[i + 1] in known.asked:
        return True
    return words[i - 1] not in known.governs and known.opens.at(tuple(words), i) is not None


def _reached(first: Iterable[int], words: tuple[str, ...], known: Asks) -> list[int]:
    """These words, and those that can be reached from them over courtesies."""
    seen, waiting = set[int](), list(first)
    while waiting:
        i = waiting.pop()
        if i >= len(words) or i in seen:
            continue
        seen.add(i)
        sizes = known.before.from_word.get(words[i], ())
        waiting += [i + n for n in sizes if words[i : i + n] in known.before.meanings]
    return sorted(seen)


def find(
    reply: Worded, asked: Sentences[Asked], language: str, opening: bool = False, meaning: str | None = None
) -> Found | None:
    """The first meaning (or this one) that a clause of the reply has; with `opening`, its first clause."""
    possible = asked.possible(frozenset(plain(reply.folded[:MOST_WORDS], language)))
    if not possible:
        return None
    here = clauses(reply, language)
    for one, patterns in groupby(possible, lambda pattern: pattern.meaning):
        if meaning in (None, one) and (
            found := _first(list(patterns), here, here.openings if opening else here.starts)
        ):
            return found
    return None


def _first(patterns: Sequence[Asked], here: Clauses, starts: Sequence[int]) -> Found | None:
    for i in starts:
        for one in patterns:
            if hit := one.at(here.said, here.at[i]):
                return Found(one.meaning, i, here.word(hit.end()))
    return None


def declines(reply: Worded, language: str) -> bool:
    """A clause says that they will not answer this question."""
    return declines_at(reply, language) is not None


def declines_at(reply: Worded, language: str) -> int | None:
    """The word at which that clause begins."""
    known = sentences(language)
    found = find(reply, known.skip, language, meaning="plain") if known else None
    return found.start if found else None


def declines_unread(reply: Worded, language: str) -> bool:
    """The same in words that would mean something else beside an answer: "no thanks", "I'd rather keep him out of it"."""
    known = sentences(language)
    return known is not None and find(reply, known.skip, language, meaning="unread") is not None
