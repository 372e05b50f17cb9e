"""One of the choices as they were shown: by number, letter, place ("the second one") or words, typos and all.

Two choices, none, or a number and words that disagree are not an answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flows.answers.choosing.amounts import holding, in_unit
from flows.answers.choosing.apart import by_clock, by_place
from flows.answers.choosing.degrees import by_degree
from flows.answers.choosing.labels import Mention, mentions
from flows.answers.choosing.mentions import Hit, named
from flows.answers.choosing.places import counted_in
from flows.answers.choosing.question import asked_of
from flows.answers.choosing.said_yes import as_yes_or_no
from flows.answers.choosing.shown import Shown, meanings, shown
from flows.answers.numbers import with_numbers
from flows.answers.readers import declined
from flows.answers.second_thoughts import second_thoughts
from flows.answers.words import Reply, reply_of, skip_over, start_of, words_of
from flows.talk import Context, Ok, Skipped, Unclear
from messages.heard import Vocabulary, heard

ALL_RIGHT = "allright"  # a label of these words says yes only where another says no
PART = 4  # letters: less of a label may be anything
_RANGE = re.compile(r"(?<=\d)\s*[-–—]\s*(?=\d)")  # "3-5"
_NO_DAY = date.min  # yes and no are the same on any day


def read_choice(text: str, labels: Sequence[str], language: str = "en", question: str = "") -> int | None:
    """The zero-based index of the choice that a reply means, or None."""
    hit = find_choice(text, labels, language, question)
    return hit[0] if hit else None


def find_choice(text: str, labels: Sequence[str], language: str, question: str = "") -> Hit | None:
    """The choice, and what was written beyond it."""

    def how(part: str, _: Context) -> Ok[int] | Unclear:
        hit = _found(part, labels, language, question)
        return Ok(hit[0], hit[1]) if hit else Unclear()

    meant = second_thoughts(text, Context(_NO_DAY, language), how)
    return (meant.value, meant.rest) if meant else _found(text, labels, language, question)


def _found(text: str, labels: Sequence[str], language: str, question: str) -> Hit | None:
    v = heard(language)
    of = shown(tuple(labels), language)
    text = _RANGE.sub(" to ", text) if of.amounts else text
    reply = with_numbers(_plain(reply_of(text, v), v), v)
    of = asked_of(of, question, v) if question else of
    if not reply.words or not labels:
        return None
    reply = _turned(reply, v) if of.relates else reply
    said = _plain(words_of(text), v).folded
    exact = [i for i, label in enumerate(of.words) if label and label == said]
    counted = counted_in(reply, len(labels), v)
    if exact:
        # Labels that are numbers themselves ("2") may clash with their place in the list.
        return (exact[0], "") if len(exact) == 1 and (not counted or counted[0] == exact[0]) else None
    numbers = sum(word.number is not None for word in reply.words)
    if counted and of.amounts and numbers == 1 and _numbered(reply, v):
        return counted
    if counted and of.how_many and numbers == 1 and len(held := _held(reply, of, v)) == 1:
        return min(held), counted[1]
    if counted and of.amounts and not of.by_times and (held := _held(reply, of, v)):
        same = held == frozenset({counted[0]}) and numbers == 1
        return counted if same else named(reply, of, v) if numbers > 1 else None
    if counted and not _of_a_label(reply, of, v):
        if (hour := by_clock(text, tuple(labels), language)) and hour[0] != counted[0]:
            return None
        return _unless_words_differ(counted, of, v)
    degree = by_degree(reply, of, v)
    if hit := degree or named(reply, of, v) or _part_of_one(reply, of, v):
        return hit
    if of.amounts or not mentions(reply.folded, of, v):
        hit = by_clock(text, tuple(labels), language) or by_place(reply, len(labels), v)
    return hit or as_yes_or_no(text, tuple(labels), language)


def _numbered(reply: Reply, v: Vocabulary) -> bool:
    """ "Number 3", "option 2": a place in the list, though the choices are numbers."""
    return any(
        k and word.number is not None and reply.folded[k - 1] in v.choice.numbered and not reply.breaks_before(k)
        for k, word in enumerate(reply.words)
    )


def _plain(reply: Reply, v: Vocabulary) -> Reply:
    """In one spelling, and without the words that only add force."""
    words = reply.folded
    kept = [k for k, word in enumerate(words) if word not in v.choice.fillers and not (k and _doubled(reply, k, v))]
    folded = tuple(v.choice.written.meanings.get((reply.folded[k],), reply.folded[k]) for k in kept)
    if folded == reply.folded:
        return reply
    return Reply(reply.text, tuple(reply.words[k] for k in kept), folded)


def _turned(reply: Reply, v: Vocabulary) -> Reply:
    """Asked what one is to somebody, "my mum" is said by a child."""
    words = list(reply.folded)
    for k, word in enumerate(words):
        group = meanings(v.language).meanings.get((word,))
        if k and words[k - 1] in v.choice.objects and (one := v.choice.turned.meanings.get((group or "",))):
            words[k] = one
    return reply._replace(folded=tuple(words))


def _doubled(reply: Reply, k: int, v: Vocabulary) -> bool:
    """ "Very very"; but "so so" is a word."""
    said = reply.folded[k - 1 : k + 1]
    if said[0] != said[1] or not said[0].isalpha() or reply.breaks_before(k):
        return False
    return said not in meanings(v.language).meanings


def _of_a_label(reply: Reply, of: Shown, v: Vocabulary) -> bool:
    """ "2 weeks" is the choice "In two weeks", not the second; and "me first" is me."""
    found = [m for m in mentions(reply.folded, of, v) if not m.weak]
    for i, word in enumerate(reply.words):
        if word.number is not None or v.choice.position.at(reply.folded, i):
            return any((m.start <= i < m.end and m.end - m.start > 1) or (m.end == i and word.ordinal) for m in found)
    return False


def _part_of_one(reply: Reply, of: Shown, v: Vocabulary) -> Hit | None:
    """ "Not very" of "Not very helpful": all of the reply begins one label, or stands in no other."""
    start = start_of(reply, v)
    ends = (k for k in range(start, len(reply.words) + 1) if skip_over(reply, k, v.common.polite) == len(reply.words))
    said = reply.folded[start : next(ends)]
    if sum(map(len, said)) < PART:
        return None
    begun = [k for k, label in enumerate(of.words) if label[: len(said)] == said]
    within = [k for k, label in enumerate(of.words) if any(label[i:][: len(said)] == said for i in range(len(label)))]
    one = begun if len(begun) == 1 else within if len(said) > 1 else []
    return (one[0], "") if len(one) == 1 else None


def _held(reply: Reply, of: Shown, v: Vocabulary) -> frozenset[int]:
    """The choices that hold the first number in the reply, where they are numbers themselves."""
    for k, word in enumerate(reply.words):
        if word.number is not None and not word.ordinal:
            return holding(of.amounts, in_unit(word.number, reply.folded, k + 1, of.unit, v))
    return frozenset[int]()


def _unless_words_differ(counted: Hit, of: Shown, v: Vocabulary) -> Hit | None:
    """ "2 - phone", where the phone is number 1, is not clear; and "1, 2" is two."""
    rest = words_of(counted[1])
    also = named(rest, of, v) if counted[1] else None
    if also is None and any(_calls_it(rest, m, of) for m in mentions(rest.folded, of, v) if counted[0] not in m.labels):
        return None
    again = counted_in(with_numbers(words_of(counted[1]), v), len(of.words), v) if counted[1] else None
    if again is not None and again[0] != counted[0]:
        return None
    if also is None:
        return counted
    return (counted[0], also[1]) if also[0] == counted[0] else None


def _calls_it(rest: Reply, m: Mention, of: Shown) -> bool:
    """ "2, which I believe is the Wednesday": another choice in full, before anything else is said."""
    near = m.start <= 5 and not any(rest.breaks_before(k) for k in range(1, m.start + 1))
    return near and len(m.labels) == 1 and rest.folded[m.start : m.end] == of.telling[min(m.labels)]


@dataclass(frozen=True, slots=True)
class Choice:
    """Reads a reply against the choices as shown (`context.labels`); the value is the key, which never changes."""

    keys: tuple[str, ...]
    kind: str = "choice"
    version: int = 2

    def read(self, text: str, context: Context) -> Ok[str] | Unclear | Skipped:
        labels = context.labels or self.keys
        hit = find_choice(text, labels, context.language, context.question)
        if hit is not None and hit[0] < len(self.keys):
            return Ok(self.keys[hit[0]], hit[1])
        return Skipped() if declined(text, context.language) else Unclear()


def choice(*keys: str) -> Choice:
    return Choice(keys)
