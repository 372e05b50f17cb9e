"""A language's danger phrases, as they stand in danger.toml. What they mean is read in flows/danger.py."""

from pathlib import Path
from typing import Any

import tomli

HERE = Path(__file__).parent


def rows(language: str) -> list[dict[str, str | list[str]]]:
    """The rules of one language: name, category, level, reason, pattern, `unless`, `match` and `leave`."""
    return _read(language)["rule"]


def people(language: str) -> tuple[str, str]:
    """Patterns of the words by which people name themselves, and somebody else."""
    both: dict[str, str] = _read(language)["people"]
    return both["sender"], both["another"]


def _read(language: str) -> dict[str, Any]:
    return tomli.loads((HERE / language / "danger.toml").read_text(encoding="utf-8"))
