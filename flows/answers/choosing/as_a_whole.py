"""What a reply says of the choices as a whole: that it wants several, none, or names only one of them at all."""

from collections.abc import Sequence
from functools import lru_cache

from flows.answers.choosing.alike import begun
from flows.answers.choosing.denials import Denied, Piece
from flows.answers.choosing.labels import Mention
from flows.answers.choosing.shown import Shown
from flows.answers.words import Reply
from messages.heard import Vocabulary, heard

NEAR = 2  # words: how far before what was asked about its "no" may stand
SHORT = 8
FEW = 6


def wants_several(reply: Reply, found: Sequence[Mention], v: Vocabulary) -> bool:
    """ "A bit of both", said of no choice."""
    own = {k for m in found for k in range(m.start, m.end)}
    hits = ((k, v.choice.both.at(reply.folded, k)) for k in range(len(reply.words)))
    return any(hit and not own >= set(range(k, k + hit[0])) for k, hit in hits)


def put_first(reply: Reply, piece: Piece, of: Shown, v: Vocabulary) -> bool:
    """ "Pain first, then sleep"; or the question says "first"."""
    words = (*of.echo, *reply.folded[piece.start : piece.end])
    return any(v.choice.position.meanings.get((word,)) == "1" for word in words)


def none_of_it(reply: Reply, of: Shown, v: Vocabulary) -> int | None:
    """ "I have no carers", to a question about carers: the one choice that means none."""
    none = [k for k, groups in enumerate(of.groups) if any((group,) in v.choice.empty.meanings for group in groups)]
    echo = [word for word in of.echo if len(word) > 3 and word not in v.choice.small]
    asked = [k for k, word in enumerate(reply.folded) if any(begun(word, one) for one in echo)]
    near = any(v.choice.denies.at(reply.folded, k) for word in asked for k in range(max(0, word - NEAR), word))
    return none[0] if len(none) == 1 and near and len(reply.words) <= SHORT else None


def names_one(reply: Reply, found: Sequence[Mention], denied: Denied, of: Shown, v: Vocabulary) -> bool:
    """The reply names one choice only, in a word that is said for nothing else, and says neither that it is in doubt nor
    that it is seen to."""
    live = [m for m in found if m.start not in denied.at]
    labels = {k for m in live for k in m.labels}
    if len(labels) != 1 or denied.labels or of.groups[min(labels)] - of.asked & _free(v.language):
        return False
    if all(m.bare for m in live) and not _in_full(reply, live, of) and len(reply.words) > FEW:
        return False
    lists = (v.clauses.unsure, v.choice.provided)
    if any(reply.words[k].number is not None for m in live for k in range(max(0, m.start - 2), m.start)):
        return False
    return not any(p.at(reply.folded, k) for k in range(len(reply.words)) for p in lists)


def _in_full(reply: Reply, live: Sequence[Mention], of: Shown) -> bool:
    """Two words of the choice, or the only one that tells it from the others."""
    own = set(of.telling[min(live[0].labels)])
    said = {word for m in live for word in own if begun(reply.folded[m.start], word)}
    return len(said) > 1 or said == own


@lru_cache
def _free(language: str) -> frozenset[str]:
    """The groups whose words are said of anything ("often", "Monday", "better")."""
    v = heard(language)
    named = (v.choice.said_freely, v.choice.weak)
    others = (v.dates.weekdays, v.times.parts)
    groups = {" ".join(words) for one in named for words in one.meanings}
    return frozenset(groups | {meaning for one in others for meaning in one.meanings.values()})
