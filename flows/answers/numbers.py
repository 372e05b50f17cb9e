"""Numbers as people write them: 7, seven, seventy-eight, nineteen forty seven, 3rd, third, 1O.

Units and tens compose as in English; a language that says "acht-en-zeventig" lists such words one by one.
"""

import re

from flows.answers.words import Reply, Word
from messages.heard import Vocabulary

# Beyond this many digits it is no number that we ask for, and int() refuses very long ones.
MOST_DIGITS = 6


def with_numbers(reply: Reply, v: Vocabulary) -> Reply:
    """The same reply with each number as one word, its value known."""
    words: list[Word] = []
    folded: list[str] = []
    i = 0
    while i < len(reply.words):
        size, word = _number_at(reply, i, v)
        words.append(word)
        folded.append(str(word.number) if word.number is not None and size > 1 else reply.folded[i])
        i += size
    return Reply(reply.text, tuple(words), tuple(folded))


def _number_at(reply: Reply, i: int, v: Vocabulary) -> tuple[int, Word]:
    first = reply.words[i]
    number, ordinal = _figures(reply.folded[i], v)
    size = 1
    if number is None:
        size, number, ordinal = _spoken(reply, i, v)
    last = reply.words[i + max(size, 1) - 1]
    return max(size, 1), first._replace(end=last.end, number=number, ordinal=ordinal)


def _figures(word: str, v: Vocabulary) -> tuple[int | None, bool]:
    if word.isdecimal():
        return (int(word) if len(word) <= MOST_DIGITS else None), False
    if re.fullmatch(r"\d[o]|\d{1,2}o", word):
        return int(word.replace("o", "0")), False
    found = re.fullmatch(r"(\d{1,2})([^\W\d]+)", word)
    if found and found.group(2) in v.numbers.ordinal_endings:
        return int(found.group(1)), True
    return None, False


def _value(reply: Reply, i: int, v: Vocabulary) -> int | None:
    if i >= len(reply.words) or (i > 0 and _apart(reply, i)):
        return None
    hit = v.numbers.words.at(reply.folded, i)
    return int(hit[1]) if hit else None


def _apart(reply: Reply, i: int) -> bool:
    """Something other than a space or a hyphen stands before this word."""
    return reply.text[reply.words[i - 1].end : reply.words[i].start].strip(" -\t") != ""


def _ordinal(reply: Reply, i: int, v: Vocabulary) -> int | None:
    if i >= len(reply.words):
        return None
    hit = v.numbers.ordinals.at(reply.folded, i)
    return int(hit[1]) if hit else None


def _below_hundred(reply: Reply, i: int, v: Vocabulary) -> tuple[int, int | None, bool]:
    """seventy, seventy eight, twenty third: how many words, the value, and whether it says which."""
    if (which := _ordinal(reply, i, v)) is not None:
        return 1, which, True
    hit = v.numbers.words.at(reply.folded, i)
    if not hit:
        return 0, None, False
    value, tens = int(hit[1]), int(hit[1]) >= 20 and int(hit[1]) % 10 == 0
    if tens and (unit := _value(reply, i + 1, v)) is not None and 0 < unit < 10:
        return 2, value + unit, False
    if tens and (unit := _ordinal(reply, i + 1, v)) is not None and unit < 10 and not _apart(reply, i + 1):
        return 2, value + unit, True
    return hit[0], value, False


def _spoken(reply: Reply, i: int, v: Vocabulary) -> tuple[int, int | None, bool]:
    if (hundred := v.numbers.hundred.at(reply.folded, i)) is not None:
        return _hundred(reply, i + hundred[0], hundred[0], v)
    size, value, ordinal = _below_hundred(reply, i, v)
    if value is not None and not ordinal and 18 <= value <= 20 and size == 1:
        return _year(reply, i, value, v)
    return size, value, ordinal


def _hundred(reply: Reply, i: int, size: int, v: Vocabulary) -> tuple[int, int | None, bool]:
    joins = v.numbers.joins.at(reply.folded, i)
    more, value, ordinal = _below_hundred(reply, i + (joins[0] if joins else 0), v)
    if value is None or ordinal or (i < len(reply.words) and _apart(reply, i)):
        return size, 100, False
    return size + more + (joins[0] if joins else 0), 100 + value, False


def _year(reply: Reply, i: int, century: int, v: Vocabulary) -> tuple[int, int | None, bool]:
    """nineteen forty seven; but "twenty one" is a number, and is left alone."""
    size, value, ordinal = _below_hundred(reply, i + 1, v)
    if value is None or ordinal or value < 10 or i + 1 >= len(reply.words) or _apart(reply, i + 1):
        return _below_hundred(reply, i, v)
    return size + 1, century * 100 + value, False
