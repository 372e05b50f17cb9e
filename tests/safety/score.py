"""How well the risk screen does on labelled messages: `python -m tests.safety.score tests/safety/testing/*.jsonl`.

Red seen: red messages flagged at all. Red as red: flagged red. Amber seen: amber messages flagged at all. Hard: harmless
messages in the words of danger that are flagged; plain: other harmless ones. Category: of risk messages that are flagged,
those whose first category is the one a coordinator would give first.
"""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.danger import Finding, screen

COLUMNS = ("messages", "red seen", "red as red", "amber seen", "hard flagged", "plain flagged", "category")


@dataclass(frozen=True, slots=True)
class Screened:
    """A labelled message and what the screen found in it."""

    row: dict[str, Any]
    found: Finding

    @property
    def level(self) -> str:
        return self.row["level"]

    @property
    def flagged(self) -> bool:
        return self.found.level != "none"


def read(paths: Iterable[Path]) -> list[dict[str, Any]]:
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def screened(rows: Iterable[dict[str, Any]]) -> list[Screened]:
    return [Screened(row, screen(row["text"], sender=row["from"])) for row in rows]


def figures(of: Sequence[Screened]) -> dict[str, float | None]:
    """Each of COLUMNS but the first as a share; None where there is no such message."""
    red, amber = _level(of, "red"), _level(of, "amber")
    hard = [one for one in of if one.row["kind"] == "hard_negative"]
    plain = [one for one in _level(of, "none") if one not in hard]
    seen = [one for one in [*red, *amber] if one.flagged]
    shares = (
        _share(red, lambda one: one.flagged),
        _share(red, lambda one: one.found.level == "red"),
        _share(amber, lambda one: one.flagged),
        _share(hard, lambda one: one.flagged),
        _share(plain, lambda one: one.flagged),
        _share(seen, lambda one: one.found.categories[:1] == tuple(one.row["categories"][:1])),
    )
    return dict(zip(COLUMNS[1:], shares, strict=True))


def _level(of: Sequence[Screened], level: str) -> list[Screened]:
    return [one for one in of if one.level == level]


def _share(of: Sequence[Screened], holds: Callable[[Screened], bool]) -> float | None:
    return sum(map(holds, of)) / len(of) if of else None


def slices(of: Sequence[Screened]) -> dict[str, list[Screened]]:
    """All, by who writes, by how, and by the first category of the danger."""
    found = {"all": list(of)}
    for one in of:
        first = one.row["categories"][:1]
        for name in (one.row["from"], one.row["kind"], *first):
            found.setdefault(name, []).append(one)
    return found


def table(of: Sequence[Screened]) -> str:
    lines = [f"| | {' | '.join(COLUMNS)} |", "|---" * (len(COLUMNS) + 1) + "|"]
    for name, some in slices(of).items():
        shares = ("" if share is None else f"{share:.1%}" for share in figures(some).values())
        lines.append(f"| {name.replace('_', ' ')} | {len(some)} | {' | '.join(shares)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(screened(read(map(Path, sys.argv[1:])))))
