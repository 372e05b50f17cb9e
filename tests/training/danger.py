"""Teaches the second line of the risk screen: `python -m tests.training.danger` writes messages/en/danger.weights.

Logistic regression for each output (danger at all, red, each category) over the features of messages/evidence.py, from the
messages in tests/safety/messages. The same data give the same file. The voices in tests/safety/testing are not read.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from flows.danger.heard import heard
from flows.danger.rules import hits
from flows.danger.second import rule_features
from messages.dangers import dangers
from messages.evidence import HERE, SCALE, alike, runs, word_features, words_of

MESSAGES = Path(__file__).parent.parent / "safety" / "messages"
OUT = HERE / "en" / "danger.weights"
STRENGTH = 10.0  # inverse of the penalty on large weights; chosen by voices left out
SELDOM = 3  # messages: what fewer hold is left out
LEAST = 60  # thousandths: lighter weights are left out; four fifths of the file
Row = Mapping[str, Any]


def rows(folder: Path = MESSAGES) -> list[Row]:
    return [json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]


def features(row: Row) -> Counter[str]:
    """How often each feature counts: a word's once for each word that has it, the others once."""
    words, groups, d = words_of(row["text"]), alike("en"), dangers("en")
    assert d is not None
    found = Counter(one for word in set(words) for one in word_features(word, row["from"], groups.get(word, ())))
    found.update({*runs(words, groups), *rule_features(hits(heard(row["text"], "en"), d))})
    return found


class Table:
    """Messages as numbers: a row a message, a column a feature, rarer features weighing more."""

    def __init__(self, said: Sequence[Row]) -> None:
        counted = [features(row) for row in said]
        known = Counter(name for one in counted for name in one)
        self.names = sorted(name for name, count in known.items() if count >= SELDOM)
        place = {name: i for i, name in enumerate(self.names)}
        self.rarity = np.log(len(said) / np.array([known[name] for name in self.names])) / SPREAD
        cells = [(r, place[name], n) for r, one in enumerate(counted) for name, n in one.items() if name in place]
        row, column, number = zip(*sorted(cells), strict=True)
        counts = csr_matrix((number, (row, column)), shape=(len(said), len(self.names)), dtype=float)
        lengths = diags([len(words_of(one["text"])) ** -0.5 for one in said])
        self.matrix = csr_matrix(lengths @ counts @ diags(self.rarity))

    def learn(self, meant: Sequence[bool], among: Sequence[int], balanced: bool) -> tuple[np.ndarray, float]:
        model = LogisticRegression(
            C=STRENGTH, solver="liblinear", tol=1e-3, random_state=0, class_weight="balanced" if balanced else None
        ).fit(self.matrix[among], [meant[i] for i in among])
        return model.coef_[0] * self.rarity, float(model.intercept_[0])


SPREAD = 12.0  # puts the sums where the penalty suits them
FLAG_ABOVE, RED_ABOVE = 0.0, -0.5  # where danger, and red, begin; see docs/safety/screen.md


def teach(said: Sequence[Row]) -> dict[str, Any]:
    table, everything = Table(said), range(len(said))
    risky = [i for i in everything if said[i]["level"] != "none"]
    names = sorted({row["categories"][0] for row in said if row["categories"]})
    tasks: list[tuple[Callable[[Row], bool], Sequence[int], bool, float]] = [
        (lambda row: row["level"] != "none", everything, True, FLAG_ABOVE),
        (lambda row: row["level"] == "red", risky, True, RED_ABOVE),
        *((lambda row, name=name: row["categories"][:1] == [name], risky, False, 0.0) for name in names),
    ]
    learnt = [(table.learn([is_so(row) for row in said], list(among), even), above) for is_so, among, even, above in tasks]
    weights = np.rint(np.array([coefficients for (coefficients, _), _ in learnt]) * SCALE).astype(int)
    bias = [round((start - above) * SCALE) for (_, start), above in learnt]
    kept = {name: weights[:, i] for i, name in enumerate(table.names) if np.abs(weights[:, i]).max() >= LEAST}
    return {"outputs": ["danger", "red", *names], "bias": bias, "weights": kept}


def write(learnt: Mapping[str, Any], path: Path = OUT) -> None:
    head = json.dumps({name: learnt[name] for name in ("outputs", "bias")})
    lines = [f"{name}\t{_flat(weights)}" for name, weights in sorted(learnt["weights"].items())]
    _ = path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


def _flat(weights: Sequence[int]) -> str:
    return " ".join(f"{place}:{weight}" for place, weight in enumerate(weights) if abs(weight) >= LEAST)


if __name__ == "__main__":
    write(teach(rows()))
