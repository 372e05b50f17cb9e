"""A yes or a no in words that say it whatever was asked.

The plainest words answer at the head of any clause ("he likes it there, so yes"). Both answers in one reply, or a
"maybe", is no answer; but what is wished for ("I'd love to") is declined by a later no.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from flows.answers.assent.anywhere import other_too
from flows.answers.assent.one_spelling import spelt
from flows.answers.assent.verdicts import Verdict, strong, unsure_at, verdict_at
from flows.answers.words import Reply, only_between, phrase_size, reply_of, skip_over, start_of
from flows.talk import Ok, Unclear
from messages.heard import Phrases, Vocabulary, heard

LONGEST = 200  # words: of a longer message only these are read
SHORT = 4  # words
MOST_HEADS = 40  # clauses


def _end(reply: Reply, verdict: Verdict, v: Vocabulary) -> int:
    """Past "yes yes please I would thank you": the same answer said again."""
    said, i = verdict
    while True:
        further = skip_over(reply, i, v.common.polite, v.yes_no.either)
        again = verdict_at(reply, further, v)
        if again is None or again[0] != said:
            return further
        i = again[1]


def _taken_back(reply: Reply, said: bool, start: int, v: Vocabulary) -> bool:
    """Somewhere after "yes" stands a plain "no", a "maybe" or an "I don't want it"."""
    against = v.yes_no.takes_back_yes if said else v.yes_no.takes_back_no
    if against.at(reply.folded, start):
        return True
    for clause in reply.clauses(start):
        i = skip_over(reply, clause, v.yes_no.turns, v.common.polite)
        other = verdict_at(reply, i, v)
        if (other and other[0] != said) or unsure_at(reply, i, v) or against.at(reply.folded, i):
            return True
    return False


def _at_the_end(reply: Reply, heads: Sequence[int], v: Vocabulary) -> Ok[bool] | Unclear:
    """ "I would love some company, yes please": the last clause answers, and nothing before it says otherwise."""
    last = heads[-1] if heads else 0
    if last == 0 or "?" in reply.text or reply.folded[last] in v.echo.whether or v.yes_no.doubt.at(reply.folded, last):
        return Unclear()
    verdict = verdict_at(reply, last, v) or verdict_at(reply, _opening(reply, v, last), v)
    if not verdict or _end(reply, verdict, v) < len(reply.words):
        return Unclear()
    answers = (v.yes_no.no, v.yes_no.no_alone, v.yes_no.yes, v.yes_no.yes_alone, v.yes_no.unsure, v.yes_no.turns)
    earlier = any(p.at(reply.folded, i) for p in (*answers, v.choice.denies) for i in range(last))
    return Unclear() if earlier else Ok(verdict[0], reply.before(last))


def _anywhere(reply: Reply, heads: Sequence[int], v: Vocabulary) -> Ok[bool] | Unclear:
    """The plainest words at the head of any clause, or as its tag, when all agree and none is asked or doubted."""
    if not _has_one_of(reply, v.yes_no.plainest) and not _has_one_of(reply, v.yes_no.tags):
        return Unclear()
    openings = (_opening(reply, v, i) for i in heads)
    said = {found[0] for i in openings if (found := _plainest(reply, i, v)) and not reply.gap(found[1]).startswith("?")}
    tag = len(reply.words) - 1
    if not said and v.yes_no.tags.at(reply.folded, tag) and not reply.asks(tag + 1):
        said = {found[0] for found in [verdict_at(reply, tag, v)] if found}
    if len(said) != 1 or any(unsure_at(reply, i, v) for i in range(len(reply.words))):
        return Unclear()
    one = said.pop()
    return Unclear() if other_too(reply, one, v) else Ok(one, reply.text.strip())


def _has_one_of(reply: Reply, phrases: Phrases) -> bool:
    return not phrases.from_word.keys().isdisjoint(reply.folded)


def _plainest(reply: Reply, i: int, v: Vocabulary) -> Verdict | None:
    return strong(reply, i, v) if v.yes_no.plainest.at(reply.folded, i) else None


def heads_of(reply: Reply, v: Vocabulary) -> list[int]:
    """Where a clause begins: after a break, or after "but", "so" and the like."""
    turned = (
        i
        for i, word in enumerate(reply.folded)
        if (word in v.yes_no.turns.from_word and v.yes_no.turns.at(reply.folded, i))
        or (word in v.scale.parts.from_word and v.scale.parts.at(reply.folded, i))
    )
    return sorted({*reply.clauses(), *turned})[:MOST_HEADS]


@lru_cache
def _leads(language: str) -> Phrases:
    """One list is looked through six times as fast as six."""
    common, yes_no = heard(language).common, heard(language).yes_no
    lists = (common.greetings, common.lead_in, common.polite, yes_no.before, yes_no.turns, yes_no.either)
    return Phrases.together(*lists)


def _opening(reply: Reply, v: Vocabulary, start: int = 0) -> int:
    """Past everything that may lead up to an answer."""
    return skip_over(reply, start, _leads(v.language))


def _wished(reply: Reply, starts: Iterable[int], v: Vocabulary) -> int:
    """Where "I'd love to" ends that opens the reply."""
    sizes = ((i, phrase_size(v.yes_no.wishes.at(reply.folded, i))) for i in starts)
    start, size = max(sizes, key=lambda found: found[1])
    return start + size if size and not reply.asks(len(reply.words)) else 0


def _granted(reply: Reply, end: int, v: Vocabulary) -> bool | None:
    """ "I'd love to but no", "very kind of you, but not today" is a no; with any other "but" it is neither."""
    heads = [_opening(reply, v, i) for i in heads_of(reply, v) if i >= end]
    said = [found[0] for i in heads if (found := verdict_at(reply, i, v))]
    if said and not any(said):
        return False
    held_back = v.clauses.but.at(reply.folded, skip_over(reply, end, v.common.polite)) and not said
    return None if held_back else True


def _neither(reply: Reply, v: Vocabulary) -> bool:
    """ "No problem", "oh no": alone they say neither, but "oh no thank you" is a no."""
    longer = phrase_size(v.yes_no.no.at(reply.folded, 0)) > phrase_size(v.yes_no.either.at(reply.folded, 0))
    return not longer and only_between(reply, 0, len(reply.words), v.yes_no.either, v.common.polite)


def plainly(text: str, v: Vocabulary) -> tuple[Reply, Ok[bool] | Unclear]:
    """The reply in one spelling, and what its plain words answer."""
    reply = spelt(reply_of(text, v).first(LONGEST), v)
    return reply, _said(reply, v)


def _whole(reply: Reply, v: Vocabulary) -> Ok[bool] | None:
    """The reply is one phrase, as most are: "yes please"."""
    yes_no, words = v.yes_no, reply.folded
    if reply.asks(len(words)) or any(p.whole(words) is not None for p in (yes_no.unsure, yes_no.either)):
        return None
    yes, no = (
        any(p.whole(words) is not None for p in said)
        for said in ((yes_no.yes, yes_no.yes_alone), (yes_no.no, yes_no.no_alone))
    )
    return Ok(yes) if yes != no else None


def _concluded(reply: Reply, v: Vocabulary) -> Ok[bool] | Unclear:
    """ "Soup she'll take, yes, so no she hasn't stopped": what is said last, and drawn from the rest."""
    after = range(len(reply.words) - 1, 1, -1)
    at = next((i for i in after if reply.folded[i] in v.yes_no.plainest and reply.folded[i - 1] in v.echo.thus), 0)
    found = _plainest(reply, at, v) if at else None
    if found is None or reply.asks(found[1]) or _taken_back(reply, found[0], found[1], v):
        return Unclear()
    return Ok(found[0], reply.text.strip())


def _said(reply: Reply, v: Vocabulary) -> Ok[bool] | Unclear:
    said = _first_said(reply, v)
    return _concluded(reply, v) if isinstance(said, Unclear) and len(reply.words) > SHORT else said


def _first_said(reply: Reply, v: Vocabulary) -> Ok[bool] | Unclear:
    if len(reply.words) <= SHORT and (whole := _whole(reply, v)):
        return whole
    if _neither(reply, v):
        return Unclear()
    starts = dict.fromkeys((0, start_of(reply, v), _opening(reply, v)))
    if (wished := _wished(reply, starts, v)) and not (granted := _granted(reply, wished, v)):
        return Unclear() if granted is None else Ok(value=False, rest=reply.text.strip())
    verdict = next((found for i in starts if (found := verdict_at(reply, i, v))), None)
    if verdict is None:
        heads = heads_of(reply, v)
        last = _at_the_end(reply, heads, v)
        return last if isinstance(last, Ok) else _anywhere(reply, heads, v)
    end = _end(reply, verdict, v)
    if _taken_back(reply, verdict[0], end, v) or (end == len(reply.words) and reply.asks(end)):
        return Unclear()
    return Ok(verdict[0], reply.rest(end))
