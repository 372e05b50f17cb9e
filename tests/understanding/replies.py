"""Messy replies written for this project, with what a careful person takes each for: `python -m tests.understanding.replies`.

Voices of 130 replies each in replies/<part>/<voice>.jsonl; for development also more_* and many_*.jsonl, of many voices for
one type. Nine voices are for testing, and were not looked at while the readers were written; a second reader went over
the labels of six of them without seeing the first. `want` is the reading, `or` what is as good. An answer that only
follows from knowledge of the world ("third floor, lift broken" to "Do you have stairs?") may be read or asked again.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from bot.reading import answer_to

FOLDER = Path(__file__).parent / "replies"
Verdict = Literal["right", "asked", "wrong"]
Row = dict[str, Any]


def rows(part: str) -> Iterator[Row]:
    """Every reply of a part, "development" or "testing"."""
    for file in sorted((FOLDER / part).glob("*.jsonl")):
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def judged(row: Row) -> Verdict:
    """Right; or honestly asked again; or wrong: read as something that the writer did not mean."""
    read = answer_to(row)
    got = (read["status"], read["value"])
    wanted = [row["want"], *row["want"].get("or", [])]
    if any(got == (want["status"], want["value"]) for want in wanted):
        return "right"
    return "asked" if read["status"] == "unclear" else "wrong"


def table(part: str) -> dict[str, Counter[Verdict]]:
    """How many of each type were right, asked again and wrong; `all` sums them."""
    counts: dict[str, Counter[Verdict]] = defaultdict(Counter)
    for row in rows(part):
        verdict = judged(row)
        counts[row["type"]][verdict] += 1
        counts["all"][verdict] += 1
    return counts


def share(counted: Counter[Verdict], verdict: Verdict) -> float:
    return counted[verdict] / counted.total()


def _print(part: str) -> None:
    print(f"\n| {part} | replies | right | asked again | wrong |\n|---|---|---|---|---|")
    for kind, counted in sorted(table(part).items(), key=lambda pair: (pair[0] == "all", pair[0])):
        cells = (f"{100 * share(counted, verdict):.1f} %" for verdict in ("right", "asked", "wrong"))
        print(f"| {kind} | {counted.total()} | {' | '.join(cells)} |")


if __name__ == "__main__":
    for part in sys.argv[1:] or ("development", "testing"):
        _print(part)
