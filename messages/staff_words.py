"""The commands of staff in the words of a language, as its staff.toml has them; in English where it has none."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import tomli

HERE = Path(__file__).parent
END = r"\s*[.!?]?\s*"


@cache
def shapes(language: str) -> Mapping[str, re.Pattern[str]]:
    """The shape of each command by its name, in the order in which they are tried."""
    file = HERE / language / "staff.toml"
    said = tomli.loads((file if file.exists() else HERE / "en" / "staff.toml").read_text(encoding="utf-8"))
    return {name: _shape(shape, said["parts"]) for name, shape in said["commands"].items()}


def _shape(shape: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    for name, part in parts.items():
        shape = shape.replace(f"{{{name}}}", part)
    return re.compile(rf"\s*(?:{shape}){END}", re.IGNORECASE | re.DOTALL)
