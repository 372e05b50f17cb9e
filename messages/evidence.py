"""The second line's files: how much each run of words or letters speaks for danger, and which words are alike.

Integer weights, a feature a line, so that every machine comes to the same verdict and a change can be read.
`danger` is looked up for every message, the rest only for those that it flags; they are kept apart for that reason, and
the weights of one feature for red and for each category in one integer, 32 bits each: adding three hundred integers
costs a tenth of adding them output by output.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
BITS = 32
SCALE = 100  # a weight of 100 in the file is 1.0 in the sum
LETTER_RUNS = (3, 4)
NEAR = 6  # telling words: those this far apart count together
BOUND = "_"  # where a word, or the message, begins and ends
MOST_WORDS = 120  # of a longer message the beginning and the end
_PIECES = re.compile(r"[a-z]+(?:'[a-z]+)*|\d+|[.?!,]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """`danger` and `rest` hold the weights of each feature, `bias` what each output begins with: danger's, then the
    others' in the order of `outputs`. `alike`: the groups a word is in; `common`: words that tell nothing."""

    outputs: tuple[str, ...]
    bias: tuple[int, ...]
    danger: Mapping[str, int]
    rest: Mapping[str, int]
    alike: Mapping[str, tuple[str, str]]
    common: frozenset[str]

    def speaks_for_danger(self, found: Iterable[str], length: int) -> float:
        """Above nought: danger. `length` is the number of words."""
        return sum([self.danger.get(one, 0) for one in found]) / length**0.5 / SCALE + self.bias[0] / SCALE

    def others(self, found: Iterable[str], length: int) -> tuple[float, ...]:
        """For each output but danger: above nought speaks for it."""
        total, count = sum([self.rest.get(one, 0) for one in found]), len(self.bias) - 1
        sums = zip(unpacked(total, count), self.bias[1:], strict=True)
        return tuple(one / length**0.5 / SCALE + bias / SCALE for one, bias in sums)


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


def packed(weights: Sequence[int]) -> int:
    return sum(weight << (BITS * place) for place, weight in enumerate(weights))


def unpacked(total: int, count: int) -> Iterator[int]:
    """The outputs' sums, each of which may be below nought."""
    for _ in range(count):
        one = ((total + (1 << (BITS - 1))) & ((1 << BITS) - 1)) - (1 << (BITS - 1))
        yield one
        total = (total - one) >> BITS


@lru_cache
def evidence(language: str) -> Evidence | None:
    """What messages/<language> has learnt; None where nobody has taught it yet."""
    learnt = HERE / language / "danger.weights"
    if not learnt.is_file():
        return None
    head, *lines = learnt.read_text(encoding="utf-8").splitlines()
    told: dict[str, list[str]] = json.loads(head)
    bias = tuple(map(int, told["bias"]))
    danger, rest = dict[str, int](), dict[str, int]()
    for line in lines:
        feature, _, weights = line.partition("\t")
        _read(feature, weights, danger, rest, len(bias) - 1)
    return Evidence(tuple(told["outputs"]), bias, danger, rest, alike(language), frozenset(told["common"]))


def _read(feature: str, weights: str, danger: dict[str, int], rest: dict[str, int], count: int) -> None:
    """`512 0:-80 3:7`: what it weighs for danger, if anything, then for other outputs by their places."""
    others = [0] * count
    for one in weights.split(" "):
        place, _, weight = one.rpartition(":")
        if place:
            others[int(place)] = int(weight)
        else:
            danger[feature] = int(weight)
    if any(others):
        rest[feature] = packed(others)


@lru_cache
def alike(language: str) -> Mapping[str, tuple[str, str]]:
    """Word -> the wide and the narrow group of like words that it is in."""
    lines = (HERE / language / "danger.alike").read_text(encoding="utf-8").splitlines()
    rows = (line.split(" ") for line in lines if not line.startswith("#"))
    return {word: (f"%{wide}", f"%%{narrow}") for word, wide, narrow in rows}
