"""What people write who are in danger: examples that stand beside the screen's own rules, so that each is surely one.

How well the screen finds what it has never seen is another matter: docs/safety/screen.md.
"""

from collections.abc import Sequence
from functools import cache
from random import Random

from flows.danger import ENGLISH, screen
from messages.dangers import dangers

KNOWN = 40  # of each level: screening takes half a millisecond a text


def danger(level: str, chance: Random) -> str:
    """A text that the screen finds to be of this level, red or amber."""
    return chance.choice(_texts(level))


@cache
def _texts(level: str) -> Sequence[str]:
    known = dangers(ENGLISH)
    rules = [rule for rule in known.rules.values() if rule.level == level] if known else []
    some = [text for rule in rules for text in rule.match[:1]]
    every = max(1, len(some) // (2 * KNOWN))
    return [text for text in some[::every] if screen(text).level == level][:KNOWN]
