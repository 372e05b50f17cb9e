"""A language's danger phrases, as they stand in danger.toml. What they mean is read in flows/danger.py."""

import tomllib
from pathlib import Path

HERE = Path(__file__).parent


def rows(language: str) -> list[dict[str, str | list[str]]]:
    """The rules of one language: name, category, level, reason, pattern, `unless`, `match` and `leave`."""
    return tomllib.loads((HERE / language / "danger.toml").read_text(encoding="utf-8"))["rule"]
