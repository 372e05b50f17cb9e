"""Whom to ring: every number that our texts name, with its source, and the day by which it must be looked at again.

The numbers are data, in helplines.toml. A text gets them as variables, by their ids; no text has a number of its own.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import tomli

FILE = Path(__file__).with_name("helplines.toml")
NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")


class BadHelplines(ValueError):
    """helplines.toml cannot be used: an id without a number in some nation, or with two."""


@dataclass(frozen=True, slots=True)
class Helpline:
    """`say` is how a text names it. `is_for`, `hours` and `source` are for staff. `verified`: read at its own source."""

    id: str
    name: str
    number: str
    say: str
    is_for: str
    hours: str
    nations: tuple[str, ...]
    source: str
    checked: date
    check_by: date
    verified: bool

    @property
    def aloud(self) -> str:
        """For a voice that reads a text out: "116 123" as "1 1 6, 1 2 3"."""
        return ", ".join(" ".join(part) if part.isdecimal() else part for part in self.number.split())


@cache
def helplines(nation: str = NATIONS[0]) -> Mapping[str, Helpline]:
    """The lines that hold in this nation, by id. Raises BadHelplines."""
    found = [line for line in _all() if nation in line.nations]
    here = {line.id: line for line in found}
    if len(here) != len(found) or len(here) != len({line.id for line in _all()}):
        raise BadHelplines(f"{FILE.name}: each id needs one line for {nation}, no more and no fewer")
    return here


def as_variables(nation: str = NATIONS[0]) -> dict[str, str]:
    """What texts are given: { $samaritans }, and { $samaritans_aloud } for what is spoken."""
    return variables(helplines(nation).values())


def variables(lines: Collection[Helpline]) -> dict[str, str]:
    """The same of these lines."""
    return {line.id: line.say for line in lines} | {f"{line.id}_aloud": line.aloud for line in lines}


def overdue(today: date, lines: Iterable[Helpline]) -> list[Helpline]:
    """Those of these lines that somebody should have looked at again before today."""
    return [line for line in lines if line.check_by < today]


def unverified(lines: Iterable[Helpline]) -> list[Helpline]:
    """Those that nobody has rung, or read at their own source, yet."""
    return [line for line in lines if not line.verified]


@cache
def _all() -> tuple[Helpline, ...]:
    return tuple(_line(row) for row in tomli.loads(FILE.read_text(encoding="utf-8"))["line"])


def _line(row: Mapping[str, Any]) -> Helpline:
    return Helpline(
        row["id"],
        row["name"],
        row["number"],
        row.get("say", row["number"]),
        row["for"],
        row["hours"],
        tuple(row.get("nations", NATIONS)),
        row["source"],
        row["checked"],
        row["check_by"],
        row.get("verified", True),
    )
