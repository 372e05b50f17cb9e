"""A small linear model over the words of a message: integer weights in a file that anybody can read.

A second opinion only, for what no list of words holds. Integers, so that every machine comes to the same verdict.
"""

import json
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

HERE = Path(__file__).parent
SCALE = 100  # a weight of 100 in the file is 1.0 in the sum
MOST_WORDS = 60  # of a longer message only its beginning
WORD_RUNS, LETTER_RUNS = (1, 2, 3), (3, 4, 5)
BOUND = "_"  # where a word, or the message, begins and ends


def features(words: Sequence[str]) -> frozenset[str]:
    """What the model sees of a message: runs of one to three words, and of three to five letters within a word."""
    known = words[:MOST_WORDS]
    return frozenset([*_runs([BOUND, *known, BOUND]), *(run for word in known for run in _letters(word))])


def _runs(words: Sequence[str]) -> Iterator[str]:
    return (" ".join(words[i : i + size]) for size in WORD_RUNS for i in range(len(words) - size + 1))


@lru_cache(maxsize=8192)
def _letters(word: str) -> tuple[str, ...]:
    whole = f"{BOUND}{word}{BOUND}"
    return tuple("#" + whole[i : i + size] for size in LETTER_RUNS for i in range(len(whole) - size + 1))


@dataclass(frozen=True, slots=True)
class Linear:
    """`weights` holds for each feature the classes it speaks for or against, by number, each with its weight."""

    classes: tuple[str, ...]
    bias: tuple[int, ...]
    weights: Mapping[str, Sequence[tuple[int, int]]]

    def probabilities(self, found: Collection[str]) -> dict[str, float]:
        """How likely each class is for a message with these features; together 1."""
        sums = [0] * len(self.classes)
        for feature in found:
            for number, weight in self.weights.get(feature, ()):
                sums[number] += weight
        length = math.sqrt(len(found)) or 1.0
        scores = [(total / length + bias) / SCALE for total, bias in zip(sums, self.bias, strict=True)]
        likely = [math.exp(score - max(scores)) for score in scores]
        return {name: one / sum(likely) for name, one in zip(self.classes, likely, strict=True)}


@lru_cache
def linear(language: str, name: str) -> Linear | None:
    """The model of that name, messages/<language>/<name>.json; None where that language has none yet."""
    path = HERE / language / f"{name}.json"
    if not path.is_file():
        return None
    raw = json.loads(path.read_text(encoding="utf-8"))
    weights = {feature: tuple(zip(flat[::2], flat[1::2], strict=True)) for feature, flat in raw["weights"].items()}
    return Linear(tuple(raw["classes"]), tuple(raw["bias"]), cast(Mapping[str, Sequence[tuple[int, int]]], weights))
