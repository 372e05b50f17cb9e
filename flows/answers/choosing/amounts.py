"""Choices that are numbers ("Two or three", "65 to 74", "5 or more"): which of them hold the number that was said."""

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from flows.answers.numbers import with_numbers
from flows.answers.words import Reply, words_of
from messages.heard import Phrases, Vocabulary, heard

Amount = tuple[float, float]  # from, to


@lru_cache(maxsize=128)
def amounts(labels: tuple[str, ...], language: str) -> tuple[Amount | None, ...]:
    """What each label stands for; nothing where most of them are no numbers."""
    v = heard(language)
    found = tuple(_amount(label, v) for label in labels)
    return found if sum(one is not None for one in found) >= max(2, len(found) / 2) else ()


def _amount(label: str, v: Vocabulary) -> Amount | None:
    reply = with_numbers(words_of(re.sub(r"(?<=\d)\s*[-–—]\s*(?=\d)", " to ", label)), v)
    said = [n for i in range(len(reply.words)) if (n := number(reply, i, v)) is not None]
    if len(said) == 2:
        low, high = (min(said), max(said)) if 0 in said else (said[0], said[1])
        return (low, high) if low <= high else None
    return _open_ended(reply, said[0], label, v) if len(said) == 1 else None


def _open_ended(reply: Reply, said: int, label: str, v: Vocabulary) -> Amount:
    if _has(reply, v.choice.or_more) or re.search(r"\d\s*\+", label):
        return said, math.inf
    if _has(reply, v.choice.over):
        return said + 1, math.inf
    if _has(reply, v.choice.or_less):
        return -math.inf, said
    return (-math.inf, said - 1) if _has(reply, v.choice.under) else (said, said)


def _has(reply: Reply, phrases: Phrases) -> bool:
    return any(phrases.at(reply.folded, k) for k in range(len(reply.words)))


def number(reply: Reply, i: int, v: Vocabulary) -> int | None:
    """The number at this word; none for "first", nought for "none"."""
    word = reply.words[i]
    if word.ordinal:
        return None
    if (times := v.choice.times.meanings.get((reply.folded[i],))) and word.number is None:
        return int(times)
    return 0 if word.number is None and reply.folded[i] in v.choice.nought else word.number


def in_figures(words: tuple[str, ...], v: Vocabulary) -> tuple[str, ...]:
    """The words, with "three" as "3"."""
    return tuple(v.numbers.words.meanings.get((word,), word) for word in words)


def unit_of(labels: Sequence[Sequence[str]], v: Vocabulary) -> int:
    """The days in what the labels count, where that is one stretch of time ("1 to 5 years")."""
    units = {days for label in labels for word in label if (days := v.dates.units.meanings.get((word,)))}
    return int(units.pop()) if len(units) == 1 else 0


def in_unit(said: int, words: Sequence[str], k: int, unit: int, v: Vocabulary) -> int:
    """The number before this word as the labels count it: "6 months" are no years."""
    days = v.dates.units.meanings.get((words[k],)) if unit and k < len(words) else None
    return said * int(days) // unit if days else said


def holding(of: Sequence[Amount | None], said: float) -> frozenset[int]:
    """Which of the labels hold this number."""
    return frozenset(k for k, one in enumerate(of) if one and one[0] <= said <= one[1])
