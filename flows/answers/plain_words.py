"""Yes or no in words that say it whatever was asked.

A strong word ("yes", "aye", "no") may open a longer reply; a weak one ("ok", "I do", "right") counts only when it is
all that its clause says: "right hip hurts" agrees to nothing. The plainest words answer at the head of any clause ("he
likes it there, so yes"). Both answers in one reply, or a "maybe", is no answer; but what is wished for ("I'd love to")
is declined by a later no.
"""

from flows.answers.one_spelling import spelt
from flows.answers.words import Reply, only_between, phrase_size, reply_of, skip_over, start_of
from flows.talk import Ok, Unclear
from messages.heard import Vocabulary

Verdict = tuple[bool, int]
LONGEST = 200  # words: of a longer message only these are read
MOST_HEADS = 40  # clauses


def _strong(reply: Reply, i: int, v: Vocabulary) -> Verdict | None:
    if reply.folded[i] not in v.yes_no.yes.from_word and reply.folded[i] not in v.yes_no.no.from_word:
        return None
    yes, no = phrase_size(v.yes_no.yes.at(reply.folded, i)), phrase_size(v.yes_no.no.at(reply.folded, i))
    others = (v.yes_no.yes_alone if no > yes else v.yes_no.no_alone, v.yes_no.either)
    longer = max(phrase_size(p.at(reply.folded, i)) for p in others)
    if longer > max(yes, no) or not max(yes, no):
        return None
    end = i + max(yes, no)
    return (yes > no, end) if yes > no or no_stands(reply, end, v) else None


def no_stands(reply: Reply, end: int, v: Vocabulary) -> bool:
    """ "No" followed by a thing ("no bread in the house") describes, and answers nothing."""
    if end >= 2 and (v.yes_no.nots.at(reply.folded, end - 2, end) or reply.folded[end - 1] in v.common.polite):
        return True
    follows = (v.common.goes_on, v.common.polite, v.yes_no.yes, v.yes_no.no, v.yes_no.yes_alone, v.yes_no.no_alone)
    if reply.folded[end - 1] not in v.yes_no.no and v.echo.follows.at(reply.folded, end):
        return True  # a longer no than one word: "not a wink most nights"
    more = (*follows, v.yes_no.then, v.echo.tails, v.yes_no.unsure, v.yes_no.turns, v.yes_no.either)
    return reply.breaks_before(end) or any(p.at(reply.folded, end) for p in more)


def _alone(reply: Reply, i: int, v: Vocabulary) -> Verdict | None:
    yes, no = phrase_size(v.yes_no.yes_alone.at(reply.folded, i)), phrase_size(v.yes_no.no_alone.at(reply.folded, i))
    same = (v.yes_no.yes, v.yes_no.yes_alone) if yes > no else (v.yes_no.no, v.yes_no.no_alone)
    size, end = max(yes, no), i
    if any(phrase_size(p.at(reply.folded, i)) > size for p in (v.yes_no.either, v.echo.good)):
        return None
    while size:
        end = skip_over(reply, end + size, v.common.polite)
        follows = any(p.at(reply.folded, end) for p in (v.yes_no.turns, v.yes_no.either, v.yes_no.unsure))
        if follows or reply.breaks_before(end):
            return yes > no, end
        if (certain := phrase_size(same[0].at(reply.folded, end))) and _strong(reply, end, v):
            return yes > no, end + certain  # "ok yes my sister will"
        size = phrase_size(same[1].at(reply.folded, end))
    return None


def _verdict(reply: Reply, i: int, v: Vocabulary) -> Verdict | None:
    """What the words from here on answer, and where that ends."""
    if i >= len(reply.words) or _unsure_at(reply, i, v):
        return None
    return _alone(reply, i, v) or _strong(reply, i, v)


def _unsure_at(reply: Reply, i: int, v: Vocabulary) -> bool:
    if i >= len(reply.words) or reply.folded[i] not in v.yes_no.unsure.from_word:
        return False
    size = phrase_size(v.yes_no.unsure.at(reply.folded, i))
    lists = (v.yes_no.yes, v.yes_no.no, v.yes_no.yes_alone, v.yes_no.no_alone)
    return size > max(phrase_size(p.at(reply.folded, i)) for p in lists)


def _end(reply: Reply, verdict: Verdict, v: Vocabulary) -> int:
    """Past "yes yes please I would thank you": the same answer said again."""
    said, i = verdict
    while True:
        further = skip_over(reply, i, v.common.polite, v.yes_no.either)
        again = _verdict(reply, further, v)
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
        other = _verdict(reply, i, v)
        if (other and other[0] != said) or _unsure_at(reply, i, v) or against.at(reply.folded, i):
            return True
    return False


def _at_the_end(reply: Reply, v: Vocabulary) -> Ok[bool] | Unclear:
    """ "I would love some company, yes please": the last clause answers, and nothing before it says otherwise."""
    last = (heads_of(reply, v) or [0])[-1]
    verdict = _verdict(reply, last, v) or _verdict(reply, _opening(reply, v, last), v)
    if not verdict or last == 0 or _end(reply, verdict, v) < len(reply.words) or "?" in reply.text:
        return Unclear()
    answers = (v.yes_no.no, v.yes_no.no_alone, v.yes_no.yes, v.yes_no.yes_alone, v.yes_no.unsure, v.yes_no.turns)
    earlier = any(p.at(reply.folded, i) for p in (*answers, v.choice.denies) for i in range(last))
    return Unclear() if earlier else Ok(verdict[0], reply.before(last))


def _anywhere(reply: Reply, v: Vocabulary) -> Ok[bool] | Unclear:
    """The plainest words at the head of any clause, or as its tag, when all agree and none is asked or doubted."""
    heads = [_opening(reply, v, i) for i in heads_of(reply, v)]
    said = {found[0] for i in heads if (found := _plainest(reply, i, v)) and not reply.gap(found[1]).startswith("?")}
    tag = len(reply.words) - 1
    if not said and v.yes_no.tags.at(reply.folded, tag) and not reply.asks(tag + 1):
        said = {found[0] for found in [_verdict(reply, tag, v)] if found}
    if len(said) != 1 or any(_unsure_at(reply, i, v) for i in range(len(reply.words))):
        return Unclear()
    return Ok(said.pop(), reply.text.strip())


def _plainest(reply: Reply, i: int, v: Vocabulary) -> Verdict | None:
    return _strong(reply, i, v) if v.yes_no.plainest.at(reply.folded, i) else None


def heads_of(reply: Reply, v: Vocabulary) -> list[int]:
    """Where a clause begins: after a break, or after "but", "so" and the like."""
    lists = (v.yes_no.turns, v.scale.parts)
    turned = (i for i in range(len(reply.words)) if any(p.at(reply.folded, i) for p in lists))
    return sorted({*reply.clauses(), *turned})[:MOST_HEADS]


def _opening(reply: Reply, v: Vocabulary, start: int = 0) -> int:
    """Past everything that may lead up to an answer."""
    common, yes_no = v.common, v.yes_no
    lists = (common.greetings, common.lead_in, common.polite, yes_no.before, yes_no.turns, yes_no.either)
    return skip_over(reply, start, *lists)


def _wished(reply: Reply, v: Vocabulary) -> int:
    """Where "I'd love to" ends that opens the reply."""
    starts = ((i, phrase_size(v.yes_no.wishes.at(reply.folded, i))) for i in (start_of(reply, v), _opening(reply, v)))
    start, size = max(starts, key=lambda found: found[1])
    return start + size if size and not reply.asks(len(reply.words)) else 0


def _granted(reply: Reply, end: int, v: Vocabulary) -> bool | None:
    """ "I'd love to but no", "very kind of you, but not today" is a no; with any other "but" it is neither."""
    heads = [_opening(reply, v, i) for i in heads_of(reply, v) if i >= end]
    said = [found[0] for i in heads if (found := _verdict(reply, i, v))]
    if said and not any(said):
        return False
    held_back = v.clauses.but.at(reply.folded, skip_over(reply, end, v.common.polite)) and not said
    return None if held_back else True


def _neither(reply: Reply, v: Vocabulary) -> bool:
    """ "No problem", "oh no": alone they say neither, but "oh no thank you" is a no."""
    longer = phrase_size(v.yes_no.no.at(reply.folded, 0)) > phrase_size(v.yes_no.either.at(reply.folded, 0))
    return not longer and only_between(reply, 0, len(reply.words), v.yes_no.either, v.common.polite)


def unsure_in(reply: Reply, v: Vocabulary, allowing: bool = False) -> bool:
    """In doubt; but "she may" gives leave, where that is asked for."""
    found = (i for i in range(len(reply.words)) if _unsure_at(reply, i, v))
    return any(not allowing or not v.echo.allows.at(reply.folded, i) for i in found)


def plainly(text: str, v: Vocabulary) -> tuple[Reply, Ok[bool] | Unclear]:
    """The reply in one spelling, and what its plain words answer."""
    reply = spelt(reply_of(text, v).first(LONGEST), v)
    return reply, _said(reply, v)


def _said(reply: Reply, v: Vocabulary) -> Ok[bool] | Unclear:
    if _neither(reply, v):
        return Unclear()
    if (wished := _wished(reply, v)) and not (granted := _granted(reply, wished, v)):
        return Unclear() if granted is None else Ok(value=False, rest=reply.text.strip())
    starts = (0, start_of(reply, v), _opening(reply, v))
    verdict = next((found for i in starts if (found := _verdict(reply, i, v))), None)
    if verdict is None:
        last = _at_the_end(reply, v)
        return last if isinstance(last, Ok) else _anywhere(reply, v)
    end = _end(reply, verdict, v)
    if _taken_back(reply, verdict[0], end, v) or (end == len(reply.words) and reply.asks(end)):
        return Unclear()
    return Ok(verdict[0], reply.rest(end))


def no_at(reply: Reply, i: int, v: Vocabulary) -> bool:
    """A plain no of several words begins here ("not quite")."""
    found = _strong(reply, i, v) if i < len(reply.words) else None
    return found is not None and not found[0] and found[1] > i + 1
