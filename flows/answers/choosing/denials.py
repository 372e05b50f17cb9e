"""What a reply denies of the choices that it names ("not the phone", "Friday is no good"), piece by piece."""

from collections.abc import Sequence
from typing import NamedTuple

from flows.answers.choosing.labels import Mention
from flows.answers.choosing.shown import Shown
from flows.answers.words import Reply, phrase_size
from messages.heard import Vocabulary


class Piece(NamedTuple):
    """A stretch of the reply between full stops, commas and new thoughts."""

    start: int
    end: int


class Denied(NamedTuple):
    labels: dict[int, int]  # which, and from which word on
    at: frozenset[int]  # the words that deny, and the mentions that they deny


def pieces_of(reply: Reply, found: Sequence[Mention], v: Vocabulary) -> list[Piece]:
    inside = {k for m in found for k in range(m.start + 1, m.end)}
    for i in range(len(reply.words)):
        inside.update(range(i + 1, i + phrase_size(v.choice.denies.at(reply.folded, i))))  # "anything but"
    starts = [k for k in range(1, len(reply.words)) if k not in inside and _begins(reply, k, v)]
    return [Piece(a, b) for a, b in zip([0, *starts], [*starts, len(reply.words)], strict=True)]


def _begins(reply: Reply, k: int, v: Vocabulary) -> bool:
    return reply.breaks_before(k) or v.choice.begins.at(reply.folded, k) is not None


def denied_in(reply: Reply, found: Sequence[Mention], pieces: Sequence[Piece], of: Shown, v: Vocabulary) -> Denied:
    """What "not" and its like stand before, and what "is no good" stands behind."""
    labels: dict[int, int] = {}
    at: set[int] = set()
    covered = {k for m in found for k in range(m.start, m.end)}
    for piece in pieces:
        here = [m for m in found if piece.start <= m.start < piece.end]
        for k in range(piece.start, piece.end):
            if k not in covered and (no := _denies(reply, k, piece, v)) and not _lacks(reply, k, here, of, v):
                gone = [m for m in here if m.start >= k + no[0] and not m.labels <= of.refusing]
                at.update(range(k, k + no[0]), (m.start for m in gone))
                _note(labels, [m for m in gone if _directly(reply, k + no[0], m, covered, v)])
        spurned = [m for m in here if m.end < piece.end and _spurned(reply, m, of, v)]
        spurned += [m for m in here if _over(reply, m, piece, v)]
        at.update(m.start for m in spurned)
        _note(labels, spurned)
    return Denied(labels, frozenset(at))


def _denies(reply: Reply, k: int, piece: Piece, v: Vocabulary) -> tuple[int, str] | None:
    """ "No wait" and "no sorry" deny nothing that follows."""
    hit = v.choice.denies.at(reply.folded, k, piece.end)
    return hit if hit and hit[0] >= phrase_size(v.choice.begins.at(reply.folded, k)) else None


def _lacks(reply: Reply, k: int, here: Sequence[Mention], of: Shown, v: Vocabulary) -> bool:
    """Asked what is wrong, "no bus" is."""
    size = phrase_size(v.choice.lacks.at(reply.folded, k)) if of.trouble else 0
    return bool(size) and any(m.start == k + size for m in here)


def _directly(reply: Reply, k: int, m: Mention, covered: set[int], v: Vocabulary) -> bool:
    """ "Not by phone" is about the phone, whatever is said later; "cannot get to the bus" may be an answer's reason."""
    between = [i for i in range(k, m.start) if i not in covered]
    return all(reply.folded[i] in v.choice.small or reply.folded[i] in v.choice.before for i in between)


def _note(labels: dict[int, int], gone: Sequence[Mention]) -> None:
    for m in gone:
        if len(m.labels) == 1:
            _ = labels.setdefault(min(m.labels), m.start)


def _over(reply: Reply, m: Mention, piece: Piece, v: Vocabulary) -> bool:
    """ "I was a morning person but now ..."."""
    was = any(v.choice.was.at(reply.folded, k, m.start) for k in range(piece.start, m.start))
    return was and any(v.scale.now.at(reply.folded, k) for k in range(piece.end, len(reply.words)))


def _spurned(reply: Reply, m: Mention, of: Shown, v: Vocabulary) -> bool:
    """ "Email is no good"; but asked what hurts, "my knees are no good" is the answer, and "my back is fine" is none."""
    if of.trouble and v.choice.ails.at(reply.folded, m.end):
        return False
    well = of.trouble and v.choice.well.at(reply.folded, m.end)
    return bool(well) or v.choice.spurns.at(reply.folded, m.end) is not None
