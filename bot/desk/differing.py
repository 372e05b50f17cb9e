"""How one draft differs from another, word by word, for whoever wrote both. Pure."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

WORDS = re.compile(r"\s+|[^\s]+")
MOST = 4000  # words of both: comparing more takes longer than anybody waits, and then the other is shown whole


class Piece(NamedTuple):
    """`only`: which of the two has it; "" for both."""

    only: Literal["", "here", "there"]
    text: str


def difference(here: str, there: str) -> Sequence[Piece]:
    mine, other = WORDS.findall(here), WORDS.findall(there)
    if len(mine) + len(other) > MOST:
        return [Piece("there", there)]
    pieces: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(None, mine, other, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(Piece("", "".join(mine[a:b])))
        else:
            both = (Piece("here", "".join(mine[a:b])), Piece("there", "".join(other[c:d])))
            pieces += [one for one in both if one.text]
    return pieces
