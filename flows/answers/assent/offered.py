"""What takes an offer or gives leave, and what declines it: "that would be grand", "you may", "please, my head's a sieve".

Here the words of welcome are open and the words that spoil one are a closed list: "that would be the bee's knees" takes
what is offered, "that would be too much" does not.
"""

from flows.answers.assent.asked import Asked
from flows.answers.assent.things import denies, ends, over, thing
from flows.answers.assent.wished import bidden, past_named, unwished, wishes
from flows.answers.words import Reply, skip_over
from messages.heard import Vocabulary

Words = tuple[str, ...]


def offered(reply: Reply, i: int, question: Asked, v: Vocabulary) -> bool | None:
    """What the clause that begins here says to an offer or to a request for leave."""
    if i >= len(reply.words) or not (question.offers or question.permits):
        return None
    if (hit := v.echo.refuses.at(reply.folded, i)) and hit[1] == "no":
        return False
    if unwished(reply.folded, i, question, v):
        return False
    if question.permits and v.echo.allows.at(reply.folded, i):
        return True
    named = thing(reply.folded, i, question, v)
    if named and "help" not in question.words and (suits := _suits(reply, named, question, v)) is not None:
        return suits
    for phrases, said in ((v.echo.bids, True), (v.echo.declines, False)):
        hit = phrases.at(reply.folded, i) if said or question.offers else None
        if hit and (ends(reply.folded, i + hit[0], v) or reply.breaks_before(i + hit[0])):
            return said
    return _welcomed(reply, i, question, v)


def _suits(reply: Reply, i: int, question: Asked, v: Vocabulary) -> bool | None:
    """What is offered "is fine", or "no good"."""
    i = skip_over(reply, past_named(reply.folded, i, question, v), v.echo.auxiliaries, v.echo.adverbs)
    if v.echo.suiting.at(reply.folded, i):
        return True
    found = [said for phrases, said in ((v.echo.good, True), (v.echo.poor, False)) if phrases.at(reply.folded, i)]
    return found[0] if found else None


def _welcomed(reply: Reply, i: int, question: Asked, v: Vocabulary) -> bool | None:
    """In whatever words, when nothing in the clause spoils it."""
    end = next((at for at in range(i + 1, len(reply.words)) if reply.breaks_before(at)), len(reply.words))
    words = reply.folded[:end]
    if reply.asks(end):
        return None
    if wishes(words, i, question, v):
        return True
    if question.permits and (content := _content(words, i, question, v)) is not None:
        return content
    if v.echo.prefers.at(words, i) and _not_so(words, i, v):
        return False
    if v.echo.leaves.at(words, i) and any(v.echo.off.at(words, at) for at in range(i + 1, min(i + 5, end))):
        return False
    if any(v.echo.spoils.at(words, at) or v.echo.nots.at(words, at) or denies(words, at, v) for at in range(i, end)):
        later = any(v.echo.prefers.at(words, at) for at in range(i))  # "I'd prefer later if you can"
        return True if v.echo.provisos.at(words, i) and not later else None
    if not question.offers and v.echo.waves.at(words, i):
        return True
    named = thing(words, i, question, v)
    welcomed = (
        _welcomes(words, i, v)
        or (named is not None and _welcomes(words, past_named(words, named, question, v), v))
        or _time_suits(words, i, v)
    )
    whole = named is not None and over(words, past_named(words, named, question, v), v)
    asked_for = whole and words[end - 1] in v.common.polite
    return True if asked_for or welcomed or _begged(words, i, v) or bidden(words, i, question, v) else None


def _welcomes(words: Words, i: int, v: Vocabulary) -> bool:
    """ "That would be magic": one word that nothing spoils may stand there, or a good one."""
    hit = v.echo.welcomes.at(words, i)
    if hit is None or hit[1] == "whole":
        return hit is not None and over(words, i + hit[0], v)
    at = i + hit[0]
    if v.echo.places.at(words, at):
        return False
    while at < len(words) and (words[at] in v.echo.small or words[at] in v.echo.adverbs):
        at += 1
    good = v.echo.good.at(words, at) or v.echo.boons.at(words, at)
    size = good[0] if good else 1
    return at < len(words) and (good is not None or words[at] not in v.echo.places) and over(words, at + size, v)


def _time_suits(words: Words, i: int, v: Vocabulary) -> bool:
    """ "Six onwards is fine"."""
    end = next((at for at in range(i + 1, len(words)) if v.echo.auxiliaries.at(words, at)), 0)
    timed = any(
        words[at].isdecimal() or v.times.parts.at(words, at) or v.echo.hours.at(words, at) for at in range(i, end)
    )
    good = v.echo.good.at(words, end + 1) if timed else None
    return good is not None and over(words, end + 1 + good[0], v)


def _not_so(words: Words, i: int, v: Vocabulary) -> bool:
    """ "I'd rather Jean were not told", "I'd prefer it kept private"."""
    lists = (v.echo.nots, v.echo.private)
    return any(denies(words, at, v) or any(p.at(words, at) for p in lists) for at in range(i, len(words)))


def _begged(words: Words, i: int, v: Vocabulary) -> bool:
    """ "Please, I get muddled": a please that asks for nothing else."""
    if i or not words[0].startswith("pl") or words[0] not in v.common.polite.from_word:
        return False
    return len(words) > 1 and v.echo.reasons.at(words, 1) is not None


def _content(words: Words, i: int, question: Asked, v: Vocabulary) -> bool | None:
    """ "Perfectly content", "not in the least happy"."""
    at = next((at for at in range(i, len(words)) if v.echo.willing.at(words, at)), None)
    if at is None or not (question.words & v.echo.willing.from_word.keys()):
        return None
    begins = v.echo.speakers.at(words, i) or v.echo.joined.at(words, i)
    if (begins and not begins[1].startswith("i")) or not (ends(words, at + 1, v) or v.echo.readily.at(words, at + 1)):
        return None
    hedged = any(v.echo.hedges.at(words, k) for k in range(i, len(words)))
    denied = any(v.echo.nots.at(words, k) or v.echo.none.at(words, k) or denies(words, k, v) for k in range(i, at))
    return None if hedged else not denied
