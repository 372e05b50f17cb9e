"""Teaches the second line of the risk screen: `python -m tests.training.danger` writes messages/en/danger.weights.

Logistic regression over the features of messages/evidence.py: danger or none, red or amber, and which category, from
the messages in tests/safety/messages. The same data give the same file. tests/safety/testing is never read.
A feature weighs by how rare it is and, for danger, by how differently the two kinds of messages use it (Wang and
Manning 2012, "Baselines and bigrams"): worth 3 points of red found on voices left out.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from flows.danger.heard import heard
from flows.danger.rules import hits
from flows.danger.second import rule_features
from messages.dangers import dangers
from messages.evidence import HERE, SCALE, Said, alike, features, words_of

TESTS = Path(__file__).parent.parent
MESSAGES, REPLIES = TESTS / "safety" / "messages", TESTS / "understanding" / "replies" / "development"
NOT_PLAIN = Path(__file__).parent / "not_plain.txt"
OUT = HERE / "en" / "danger.weights"
STRENGTH = 10.0  # inverse of the penalty on large weights; chosen, like all numbers here, by voices left out
SELDOM = 4  # messages: what fewer hold is left out
LEAST, LEAST_OTHER = 15, 20  # hundredths: lighter weights are left out; half of the file, and no right answer
RARITY = 1.25  # how much more a rare feature counts for danger
SETTLED = 1e-5  # how flat it must be to be done: stopped sooner, one new rule made a quarter more of chat flagged
SPREAD = 12.0  # puts the sums where the penalty suits them
FLAG_ABOVE, RED_ABOVE = 0.1, -0.7  # where danger, and red, begin; see docs/safety/screen.md
Row = Mapping[str, Any]
Numbers = NDArray[np.float64]


def rows(folder: Path = MESSAGES) -> list[Row]:
    files = sorted(folder.glob("*.jsonl"))
    return [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]


def plain_replies() -> list[Row]:
    """What people answer to ordinary questions, each text once: what most texts are, and no danger."""
    left_out = set(NOT_PLAIN.read_text(encoding="utf-8").splitlines())
    replies = {row["text"]: row for row in rows(REPLIES) if row["id"] not in left_out}
    return [{**row, "from": "resident", "level": "none", "categories": [], "kind": "reply"} for row in replies.values()]


def found(row: Row) -> Counter[str]:
    """How often each feature counts: a word's once for each word that has it, the others once."""
    d = dangers("en")
    assert d is not None
    ruled = rule_features(hits(heard(row["text"], "en"), d))
    return Counter(features(Said.of(row["text"], row["from"], ruled, alike("en")), alike("en")))


class Table:
    """Messages as numbers: a row a message, a column a feature that is not too seldom."""

    def __init__(self, said: Sequence[Row]) -> None:
        counted = [found(row) for row in said]
        known = Counter(name for one in counted for name in one)
        self.names = sorted(name for name, count in known.items() if count >= SELDOM)
        self.rare = np.log(len(said) / np.array([known[name] for name in self.names])) / SPREAD
        self.counts = self._matrix(said, counted)

    def _matrix(self, said: Sequence[Row], counted: Sequence[Counter[str]]) -> csr_matrix:
        place = {name: i for i, name in enumerate(self.names)}
        cells = [[(place[name], n) for name, n in sorted(one.items()) if name in place] for one in counted]
        ends = np.cumsum([0, *map(len, cells)])
        column, number = zip(*(cell for one in cells for cell in one), strict=True)
        counts = csr_matrix((np.array(number, float), np.array(column), ends), shape=(len(said), len(self.names)))
        return csr_matrix(diags([len(words_of(row["text"])) ** -0.5 for row in said]) @ counts)

    def danger(self, is_danger: NDArray[np.bool_]) -> tuple[Numbers, float]:
        return self._learn(self.counts, is_danger, self.rare**RARITY * self._apart(is_danger), "balanced")

    def _apart(self, is_danger: NDArray[np.bool_]) -> Numbers:
        """How differently messages with and without danger use each feature: the logarithm of the ratio."""
        used = [np.asarray((self.counts[kind] > 0).sum(axis=0)).ravel() + 0.5 for kind in (is_danger, ~is_danger)]
        return np.abs(np.log(used[0] / is_danger.sum()) - np.log(used[1] / (~is_danger).sum()))

    @cached_property
    def few(self) -> Numbers:
        """Words, pairs, letters and rules, for level and category: longer runs add little there but weight."""
        return self.rare * np.array([name.count(" ") < 2 for name in self.names])

    def red(self, among: NDArray[np.bool_], is_red: NDArray[np.bool_]) -> tuple[Numbers, float]:
        return self._learn(self.counts[among], is_red[among], self.few, "balanced")

    def category(self, among: NDArray[np.bool_], names: Sequence[str]) -> tuple[list[str], Numbers, Numbers]:
        model = _model(None).fit(self.counts[among] @ diags(self.few), list(names))
        return [str(name) for name in model.classes_], model.coef_ * self.few, model.intercept_

    def _learn(self, counts: csr_matrix, meant: NDArray[np.bool_], scale: Numbers, even: str) -> tuple[Numbers, float]:
        model = _model(even).set_params(tol=SETTLED).fit(counts @ diags(scale), meant)
        return model.coef_[0] * scale, float(model.intercept_[0])


def _model(even: str | None) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=300, class_weight=even)


def teach(said: Sequence[Row]) -> dict[str, Any]:
    table, level = Table(said), np.array([row["level"] for row in said])
    risky = level != "none"
    danger, start = table.danger(risky)
    red, begin = table.red(risky, level == "red")
    names, categories, starts = table.category(risky, [row["categories"][0] for row in said if row["categories"]])
    bias = [start - FLAG_ABOVE, begin - RED_ABOVE, *starts]
    rest = {name: _written([red[i], *categories[:, i]]) for i, name in enumerate(table.names)}
    return {
        "outputs": ["red", *names],
        "bias": [round(one * SCALE) for one in bias],
        "danger": _by_weight(table.names, danger),
        "rest": {name: written for name, written in rest.items() if written},
    }


def _by_weight(names: Sequence[str], weights: Numbers) -> dict[str, list[str]]:
    """Weight -> the features that weigh so much, both in order."""
    kept = sorted((round(one * SCALE), name) for name, one in zip(names, weights, strict=True) if _counts(one, LEAST))
    return {str(weight): [name for _, name in some] for weight, some in groupby(kept, lambda one: one[0])}


def _written(others: Sequence[float]) -> str:
    """Which output, how much, and so on: as messages/evidence.py reads it."""
    heavy = [(i, one) for i, one in enumerate(others) if _counts(one, LEAST_OTHER)]
    return " ".join(f"{i} {round(one * SCALE)}" for i, one in heavy)


def _counts(weight: float, least: int) -> bool:
    return abs(weight) * SCALE >= least


def write(learnt: Mapping[str, Any], path: Path = OUT) -> None:
    """JSON, which is read fast, with a feature a line, so that a change can be read."""
    _ = path.write_text(json.dumps(learnt, indent=0, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(teach([*rows(), *plain_replies()]))
