"""Trains a small linear model and writes its file: the same data give the same file."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from messages.linear import SCALE, features

STRENGTH = 20.0  # inverse of the penalty on large weights; chosen by voices left out, like LEAST
LEAST = 40  # weights nearer to nought are left out: four fifths of the file, a tenth of a point of right answers
SELDOM = 3  # messages: what fewer hold is left out


def train(said: Sequence[Sequence[str]], meant: Sequence[str]) -> dict[str, object]:
    """Logistic regression over the features, each message weighing as much as any other."""
    found = [sorted(features(words)) for words in said]  # in order, so that sums come out the same
    counter = CountVectorizer(analyzer=list, binary=True, min_df=SELDOM)  # pyright: ignore[reportArgumentType]
    counts = csr_matrix(counter.fit_transform(found), dtype=float)
    lengths = diags([len(one) ** -0.5 for one in found])
    model = LogisticRegression(C=STRENGTH, max_iter=1_000, tol=1e-5).fit(lengths @ counts, list(meant))
    weights = np.rint(model.coef_ * SCALE).astype(int)
    names = counter.get_feature_names_out()
    kept = {str(names[i]): _flat(weights[:, i]) for i in range(len(names)) if np.abs(weights[:, i]).max() >= LEAST}
    return {
        "classes": [str(name) for name in model.classes_],
        "bias": [int(one) for one in np.rint(model.intercept_ * SCALE)],
        "weights": dict(sorted(kept.items())),
    }


def _flat(column: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> list[int]:
    return [value for i, weight in enumerate(column) if abs(weight) >= LEAST for value in (i, int(weight))]


def write(model: dict[str, object], path: Path) -> None:
    """A feature a line, so that a change can be read."""
    weights = model.pop("weights")
    assert isinstance(weights, dict)
    lines = [f"{json.dumps(feature)}:{json.dumps(flat, separators=(',', ':'))}" for feature, flat in weights.items()]
    head = json.dumps(model)[:-1]
    _ = path.write_text(f'{head}, "weights": {{\n' + ",\n".join(lines) + "\n}}\n", encoding="utf-8")
