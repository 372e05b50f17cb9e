"""Where the clauses of a reply begin, and what its last words say: "ate her dinner she did", "on a good day yes"."""

from functools import lru_cache

from flows.answers.assent.against import gone, hedged
from flows.answers.assent.anywhere import other_too
from flows.answers.assent.asked import Asked, is_verb, lemma
from flows.answers.assent.echo import ANSWERED_BY, SPOKEN_OF
from flows.answers.assent.things import denies
from flows.answers.words import Reply, phrase_size, skip_over
from messages.heard import Phrases, Vocabulary, heard

MOST_HEADS = 40  # clauses
HEDGED = 4  # words


def tagged(reply: Reply, asked: Asked, v: Vocabulary) -> bool | None:
    """ "Ate her dinner she did", "on a good day yes", "Dorothy over the road would": the last words say it."""
    words, last = reply.folded, len(reply.words)
    doubts = (hedged(words, i, v) or v.echo.doubted.at(words, i) for i in range(reply.clauses()[-1], last))
    if last < 2 or reply.asks(last) or any(doubts):
        return None
    if words[last - 1] in v.yes_no.plainest:
        yes = words[last - 1] in v.yes_no.yes
        return None if words[last - 2] in v.echo.quoting or other_too(reply, yes, v) else yes
    for start in range(max(0, last - 3), last):
        aux = v.echo.auxiliaries.at(words, start)
        family = aux[1].split()[0] if aux else ""
        fits = asked.whom == "anyone" or family in ANSWERED_BY[asked.family].split()
        if (
            aux
            and fits
            and start
            and start + aux[0] == last
            and not (asked.today and gone(words, start, last, v))
            and _may_be_said_of(words, start, asked, v)
        ):
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


@lru_cache
def _leads(language: str) -> Phrases:
    v = heard(language)
    return Phrases.together(v.common.greetings, v.common.lead_in, v.common.polite, v.yes_no.turns, v.echo.begins)


def opening(reply: Reply, start: int, v: Vocabulary) -> int:
    """Past what may lead up to an answer, but for "my husband", who may be its subject."""
    i = skip_over(reply, start, _leads(v.language))
    who = v.echo.speakers.at(reply.folded, i)
    says = i + who[0] if who else len(reply.words)
    return says + 1 if says < len(reply.words) and reply.folded[says] in v.echo.says else i  # "nan says it's fine"


def heads(reply: Reply, asked: Asked, v: Vocabulary) -> list[int]:
    """Where a clause begins: after a break, at "but" and the like, or where somebody does something."""
    words = reply.folded
    begun = (i for i in range(len(words) - 1) if v.echo.begins.at(words, i) and words[i] not in asked.words)
    turned = {*begun, *(i for i in range(len(words) - 1) if _speaks_on(words, i, asked, v))}
    return sorted({*reply.clauses(), *turned})[:MOST_HEADS]


def outweighed(reply: Reply, i: int, first: bool | None, asked: Asked, v: Vocabulary) -> bool:
    """What follows a plain first answer, and overturns it in no word of the question: "I rent, never saw the point of
    owning", "never served, my brother did and he's still there"."""
    words = reply.folded[i:]
    if not i or first is None or (words[0] in v.yes_no.turns and words[0] not in v.clauses.joins):
        return False
    if first:
        return (
            words[0] in v.echo.nots
            and len(words) > 1
            and not (phrase_size(v.yes_no.no.at(words, 0)) > 1 or _named(words, asked, v))
        )
    told = v.echo.joined.at(words, 0) or v.echo.speakers.at(words, 0)
    return told is not None and told[1].split()[0] == "they" and asked.whom == "you"


def _named(words: tuple[str, ...], asked: Asked, v: Vocabulary) -> bool:
    return any(is_verb(word, asked, v) or lemma(word, v) in asked.content for word in words[:6])


def _speaks_on(words: tuple[str, ...], i: int, asked: Asked, v: Vocabulary) -> bool:
    """ "Yesterday | he fell", "lovely girl | she comes Mondays"; but "the pills | she takes" goes on in one."""
    if not i or words[i - 1] in v.echo.inside or words[i - 1] in v.echo.owners:
        return False
    if any(v.echo.hedges.at(words, at) for at in range(max(0, i - HEDGED), i)):
        return False  # "sometimes I do"
    if v.echo.joined.at(words, i):
        return True
    hit = v.echo.speakers.at(words, i)
    after = i + hit[0] if hit else len(words)
    return after < len(words) and (v.echo.auxiliaries.at(words, after) is not None or is_verb(words[after], asked, v))


def present(reply: Reply, asked: Asked, v: Vocabulary) -> bool | None:
    """ "My sister from Cork is here", to "Is somebody with you?"."""
    words, end = reply.folded, len(reply.words)
    if asked.whom != "anyone" or asked.family != "be" or asked.words.isdisjoint(v.echo.present.from_word):
        return None
    beings = {i + 1 for i in range(end) if v.echo.joined.at(words, i) or v.echo.auxiliaries.at(words, i)}
    here = any(v.echo.present.at(words, i) for i in beings)
    someone = any(v.others.people.at(words, i) or v.echo.owners.at(words, i) for i in range(end))
    someone = someone and not any(v.echo.pets.at(words, i) for i in range(end))
    spoilt = any(p.at(words, i) for i in range(end) for p in (v.echo.nots, v.echo.none, v.echo.hedges, v.others.doubts))
    past = any(denies(words, i, v) or words[i] in ("was", "were", "will") for i in range(end))
    return True if here and someone and not spoilt and not past and not reply.asks(end) else None
