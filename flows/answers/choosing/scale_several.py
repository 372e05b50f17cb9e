"""Which of the scores in a reply is the one that is meant; none where that is not plain."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from flows.answers.choosing.alike import sounds
from flows.answers.choosing.scale_words import ends_with
from flows.answers.settle import changes
from flows.answers.words import Reply, only_between, skip_over, words_of
from messages.heard import Vocabulary

OPEN = -1  # the value of a score that is left open


class Score(NamedTuple):
    """A number that could be one: where it stands, whether it is led up to, and whether it settles the matter."""

    value: int
    start: int
    end: int
    led: bool
    settles: bool


def one_of(
    reply: Reply, found: Sequence[Score], question: str, plain: Callable[[Score], bool], v: Vocabulary
) -> Score | None:
    """The one that is meant; `plain` tells whether the only number there is may count."""
    explicit = [score for score in found if _of_ten(reply, score) and score.value != OPEN]
    found = explicit if agreed(explicit) else _unconditional(reply, found, v)
    last = found[-1]
    if agreed(found) and last.value != OPEN:
        return found[0] if any(s.led for s in found) or plain(found[0]) else None
    settled = last.settles or (len(found) > 1 and _taken_back(reply, found[-2].end, last.start, v))
    if settled and last.value != OPEN:
        return last
    alone = [score for score in found if score.value != OPEN and _by_itself(reply, score, v)]
    if not settled and agreed(alone):
        return alone[0]
    return _of_several(reply, found, question, v) if last.value != OPEN else None


def agreed(found: Sequence[Score]) -> bool:
    return len({score.value for score in found}) == 1


def _unconditional(reply: Reply, found: Sequence[Score], v: Vocabulary) -> Sequence[Score]:
    """ "Seven I reckon, eight if Derby win": without those that hang on something, where others do not."""
    heads = {score: max(k for k in range(score.start + 1) if reply.breaks_before(k)) for score in found}
    given = v.clauses.given
    plain = [s for s in found if not any(given.at(reply.folded, k) for k in (s.end, heads[s]))]
    return plain if plain and plain[0].led else found


def _taken_back(reply: Reply, start: int, end: int, v: Vocabulary) -> bool:
    """ "8, wait, 7", "eight ... no seven"."""
    return changes(reply, start, end, v) or (
        reply.breaks_before(start) and reply.folded[start:end] in v.clauses.no.meanings
    )


def _by_itself(reply: Reply, score: Score, v: Vocabulary) -> bool:
    """A sentence that says nothing else ("2. She was up at 1, 3 and 4.30")."""
    first = max(k for k in range(score.start + 1) if k == 0 or reply.gap(k).startswith("."))
    lists = (v.common.greetings, v.common.lead_in, v.common.polite, v.scale.before)
    then = skip_over(reply, score.end, v.common.polite, v.scale.after)
    ends = then == len(reply.words) or reply.gap(then).startswith(".")
    return ends and only_between(reply, first, score.start, *lists)


def _of_several(reply: Reply, found: Sequence[Score], question: str, v: Vocabulary) -> Score | None:
    """The only one for the day that was asked about, or that is no hour, or not what was, or that is said to be now."""
    asked = [score for score in found if _asked_for(reply, score, question, v)]
    if agreed(asked) and asked[0].value != OPEN:
        return asked[0]
    for told in (v.scale.hours, v.scale.was):
        plain = [score for score in found if not _may_be_none(reply, score, v)]
        others = [score for score in plain if not ends_with(reply, score.start, told)]
        if agreed(others) and others[0].led and others[0].value != OPEN:
            return others[0]
    own = [score for score in found if ends_with(reply, score.start, v.scale.own)]
    if agreed(own) and own[0].value != OPEN:
        return own[0]
    now = [score for score in found if _is_now(reply, score, v)]
    return now[0] if len(now) == 1 and now[0].value != OPEN else None


def _may_be_none(reply: Reply, score: Score, v: Vocabulary) -> bool:
    """The "one" of "a hard one that"."""
    word = reply.folded[score.start]
    return not score.led and word.isalpha() and word in v.scale.doubtful


def _asked_for(reply: Reply, score: Score, question: str, v: Vocabulary) -> bool:
    """Beside the day that the question names ("yesterday 6, today 4")."""
    words = words_of(question).folded
    days = [words[k : k + hit[0]] for k in range(len(words)) if (hit := v.scale.asked_day.at(words, k))]
    beside = (reply.folded[k : k + len(day)] for day in days for k in (score.start - len(day), score.end) if k >= 0)
    heard_days = {tuple(map(sounds, day)) for day in days}
    return any(tuple(map(sounds, said)) in heard_days for said in beside)


def _of_ten(reply: Reply, score: Score) -> bool:
    return score.end > score.start + 1 or "/" in reply.words[score.start].text


def _is_now(reply: Reply, score: Score, v: Vocabulary) -> bool:
    """ "5 now", "now a 5"."""
    starts = range(max(0, score.start - 4), score.start)
    leads = any((hit := v.scale.now.at(reply.folded, k, score.start)) and k + hit[0] <= score.start for k in starts)
    broken = any(reply.breaks_before(k) for k in range(max(1, score.start - 1), score.start + 1))
    return v.scale.now.at(reply.folded, score.end) is not None or (leads and not broken)
