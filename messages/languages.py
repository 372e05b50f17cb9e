"""The languages that a text may be in besides ours, as languages.toml describes them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tomli

FILE = Path(__file__).with_name("languages.toml")


@dataclass(frozen=True, slots=True)
class Language:
    """`name` in English, for staff; `own` is how its speakers would ask for it. Known by its script or by its words.
    `danger` asks whether they are in danger, and says whom to ring then: with {emergency} for the number."""

    code: str
    name: str
    own: str = ""
    danger: str = ""
    script: str = ""
    words: frozenset[str] = frozenset()


@cache
def languages() -> tuple[Language, ...]:
    rows = tomli.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        Language(
            code,
            row["name"],
            row.get("own", ""),
            row.get("danger", ""),
            row.get("script", ""),
            frozenset(row.get("words", ())),
        )
        for code, row in rows.items()
    )
