"""The second line's files: how much each run of words or letters speaks for danger, and which words are alike.

Integer weights, so that every machine comes to the same verdict, and a feature a line, so that a change can be read.
`danger` is summed for every message: in the file its features stand by their weight, which is read three times as fast
as each with its own. The rest is summed only for what it flags. What a word weighs by itself, with its letters and its
groups, is worked out once and kept: that is half of the work for a message.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SCALE = 100  # a weight of 100 in the file is 1.0 in the sum
LETTER_RUNS = (3, 4)
BOUND = "_"  # where a word, or the message, begins and ends
MOST_WORDS = 120  # of a longer message the beginning and the end
KEPT = 16_384  # words
_PIECES = re.compile(r"[a-z]+(?:'[a-z]+)*|\d+|[.?!,]")
Alike = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Said:
    """A message as the model hears it: its words, who writes (resident, carer, family), what stands together in it, and
    what the rules found."""

    words: Sequence[str]
    sender: str
    together: Sequence[str]

    @classmethod
    def of(cls, text: str, sender: str, ruled: Sequence[str], alike: Alike) -> "Said":
        words = words_of(text)
        return cls(words, sender, [*runs(words, alike), *ruled])


class Evidence:
    """What each feature weighs, for danger and for `outputs`: red, and each category."""

    def __init__(self, told: Mapping[str, Any], alike: Alike) -> None:
        self.outputs: Sequence[str] = told["outputs"]
        self.danger: dict[str, int] = {name: int(weight) for weight, some in told["danger"].items() for name in some}
        self._bias: Sequence[int] = told["bias"]  # of danger, then of each output
        self._rest: Mapping[str, str] = told["rest"]
        self.alike = alike
        self.of_word = lru_cache(KEPT)(self._of_word)
        self._rest_of_word = lru_cache(KEPT)(self._rest_alone)

    def speaks_for_danger(self, said: Said) -> float:
        """Above nought: danger."""
        alone = sum([self.of_word(word, said.sender) for word in frozenset(said.words)])
        return self._share(alone + sum([self.danger.get(one, 0) for one in said.together]), 0, said)

    def others(self, said: Said) -> tuple[float, ...]:
        """For each of `outputs`: above nought speaks for it."""
        alone = [self._rest_of_word(word, said.sender) for word in frozenset(said.words)]
        sums = map(sum, zip(*alone, self._rest_of(said.together), strict=True))
        return tuple(self._share(weight, output, said) for output, weight in enumerate(sums, 1))

    def _share(self, weight: int, output: int, said: Said) -> float:
        return (weight / len(said.words) ** 0.5 + self._bias[output]) / SCALE

    def _of_word(self, word: str, sender: str) -> int:
        return sum(self.danger.get(one, 0) for one in word_features(word, sender, self.alike.get(word, ())))

    def _rest_alone(self, word: str, sender: str) -> Sequence[int]:
        return self._rest_of(word_features(word, sender, self.alike.get(word, ())))

    def _rest_of(self, features: Iterable[str]) -> Sequence[int]:
        """For each output; as written for a feature, "0 -40 3 25" is 40 against the first and 25 for the fourth."""
        sums = [0] * len(self.outputs)
        for written in filter(None, map(self._rest.get, features)):
            for place, weight in _pairs(written):
                sums[place] += weight
        return sums


@lru_cache(4 * KEPT)
def _pairs(written: str) -> tuple[tuple[int, int], ...]:
    numbers = list(map(int, written.split()))
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def words_of(text: str) -> list[str]:
    """The words and stops of a message as the model sees them; numbers are all alike."""
    plain = text.lower().replace("\u2019", "'").replace("\u2018", "'")
    words = ["0" if word[0].isdigit() else word for word in _PIECES.findall(plain)]
    if len(words) > MOST_WORDS:
        words = words[: MOST_WORDS // 2] + words[-MOST_WORDS // 2 :]
    return [BOUND, *words, BOUND]


def features(said: Said, alike: Alike) -> list[str]:
    """What a message consists of, to learn from: each word with its letters, once; what stands together; the rules."""
    words = frozenset(said.words)
    alone = [one for word in words for one in word_features(word, said.sender, alike.get(word, ()))]
    return [*alone, *said.together]


def runs(words: Sequence[str], alike: Alike) -> set[str]:
    """Two and three words in a row, and two of the groups that words are in, each once."""
    groups = [alike.get(word) or (word, word) for word in words]
    wide, narrow = zip(*groups, strict=True)
    return {*_twos(words), *_threes(words), *_twos(wide), *_twos(narrow)}


def word_features(word: str, sender: str, groups: tuple[str, ...]) -> tuple[str, ...]:
    whole = f"{BOUND}{word}{BOUND}"
    letters = (f"#{whole[i : i + size]}" for size in LETTER_RUNS for i in range(len(whole) - size + 1))
    return (word, f"@{sender} {word}", *groups, *letters)


def _twos(words: Sequence[str]) -> Iterator[str]:
    return (f"{a} {b}" for a, b in pairwise(words))


def _threes(words: Sequence[str]) -> Iterator[str]:
    return (f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False))


@lru_cache
def evidence(language: str) -> Evidence | None:
    """What messages/<language> has learnt; None where nobody has taught it yet."""
    learnt = HERE / language / "danger.weights"
    if not learnt.is_file():
        return None
    return Evidence(json.loads(learnt.read_text(encoding="utf-8")), alike(language))


@lru_cache
def alike(language: str) -> Alike:
    """Word -> the wide and the narrow group of like words that it is in."""
    lines = (HERE / language / "danger.alike").read_text(encoding="utf-8").splitlines()
    rows = (line.split(" ") for line in lines if not line.startswith("#"))
    return {word: (f"%{wide}", f"%%{narrow}") for word, wide, narrow in rows}
