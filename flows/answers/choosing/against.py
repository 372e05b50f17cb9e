"""What speaks against a choice though a piece of a reply names it: a question back, a time that is over, another's doing."""

from collections.abc import Sequence

from flows.answers.choosing.denials import Piece
from flows.answers.choosing.labels import Mention
from flows.answers.choosing.shown import Shown
from flows.answers.words import Reply
from messages.heard import Vocabulary


def spoken_against(reply: Reply, piece: Piece, here: Sequence[Mention], of: Shown, v: Vocabulary) -> bool:
    first = here[0]
    if _has_object(reply, here, v) or _asks_back(reply, piece, first, v):
        return True
    return _is_past(reply, piece, first, of, v) or _was_but(reply, piece, first, v)


def _was_but(reply: Reply, piece: Piece, first: Mention, v: Vocabulary) -> bool:
    """ "Ruth was lovely, but ..."."""
    return (
        v.choice.was.at(reply.folded, first.end) is not None and v.clauses.but.at(reply.folded, piece.end) is not None
    )


def _asks_back(reply: Reply, piece: Piece, first: Mention, v: Vocabulary) -> bool:
    """ "Who is Gerald", though no question mark says so."""
    if v.choice.asks.at(reply.folded, piece.start) or first.start == piece.start:
        return False
    of_it = first.start == piece.start + 1 and reply.folded[piece.start] in v.scale.asks  # "is Ruth the one"
    of_it = of_it and reply.folded[piece.start] in v.clauses.being
    return of_it or v.choice.queries.at(reply.folded, piece.start, first.start) is not None


def _is_past(reply: Reply, piece: Piece, first: Mention, of: Shown, v: Vocabulary) -> bool:
    """ "Last time the taxi was late", "every day last year": unless that is what was asked."""
    hits = ((k, v.choice.past.at(reply.folded, k, piece.end)) for k in (*range(piece.start, first.start), first.end))
    small = v.choice.small.from_word.keys()
    return any(hit and not of.echo & set(reply.folded[k : k + hit[0]]) - small for k, hit in hits)


def _has_object(reply: Reply, here: Sequence[Mention], v: Vocabulary) -> bool:
    """ "Lost my purse": what a word of a label is said of; but "collect my prescription" is the label's own."""
    end = here[0].end
    own = any(m.start == end + 1 and m.labels & here[0].labels for m in here)
    return here[0].bare and not own and not reply.breaks_before(end) and reply.folded[end] in v.choice.objects


def speaks_of_another(reply: Reply, piece: Piece, now: Sequence[Mention], label: Sequence[str], v: Vocabulary) -> bool:
    """ "He reads" is not the choice "I read them myself"."""
    return label[0] in v.choice.mine and any(
        reply.folded[k] in v.choice.describes for k in range(piece.start, now[0].start)
    )
