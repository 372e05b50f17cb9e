"""A choice by its number, letter or place in the list: "2", "b", "the last one"."""

import re

from flows.answers.words import Reply, framed, skip_over, start_of
from messages.heard import Vocabulary

Hit = tuple[int, str]


def counted_in(reply: Reply, count: int, v: Vocabulary) -> Hit | None:
    """By number, letter or place."""
    if re.match(r"\s*[-−]\d", reply.text):
        return None  # minus one is no place in a list
    for i in range(len(reply.words)):
        place = _place(reply, i, count, v)
        if place is None:
            continue
        index, end = place
        rest = framed(reply, i, end, v, v.choice.before, v.choice.after)
        return (index, rest) if rest is not None and 0 <= index < count else None
    return None


def _place(reply: Reply, i: int, count: int, v: Vocabulary) -> tuple[int, int] | None:
    position = v.choice.position.at(reply.folded, i)
    if (position or reply.words[i].ordinal) and _leads(reply, i + 1, v):
        return None
    if position is not None:
        place = int(position[1])
        middle = count // 2 if count % 2 else -1
        return (count - 1 if place < 0 else middle if place == 0 else place - 1), i + position[0]
    word = reply.words[i]
    if word.number is not None:
        return word.number - 1, i + 1
    letter = reply.folded[i]
    # "A" counts only as the whole reply: "a" and "I" are words.
    if len(letter) == 1 and "a" <= letter <= "h":
        whole = letter == "a" or i > start_of(reply, v)
        then = skip_over(reply, i + 1, v.common.polite, *(() if whole else (v.choice.after,)))
        if then == len(reply.words) or (not whole and _stops(reply, then, v)):
            return ord(letter) - ord("a"), i + 1
    return None


def _leads(reply: Reply, k: int, v: Vocabulary) -> bool:
    """ "First I want to know ..."."""
    if k >= len(reply.words) or reply.breaks_before(k) or v.choice.after.at(reply.folded, k):
        return False
    return reply.folded[k] in v.clauses.subjects


def _stops(reply: Reply, k: int, v: Vocabulary) -> bool:
    """ "C but on a bad day its D", "b, bonny lad"."""
    return reply.breaks_before(k) or v.common.goes_on.at(reply.folded, k) is not None
