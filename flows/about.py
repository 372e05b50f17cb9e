"""What a check-in was opened with, read from the snapshot: plain strings, and "" for what is not there."""

from collections.abc import Mapping

About = Mapping[str, str]
LONGEST = 70  # characters of their own words in a text: the question must still fit beside them


def number(about: About, key: str) -> int | None:
    text = about.get(key, "")
    return int(text) if text.isdecimal() else None


def is_so(about: About, key: str) -> bool:
    return about.get(key) == "yes"


def in_short(words: str, most: int = LONGEST) -> str:
    """Their words for the middle of a text: cut after the last whole one that fits, and without the stop at their end."""
    words = " ".join(words.split()).rstrip(" .")
    if len(words) <= most:
        return words
    cut = words[: most - 2]
    return f"{cut.rpartition(' ')[0].rstrip(',;:.') or cut}..."
