"""Whether anybody else sees this phone. A wrong no could let an abuser read what was meant for one person alone.

So a no must be plain, or say who alone sees it ("just me love", "nobody but the cat"), and no other person may stand
beside it unless they are denied ("my husband never looks at it"). Somebody who looks is a yes, in whatever words.
"""

from typing import Literal

from flows.answers.assent.plain_words import heads_of
from flows.answers.assent.things import ends
from flows.answers.words import Reply, only_between, skip_over
from flows.talk import Ok, Unclear
from messages.heard import Phrases, Vocabulary

BARE = 4  # words: "my sister in law" may be all that a clause says


def seen_by_others(reply: Reply, said: Ok[bool] | Unclear, v: Vocabulary) -> Ok[bool] | Unclear:
    """`said` is what the plain words answer."""
    if reply.asks(len(reply.words)):
        return Unclear()
    if only_between(reply, 0, len(reply.words), v.others.only_me, v.common.polite, v.common.lead_in):
        return Ok(value=False) if _holds(reply, v.others.only_me) else said
    told = {_told(reply, i, _end(reply, i, v), v) for i in heads_of(reply, v)}
    alone, denied = _holds(reply, v.others.only_me), isinstance(said, Ok) and not said.value
    if _holds(reply, v.others.together) or ("looks" in told and "denied" not in told and not alone and not denied):
        return Ok(value=True, rest=reply.text.strip())
    if "looks" in told or (isinstance(said, Ok) and said.value and alone):
        return Unclear()
    if alone or denied:
        return Unclear() if "named" in told or _doubted(reply, v) else Ok(value=False, rest=reply.text.strip())
    return said


def _end(reply: Reply, start: int, v: Vocabulary) -> int:
    later = [i for i in heads_of(reply, v) if i > start]
    return later[0] if later else len(reply.words)


def _holds(reply: Reply, phrases: Phrases) -> bool:
    return any(phrases.at(reply.folded, i) for i in range(len(reply.words)))


def _doubted(reply: Reply, v: Vocabulary) -> bool:
    """A doubt stands beside "nobody but me", whose own "but" is none, or somebody is added to it."""
    doubts, i = (v.others.doubts, v.echo.hedges, v.yes_no.unsure), 0
    while i < len(reply.words):
        hit = v.others.only_me.at(reply.folded, i)
        if not hit and any(p.at(reply.folded, i) for p in doubts):
            return True
        i += hit[0] if hit else 1
        if hit and v.others.joins.at(reply.folded, i):
            return True  # "just me and Dave"
    return False


def _told(reply: Reply, start: int, end: int, v: Vocabulary) -> Literal["", "named", "looks", "denied"]:
    """Whether the clause names somebody, alone or as one who reads or holds it, or denies that of anyone but us."""
    words = reply.folded[:end]
    begin = skip_over(reply, start, v.common.lead_in, v.common.polite, v.yes_no.turns, v.yes_no.yes, v.yes_no.no)
    if any(v.others.denies.at(words, i) for i in range(start, end)):
        return "" if begin < end and v.others.ourselves.at(words, begin) else "denied"
    someone = next((hit for i in range(begin, end) if (hit := _somebody(words, i, v))), None)
    if someone is None:
        return ""
    bare = ends(words, skip_over(reply, someone, v.common.polite), v, v.echo.places) and someone - begin <= BARE
    return "looks" if bare or any(v.others.looks.at(words, i) for i in range(someone, end)) else "named"


def _somebody(words: tuple[str, ...], i: int, v: Vocabulary) -> int | None:
    hit = v.others.people.at(words, i)
    if hit:
        return i + hit[0]
    named = v.others.ours.at(words, i)  # "our Kevin"
    return i + named[0] + 1 if named and i + named[0] < len(words) else None
