"""A number from 0 to 10, given once and plainly: "7", "seven out of ten", "about a 7", "he hardly slept, so I'd say a 3".

A score stands at the head of a clause or behind words that lead up to one, and stops cleanly. Two scores, a range, "more
than 5", "7 cats" and "last week it was a 7" are not an answer; but "6 or 7, call it 7" settles on one.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from flows.answers.asks import sentences
from flows.answers.numbers import with_numbers
from flows.answers.plain_words import LONGEST, heads_of
from flows.answers.readers import TextReader
from flows.answers.words import Reply, only_between, reply_of, skip_over
from flows.talk import Context, Ok, Unclear
from messages.heard import Vocabulary, heard


class Score(NamedTuple):
    """A number that could be one: where it stands, whether it is led up to, and whether it settles the matter."""

    value: int
    start: int
    end: int
    led: bool
    settles: bool


def _score_at(reply: Reply, i: int, v: Vocabulary) -> tuple[int, int] | None:
    """The score at this word, and where it ends."""
    word = reply.words[i]
    if out_of := re.fullmatch(r"(10|\d)/10", word.text):
        return int(out_of.group(1)), i + 1
    about = re.fullmatch(r"(\d{1,2})([^\W\d]+)", reply.folded[i])
    if about and about.group(2) in v.scale.about:
        return int(about.group(1)), i + 1
    if word.number is None or word.ordinal:
        return None
    ends = v.scale.out_of_ten.at(reply.folded, i + 1)
    return word.number, i + 1 + (ends[0] if ends else 0)


def _in_range(reply: Reply, v: Vocabulary) -> set[int]:
    """The words of "0 to 10" and "out of ten", which are the scale and no score."""
    hits = ((i, v.scale.range.at(reply.folded, i)) for i in range(len(reply.words)))
    return {n for i, hit in hits if hit for n in range(i, i + hit[0])}


def _stops(reply: Reply, end: int, v: Vocabulary) -> bool:
    """What follows is no part of it: not "7 cats"."""
    then = skip_over(reply, end, v.common.polite, v.scale.after)
    if then == len(reply.words):
        return True
    new = v.common.goes_on.at(reply.folded, then) or v.scale.then.at(reply.folded, then)
    return bool(new) or reply.breaks_before(then)


def _open(reply: Reply, end: int, v: Vocabulary) -> bool:
    """Another number, a question mark or "on a good day" follows: "6 or 7", "7?"."""
    then = skip_over(reply, end, v.common.polite, v.scale.after)
    if v.scale.splits.at(reply.folded, end) or v.scale.splits.at(reply.folded, then):
        return True
    number = not reply.breaks_before(then) and reply.words[then].number is not None
    return number or reply.asks(then) or v.common.alternatives.at(reply.folded, then) is not None


def _lead(reply: Reply, i: int, heads: list[int], v: Vocabulary) -> tuple[bool, bool]:
    """Whether the words from the head of a clause lead up to this one, and whether they settle the matter."""
    lists = (v.common.greetings, v.common.lead_in, v.common.polite, v.scale.before, v.scale.settles, v.scale.range)
    led = any(only_between(reply, head, i, *lists) for head in heads if head <= i)
    settled = any((hit := v.scale.settles.at(reply.folded, k, i)) and k + hit[0] == i for k in range(max(0, i - 5), i))
    return led or settled, settled


def _past(reply: Reply, i: int, end: int, v: Vocabulary) -> bool:
    """Its sentence, up to the next break or "but", says that it is not today's, or not so."""
    parts = [k for k in range(len(reply.words)) if reply.breaks_before(k) or v.scale.parts.at(reply.folded, k)]
    first = max((k for k in parts if k <= i), default=0)
    last = min((k for k in parts if k >= end), default=len(reply.words))
    denied = any(v.scale.denied.at(reply.folded, k, i) for k in range(first, i))
    return denied or any(v.scale.past.at(reply.folded, k) for k in (*range(first, i), *range(end, last)))


def _scores(reply: Reply, v: Vocabulary) -> list[Score]:
    """Every number that may be the answer; -1 stands for one that is left open."""
    scale, heads, found, i = _in_range(reply, v), heads_of(reply, v), list[Score](), 0
    while i < len(reply.words):
        score = None if i in scale else _score_at(reply, i, v)
        end = score[1] if score else i + 1
        if score and 0 <= score[0] <= 10 and not _past(reply, i, end, v):
            led, settles = _lead(reply, i, heads, v)
            if led and _open(reply, end, v) and not settles:
                found.append(Score(-1, i, end, led, settles))
            elif _stops(reply, end, v):
                found.append(Score(score[0], i, end, led, settles))
        i = end
    return found


def _minus(reply: Reply) -> bool:
    return re.match(r"\s*[-−]\s?\d", reply.text) is not None


def _read(text: str, context: Context) -> Ok[int] | Unclear:
    v = heard(context.language)
    reply = with_numbers(_spelt(reply_of(text, v).first(LONGEST), v), v)
    found = _scores(reply, v)
    if not found or _minus(reply) or v.scale.asks.at(reply.folded, 0):
        return Unclear()
    last = found[-1]
    same = {score.value for score in found} == {last.value} and any(score.led for score in found)
    if last.value < 0 or (not same and not last.settles):
        return Unclear()
    return Ok(last.value, _rest(reply, found[0] if same else last, v))


def _rest(reply: Reply, score: Score, v: Vocabulary) -> str:
    """What was written beyond the score: after it, or all of it where more than courtesies led up to it."""
    lists = (v.common.greetings, v.common.lead_in, v.common.polite, v.scale.before)
    after = reply.rest(skip_over(reply, score.end, v.common.polite, v.scale.after))
    return after if only_between(reply, 0, score.start, *lists) else reply.text.strip()


@lru_cache
def _spellings(language: str) -> Mapping[str, str]:
    """The one spelling of a word, but of what is, or would become, a number."""
    v, known = heard(language), sentences(language)
    numbers = (v.numbers.words, v.numbers.one)
    spelt = known.spelt.items() if known else ()
    return {w: one for w, one in spelt if not w.isdecimal() and not any(w in n or one in n for n in numbers)}


def _spelt(reply: Reply, v: Vocabulary) -> Reply:
    spelt = _spellings(v.language)
    return reply._replace(folded=tuple(spelt.get(word, word) for word in reply.folded))


scale_0_10 = TextReader("scale_0_10", _read, version=2)
