"""Where the clauses of a reply begin, and what its last words say: "ate her dinner she did", "on a good day yes"."""

from flows.answers.asked import Asked
from flows.answers.echo import ANSWERED_BY, SPOKEN_OF
from flows.answers.words import Reply, skip_over
from messages.heard import Vocabulary

MOST_HEADS = 40  # clauses


def tagged(reply: Reply, asked: Asked, v: Vocabulary) -> bool | None:
    """ "Ate her dinner she did", "on a good day yes", "Dorothy over the road would": the last words say it."""
    words, last = reply.folded, len(reply.words)
    if last < 2 or reply.asks(last) or any(v.echo.hedges.at(words, i) for i in range(reply.clauses()[-1], last)):
        return None
    if words[last - 1] in v.yes_no.plainest:
        return None if words[last - 2] in v.echo.quoting else words[last - 1] in v.yes_no.yes
    for start in range(max(0, last - 3), last):
        aux = v.echo.auxiliaries.at(words, start)
        family = aux[1].split()[0] if aux else ""
        fits = asked.whom == "anyone" or family in ANSWERED_BY[asked.family].split()
        if aux and fits and start and start + aux[0] == last and _may_be_said_of(words, start, asked, v):
            return not aux[1].endswith(" not")
    return None


def _may_be_said_of(words: tuple[str, ...], end: int, asked: Asked, v: Vocabulary) -> bool:
    """The one before the auxiliary is whom the question is about; where that is anyone, any name may stand there."""
    hit = next(
        (h for i in range(max(0, end - 3), end) if (h := v.echo.speakers.at(words, i, end)) and i + h[0] == end), None
    )
    if hit:
        return hit[1] in SPOKEN_OF[asked.whom].split() and hit[1] != "nobody"
    return asked.whom == "anyone" and not any(v.echo.nots.at(words, i) or v.echo.none.at(words, i) for i in range(end))


def opening(reply: Reply, start: int, v: Vocabulary) -> int:
    """Past what may lead up to an answer, but for "my husband", who may be its subject."""
    return skip_over(reply, start, v.common.greetings, v.common.lead_in, v.common.polite, v.yes_no.turns, v.echo.begins)


def heads(reply: Reply, v: Vocabulary) -> list[int]:
    """Where a clause begins: after a break, or at "but" and the like."""
    turned = (i for i in range(len(reply.words) - 1) if v.echo.begins.at(reply.folded, i))
    return sorted({*reply.clauses(), *turned})[:MOST_HEADS]
