"""A tap on one of our texts ("Liked “Do you live alone?”"): it answers the question that it is on, and no other.

Phones without such taps get them as a text that repeats ours, so nothing in it is the person's own words.
"""

import re
from typing import NamedTuple

from messages.heard import Vocabulary, fold

_QUOTES = re.compile(r"^\s*([^“”\"«»]{1,40}?)\s*[“\"«](.+)[”\"»]\s*$", re.DOTALL)
FEWEST = 3  # words: less than that of a text may stand in many


class Reaction(NamedTuple):
    """The sign it stands for, "" for neither yes nor no, and the words of ours that it is on."""

    sign: str
    on: str


def reaction(text: str, v: Vocabulary) -> Reaction | None:
    quoted = _QUOTES.match(text)
    if quoted is None:
        return None
    words = tuple(word for part in quoted[1].split() if (word := fold(part)))
    signs = [word for word in words if not word.isascii()]
    said = v.mail.reactions.whole(tuple(word for word in words if word.isascii()))
    if said is None:
        return None
    return Reaction(signs[0] if signs else said, _plain(quoted[2]))


def reacts_elsewhere(text: str, question: str, v: Vocabulary) -> bool:
    """A reaction to something else than the question that is open."""
    found, asked = reaction(text, v), _plain(question)
    if found is None:
        return False
    return not asked or not (asked in found.on or (found.on in asked and len(found.on.split()) >= FEWEST))


def _plain(text: str) -> str:
    return " ".join(word for part in text.split() if (word := fold(part)))
