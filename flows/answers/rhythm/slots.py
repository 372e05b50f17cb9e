"""The days, hours and paces in a message, each as one word: "text me xwhen instead" has few patterns, its ways many.

What was found is kept beside the words. A day or an hour that is denied ("not Mondays", "instead of Mondays") is
another word, and goes where a better one is named; one day on the calendar is no habit, and fits no pattern.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from flows.answers.calendar.date_forms import FOLLOWING, find_days
from flows.answers.calendar.times import find_times
from flows.answers.spelling import numbered
from flows.answers.words import Reply
from messages.heard import fold, heard
from messages.phrases import Phrases
from messages.wishes import Wishes, wishes

RHYTHM = "rhythm"
WHEN, NOT_WHEN, PACE, COUNTED, MUCH = "xwhen", "xnot", "xpace", "xtext", "xmuch"
WAY, ONCE, SPAN = "xway", "xonce", "xspan"
HYPHEN = re.compile(r"(?<=[^\W\d])-(?=[^\W\d])")  # "check-in", "bi-weekly"
REGULAR = ("weekday",)  # a day by its name alone; every other form names one on the calendar
NO_DAYS = ("the_day", "unit_ago", *FOLLOWING)
SPANS = ("bare_span", "ahead", "span_later")
ENDING = (*SPANS, "later")  # forms that name an end by themselves: "for two weeks", "a fortnight from Saturday"
UNKNOWN = "?"  # an hour that could be of either half of the day, or is only a limit
ANY_DAY = date(2026, 1, 1)  # what is looked for here is the same on every day


class Slot(NamedTuple):
    """Words from `start` up to `end`. `what` tells a day from an hour, among those that both are xwhen."""

    start: int
    end: int
    word: str
    what: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Slotted:
    """A message as the patterns see it, and what its slots hold."""

    text: str
    folded: tuple[str, ...]
    gaps: tuple[str, ...]
    slots: tuple[tuple[int, Slot], ...]  # each with the word that stands for it
    language: str

    def gap(self, i: int) -> str:
        return self.gaps[i] if i < len(self.gaps) else ""

    def clauses(self) -> list[tuple[int, int]]:
        """Each from its first word up to the next one's: a break of any kind parts them."""
        starts = [i for i in range(len(self.folded)) if i == 0 or self.gaps[i]]
        return list(pairwise([*starts, len(self.folded)]))

    def clause_start(self, i: int) -> int:
        """The first word of the clause that this word is in."""
        return max((start for start, _ in self.clauses() if start <= i), default=0)

    def clause(self, start: int, end: int) -> tuple[Slot, ...]:
        """What is named from one word up to another, and on to the end of its clause."""
        while end < len(self.folded) and not self.gaps[end]:
            end += 1
        return tuple(slot for at, slot in self.slots if start <= at < end)


def vocabulary(language: str) -> Wishes | None:
    return wishes(language, RHYTHM)


@lru_cache(maxsize=64)  # the turn and the conversation's own reader ask about the same message
def slotted(text: str, language: str) -> Slotted | None:
    """None for a language in which nobody has written down what people say of it."""
    if (known := vocabulary(language)) is None:
        return None
    reply = numbered(HYPHEN.sub(" ", text), language)
    slots = _denied(reply, _found(reply, language, known), known)
    return _spliced(reply, _runs(reply, slots, known.phrases["joins"], known.phrases["leads"]), language)


def _found(reply: Reply, language: str, known: Wishes) -> list[Slot]:
    """All of them, none inside another; a pace ("every other week") goes before a day."""
    found = list(_listed(reply, known))
    for slot in sorted(_times_and_days(reply, language, known), key=lambda slot: slot.start - slot.end):
        if all(slot.end <= one.start or one.end <= slot.start for one in found):
            found.append(slot)
    return sorted(found)


def _listed(reply: Reply, known: Wishes) -> Iterator[Slot]:
    """As it was written, or as it was mended: "fortnightly" is near enough to "fortnight" to be taken for it."""
    written, i = tuple(fold(word.text) for word in reply.words), 0
    while i < len(reply.words):
        ways = [(known.phrases[name].at(said, i), word) for word, name in LISTS for said in (written, reply.folded)]
        hits = [(hit[0], word, hit[1]) for hit, word in ways if hit]
        size, word, value = max(hits, default=(1, "", ""))
        if word:
            yield Slot(i, i + size, word, {COUNTED: PACE, WHEN: "hour"}.get(word, word), value)
        i += size


LISTS = ((PACE, "pace"), (COUNTED, "counted"), (MUCH, "much"), (WAY, "way"), (SPAN, "spans"), (WHEN, "parts"))


def _times_and_days(reply: Reply, language: str, known: Wishes) -> Iterator[Slot]:
    v = heard(language)
    for i, day in find_days(reply, v, ANY_DAY, "future"):
        if day.kind in REGULAR and day.slots:
            yield Slot(i, day.end, WHEN, "day", str(day.slots["weekday"]))
        elif day.kind not in NO_DAYS:
            yield Slot(i, day.end, SPAN if day.kind in ENDING else ONCE)
    for time in find_times(reply, v):
        led, limit = (ends_right_before(reply, time.start, known.phrases[name]) for name in ("hours", "until"))
        if time.value != "any" and (led or not time.loose):
            value = UNKNOWN if limit and limit >= led else time.value
            yield Slot(time.start, time.end, WHEN, "hour", value or UNKNOWN)


def ends_right_before(reply: Reply, i: int, phrases: Phrases) -> int:
    """How many words before this one are a phrase of the list; the longest."""
    for start in range(max(0, i - phrases.longest), i):
        apart = any(reply.breaks_before(k) for k in range(start + 1, i + 1))
        if not apart and phrases.whole(reply.folded[start:i]) is not None:
            return i - start
    return 0


def _denied(reply: Reply, slots: Sequence[Slot], known: Wishes) -> list[Slot]:
    """ "Not on Mondays or Tuesdays": with the words that deny it."""
    found: list[Slot] = []
    for slot in slots:
        size = ends_right_before(reply, slot.start, known.phrases["nots"]) if slot.word == WHEN else 0
        too = slot.word == WHEN and bool(found) and found[-1].word == NOT_WHEN and _nor(reply, found[-1], slot, known)
        found.append(slot._replace(start=slot.start - size, word=NOT_WHEN) if size or too else slot)
    return found


def _nor(reply: Reply, one: Slot, other: Slot, known: Wishes) -> bool:
    return known.phrases["nors"].whole(reply.folded[one.end : other.start]) is not None


def _runs(reply: Reply, slots: Sequence[Slot], joins: Phrases, leads: Phrases) -> list[list[Slot]]:
    """Days and hours that are said in one breath ("on Thursdays at about ten"), each run with what leads to it."""
    runs: list[list[Slot]] = []
    for slot in slots:
        if runs and _joined(reply, runs[-1][-1], slot, joins):
            runs[-1].append(slot)
        else:
            size = ends_right_before(reply, slot.start, leads)
            runs.append([slot._replace(start=max(slot.start - size, runs[-1][-1].end if runs else 0))])
    return runs


def _joined(reply: Reply, one: Slot, other: Slot, joins: Phrases) -> bool:
    """Of days and hours all are denied that stand together, or none."""
    if {one.word, other.word} not in ({WHEN}, {NOT_WHEN}, {WHEN, PACE}):
        return False
    between = reply.folded[one.end : other.start]
    return not between or joins.whole(between) is not None


def _spliced(reply: Reply, runs: Sequence[Sequence[Slot]], language: str) -> Slotted:
    """What does not suit is left out where something is named that does."""
    named = any(slot.word == WHEN for run in runs for slot in run)
    words, gaps, placed, i = list[str](), list[str](), list[tuple[int, Slot]](), 0
    for run in runs:
        words += reply.folded[i : run[0].start]
        gaps += [reply.gap(k) for k in range(i, run[0].start)]
        if not (named and run[0].word == NOT_WHEN):
            placed += [(len(words), slot) for slot in run]
            words.append(WHEN if any(slot.word == WHEN for slot in run) else run[0].word)
            gaps.append(reply.gap(run[0].start))
        i = run[-1].end
    words += reply.folded[i:]
    gaps += [reply.gap(k) for k in range(i, len(reply.words))]
    return Slotted(reply.text, tuple(words), tuple(gaps), tuple(placed), language)
