"""The one age in a reply, whatever else is told beside it, unless something says that it is no age of today.

What speaks against an age is a short list: it is denied or a limit, of somebody else, of another time ("74 when she
died"), of the heart only, or it counts something. What may stand beside one is anything.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from flows.answers.clauses import Clauses
from flows.answers.frames import Frame, Said
from flows.answers.words import Reply
from messages.heard import Phrases, Vocabulary

T = TypeVar("T")
NEAR = 4  # words between an age and "when she died"


def of_today(reply: Reply, said: Sequence[Said[T]], v: Vocabulary) -> list[Said[T]]:
    """Without the ages of another time, and those that are only felt, claimed or told of the dead."""
    starts, ends = {one.start for one in said}, {one.end for one in said}
    return [
        replace(one, out=True)
        if _elsewhen(reply, one, v) or put_right(reply, one, starts, v) or _not_that(reply, one, ends, v)
        else one
        for one in said
    ]


def _not_that(reply: Reply, one: Said[T], ends: set[int], v: Vocabulary) -> bool:
    """ "68 not 86": the second is denied by the first."""
    denied = one.start - 1 in ends and v.clauses.not_this.at(reply.folded, one.start - 1) is not None
    return denied and reply.folded[one.start - 1] not in v.clauses.no


def put_right(reply: Reply, one: Said[T], starts: set[int], v: Vocabulary) -> bool:
    """ "Eighty three no eighty four"."""
    return one.end + 1 in starts and reply.folded[one.end] in v.clauses.no


def _elsewhen(reply: Reply, one: Said[T], v: Vocabulary) -> bool:
    claimed = ends_before(reply, one.start, v.ages.claims) and not reply.breaks_before(one.start)
    dead = ends_before(reply, one.start, v.ages.was) and any(v.ages.gone.at(reply.folded, k) for k in range(one.start))
    if dead or claimed or v.ages.inside.at(reply.folded, one.end):
        return True
    for k in range(one.end, min(len(reply.words), one.end + NEAR)):
        if (k > one.end and reply.gap(k).startswith(".")) or reply.words[k].number is not None:
            return False
        if v.ages.then.at(reply.folded, k):
            return not v.ages.lately.at(reply.folded, k)
    return False


def ends_before(reply: Reply, start: int, phrases: Phrases) -> bool:
    """One of the phrases ends right before this word."""
    return any(phrases.whole(reply.folded[k:start]) is not None for k in range(max(0, start - phrases.longest), start))


def alone(reply: Reply, said: Sequence[Said[T]], v: Vocabulary, frame: Frame) -> Said[T] | None:
    """The only age that is told, if nothing there speaks against it."""
    told = [one for one in said if not one.out]
    if not told or any(one.value != told[0].value for one in told):
        return None
    clauses = Clauses(reply, said, v, frame)
    against = any(_against(reply, one, clauses, v) for one in told)
    return None if against or told[0].value is None else told[0]


def _against(reply: Reply, one: Said[T], clauses: Clauses[T], v: Vocabulary) -> bool:
    if reply.asks(one.end) or v.ages.spans.at(reply.folded, one.end) or v.ages.vague_after.at(reply.folded, one.end):
        return True
    start, end = clauses.bounds(one)
    before = [*clauses.frame.limits, v.clauses.instead, v.ages.compares]
    if all(other.end + 1 != one.start for other in clauses.said):  # "83 no 84" denies the first
        before += [v.clauses.not_this, v.clauses.denies]
    if any(clauses.right_before(one.start, phrases) for phrases in before) or v.clauses.either.at(
        reply.folded, one.end
    ):
        return True
    lists = (v.ages.vague, v.ages.gone, v.clauses.unsure)
    to_come = any(v.clauses.to_come.at(reply.folded, k) for k in range(start, one.start))
    lived = one.loose and v.dates.units.at(reply.folded, one.end) is not None  # "lived here 40 years"
    return to_come or lived or any(p.at(reply.folded, k) for k in range(start, end) for p in lists)
