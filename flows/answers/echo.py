"""A yes or a no in the question's own words: "we've got a ramp", "she doesn't sleep", "no ramp", "not on a Sunday".

A clause answers when its auxiliary or its verb is the question's and nothing in it leads elsewhere: "I do worry" says
nothing to "Do you live alone?", and "I can if somebody helps me" is no yes.
"""

from typing import NamedTuple

from flows.answers.asked import Asked, lemma
from flows.answers.words import Reply, skip_over
from messages.heard import Vocabulary

MOST_HEADS = 40  # clauses
BETWEEN = 4  # words: how many may stand before the thing that is named ("a lovely big ramp")
# Which auxiliaries answer which.
ANSWERED_BY = {
    "do": "do have",
    "have": "have do",
    "be": "be do",
    "can": "can do",
    "able": "can do be",
    "will": "will can do",
}
# Of whom an answer may speak.
SPOKEN_OF = {"you": "i", "us": "i you", "they": "they nobody", "anyone": "they nobody i"}


class Head(NamedTuple):
    """How a clause begins: who, with which auxiliary, denied or not, and where it goes on."""

    who: str
    families: tuple[str, ...]
    denied: bool
    end: int


def echoes(reply: Reply, start: int, asked: Asked, v: Vocabulary) -> bool | None:
    """What the clause that begins here says to the question."""
    end = next((i for i in range(start + 1, len(reply.words)) if reply.breaks_before(i)), len(reply.words))
    words = reply.folded[:end]
    if start >= end or reply.asks(end) or any(v.echo.hedges.at(words, i) for i in range(start, end)):
        return None
    if _opposite(words, start, asked, v) or _scoffs(words, start, v):
        return False
    if (named := _names(words, start, asked, v)) is not None:
        return named
    head = _head(words, start, v)
    if not _may_answer(words, head, asked, v):
        return None
    return _goes_on(words, head, asked, v)


def _may_answer(words: tuple[str, ...], head: Head, asked: Asked, v: Vocabulary) -> bool:
    """Of the right person, not a question ("can we ..."), and not denied twice."""
    if head.who not in ("", *SPOKEN_OF[asked.whom].split()):
        return False
    taken = "have" in head.families and v.echo.things.at(words, head.end)
    if head.families and not head.who and v.echo.speakers.at(words, head.end) and not taken:
        return False
    return not any(_denies(words, i, v) for i in range(head.end, len(words)))


def _opposite(words: tuple[str, ...], start: int, asked: Asked, v: Vocabulary) -> bool:
    """ "I live with my daughter" to "Do you live alone?"."""
    for i in range(start, len(words)):
        hit = v.echo.opposites.at(words, i)
        if hit and not asked.words.isdisjoint(hit[1].split()):
            return True
        if v.echo.nots.at(words, i) or _denies(words, i, v):
            return False
    return False


def _scoffs(words: tuple[str, ...], i: int, v: Vocabulary) -> bool:
    """ "Does she heck"."""
    aux = v.echo.auxiliaries.at(words, i)
    who = v.echo.speakers.at(words, i + aux[0]) if aux else None
    return aux is not None and who is not None and v.echo.scoffs.at(words, i + aux[0] + who[0]) is not None


def _denies(words: tuple[str, ...], i: int, v: Vocabulary) -> bool:
    hit = v.echo.auxiliaries.at(words, i)
    return hit is not None and hit[1].endswith(" not")


def _names(words: tuple[str, ...], i: int, asked: Asked, v: Vocabulary) -> bool | None:
    """ "No ramp", "not on a Sunday", "none of that": what is asked about, denied; or said by itself: "alone"."""
    denied = max((hit[0] for p in (v.echo.none, v.echo.nots) if (hit := p.at(words, i))), default=0)
    start = i + denied
    if v.echo.none.at(words, i) and ends(words, start, v) and not asked.words.isdisjoint(v.echo.any_of.from_word):
        return False
    named = _thing(words, start, asked, v)
    if named is None or (not denied and not ends(words, named, v)):
        return None
    return not denied


def _thing(words: tuple[str, ...], i: int, asked: Asked, v: Vocabulary) -> int | None:
    """Where something that the question names ends, with only small words before it."""
    for at in range(i, min(i + BETWEEN, len(words))):
        if words[at] not in v.echo.small and lemma(words[at], v) in asked.content:
            return at + 1
        if words[at] not in v.echo.small:
            return None
    return None


def ends(words: tuple[str, ...], i: int, v: Vocabulary) -> bool:
    """The clause may end here: it does, or says when, since when or why, or somebody speaks on."""
    while i < len(words) and (hit := v.common.polite.at(words, i) or v.echo.tails.at(words, i)):
        i += hit[0]
    return i >= len(words) or any(p.at(words, i) for p in (v.echo.follows, v.echo.joined))


def _head(words: tuple[str, ...], i: int, v: Vocabulary) -> Head:
    who, families, denied = "", (), False
    if hit := v.echo.joined.at(words, i):
        who, *families = hit[1].split()
        i += hit[0]
    elif hit := v.echo.speakers.at(words, i):
        who, i = hit[1], i + hit[0]
    while i < len(words):
        aux, no, other = v.echo.auxiliaries.at(words, i), v.echo.nots.at(words, i), v.echo.adverbs.at(words, i)
        if aux and not families:
            families, denied, i = aux[1].split()[:1], denied or aux[1].endswith(" not"), i + aux[0]
        elif no or other:
            denied, i = denied or no is not None, i + max(no[0] if no else 0, other[0] if other else 0)
        else:
            break
    return Head(who, tuple(families), denied or who == "nobody", i)


def _goes_on(words: tuple[str, ...], head: Head, asked: Asked, v: Vocabulary) -> bool | None:
    fits = not {*head.families}.isdisjoint(ANSWERED_BY[asked.family].split() + ["be"] * ("be" in asked.words))
    bare = not head.who and not head.denied and head.families[:1] in (("be",), ("do",))
    if fits and ends(words, head.end, v) and not bare and (head.denied or not v.echo.none.at(words, head.end)):
        return not head.denied
    verb = head.end < len(words) and lemma(words[head.end], v) in asked.verbs
    if verb and head.who == "nobody":
        return False
    return _object(words, head, asked, verb, v) if verb or fits else None


def _object(words: tuple[str, ...], head: Head, asked: Asked, verb: bool, v: Vocabulary) -> bool | None:
    """What the verb or the auxiliary is said of: the question's thing, "it", nothing, or not any."""
    i = _past_particles(words, head.end + 1, asked, v) if verb else head.end
    if none := v.echo.none.at(words, i):
        after = i + none[0]
        return False if ends(words, after, v) or _thing(words, after, asked, v) is not None else None
    if _thing(words, i, asked, v) is not None:
        return not head.denied
    if thing := v.echo.things.at(words, i):
        return not head.denied if ends(words, i + thing[0], v) else None
    said = verb and (head.families or head.who)
    enough = ends(words, i, v) if head.denied or not asked.content else _over(words, i, v)
    return not head.denied if said and enough else None


def _past_particles(words: tuple[str, ...], i: int, asked: Asked, v: Vocabulary) -> int:
    """Past the "out" of "get out" when the question has it too."""
    while i < len(words) and words[i] in v.echo.small and words[i] in asked.words and words[i] not in v.echo.things:
        i += 1
    return i


def _over(words: tuple[str, ...], i: int, v: Vocabulary) -> bool:
    """The clause is over but for courtesies."""
    while i < len(words) and (hit := v.common.polite.at(words, i) or v.echo.tails.at(words, i)):
        i += hit[0]
    return i >= len(words)


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
    turned = (i for i in range(len(reply.words)) if v.echo.begins.at(reply.folded, i))
    return sorted({*reply.clauses(), *turned})[:MOST_HEADS]
