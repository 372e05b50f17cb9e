"""A text as the rules see it: plain words one space apart, sentences ended by a full stop."""

import re
from functools import lru_cache
from typing import NamedTuple

from messages.dangers import Dangers, dangers
from messages.heard import fold

_PIECES = re.compile(r"[^\W\d_]+(?:['\u2019\u2018`][^\W\d_]+)*|\d+|[.!?;,\n]")
MOST = 400  # words: a text message of ten parts has fewer; what follows is looked at by no rule


class Text(NamedTuple):
    """`words` in order, with breaks; `line` as the patterns need it."""

    words: tuple[str, ...]
    line: str


def heard(text: str, language: str) -> Text:
    """Small letters, no accents or apostrophes, known slips and dialect put right."""
    d = dangers(language)
    assert d is not None
    words = tuple(word for piece in _PIECES.findall(text)[:MOST] if (word := plain(piece, language)))
    return Text(words, "".join([d.sign(word) for word in words]))


@lru_cache(maxsize=16_384)
def plain(piece: str, language: str) -> str:
    """One word's one spelling; a full stop or a comma for whatever parts sentences or clauses."""
    if not piece[0].isalnum():
        return "," if piece == "," else "."
    folded = fold(piece)
    d: Dangers | None = dangers(language)
    return d.spelt.get(folded, folded) if d else folded
