"""Which one of the choices a reply asks for, out of all that it mentions.

A mention answers where hardly anything else is said beside it. What is denied ("not the phone") is no answer, two that
are wanted alike are none, and of two the one that is said to be final is meant.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from flows.answers.labels import Mention, Shown, mentions
from flows.answers.words import Reply, only_between, phrase_size, skip_over
from messages.heard import Phrases, Vocabulary, heard, ordinary

Hit = tuple[int, str]
MOST_WORDS = 150  # an answer that comes later in a long story is no plain answer, and costs time to find
MOST_STOPS = 6
BOTH = -1


class Piece(NamedTuple):
    """A stretch of the reply between full stops, commas and new thoughts."""

    start: int
    end: int


class Answer(NamedTuple):
    piece: Piece
    end: int  # where the answer ends and the rest begins
    which: int  # BOTH: two choices alike
    spare: int  # words beside the answer that say something else
    other: bool = False  # it begins with somebody else: "my wife's is bad"


class Denied(NamedTuple):
    labels: dict[int, int]  # which, and from which word on
    at: frozenset[int]  # the words that deny, and the mentions that they deny


def named(reply: Reply, of: Shown, v: Vocabulary) -> Hit | None:
    if len(reply.words) > MOST_WORDS:
        reply = Reply(reply.text, reply.words[:MOST_WORDS], reply.folded[:MOST_WORDS])
    found = mentions(reply.folded, of, v)
    if not found:
        return None
    pieces = _pieces(reply, found, v)
    denied = _denied(reply, found, pieces, v)
    answers = [a for p in pieces if (a := _answer(reply, p, found, denied, of, v))]
    chosen = _chosen(reply, answers, v)
    if chosen is not None:
        return chosen.which, _rest(reply, chosen, v)
    return None if answers else _left_over(denied, of)


def _pieces(reply: Reply, found: Sequence[Mention], v: Vocabulary) -> list[Piece]:
    inside = {k for m in found for k in range(m.start + 1, m.end)}
    for i in range(len(reply.words)):
        inside.update(range(i + 1, i + phrase_size(v.choice.denies.at(reply.folded, i))))  # "anything but"
    starts = [k for k in range(1, len(reply.words)) if k not in inside and _begins(reply, k, v)]
    return [Piece(a, b) for a, b in zip([0, *starts], [*starts, len(reply.words)], strict=True)]


def _begins(reply: Reply, k: int, v: Vocabulary) -> bool:
    return reply.breaks_before(k) or v.choice.begins.at(reply.folded, k) is not None


def _denied(reply: Reply, found: Sequence[Mention], pieces: Sequence[Piece], v: Vocabulary) -> Denied:
    """What "not" and its like stand before, and what "is no good" stands behind."""
    labels: dict[int, int] = {}
    at: set[int] = set()
    covered = {k for m in found for k in range(m.start, m.end)}
    for piece in pieces:
        here = [m for m in found if piece.start <= m.start < piece.end]
        for k in range(piece.start, piece.end):
            if k not in covered and (no := _denies(reply, k, piece, v)):
                gone = [m for m in here if m.start >= k + no[0]]
                at.update(range(k, k + no[0]), (m.start for m in gone))
                _note(labels, [m for m in gone if _directly(reply, k + no[0], m, covered, v)])
        spurned = [m for m in here if m.end < piece.end and v.choice.spurns.at(reply.folded, m.end)]
        at.update(m.start for m in spurned)
        _note(labels, spurned)
    return Denied(labels, frozenset(at))


def _denies(reply: Reply, k: int, piece: Piece, v: Vocabulary) -> tuple[int, str] | None:
    """ "No wait" and "no sorry" deny nothing that follows."""
    hit = v.choice.denies.at(reply.folded, k, piece.end)
    return hit if hit and hit[0] >= phrase_size(v.choice.begins.at(reply.folded, k)) else None


def _directly(reply: Reply, k: int, m: Mention, covered: set[int], v: Vocabulary) -> bool:
    """ "Not by phone" is about the phone, whatever is said later; "cannot get to the bus" may be an answer's reason."""
    between = [i for i in range(k, m.start) if i not in covered]
    return all(reply.folded[i] in v.choice.small or reply.folded[i] in v.choice.before for i in between)


def _note(labels: dict[int, int], gone: Sequence[Mention]) -> None:
    for m in gone:
        if len(m.labels) == 1:
            _ = labels.setdefault(min(m.labels), m.start)


def _answer(
    reply: Reply, piece: Piece, found: Sequence[Mention], denied: Denied, of: Shown, v: Vocabulary
) -> Answer | None:
    """What this piece asks for: all of it, or what stands before a new thought in it."""
    here = [m for m in found if piece.start <= m.start < piece.end and m.start not in denied.at]
    if not here or (reply.asks(piece.end) and not v.choice.asks.at(reply.folded, piece.start)):
        return None
    inside = {k for m in here for k in range(m.start + 1, m.end)}
    stops = [k for k in range(here[0].end, piece.end) if k not in inside and v.common.goes_on.at(reply.folded, k)]
    other = any(phrase_size(v.names.theirs.at(reply.folded, k)) > 1 for k in range(piece.start, here[0].start))
    both: Answer | None = None
    for end in (piece.end, *stops[:MOST_STOPS]):
        now = [m for m in here if m.end <= end]
        index, spare = _largest(now, denied), _spare(reply, piece.start, end, now, denied, v)
        beyond = [m for m in here if m.start >= end and index not in m.labels]
        if index == BOTH:
            both = both or (Answer(piece, end, BOTH, spare, other) if spare <= 1 else None)
        elif index is not None and spare <= (0 if beyond or both else 1):
            joined = any(v.choice.another.at(reply.folded, k) for k in range(now[-1].end, piece.end))
            apart = end == piece.end or v.choice.reasons.at(reply.folded, end) is not None
            return both if both and (joined or not apart) else Answer(piece, end, index, spare, other)
    return both


def _largest(here: Sequence[Mention], denied: Denied) -> int | None:
    """The one choice that is named by all the words that name any, and by more of them than the others."""
    by: dict[int, set[int]] = {}
    strong = {i for m in here if not m.weak for i in m.labels}
    for m in here:
        for label in (i for i in m.labels if denied.labels.get(i, m.start) >= m.start):
            if not m.weak or label in strong or not strong:
                by.setdefault(label, set()).update(range(m.start, m.end))
    best = [i for i, at in by.items() if all(i == o or at > other for o, other in by.items())]
    if best:
        return best[0]
    return BOTH if len({i for m in here for i in m.labels if len(m.labels) == 1 and i in by}) > 1 else None


def _spare(reply: Reply, start: int, end: int, here: Sequence[Mention], denied: Denied, v: Vocabulary) -> int:
    """Words that say something else. Before the answer an ordinary word counts twice ("I go to chapel Monday")."""
    own = {k for m in here for k in range(m.start, m.end)} | denied.at
    light = _light(v.language)
    count, k = 0, start
    while k < end:
        size = hit[0] if (hit := light.at(reply.folded, k, end)) else int(k in own)
        if not size and len(reply.folded[k]) > 2:
            count += 2 if here and k < here[0].start and reply.folded[k] in ordinary(v.language) else 1
        k += size or 1
    return count


@lru_cache
def _light(language: str) -> Phrases:
    """Words that take nothing from an answer beside them. One list, because every reply is held against it."""
    v = heard(language)
    c = v.choice
    lists = (c.small, v.common.polite, c.before, c.after, v.common.greetings, v.common.lead_in, c.final, c.another)
    return Phrases.together(*lists, v.common.goes_on, c.denies)


def _chosen(reply: Reply, answers: Sequence[Answer], v: Vocabulary) -> Answer | None:
    """One answer; of several, the plain one, or the last if it is said to be final."""
    answers = [a for a in answers if not a.other] or answers
    plain = [a for a in answers if not a.spare] or answers
    wanted = [a for a in answers if a in plain or _another(reply, a, v)]
    if len({a.which for a in wanted}) == 1 and wanted[0].which != BOTH:
        return wanted[0]
    if len(wanted) < 2 or wanted[-1].which == BOTH:
        return None
    return wanted[-1] if _final(reply, wanted[-2].piece.end, wanted[-1], v) else None


def _another(reply: Reply, answer: Answer, v: Vocabulary) -> bool:
    words = reply.folded[answer.piece.start : answer.piece.end]
    return any(v.choice.another.at(words, k) for k in (0, len(words) - 1))


def _final(reply: Reply, start: int, answer: Answer, v: Vocabulary) -> bool:
    """ "Actually Friday", "Friday, then"."""
    words = reply.folded[start : answer.piece.end + 2]
    return any(v.choice.final.at(words, k) for k in range(len(words))) and not _another(reply, answer, v)


def _rest(reply: Reply, answer: Answer, v: Vocabulary) -> str:
    """What was said before and after the answer."""
    lists = (v.common.greetings, v.common.lead_in, v.common.polite, v.choice.before)
    said = "" if only_between(reply, 0, answer.piece.start, *lists) else reply.before(answer.piece.start)
    return " ".join(part for part in (said, reply.rest(skip_over(reply, answer.end, v.common.polite))) if part)


def _left_over(denied: Denied, of: Shown) -> Hit | None:
    """ "Not Monday and not Friday" leaves one of three."""
    left = [i for i in range(len(of.words)) if i not in denied.labels]
    return (left[0], "") if len(left) == 1 and len(denied.labels) > 1 else None
