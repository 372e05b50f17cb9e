"""A plain yes or no in the middle of what nobody punctuated: "mum is eating fine yes its the drinking".

It counts when it is nobody's quoted word, when nothing beside it makes it a thing's measure ("no bread"), and when all
agree; after "sorry" the later one counts.
"""

from flows.answers.assent.against import hedged
from flows.answers.assent.verdicts import no_stands
from flows.answers.words import Reply, phrase_size
from messages.heard import Vocabulary

SUBJECT = 3  # words: how long whoever "says no" may be


def anywhere(reply: Reply, v: Vocabulary) -> bool | None:
    if v.yes_no.anywhere.from_word.keys().isdisjoint(reply.folded):
        return None
    found = [(i, said) for i in range(len(reply.words)) if (said := _said_at(reply, i, v)) is not None]
    if not found:
        return None
    last, said = found[-1]
    agreed = (len({one for _, one in found}) == 1 and not other_too(reply, said, v)) or (
        last and v.clauses.changed.at(reply.folded, last - 1)
    )
    return said if agreed else None


def other_too(reply: Reply, yes: bool, v: Vocabulary) -> bool:
    """ "In the day yes, at night no"; but "no worse", "no bother" measure a thing."""
    plain = [(i, w in v.yes_no.yes) for i, w in enumerate(reply.folded) if w in v.yes_no.plainest]
    return any(said != yes and (said or _over(reply, i + 1, v)) for i, said in plain)


def _over(reply: Reply, i: int, v: Vocabulary) -> bool:
    return reply.breaks_before(i) or v.clauses.but.at(reply.folded, i) is not None


def _said_at(reply: Reply, i: int, v: Vocabulary) -> bool | None:
    hit = v.yes_no.anywhere.at(reply.folded, i)
    if not hit or _quoted(reply, i, v) or reply.gap(i + hit[0])[:1] == "?":
        return None
    yes = v.yes_no.yes.at(reply.folded, i, i + hit[0])
    size = max(phrase_size(p.at(reply.folded, i)) for p in (v.yes_no.yes, v.yes_no.no))
    if size > hit[0] or any(phrase_size(p.at(reply.folded, i)) > hit[0] for p in (v.yes_no.either, v.yes_no.unsure)):
        return None
    return True if yes else (False if hit[0] > 1 or no_stands(reply, i + 1, v) else None)


def _quoted(reply: Reply, i: int, v: Vocabulary) -> bool:
    """Somebody's word of some other day, or a word of another thing; but "nan says no" is her answer."""
    if not i or reply.breaks_before(i):
        return False
    start = max(at for at in reply.clauses() if at < i)
    another = (v.echo.bystanders, v.echo.when)
    if any(hedged(reply.folded, at, v) or any(p.at(reply.folded, at) for p in another) for at in range(start, i - 1)):
        return True
    before = reply.folded[i - 1]
    return before in v.echo.quoting and not (before == "says" and i - start <= SUBJECT)
