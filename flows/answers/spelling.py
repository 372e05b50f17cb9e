"""The words of a reply as the lists of dates, ages and times know them: numbers made whole, other spellings put right.

What a thumb does to one letter is forgiven for every reader (messages/slips.py). Here, where a few long words carry the
answer, two slips are forgiven in those, and words run together ("14april") are parted.
"""

import re
from functools import lru_cache

from flows.answers.numbers import with_numbers
from flows.answers.words import Reply, Word, reply_of
from messages.heard import Vocabulary, fold, heard, ordinary

ENDINGS = ("s", "ll", "z")
SIGNS = "£$€#<=+%"
LONG = 8  # letters: a shorter word is two slips from too many others; the word that is meant may be one shorter
_JOINED = re.compile(r"(\d{1,4})([^\W\d]{2,})|([^\W\d]{3,})(\d{1,2})([^\W\d]{2})?")


@lru_cache(maxsize=256)
def numbered(text: str, language: str) -> Reply:
    """The words of a reply, each number as one word, and each word that the lists give another spelling as it is listed."""
    v = heard(language)
    reply = _rejoined(_unjoined(reply_of(text, v), v), v)
    folded = tuple(_spelt(word, v) for word in reply.folded)
    return with_numbers(reply._replace(folded=folded), v)


def signed(reply: Reply, i: int) -> bool:
    """A price, a heart (<3), a sum: no age and no hour."""
    start, end = reply.words[i].start, reply.words[i].end
    return (start > 0 and reply.text[start - 1] in SIGNS) or reply.text[end : end + 1] in ("+", "%")


def _spelt(word: str, v: Vocabulary) -> str:
    return v.numbers.spelt.meanings.get((word,), word) if (word,) in v.numbers.spelt.meanings else _far(word, v)


def _far(word: str, v: Vocabulary) -> str:
    """A long word that dates and times are made of, with two slips in it ("wednessady")."""
    if word in _names(v.language):
        return word
    if word[-1:] == word[-2:-1] and word[:-1] in _names(v.language):
        return word[:-1]  # "wensdayy"
    for ending in ENDINGS:  # "tmoros fine", "Thursday'll do"
        if word.endswith(ending) and word.removesuffix(ending) in _names(v.language):
            return word.removesuffix(ending)
    if word[:1] in v.numbers.elided and word[1:] in _names(v.language):
        return word[1:]  # "t'morning"
    return _nearest(word, v.language) if len(word) >= LONG - 1 and word.isalpha() else word


@lru_cache(maxsize=1024)
def _nearest(word: str, language: str) -> str:
    from rapidfuzz.distance import OSA  # here: 34 ms, spent only when a long unknown word is written

    if word in ordinary(language):
        return word
    long_words = [one for one in _long_words(language) if one[0] == word[0]]
    far = {one: OSA.distance(word, one, score_cutoff=2) for one in long_words}
    near = [one for one, slips in far.items() if slips == min(far.values(), default=9) <= 2]
    return near[0] if len(near) == 1 and word not in long_words else word


@lru_cache
def _names(language: str) -> frozenset[str]:
    """The words that days and parts of them are called by."""
    v = heard(language)
    lists = (v.dates.weekdays, v.dates.months, v.dates.units, v.dates.days_away, v.times.parts)
    return frozenset(words[0] for one in lists for words in one.meanings if len(words) == 1)


@lru_cache
def _long_words(language: str) -> tuple[str, ...]:
    right = set(heard(language).often.values())
    return tuple(sorted(word for word in _names(language) if len(word) >= LONG - 1 and word in right))


def _unjoined(reply: Reply, v: Vocabulary) -> Reply:
    """ "14april", "mon23rd": two words run together."""
    if not any(_cut(word, v) for word in reply.folded):
        return reply
    words: list[Word] = []
    for word, folded in zip(reply.words, reply.folded, strict=True):
        cut = _cut(folded, v) if len(folded) == len(word.text) else 0
        words += [Word(word.text[:cut], word.start, word.start + cut)] if cut else []
        words.append(Word(word.text[cut:], word.start + cut, word.end))
    kept = {(w.start, w.end): f for w, f in zip(reply.words, reply.folded, strict=True)}
    return Reply(reply.text, tuple(words), tuple(kept.get((w.start, w.end), fold(w.text)) for w in words))


def _rejoined(reply: Reply, v: Vocabulary) -> Reply:
    """ "15 th of January": one word."""
    ends = [k for k in range(1, len(reply.words)) if _ending(reply, k, v)]
    if not ends:
        return reply
    words = [w._replace(end=reply.words[k + 1].end) if k + 1 in ends else w for k, w in enumerate(reply.words)]
    folded = [f + reply.folded[k + 1] if k + 1 in ends else f for k, f in enumerate(reply.folded)]
    kept = [k for k in range(len(words)) if k not in ends]
    return Reply(reply.text, tuple(words[k] for k in kept), tuple(folded[k] for k in kept))


def _ending(reply: Reply, k: int, v: Vocabulary) -> bool:
    return (
        reply.folded[k] in v.numbers.endings_apart and reply.folded[k - 1].isdecimal() and len(reply.folded[k - 1]) <= 2
    )


def _number_word(word: str, v: Vocabulary) -> int:
    """ "tenish"."""
    sizes = [len(e) for (e, *more) in v.times.half_day.meanings if not more and len(e) > 2 and word.endswith(e)]
    return next((len(word) - n for n in sizes if word[: len(word) - n] in v.numbers.words), 0)


def _cut(word: str, v: Vocabulary) -> int:
    """Where to part a number from the month or weekday that it is run together with."""
    found = None if word in v.dates.days_away else _JOINED.fullmatch(word)
    if found is None:
        return _number_word(word, v)
    names = (v.dates.months, v.dates.weekdays)
    if found[3]:
        return len(found[3]) if any(found[3] in one for one in names) else 0
    if any(
        (found[2],) in one.meanings
        for one in (v.times.half_day, v.times.oclock, v.dates.units, v.ages.years, v.times.after)
    ):
        return len(found[1])
    for ending in ("", *(e for (e,) in v.numbers.ordinal_endings.meanings)):
        after = found[2].removeprefix(ending)
        if found[2].startswith(ending) and any(after in one for one in names):
            return len(word) - len(after)
    return 0
