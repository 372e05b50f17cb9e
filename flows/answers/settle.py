"""Which of several answers in one reply is the one meant; none when that is not plain.

A later one counts where the person takes the first one back ("wait no", "I mean") or settles on it ("so Friday then").
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from flows.answers.clauses import Clauses
from flows.answers.frames import Frame, Said, Weight
from flows.answers.words import Reply, only_between, phrase_size, skip_over
from messages.heard import Phrases, Vocabulary

T = TypeVar("T")
MOST = 12  # answers in one reply: more are a timetable, and cost time to weigh
Agree = Callable[[Said[T], Said[T]], Said[T] | None]


def settle(
    reply: Reply, said: Sequence[Said[T]], v: Vocabulary, frame: Frame, agree: Agree[T], least: Weight
) -> Said[T] | None:
    """The answer that is meant. `agree` gives the fuller of two that say the same; `least` is how plain one must be."""
    if len(said) > MOST:
        return None
    clauses = Clauses(reply, said, v, frame)
    live = [(one, weight) for one, weight in zip(said, clauses.weigh(), strict=True) if weight >= least]
    live = [(one, weight) for one, weight in live if not _taken_back(reply, one, clauses, v)]
    for k in range(len(live) - 1, 0, -1):
        if changes(reply, live[k - 1][0].end, live[k][0].start, v):
            live = live[k:]
            break
    live = _apposed(reply, live, v, agree)
    live = live if frame.echoes else _alike(reply, live, v)
    top = max((weight for _, weight in live), default=Weight.OUT)
    best = [one for one, weight in live if weight is top]
    chosen = _one_of(best, agree) or _last_settled(reply, best, clauses, v, agree)
    if chosen is None or chosen.value is None or _doubtful(reply, chosen, clauses, v):
        return None
    # "Tuesday, wait, no, I see him Thursday": taken back, whatever the second one is.
    later = [one for one in said if one.start >= chosen.end and not one.out]
    return None if later and changes(reply, chosen.end, later[0].start, v) else chosen


def _apposed(
    reply: Reply, live: list[tuple[Said[T], Weight]], v: Vocabulary, agree: Agree[T]
) -> list[tuple[Said[T], Weight]]:
    """ "Called home on the 3rd of February, a Wednesday": what is added weighs as much as what it is added to."""
    for k in range(1, len(live)):
        (one, weight), (other, more) = live[k - 1 : k + 1]
        if weight is not more and only_between(reply, one.end, other.start, v.clauses.small) and agree(one, other):
            live[k - 1 : k + 1] = [(one, max(weight, more)), (other, max(weight, more))]
    return live


def _alike(reply: Reply, live: list[tuple[Said[T], Weight]], v: Vocabulary) -> list[tuple[Said[T], Weight]]:
    """ "I'm free Monday and my son is free Tuesday": behind the same word, two answers weigh the same."""
    for k in range(1, len(live)):
        (one, weight), (other, more) = live[k - 1 : k + 1]
        word = _word_before(reply, one, v)
        if word and word == _word_before(reply, other, v):
            live[k - 1 : k + 1] = [(one, max(weight, more)), (other, max(weight, more))]
    return live


def _word_before(reply: Reply, one: Said[T], v: Vocabulary) -> str:
    k = one.start
    while k > 0 and not reply.breaks_before(k) and reply.folded[k - 1] in v.clauses.small:
        k -= 1
    return reply.folded[k - 1] if k > 0 and not reply.breaks_before(k) else ""


def rest_of(reply: Reply, one: Said[T], v: Vocabulary, frame: Frame) -> str:
    """What was said beyond the answer: what follows it, or all of it where more than a greeting stands before."""
    clauses = Clauses(reply, [one], v, frame)
    if not clauses.leads(one, 0):
        return reply.text.strip()
    beside = any(p.at(reply.folded, one.end) for p in frame.beside)
    return reply.rest(one.end if beside else Clauses(reply, [one], v, frame).then(one))


def _one_of(best: Sequence[Said[T]], agree: Agree[T]) -> Said[T] | None:
    chosen = best[0] if best else None
    for other in best[1:]:
        chosen = chosen and agree(chosen, other)
    return chosen


def _last_settled(
    reply: Reply, best: Sequence[Said[T]], clauses: Clauses[T], v: Vocabulary, agree: Agree[T]
) -> Said[T] | None:
    """ "Monday is bad, Tuesday the nurse, so Friday": and nothing else after that word."""
    for k, one in enumerate(best):
        words = _settled_by(reply, one, clauses) if k else set[str]()
        alike = words & _settled_by(reply, best[k - 1], clauses)
        if words and not alike and not _any_or(reply, best[k - 1].end, one.start, v):
            return _one_of(best[k:], agree)
    return None


def _settled_by(reply: Reply, one: Said[T], clauses: Clauses[T]) -> set[str]:
    """The words before an answer that settle on it; "she can do Monday, I can do Wednesday" settles on neither."""
    start, settled = clauses.bounds(one)[0], clauses.v.clauses.settled
    hits = {n: phrase_size(settled.at(reply.folded, n, one.start)) for n in range(start, one.start)}
    return {
        word
        for n, size in hits.items()
        if _settles(reply, n, one.start, clauses)
        for word in reply.folded[n : n + size]
    }


def _settles(reply: Reply, n: int, end: int, clauses: Clauses[T]) -> bool:
    """ "So", "make it"; but "I'm to ring on the 1st" settles nothing where nobody asks when to ring."""
    told, c = clauses.frame.echoes, clauses.v.clauses
    other = told and c.verbs.at(reply.folded, n) and not any(p.at(reply.folded, n) for p in told)
    return c.settled.at(reply.folded, n, end) is not None and not other


def _any_or(reply: Reply, start: int, end: int, v: Vocabulary) -> bool:
    return end - start <= 3 and _any_at(v.clauses.either, reply, start, end)


def _any_at(phrases: Phrases, reply: Reply, start: int, end: int) -> bool:
    return any(phrases.at(reply.folded, k, end) for k in range(start, end))


def changes(reply: Reply, start: int, end: int, v: Vocabulary) -> bool:
    """Between two answers the first is taken back. "No Thursday" may mean "not Thursday": it needs its comma."""
    if _any_at(v.clauses.changed, reply, start, end):
        return True
    return any(v.clauses.no.at(reply.folded, k, end) and _ends_in_no(reply, k, v) for k in range(start, end))


def _ends_in_no(reply: Reply, k: int, v: Vocabulary) -> bool:
    """ "No, Thursday"; or a new sentence: "Five. No I'll have it at six"."""
    return reply.breaks_before(k + 1) or (reply.breaks_before(k) and reply.folded[k + 1] in v.clauses.subjects)


def _taken_back(reply: Reply, one: Said[T], clauses: Clauses[T], v: Vocabulary) -> bool:
    """ "In the evening he is at his worst, so not then"."""
    after = [o.start for o in clauses.said if o.start >= one.end]
    end = min(after, default=len(reply.words))
    return any(v.clauses.not_then.at(reply.folded, k, end) for k in range(one.end, end))


def _doubtful(reply: Reply, one: Said[T], clauses: Clauses[T], v: Vocabulary) -> bool:
    """Said with a "maybe", as one of two, or as a question that is no offer."""
    start, end = clauses.bounds(one)
    then = clauses.then(one)
    either = v.clauses.either
    if clauses.right_before(one.start, v.clauses.instead) or _opens_unsure(reply, v):
        return True
    hit = either.at(reply.folded, then)
    other = hit and not reply.breaks_before(then) and not _to_no_other(reply, then + hit[0], clauses, v)
    if (other and not v.clauses.mild.at(reply.folded, then)) or _unsure(clauses, start, one, end):
        return True
    return _depends(reply, one, clauses, v) or _asked(reply, one, clauses, v)


def _opens_unsure(reply: Reply, v: Vocabulary) -> bool:
    """ "God knows, he says yesterday"."""
    return (
        v.clauses.nobody_knows.at(reply.folded, skip_over(reply, 0, v.common.greetings, v.common.lead_in)) is not None
    )


def _unsure(clauses: Clauses[T], start: int, one: Said[T], end: int) -> bool:
    """Not within the answer: "would 20th May be all right"."""
    return clauses.has((clauses.v.clauses.unsure,), start, one.start) or clauses.has(
        (clauses.v.clauses.unsure,), one.end, end
    )


def _to_no_other(reply: Reply, i: int, clauses: Clauses[T], v: Vocabulary) -> bool:
    """ "Till Friday to get over this": no second one follows the "to"."""
    stretch = v.dates.stretch.whole(reply.folded[i - 1 : i]) is not None
    return stretch and not any(i <= other.start <= i + 1 for other in clauses.said)


def _depends(reply: Reply, one: Said[T], clauses: Clauses[T], v: Vocabulary) -> bool:
    """ "9 if it's the big one, 9.15 if it's the car"."""
    given = [other for other in clauses.said if v.clauses.given.at(reply.folded, other.end)]
    return len(given) > 1 and one in given


def _asked(reply: Reply, one: Said[T], clauses: Clauses[T], v: Vocabulary) -> bool:
    """The sentence ends in a question mark, and offers nothing ("would 4 do?" and "half 4?" do)."""
    if clauses.frame.offered and clauses.leads(one, 0) and clauses.then(one) == len(reply.words):
        return False
    last = reply.words[one.end - 1].end
    stops = [k for k in (reply.text.find(mark, last) for mark in ".!\n?؟？") if k >= 0]
    if not stops or reply.text[min(stops)] not in "?؟？":
        return False
    begun = max(reply.text.rfind(mark, 0, reply.words[one.start].start) for mark in ".!\n?")
    sentence = [k for k, word in enumerate(reply.words) if begun < word.start < min(stops)]
    return not any(v.clauses.offers.at(reply.folded, k) for k in sentence)
