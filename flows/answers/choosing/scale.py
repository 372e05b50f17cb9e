"""A number from 0 to 10, given once and plainly: "7", "seven out of ten", "about a 7", "he hardly slept, so I'd say a 3".

A score stands at the head of a clause, behind words that lead up to one, or where nothing tells against it, and stops
cleanly. Two scores, a range, "more than 5", "7 cats" and "last week it was a 7" are not an answer; but "6 or 7, call it
7" and "3 last time, 5 now" settle on one.
"""

import re
from collections.abc import Sequence

from flows.answers.assent.plain_words import LONGEST, heads_of
from flows.answers.choosing.scale_several import OPEN, Score, one_of
from flows.answers.choosing.scale_words import at_an_end, divided, ends_with, is_minus, stops, worded
from flows.answers.readers import TextReader
from flows.answers.words import Reply, only_between, skip_over
from flows.talk import Context, Ok, Unclear
from messages.heard import Phrases, Vocabulary, heard

_OF_SIX = re.compile(r"(?<![\d/])([0-6]) ?/ ?6(?![\d/])")
_BARE = re.compile(r"\s*(10|\d)(?: ?/ ?10)?[.!]?\s*", re.ASCII)
FAR = 10  # words: so far behind a score nothing is said of it
MOST_UNKNOWN = 3  # words that say nothing to us may lead up to the only number there is


def _score_at(reply: Reply, i: int, v: Vocabulary) -> tuple[int, int] | None:
    """The score at this word, and where it ends."""
    word = reply.words[i]
    if out_of := re.fullmatch(r"(10|\d)/10", word.text):
        return int(out_of.group(1)), i + 1
    if word.number is None or word.ordinal:
        return None
    ends = v.scale.out_of_ten.at(reply.folded, i + 1)
    return word.number, i + 1 + (ends[0] if ends else 0)


def _in_range(reply: Reply, v: Vocabulary) -> set[int]:
    """The words of "0 to 10" and "out of ten", which are the scale and no score."""
    hits = ((i, v.scale.range.at(reply.folded, i) or v.scale.now.at(reply.folded, i)) for i in range(len(reply.words)))
    return {n for i, hit in hits if hit for n in range(i, i + hit[0])}


def _open(reply: Reply, i: int, end: int, v: Vocabulary) -> bool:
    """Another number, a question mark or "or" follows: "6 or 7", "7?"."""
    if v.scale.then.at(reply.folded, end):
        return False
    then = skip_over(reply, end, v.common.polite, v.scale.after)
    number = None if reply.breaks_before(then) else reply.words[then].number
    other = number is not None and number != reply.words[i].number
    asked = reply.asks(then) and not _hedged(reply, i, v)
    return other or asked or v.common.alternatives.at(reply.folded, then) is not None


def _hedged(reply: Reply, i: int, v: Vocabulary) -> bool:
    """ "Probably a 3?" is an answer; "3?" and "a 3?" are not."""
    leads = [k for k in range(max(0, i - 3), i) if reply.folded[k] in v.scale.before]
    return any(reply.folded[k] not in v.numbers.one for k in leads)


def _splits(reply: Reply, end: int, v: Vocabulary) -> bool:
    """ "A 7 on a good day", "six and a half": more than one score, or none."""
    then = skip_over(reply, end, v.common.polite, v.scale.after)
    return any(v.scale.splits.at(reply.folded, k) and not reply.gap(k).startswith((".", "?")) for k in (end, then))


def _lead(reply: Reply, i: int, heads: list[int], v: Vocabulary) -> tuple[bool, bool]:
    """Whether the words from the head of a clause lead up to this one, and whether they settle the matter."""
    lists = (v.common.greetings, v.common.lead_in, v.common.polite, v.scale.before, v.scale.settles, v.scale.range)
    led = any(only_between(reply, head, i, *lists) for head in heads if head <= i) or _marked(reply, i, v)
    at = [k for k in range(max(0, i - 5), i) if (hit := v.scale.settles.at(reply.folded, k, i)) and k + hit[0] == i]
    return led or bool(at), bool(at) and not ends_with(reply, i, v.scale.was) and not _of_a_side(reply, at[0], v)


def _of_a_side(reply: Reply, k: int, v: Vocabulary) -> bool:
    """ "The mornings are nearer five": it settles nothing."""
    near = reply.folded[max(0, k - 2) : k]
    return reply.folded[k] not in v.choice.begins and any(word in v.scale.sides for word in near)


def _marked(reply: Reply, i: int, v: Vocabulary) -> bool:
    """ "A seven", "a paltry 2": nothing else is said so."""
    articles = [k for k in (i - 1, i - 2) if k >= 0 and reply.folded[k] in v.numbers.one]
    broken = any(reply.breaks_before(k) for k in range(max(i - 1, 1), i + 1))
    return bool(articles) and not broken and not v.scale.hides.at(reply.folded, i - 1, i)


def _past(reply: Reply, i: int, end: int, v: Vocabulary) -> bool:
    """Its sentence, up to the next break or "but", says that it is not today's, or not so."""
    parts = [k for k in range(len(reply.words)) if reply.breaks_before(k) or v.scale.parts.at(reply.folded, k)]
    first = max((k for k in parts if k <= i), default=0)
    last = min((k for k in parts if k >= end), default=min(len(reply.words), end + FAR))
    mild = _mild(reply, first, i, v.scale.before) | _mild(reply, end, last, v.scale.after)
    around = [k for k in (*range(first, i), *range(end, last)) if k not in mild]
    denied = any(v.scale.denied.at(reply.folded, k, i) for k in around if k < i)
    return denied or any(v.scale.past.at(reply.folded, k) for k in around)


def _mild(reply: Reply, start: int, end: int, phrases: Phrases) -> set[int]:
    """The words of a known phrase ("no more than", "not gonna lie"); of a short one, those behind the first ("for once")."""
    sizes = ((k, phrases.at(reply.folded, k, end)) for k in range(start, end))
    return {n for k, hit in sizes if hit for n in range(k + (hit[0] < 3), k + hit[0])}


def _scores(reply: Reply, v: Vocabulary) -> list[Score]:
    """Every number that may be the answer."""
    scale, heads, found, i = _in_range(reply, v), heads_of(reply, v), list[Score](), 0
    while i < len(reply.words):
        score = None if i in scale else _score_at(reply, i, v)
        end = score[1] if score else i + 1
        if score and 0 <= score[0] <= 10 and not _past(reply, i, end, v):
            found += _weighed(reply, Score(score[0], i, end, *_lead(reply, i, heads, v)), v)
        if score and not (found and found[-1].end == end) and v.numbers.joins.at(reply.folded, end):
            end += 1 + (end + 1 < len(reply.words) and reply.words[end + 1].number is not None)  # "aged 4 and 7"
        i = end
    return found


def _weighed(reply: Reply, score: Score, v: Vocabulary) -> list[Score]:
    """The score, if it may be one, and whether it is left open."""
    _, i, end, led, settles = score
    if not led and _hidden(reply, i, v):
        return [score._replace(value=OPEN)] if ends_with(reply, i, v.scale.between) else []
    is_open = (led and _open(reply, i, end, v)) or ends_with(reply, i, v.scale.some_days)
    if not settles and (is_open or _splits(reply, end, v)):
        return [score._replace(value=OPEN)]
    return [score] if stops(reply, i, end, v) else []


def _hidden(reply: Reply, i: int, v: Vocabulary) -> bool:
    """ "At 4", "3 nil": an hour, a house, the end of something."""
    if reply.breaks_before(i):
        return False
    return reply.words[i - 1].number is not None or ends_with(reply, i, v.scale.hides)


def _plain(reply: Reply, score: Score, v: Vocabulary) -> bool:
    """The only number there is, with few words before it, and none of somebody else."""
    first = max(k for k in reply.clauses() if k <= score.start)
    words = range(first, score.start)
    others = any(v.names.theirs.at(reply.folded, k) or v.names.others.at(reply.folded, k) for k in words)
    known = sum(reply.folded[k] in v.scale.before for k in words)
    return not others and len(words) - known <= MOST_UNKNOWN and reply.folded[score.start] not in v.scale.doubtful


def _read(text: str, context: Context) -> Ok[int] | Unclear:
    v = heard(context.language)
    reply = worded(text, v, LONGEST)
    if (whole := at_an_end(text, v)) is not None:
        return Ok(whole)
    found = _scores(reply, v)
    if not found or is_minus(reply) or v.scale.asks.at(reply.folded, 0):
        return Unclear()
    if divided(reply, v) and not found[-1].settles:
        return Unclear()
    one = one_of(reply, found, context.question, lambda score: _plain(reply, score, v), v)
    return Ok(one.value, _rest(reply, one, v)) if one and not _rivalled(reply, one, found, v) else Unclear()


def _rivalled(reply: Reply, one: Score, found: Sequence[Score], v: Vocabulary) -> bool:
    """ "10 in the kitchen, 2 upstairs": another clause begins with a number, and nothing tells which one counts."""
    known = {score.start for score in found}
    begins = (k for k in range(len(reply.words)) if reply.breaks_before(k) and k not in known)
    rivals = (k for k in begins if (score := _score_at(reply, k, v)) and score[0] <= 10 and score[0] != one.value)
    return not one.settles and any(not _past(reply, k, k + 1, v) and _parallel(reply, one, k) for k in rivals)


def _parallel(reply: Reply, one: Score, k: int) -> bool:
    """Words follow both numbers in their clauses."""
    return not reply.breaks_before(one.end) and k + 1 < len(reply.words) and not reply.breaks_before(k + 1)


def _rest(reply: Reply, score: Score, v: Vocabulary) -> str:
    """What was written beyond the score: after it, or all of it where more than courtesies led up to it."""
    lists = (v.common.greetings, v.common.lead_in, v.common.polite, v.scale.before)
    after = reply.rest(skip_over(reply, score.end, v.common.polite, v.scale.after))
    return after if only_between(reply, 0, score.start, *lists) else reply.text.strip()


def _bare(text: str) -> int | None:
    """Nothing but a score, as most are."""
    match = _BARE.fullmatch(text)
    return int(match[1]) if match else None


def _without_six(text: str, v: Vocabulary) -> str:
    """ "3 out of 6" and "3/6" as "3"."""
    reply = worded(_OF_SIX.sub(r"\1", text), v, LONGEST)
    for i, word in enumerate(reply.words):
        ends = v.scale.out_of_six.at(reply.folded, i + 1) if word.number is not None else None
        if ends:
            return reply.text[: word.end] + reply.text[reply.words[i + ends[0]].end :]
    return reply.text


def _up_to_six(text: str, context: Context) -> Ok[int] | Unclear:
    """Out of ten is another scale: "5/10" is not a 5 of 6."""
    text = _without_six(text, heard(context.language))
    reading = _read(text, context)
    tens = (
        word.number == 10 or word.text.endswith("/10") for word in worded(text, heard(context.language), LONGEST).words
    )
    return Unclear() if isinstance(reading, Unclear) or reading.value > 6 or any(tens) else reading


scale_0_10 = TextReader("scale_0_10", _read, version=2, bare=_bare)
scale_0_6 = TextReader("scale_0_6", _up_to_six)
