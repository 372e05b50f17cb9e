"""The second line's file: how much each run of words or letters speaks for danger, and which words are alike.

Integer weights, a feature a line, so that every machine comes to the same verdict and a change can be read.
The weights of one feature (danger at all, red, each category) are kept in one integer, 32 bits each: a message has some
three hundred features, and adding three hundred integers costs a tenth of adding them output by output.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
BITS = 32
SCALE = 1_000  # a weight of 1000 in the file is 1.0 in the sum
LETTER_RUNS = (3, 4)
BOUND = "_"  # where a word, or the message, begins and ends
MOST_WORDS = 120  # of a longer message the beginning and the end
_PIECES = re.compile(r"[a-z]+(?:'[a-z]+)*|\d+|[.?!,]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """`weights` holds for each feature one integer of all outputs; `alike` the three groups a word is in, small to large."""

    outputs: tuple[str, ...]
    bias: tuple[int, ...]
    weights: Mapping[str, int]
    alike: Mapping[str, tuple[str, ...]]

    def sums(self, words: Sequence[str], sender: str, rules: Sequence[str]) -> tuple[float, ...]:
        """One number for each output: above nought speaks for it. `rules` are those that the first line found."""
        of_words = sum(self.of_word(word, sender) for word in frozenset(words))
        total = of_words + sum([self.weights.get(one, 0) for one in frozenset([*runs(words, self.alike), *rules])])
        length = len(words) ** 0.5 * SCALE
        return tuple(one / length + bias / SCALE for one, bias in zip(unpacked(total, len(self.bias)), self.bias, strict=True))

    def of_word(self, word: str, sender: str) -> int:
        """What a word weighs by itself: its letters, who says it, and the words it is like."""
        return sum(self.weights.get(one, 0) for one in word_features(word, sender, self.alike.get(word, ())))


def words_of(text: str) -> list[str]:
    """The words and stops of a message as the model sees them; numbers are all alike."""
    plain = text.lower().replace("\u2019", "'").replace("\u2018", "'")
    words = ["0" if word[0].isdigit() else word for word in _PIECES.findall(plain)]
    if len(words) > MOST_WORDS:
        words = words[: MOST_WORDS // 2] + words[-MOST_WORDS // 2 :]
    return [BOUND, *words, BOUND]


@lru_cache(maxsize=16_384)
def word_features(word: str, sender: str, groups: tuple[str, ...]) -> tuple[str, ...]:
    whole = f"{BOUND}{word}{BOUND}"
    letters = (f"#{whole[i : i + size]}" for size in LETTER_RUNS for i in range(len(whole) - size + 1))
    return (word, f"@{sender} {word}", *groups, *letters)


def runs(words: Sequence[str], alike: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Two and three words in a row, and two with any one between; the same of the groups that words are in."""
    yield from _runs(words)
    groups = [alike.get(word) or (word,) * 3 for word in words]
    for level in range(3):
        yield from _runs([group[level] for group in groups])


def _runs(words: Sequence[str]) -> list[str]:
    pairs = [f"{a} {b}" for a, b in zip(words, words[1:], strict=False)]
    apart = [f"{a}~{c}" for a, c in zip(words, words[2:], strict=False)]
    return pairs + apart + [f"{a} {bc}" for a, bc in zip(words, pairs[1:], strict=False)]


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
    names: dict[str, list[str | int]] = json.loads(head)
    weights = {feature: packed(_whole(flat, len(names["bias"]))) for feature, flat in map(_split, lines)}
    return Evidence(
        tuple(map(str, names["outputs"])), tuple(map(int, names["bias"])), weights, alike(language)
    )


def _split(line: str) -> tuple[str, str]:
    feature, _, flat = line.rpartition("\t")
    return feature, flat


def _whole(flat: str, count: int) -> list[int]:
    """`0:512 3:-80` -> a weight for each output."""
    weights = [0] * count
    for one in flat.split(" "):
        place, _, weight = one.partition(":")
        weights[int(place)] = int(weight)
    return weights


@lru_cache
def alike(language: str) -> Mapping[str, tuple[str, ...]]:
    """Word -> the groups of like words that it is in."""
    lines = (HERE / language / "alike.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split(" ") for line in lines if not line.startswith("#"))
    return {word: tuple(f"%{level}{group}" for level, group in zip("abc", groups, strict=True)) for word, *groups in rows}
