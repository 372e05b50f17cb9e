"""Numbers as people write them: 7, seven, seventy-eight, sixtyseven, nineteen oh four, two thousand, 1,200, 3rd, 1O.

Units, tens and hundreds compose as in English; a language that says "acht-en-zeventig" lists such words one by one.
Fractions, signs and "a few" are no number that we ask for.
"""

import re
from functools import lru_cache

from flows.answers.words import Reply, Word
from messages.heard import Vocabulary, heard

# Beyond this many digits it is no number that we ask for, and int() refuses very long ones.
MOST_DIGITS = 6
MOST_WORDS = 12
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,.]*\d)")


def with_numbers(reply: Reply, v: Vocabulary) -> Reply:
    """The same reply with each number as one word, its value known."""
    begins = _beginnings(v.language)
    if not any(word in begins or word[:1].isdecimal() for word in reply.folded):
        return reply
    words: list[Word] = []
    folded: list[str] = []
    i = 0
    while i < len(reply.words):
        may = reply.folded[i] in begins or reply.folded[i][:1].isdecimal()
        size, word = _number_at(reply, i, v) if may else (1, reply.words[i])
        words.append(word)
        folded.append(str(word.number) if word.number is not None and size > 1 else reply.folded[i])
        i += size
    return Reply(reply.text, tuple(words), tuple(folded))


@lru_cache
def _beginnings(language: str) -> frozenset[str]:
    """The words that a number may begin with: most words cost no more than a look at these."""
    v = heard(language)
    lists = (v.numbers.alone, v.numbers.ordinals, v.numbers.words)
    return frozenset(_run_together(language)).union(*(one.from_word for one in lists))


def _number_at(reply: Reply, i: int, v: Vocabulary) -> tuple[int, Word]:
    first = reply.words[i]
    number, ordinal = _figures(reply.folded[i], v)
    size = 1
    if number is not None and not ordinal:
        size, number = _grouped(reply, i, number)
    if number is None or (not ordinal and size == 1):
        size, number, ordinal = _spoken(reply, i, number, v)
    last = reply.words[i + max(size, 1) - 1]
    return max(size, 1), first._replace(end=last.end, number=number, ordinal=ordinal)


def _figures(word: str, v: Vocabulary) -> tuple[int | None, bool]:
    if word.isdecimal():
        return (int(word) if len(word) <= MOST_DIGITS else None), False
    if re.fullmatch(r"\d[o]|\d{1,2}o", word):
        return int(word.replace("o", "0")), False
    found = re.fullmatch(r"(\d[\do]?\d?)([^\W\d]+?)", word)
    if found is None:
        return None, False
    number, ending = int(found[1].replace("o", "0")), found[2]
    if ending in v.numbers.thousand_endings:
        return number * 1000, False
    return (number, True) if ending in v.numbers.ordinal_endings else (None, False)


def _grouped(reply: Reply, i: int, number: int) -> tuple[int, int]:
    """1,234 is one number, with as many words as it has groups."""
    found = _THOUSANDS.match(reply.text, reply.words[i].start)
    if found is None or len(found.group()) > MOST_DIGITS + 1:
        return 1, number
    return found.group().count(",") + 1, int(found.group().replace(",", ""))


def _apart(reply: Reply, i: int) -> bool:
    """Something other than a space or a hyphen stands before this word."""
    return i > 0 and reply.text[reply.words[i - 1].end : reply.words[i].start].strip(" -—–\t") != ""


def _spoken(reply: Reply, i: int, number: int | None, v: Vocabulary) -> tuple[int, int | None, bool]:
    """A number in words from here: how many words, the value, and whether it says which ("third")."""
    size, value, ordinal = (1, number, False) if number is not None else _begins(reply, i, v)
    if value is None:
        return 1, None, False
    if not ordinal and number is None and 18 <= value <= 20 and size == 1 and (year := _year(reply, i, value, v)):
        return year
    total = 0
    while not ordinal and size < MOST_WORDS and (more := _more(reply, i + size, total, value, v)):
        times, added, step, ordinal = more
        value, size = value * times + added, size + step
        if times == 1000:
            total, value = total + value, 0
    return size, total + value, ordinal


def _begins(reply: Reply, i: int, v: Vocabulary) -> tuple[int, int | None, bool]:
    alone = v.numbers.alone.at(reply.folded, i)
    return (alone[0], int(alone[1]), False) if alone else _below_hundred(reply, i, v)


def _more(reply: Reply, i: int, total: int, value: int, v: Vocabulary) -> tuple[int, int, int, bool] | None:
    """What the next words do to a number: times a hundred or a thousand, or so much more."""
    if i >= len(reply.words) or _apart(reply, i):
        return None
    if hit := v.numbers.times.at(reply.folded, i):
        return (
            (int(hit[1]), 0, hit[0], False)
            if 0 < value < 1000 and (hit[1] != "12" or value <= 100 or not value % 100)
            else None
        )
    if value % 100 or not (value or total):
        return None
    joins = v.numbers.joins.at(reply.folded, i)
    start = i + (joins[0] if joins else 0)
    size, added, ordinal = _below_hundred(reply, start, v) if start < len(reply.words) else (0, None, False)
    if not added or _apart(reply, start):
        return None
    hundred = v.numbers.times.at(reply.folded, start + size)
    if hundred and hundred[1] == "100" and not ordinal:
        # "two thousand two hundred": the hundreds are a number of their own.
        return None if value else (1, added * 100, size + hundred[0] + start - i, False)
    return 1, added, size + start - i, ordinal


def _below_hundred(reply: Reply, i: int, v: Vocabulary) -> tuple[int, int | None, bool]:
    """seventy, seventy eight, twenty third: how many words, the value, and whether it says which."""
    if known := _run_together(v.language).get(reply.folded[i]):
        return 1, *known
    if which := v.numbers.ordinals.at(reply.folded, i):
        return 1, int(which[1]), True
    hit = v.numbers.words.at(reply.folded, i)
    if not hit:
        return 0, None, False
    value, after = int(hit[1]), i + hit[0]
    if value < 20 or value % 10 or after >= len(reply.words) or _apart(reply, after):
        return hit[0], value, False
    unit, last = v.numbers.words.at(reply.folded, after), v.numbers.ordinals.at(reply.folded, after)
    if unit and 0 < int(unit[1]) < 10:
        return hit[0] + 1, value + int(unit[1]), False
    if re.fullmatch("[1-9]", reply.folded[after]):
        return hit[0] + 1, value + int(reply.folded[after]), False
    if last and int(last[1]) < 10:
        return hit[0] + 1, value + int(last[1]), True
    return hit[0], value, False


@lru_cache
def _run_together(language: str) -> dict[str, tuple[int, bool]]:
    """sixtyseven, twentyfifth, eighty3."""
    v = heard(language)
    tens = [(w[0], int(n)) for w, n in v.numbers.words.meanings.items() if len(w) == 1 and int(n) in range(20, 100, 10)]
    units = [(w[0], int(n), False) for w, n in v.numbers.words.meanings.items() if len(w) == 1 and 0 < int(n) < 10]
    units += [(str(n), n, False) for n in range(1, 10)]
    units += [(w[0], int(n), True) for w, n in v.numbers.ordinals.meanings.items() if len(w) == 1 and int(n) < 10]
    return {ten + unit: (more + n, which) for ten, more in tens for unit, n, which in units}


def _year(reply: Reply, i: int, century: int, v: Vocabulary) -> tuple[int, int | None, bool] | None:
    """nineteen forty seven, nineteen oh four; but "twenty one" is a number, and is left alone."""
    at = i + 1
    nought = v.numbers.nought.at(reply.folded, at)
    at += nought[0] if nought else 0
    if at >= len(reply.words) or _apart(reply, i + 1):
        return None
    size, value, ordinal = _below_hundred(reply, at, v)
    if value is None or ordinal or not (0 < value < 10 if nought else value >= 10):
        return None
    return at - i + size, century * 100 + value, False
