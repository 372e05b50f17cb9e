"""A stretch of days ("the 22nd to the 29th"): the day on which it begins, or ends, where the question asks for that."""

from dataclasses import replace
from itertools import pairwise

from flows.answers.beside import Beside
from flows.answers.calendar.date_doubts import asks
from flows.answers.calendar.date_forms import Found
from flows.answers.frames import Said
from flows.answers.words import Reply
from messages.heard import Vocabulary

DASHES = "-–—"


def stretches(reply: Reply, said: list[Said[Found]], v: Vocabulary, question: str) -> list[Said[Found]]:
    """ "The 22nd to the 29th": the day on which it begins, or ends, where the question asks for that."""
    kept = list(said)
    for one, other in pairwise(said):
        if _to(reply, one, other, v):
            ends, begins = (asks(question, asked) for asked in (v.dates.ends, v.dates.begins))
            kept = [k for k in kept if k not in (one, other)]
            kept += [_kept(one, other, ends)] if ends != begins else [_none(one)]
    return sorted(kept, key=lambda k: k.start)


def opened(reply: Reply, said: list[Said[Found]], v: Vocabulary) -> list[Said[Found]]:
    """ "7 to 14 December": the first of the two, which is named without its month."""
    begun = [first for one in said if (first := _opening(reply, one, v))]
    taken = {first.start for first in begun}
    return sorted((*begun, *(one for one in said if one.start not in taken)), key=lambda one: one.start)


def _opening(reply: Reply, one: Said[Found], v: Vocabulary) -> Said[Found] | None:
    last, found = one.start - 2, one.value
    if last < 0 or found is None or found.day is None or found.kind != "day_month":
        return None
    number, to = reply.words[last].number, v.dates.stretch.whole(reply.folded[last + 1 : one.start])
    if to is None or number is None or reply.breaks_before(one.start) or not 0 < number < found.day.day:
        return None
    return Said(last, last + 1, replace(found, day=found.day.replace(day=number), end=last + 1))


def _kept(one: Said[Found], other: Said[Found], ends: bool) -> Said[Found]:
    return replace(one, end=other.end, value=other.value if ends else one.value, loose=False, clean=False, sure=True)


def _none(one: Said[Found]) -> Said[Found]:
    return replace(one, value=one.value and replace(one.value, day=None), loose=False, clean=False, sure=True)


def _to(reply: Reply, one: Said[Found], other: Said[Found], v: Vocabulary) -> bool:
    if Beside(reply, v).right_before(one.start, v.clauses.not_this):  # "moved from the 3rd to the 17th"
        return False
    if one.end == other.start:
        between = reply.text[reply.words[one.end - 1].end : reply.words[other.start].start].strip()
        return between != "" and between in DASHES
    end = (
        other.start - 1
        if reply.folded[other.start - 1] in v.clauses.small and other.start - 1 > one.end
        else other.start
    )
    return v.dates.stretch.whole(reply.folded[one.end : end]) is not None and not reply.breaks_before(other.start)
