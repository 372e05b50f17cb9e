"""The second line's files: how much each run of words or letters speaks for danger, and which words are alike.

Integer weights, so that every machine comes to the same verdict, and a feature a line, so that a change can be read.
`danger` is looked up for every message: in the file its features stand by their weight, which is read three times as
fast as each with its own. The rest is looked up only for what it flags, so a feature's other weights stay as written.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SCALE = 100  # a weight of 100 in the file is 1.0 in the sum
LETTER_RUNS = (3, 4)
NEAR = 6  # telling words: those this far apart count together
BOUND = "_"  # where a word, or the message, begins and ends
MOST_WORDS = 120  # of a longer message the beginning and the end
_PIECES = re.compile(r"[a-z]+(?:'[a-z]+)*|\d+|[.?!,]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What each feature weighs: for `danger`; and for other `outputs`, as written: "0 -40 3 25" is 40 against the first
    and 25 for the fourth. `bias`: what danger begins with, then the others. `alike`: the groups a word is in; `common`:
    words that tell nothing."""

    outputs: tuple[str, ...]
    bias: tuple[int, ...]
    danger: Mapping[str, int]
    rest: Mapping[str, str]
    alike: Mapping[str, tuple[str, str]]
    common: frozenset[str]

    def speaks_for_danger(self, found: Iterable[str], length: int) -> float:
        """Above nought: danger. `length` is the number of words."""
        return sum([self.danger.get(one, 0) for one in found]) / length**0.5 / SCALE + self.bias[0] / SCALE

    def others(self, found: Iterable[str], length: int) -> tuple[float, ...]:
        """For each of `outputs`: above nought speaks for it."""
        sums = [0] * len(self.outputs)
        for written in filter(None, map(self.rest.get, found)):
            pairs = written.split()
            for place, weight in zip(pairs[::2], pairs[1::2], strict=True):
                sums[int(place)] += int(weight)
        return tuple(one / length**0.5 / SCALE + bias / SCALE for one, bias in zip(sums, self.bias[1:], strict=True))


def words_of(text: str) -> list[str]:
    """The words and stops of a message as the model sees them; numbers are all alike."""
    plain = text.lower().replace("\u2019", "'").replace("\u2018", "'")
    words = ["0" if word[0].isdigit() else word for word in _PIECES.findall(plain)]
    if len(words) > MOST_WORDS:
        words = words[: MOST_WORDS // 2] + words[-MOST_WORDS // 2 :]
    return [BOUND, *words, BOUND]


def features(
    words: Sequence[str], sender: str, alike: Mapping[str, tuple[str, str]], common: frozenset[str]
) -> list[str]:
    """What a message consists of: each word with its letters, once; runs of words, and of the groups that words are in."""
    unknown = [(f"{word}", f"{word}") for word in words]
    groups = [alike.get(word, none) for word, none in zip(words, unknown, strict=True)]
    wide, narrow = [group[0] for group in groups], [group[1] for group in groups]
    found = {*_twos(words), *_threes(words), *_twos(wide), *_twos(narrow), *_near(words, wide, common)}
    return [*found, *(one for word in frozenset(words) for one in word_features(word, sender, alike.get(word, ())))]


@lru_cache(maxsize=16_384)
def word_features(word: str, sender: str, groups: tuple[str, ...]) -> tuple[str, ...]:
    whole = f"{BOUND}{word}{BOUND}"
    letters = (f"#{whole[i : i + size]}" for size in LETTER_RUNS for i in range(len(whole) - size + 1))
    return (word, f"@{sender} {word}", *groups, *letters)


def _twos(words: Sequence[str]) -> Iterator[str]:
    """Two in a row, and two with any one between."""
    last = ""
    before = words[0]
    for word in words[1:]:
        yield f"{before} {word}"
        yield f"{last}~{word}"
        last, before = before, word


def _threes(words: Sequence[str]) -> Iterator[str]:
    return (f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False))


def _near(words: Sequence[str], groups: Sequence[str], common: frozenset[str]) -> Iterator[str]:
    """Two telling words close to each other, whichever comes first."""
    telling = [group for word, group in zip(words, groups, strict=True) if word not in common]
    for place, one in enumerate(telling):
        for other in telling[place + 1 : place + 1 + NEAR]:
            yield f"{one}&{other}" if one < other else f"{other}&{one}"


@lru_cache
def evidence(language: str) -> Evidence | None:
    """What messages/<language> has learnt; None where nobody has taught it yet."""
    learnt = HERE / language / "danger.weights"
    if not learnt.is_file():
        return None
    told: dict[str, Any] = json.loads(learnt.read_text(encoding="utf-8"))
    danger = {name: int(weight) for weight, names in told["danger"].items() for name in names}
    outputs, bias = tuple(told["outputs"]), tuple(told["bias"])
    return Evidence(outputs, bias, danger, told["rest"], alike(language), frozenset(told["common"]))


@lru_cache
def alike(language: str) -> Mapping[str, tuple[str, str]]:
    """Word -> the wide and the narrow group of like words that it is in."""
    lines = (HERE / language / "danger.alike").read_text(encoding="utf-8").splitlines()
    rows = (line.split(" ") for line in lines if not line.startswith("#"))
    return {word: (f"%{wide}", f"%%{narrow}") for word, wide, narrow in rows}
