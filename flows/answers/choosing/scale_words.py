"""The words of a reply to "0 to 10?": slips in the few numbers that it can hold put right, and what a number counts."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise, product

from flows.answers.asks import sentences
from flows.answers.choosing.alike import sounds
from flows.answers.numbers import with_numbers
from flows.answers.words import Reply, Word, reply_of, skip_over, start_of
from messages.heard import Phrases, Vocabulary, heard, ordinary

MOST = 10
COUNTED = 3  # words: how far behind a number the things that it counts may stand ("7 lovely fat cats")
LONG = 5  # letters: a shorter word is one slip from too many others
PLURAL = 4
SAID = 4  # words: "I would say for"
_AS_LETTERS = str.maketrans("0135", "oies")  # "0ne"
ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}


def worded(text: str, v: Vocabulary, most: int) -> Reply:
    reply = reply_of(text, v).first(most)
    if len(reply.words) > 2 and all(len(word) == 1 and word.isalpha() for word in reply.folded):
        whole = Word("".join(reply.folded), 0, len(reply.text))  # "t e n"
        reply = Reply(reply.text, (whole,), (whole.text,))
    return with_numbers(_spelt(reply, v), v)


def at_an_end(text: str, v: Vocabulary) -> int | None:
    """ "None at all", "full marks"."""
    reply = reply_of(text, v)
    first = start_of(reply, v)
    about = skip_over(reply, first, v.scale.before)
    for phrases, value, start in ((v.scale.nothing, 0, first), (v.scale.full, MOST, first), (v.scale.middle, 5, about)):
        hit = phrases.at(reply.folded, start) or phrases.at(reply.folded, first)
        end = skip_over(reply, start + hit[0], v.common.polite) if hit else start
        courteous = hit is not None and end > start + hit[0]  # "none pet, flat as a pancake"
        if hit and (courteous or end == len(reply.words) or reply.gap(end) == ". "):
            return value
    return None


def divided(reply: Reply, v: Vocabulary) -> bool:
    """ "Mornings a 3 evenings a 7": two numbers, each for one side of the matter."""
    at = [k for k, word in enumerate(reply.words) if word.number is not None and not word.ordinal]
    sides = [k for k, word in enumerate(reply.folded) if word in v.scale.sides] if len(at) > 1 else []
    for one, other in pairwise(at):
        before, between, after = (
            {reply.folded[k] for k in sides if low < k < high}
            for low, high in ((-1, one), (one, other), (other, len(reply.words)))
        )
        alike = reply.words[one].number == reply.words[other].number
        if not alike and any(a != b for a, b in (*product(before, between), *product(between, after))):
            return True
    return False


def stops(reply: Reply, i: int, end: int, v: Vocabulary) -> bool:
    """What follows is no part of it: not "7 cats"."""
    then = skip_over(reply, end, v.common.polite, v.scale.after)
    if then == len(reply.words) or reply.breaks_before(then):
        return True
    if v.common.goes_on.at(reply.folded, then) or any(v.scale.then.at(reply.folded, k) for k in (end, then)):
        return True
    doubtful = reply.folded[i] in v.scale.doubtful and not _heads(reply, i, end, v)
    return not doubtful and not _counts(reply, end, v)


def _heads(reply: Reply, i: int, end: int, v: Vocabulary) -> bool:
    """A figure that the reply begins with ("4 up twice for a wee"), but not "4 me" and "2 be honest"."""
    figure = reply.folded[i].isdecimal() and reply.words[i].text.isdecimal()
    return figure and i == start_of(reply, v) and v.scale.for_whom.at(reply.folded, end) is None


def ends_with(reply: Reply, i: int, phrases: Phrases) -> bool:
    """One of these stands right before this word."""
    hits = ((k, phrases.at(reply.folded, k, i)) for k in range(max(0, i - phrases.longest), i))
    return not reply.breaks_before(i) and any(hit and k + hit[0] == i for k, hit in hits)


def is_minus(reply: Reply) -> bool:
    return re.match(r"\s*[-−]\s?\d", reply.text) is not None


def _counts(reply: Reply, end: int, v: Vocabulary) -> bool:
    """Things or hours follow, which the number counts."""
    for k in range(end, min(end + COUNTED, len(reply.words))):
        if k > end and (reply.breaks_before(k) or v.common.goes_on.at(reply.folded, k)):
            return False
        if v.scale.units.at(reply.folded, k) or _things(reply.folded[k], v):
            return True
    return False


def _things(word: str, v: Vocabulary) -> bool:
    many = any(word.endswith(ending) for (ending,) in v.scale.plurals.meanings)
    return many and len(word) >= PLURAL and word not in v.scale.no_things


@lru_cache
def _spellings(language: str) -> Mapping[str, str]:
    """The one spelling of a word, but of what is, or would become, a number."""
    v, known = heard(language), sentences(language)
    numbers = (v.numbers.words, v.numbers.one)
    spelt = known.spelt.items() if known else ()
    return {w: one for w, one in spelt if not w.isdecimal() and not any(w in n or one in n for n in numbers)}


def _spelt(reply: Reply, v: Vocabulary) -> Reply:
    spelt = _spellings(v.language)
    words = tuple(spelt.get(word, _exact(word, v)) for word in reply.folded)
    words = tuple(_sounded(words, k, v) for k in range(len(words)))
    if len(words) == 1 and (roman := ROMAN.get(reply.words[0].text.lower())):
        words = (roman,)
    if not any(word.isdecimal() or word in v.numbers.words for word in words):
        words = tuple(_number(word, v.language) for word in words)
        words = _by_ear(reply, words, v)
    return reply._replace(folded=words)


def _by_ear(reply: Reply, words: tuple[str, ...], v: Vocabulary) -> tuple[str, ...]:
    """ "Maybe faiv", "tew": where the first word beyond the courtesies is no word, and sounds like a number."""
    k = skip_over(reply, start_of(reply, v), v.scale.before)
    if k >= len(words) or words[k] in ordinary(v.language) or not (k + 1 == len(words) or reply.breaks_before(k + 1)):
        return words
    number = _sounding(v.language).get(sounds(words[k]))
    return (*words[:k], number, *words[k + 1 :]) if number and words[k].isalpha() else words


@lru_cache
def _sounding(language: str) -> Mapping[str, str]:
    digits = {w: n for (w, *more), n in heard(language).numbers.words.meanings.items() if not more and int(n) <= MOST}
    by = {key: {n for w, n in digits.items() if sounds(w) == key} for key in map(sounds, digits)}
    return {key: numbers.pop() for key, numbers in by.items() if len(numbers) == 1}


def _sounded(words: tuple[str, ...], k: int, v: Vocabulary) -> str:
    """ "For out of ten"; "too", "a for", and no more."""
    number = v.scale.sounds.meanings.get((words[k],))
    if not number or not (v.scale.out_of_ten.at(words, k + 1) or k + 1 == len(words)):
        return words[k]
    alone = k == 0 or (words[k - 1] in v.scale.sounds_after and len(words) <= SAID)
    return number if alone or k + 1 < len(words) else words[k]


def _exact(word: str, v: Vocabulary) -> str:
    """ "8ish", "threeish": as if the number stood alone."""
    for (ending,) in v.scale.about.meanings:
        number = word.removesuffix(ending)
        if number != word and (number.isdecimal() or number in v.numbers.words):
            return number
    if word.isalpha() or word.isdecimal():
        return word
    return _run_on(word, v) or next((w for w in (word.translate(_AS_LETTERS),) if w in v.numbers.words), word)


def _run_on(word: str, v: Vocabulary) -> str | None:
    """ "8pet", "7outof10"."""
    hit = re.fullmatch(r"(10|\d)([a-z]{2,})(10)?", word)
    if hit is None or not (hit[3] or (hit[2],) in v.common.polite.meanings):
        return None
    return hit[1]


@lru_cache(maxsize=1024)
def _number(word: str, language: str) -> str:
    """Where no number was written: a word that is one letter from one ("sevin")."""
    if len(word) < LONG or not word.isalpha() or word in ordinary(language):
        return word
    from rapidfuzz.distance import OSA  # here: 34 ms, spent only on a reply without a number

    digits = [(w, n) for (w, *more), n in heard(language).numbers.words.meanings.items() if not more and int(n) <= 10]
    long = [(w, n) for w, n in digits if len(w) >= LONG and w[0] == word[0]]
    near = {n for w, n in long if OSA.distance(word, w, score_cutoff=1) <= 1}
    return near.pop() if len(near) == 1 else word
