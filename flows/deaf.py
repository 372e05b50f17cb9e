"""Somebody who cannot hear says so: they are never rung, and never told to ring."""

import re
from functools import cache

from messages.heard import heard


def says_deaf(text: str, language: str) -> bool:
    """Whether the writer says that they themselves cannot hear, or cannot hear on the phone."""
    return _cannot_hear(heard(language).deaf).search(text) is not None


@cache
def _cannot_hear(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
