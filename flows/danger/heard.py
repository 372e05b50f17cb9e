"""A text as the rules see it: plain words in order, with a full stop or a comma for what parts sentences or clauses."""

import re
from functools import lru_cache

from messages.dangers import dangers
from messages.heard import fold

_THE = re.compile(r"t['\u2019\u2018`](?=..)", re.IGNORECASE)  # "t'phone"
_PIECES = re.compile(r"[^\W\d_]+(?:['\u2019\u2018`][^\W\d_]+)*|\d+|[.!?;,\n]")
MOST = 400  # words: a text message of ten parts has fewer; what follows is looked at by no rule


def heard(text: str, language: str) -> tuple[str, ...]:
    """Small letters, no accents or apostrophes, known slips and dialect put right."""
    return tuple([word for piece in _PIECES.findall(text)[:MOST] if (word := plain(piece, language))])


@lru_cache(maxsize=16_384)
def plain(piece: str, language: str) -> str:
    """One word's one spelling."""
    if not piece[0].isalnum():
        return "," if piece == "," else "."
    folded, d = fold(_THE.sub("", piece, count=1) if _THE.match(piece) else piece), dangers(language)
    return d.spelt.get(folded, folded) if d else folded
