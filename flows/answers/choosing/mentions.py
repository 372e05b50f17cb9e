"""Which one of the choices a reply asks for, out of all that it mentions.

A mention answers where hardly anything else is said beside it. What is denied ("not the phone") is no answer, two that
are wanted alike are none, and of two the one that is said to be final is meant.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from flows.answers.choosing.against import speaks_of_another, spoken_against
from flows.answers.choosing.as_a_whole import names_one, none_of_it, put_first, wants_several
from flows.answers.choosing.denials import Denied, Piece, denied_in, pieces_of
from flows.answers.choosing.labels import Mention, mentions
from flows.answers.choosing.shown import Shown
from flows.answers.words import Reply, only_between, phrase_size, skip_over
from messages.heard import Phrases, Vocabulary, heard, ordinary

Hit = tuple[int, str]
MOST_WORDS = 150  # an answer that comes later in a long story is no plain answer, and costs time to find
MOST_STOPS = 6
BOTH = -1
BRIEF = 2  # words in a stretch that is one of several alike ("bus there, taxi back")
LONE = 6  # spare words beside the only choice that a reply names


class Answer(NamedTuple):
    piece: Piece
    end: int  # where the answer ends and the rest begins
    which: int  # BOTH: two choices alike
    spare: int  # words beside the answer that say something else
    other: bool = False  # it begins with somebody else: "my wife's is bad"


def named(reply: Reply, of: Shown, v: Vocabulary) -> Hit | None:
    if len(reply.words) > MOST_WORDS:
        reply = Reply(reply.text, reply.words[:MOST_WORDS], reply.folded[:MOST_WORDS])
    found = mentions(reply.folded, of, v)
    if not found:
        none = none_of_it(reply, of, v)
        return None if none is None else (none, reply.text.strip())
    if wants_several(reply, found, v):
        return None
    pieces = pieces_of(reply, found, v)
    denied = denied_in(reply, found, pieces, of, v)
    answers = [a for p in pieces if (a := _answer(reply, p, found, denied, of, v))]
    if not answers and names_one(reply, found, denied, of, v):
        answers = [a for p in pieces if (a := _answer(reply, p, found, denied, of, v, LONE))]
        answers = [a for a in answers if not a.other]
    chosen = _chosen(reply, answers, found, denied, of, v)
    if chosen is not None:
        return chosen.which, _rest(reply, chosen, v)
    return None if answers else _left_over(denied, of)


def _answer(
    reply: Reply, piece: Piece, found: Sequence[Mention], denied: Denied, of: Shown, v: Vocabulary, most: int = 1
) -> Answer | None:
    """What this piece asks for: all of it, or what stands before a new thought in it."""
    here = [m for m in found if piece.start <= m.start < piece.end and m.start not in denied.at]
    if not here or (reply.asks(piece.end) and not v.choice.asks.at(reply.folded, piece.start)):
        return None
    inside = {k for m in here for k in range(m.start + 1, m.end)}
    if spoken_against(reply, piece, here, of, v):
        return None
    stops = [k for k in range(here[0].end, piece.end) if k not in inside and v.common.goes_on.at(reply.folded, k)]
    before = range(piece.start, here[0].start)
    other = not of.meets and any(
        1 < phrase_size(v.names.theirs.at(reply.folded, k)) <= here[0].start - k for k in before
    )
    both: Answer | None = None
    for end in (piece.end, *stops[:MOST_STOPS]):
        now = [m for m in here if m.end <= end]
        index, spare = _largest(now, denied), _spare(reply, Piece(piece.start, end), now, denied, of, v)
        beyond = [m for m in here if m.start >= end and index not in m.labels]
        if index == BOTH:
            both = both or (Answer(piece, end, BOTH, spare, other) if spare <= 1 else None)
        elif index is not None and any(_joined(reply, m, v) for m in beyond):
            return Answer(piece, piece.end, BOTH, spare, other)
        elif index is not None and speaks_of_another(reply, piece, now, of.words[index], v):
            return None
        elif index is not None and spare <= (0 if beyond or both else most):
            joined = any(v.choice.another.at(reply.folded, k) for k in range(now[-1].end, piece.end))
            apart = end == piece.end or v.choice.reasons.at(reply.folded, end) is not None
            return both if both and (joined or not apart) else Answer(piece, end, index, spare, other)
    return both


def _joined(reply: Reply, m: Mention, v: Vocabulary) -> bool:
    """ "... and my son"."""
    before = [k for k in range(max(0, m.start - 2), m.start) if reply.folded[k] in v.choice.joins]
    return bool(before) and all(reply.folded[k] in v.choice.small for k in range(before[-1] + 1, m.start))


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


def _spare(reply: Reply, piece: Piece, here: Sequence[Mention], denied: Denied, of: Shown, v: Vocabulary) -> int:
    """Words that say something else. Before the answer an ordinary word counts twice ("I go to chapel Monday")."""
    own = {k for m in here for k in range(m.start, m.end)} | denied.at
    light = _light(v.language)
    count, k = 0, piece.start
    while k < piece.end:
        size = hit[0] if (hit := light.at(reply.folded, k, piece.end)) else int(k in own or reply.folded[k] in of.echo)
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


def _chosen(
    reply: Reply, answers: Sequence[Answer], found: Sequence[Mention], denied: Denied, of: Shown, v: Vocabulary
) -> Answer | None:
    """One answer; of several, the plain one, or the last if it is said to be final."""
    answers = [a for a in answers if not a.other] or answers
    if answers and answers[0].piece.start and v.choice.fallback.at(reply.folded, answers[0].piece.start):
        return None  # "my nephew, else a taxi"
    first = answers[0].end if answers else 0
    later = (a for a in answers[1:] if not _describes(reply, a, of, v) and not _second_best(reply, first, a, v))
    answers = [*answers[:1], *later]
    plain = [a for a in answers if not a.spare or a.piece.end - a.piece.start <= BRIEF] or answers
    wanted = [a for a in answers if a in plain or _another(reply, a, v)]
    if len({a.which for a in wanted}) == 1 and wanted[0].which != BOTH:
        return None if wanted[0].spare and _disputed(wanted[0], found, denied) else wanted[0]
    if len(wanted) < 2 or wanted[-1].which == BOTH:
        return None
    if v.choice.next.at(reply.folded, wanted[-1].piece.start):
        return wanted[0] if wanted[0].which != BOTH and put_first(reply, wanted[0].piece, of, v) else None
    last, before = wanted[-1], wanted[-2]
    alike = _final_in(reply, last.piece.start, last, v) & _final_in(reply, before.piece.start, before, v)
    return last if not alike and _final(reply, before.piece.end, last, v) else None


def _second_best(reply: Reply, first: int, answer: Answer, v: Vocabulary) -> bool:
    """ "Failing that, Thursday"."""
    return any(v.choice.fallback.at(reply.folded, k) for k in range(first, answer.piece.end))


def _describes(reply: Reply, answer: Answer, of: Shown, v: Vocabulary) -> bool:
    """ "My daughter, she's only across the road": no neighbour."""
    people = answer.which != BOTH and any((group,) in v.choice.people.meanings for group in of.groups[answer.which])
    return people and v.choice.describes.at(reply.folded, answer.piece.start) is not None


def _disputed(answer: Answer, found: Sequence[Mention], denied: Denied) -> bool:
    """Elsewhere it names others ("difficult coming down, easy going up")."""
    beyond = [m for m in found if not answer.piece.start <= m.start < answer.piece.end]
    others = [m for m in beyond if m.start not in denied.at and not m.weak and len(m.labels) > 1]
    return any(answer.which not in m.labels for m in others)


def _another(reply: Reply, answer: Answer, v: Vocabulary) -> bool:
    words = reply.folded[answer.piece.start : answer.piece.end]
    opens = 1 if words[:1] and words[0] in v.choice.begins else 0
    return any(v.choice.another.at(words, k) for k in (0, opens, len(words) - 1))


def _final_in(reply: Reply, start: int, answer: Answer, v: Vocabulary) -> set[str]:
    """ "This week so Tuesday, next week so Friday": what is said of both settles on neither."""
    return {reply.folded[k] for k in range(start, answer.piece.end) if v.choice.final.at(reply.folded, k)}


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
