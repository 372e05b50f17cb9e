"""Choices that say how much of one thing ("Very worried", "A bit worried", "Not worried"), and how much a reply says.

A degree counts beside the thing itself ("ever so worried"), or where its clause says nothing else ("quite, so long as
it's dry"). Two different ones are no answer here.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from flows.answers.choosing.alike import alike
from flows.answers.choosing.shown import Shown, in_group, meanings
from flows.answers.words import Reply, only_between, skip_over
from messages.heard import Vocabulary, heard

Hit = tuple[int, str]
PLAIN = ""  # "Worried", beside "Very worried"


class Label(NamedTuple):
    degree: str
    thing: frozenset[str]


class Said(NamedTuple):
    """Words start..end say a degree, of the thing that some choices are about or of none."""

    start: int
    end: int
    labels: frozenset[int]


def by_degree(reply: Reply, of: Shown, v: Vocabulary) -> Hit | None:
    if any((group,) in v.choice.frequency.meanings for groups in of.groups for group in groups):
        return None  # "hardly ever" and "very often" are no more and no less of one thing
    scale = _scale(of.words, v.language)
    said = list(_said(reply, scale, of, v)) if scale else []
    now = [one for one in said if not _over(reply, one, v)] or ([] if _now(reply, said, v) else said)
    labels = {one.labels for one in now}
    if len(labels) != 1 or len(now[0].labels) != 1:
        return None
    return min(now[0].labels), reply.rest(skip_over(reply, now[0].end, v.common.polite))


@lru_cache(maxsize=256)
def _scale(words: tuple[tuple[str, ...], ...], language: str) -> tuple[Label | None, ...]:
    """What each choice says; nothing where fewer than two say how much."""
    v = heard(language)
    labels = [_label(label, v) for label in words]
    things = [one.thing for one in labels if one and one.degree != PLAIN]
    shared = [one if one and (one.degree != PLAIN or one.thing in things) else None for one in labels]
    same = max((things.count(thing) for thing in things), default=0)
    return tuple(shared) if len(things) > 1 and (same > 1 or len(things) == len(words)) else ()


def _label(words: tuple[str, ...], v: Vocabulary) -> Label | None:
    start = 1 if len(words) > 1 and words[0] in v.yes_no.yes else 0
    hit = v.choice.degrees.at(words, start)
    rest = words[start + (hit[0] if hit else 0) :]
    thing = frozenset(word for word in rest if word not in v.choice.small)
    return Label(hit[1] if hit else PLAIN, thing) if hit or thing else None


def _said(reply: Reply, scale: Sequence[Label | None], of: Shown, v: Vocabulary) -> Iterator[Said]:
    k = 0
    while k < len(reply.words):
        start, degree = k, None
        while hit := v.choice.degrees.at(reply.folded, k):
            degree, k = hit[1], k + hit[0]  # of "really not very" the last
            if reply.breaks_before(k):
                break
        if degree is None:
            k += 1
        elif one := _of(reply, start, k, degree, scale, of, v):
            yield one


def _of(
    reply: Reply, start: int, k: int, degree: str, scale: Sequence[Label | None], of: Shown, v: Vocabulary
) -> Said | None:
    clause = max(i for i in reply.clauses() if i <= start)
    past = any(v.choice.past.at(reply.folded, i, start) for i in range(clause, start))
    if past or _anothers(reply, clause, start, of.echo, v):
        return None
    word = "" if reply.breaks_before(k) else reply.folded[k]
    about = frozenset(i for i, one in enumerate(scale) if one and word and _same_thing(word, one.thing, v))
    asked = bool(word) and word in of.echo and word not in v.choice.small
    if about or asked:
        return Said(start, k + 1, _with(degree, scale, about))
    if not _alone(reply, clause, start, k, v) or (degree == "not" and not reply.breaks_before(k)):
        return None
    return None if _means_one(reply, start, k, of, v) else Said(start, k, _with(degree, scale, about))


def _means_one(reply: Reply, k: int, end: int, of: Shown, v: Vocabulary) -> bool:
    """ "Awful", by itself, is bad and not very much of anything."""
    group = meanings(v.language).meanings.get(reply.folded[k:end])
    return group is not None and group not in v.choice.weak and bool(in_group(group, of.groups, v))


def _same_thing(word: str, thing: frozenset[str], v: Vocabulary) -> bool:
    """ "Difficult", of "Quite hard"."""
    groups = meanings(v.language).meanings
    group = groups.get((word,))
    return any(alike(word, one) or (group is not None and group == groups.get((one,))) for one in thing)


def _with(degree: str, scale: Sequence[Label | None], about: frozenset[int]) -> frozenset[int]:
    """The choices of this degree, or else of the one that it may stand for."""
    among = about or range(len(scale))
    for one in (degree, *_STANDS_FOR.get(degree, ())):
        if found := frozenset(i for i in among if (label := scale[i]) and label.degree == one):
            return found
    return frozenset()


_STANDS_FOR = {
    "utterly": ("very",),
    "very": ("utterly",),
    "fairly": (PLAIN,),
    "notatall": ("not",),
    "not": ("notatall",),
}


def _alone(reply: Reply, clause: int, start: int, end: int, v: Vocabulary) -> bool:
    """Nothing else is said in its clause, or what follows is a new thought."""
    lists = (v.common.greetings, v.common.lead_in, v.common.polite, v.choice.before, v.choice.small)
    then = skip_over(reply, end, v.common.polite, v.choice.after)
    stops = reply.breaks_before(then) or v.common.goes_on.at(reply.folded, then) is not None
    return stops and only_between(reply, clause, start, *lists)


def _anothers(reply: Reply, clause: int, start: int, echo: frozenset[str], v: Vocabulary) -> bool:
    """ "My wife's very worried", where we asked about somebody else."""
    hits = ((k, v.names.theirs.at(reply.folded, k, start)) for k in range(clause, start))
    return any(hit and not echo & set(reply.folded[k : k + hit[0]]) for k, hit in hits)


def _now(reply: Reply, said: Sequence[Said], v: Vocabulary) -> bool:
    """ "I was very worried, but now ..."."""
    return bool(said) and any(v.scale.now.at(reply.folded, k) for k in range(said[-1].end, len(reply.words)))


def _over(reply: Reply, one: Said, v: Vocabulary) -> bool:
    clause = max(i for i in reply.clauses() if i <= one.start)
    return any(v.choice.was.at(reply.folded, k, one.start) for k in range(clause, one.start))
