"""One page of a long list: no page of the desk weighs more than 150 kB, however many people there are. Pure."""

from collections.abc import Mapping
from math import ceil
from typing import NamedTuple

LINES = 100  # people in a line each: 45 kB
CARDS = 25  # items with all that is said on them: 60 kB, and twice that with the longest of words


class Leaf(NamedTuple):
    """Page `number` of `pages`; `many` things in all, of which those from `start` to `end` stand on it."""

    number: int
    pages: int
    many: int
    start: int
    end: int

    @classmethod
    def of(cls, asked: int, many: int, each: int = LINES) -> "Leaf":
        """The last there is for a number beyond it."""
        pages = max(1, ceil(many / each))
        number = min(max(1, asked), pages)
        return cls(number, pages, many, (number - 1) * each, number * each)


def asked_page(query: Mapping[str, str]) -> int:
    """The number in an address; 1 for anything that is none."""
    said = query.get("page", "")
    return max(1, int(said)) if said.isascii() and said.isdecimal() and len(said) < 5 else 1
