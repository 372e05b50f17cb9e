"""Which of several numbers or postcodes in one reply is the one that was asked for; none unless the reply says so.

"Mine is ... and Mum's is ..." is settled by the question, "the old one was ..., now it is ..." by itself.
"""

from collections.abc import Sequence
from typing import NamedTuple

from flows.answers.words import Reply, phrase_size, words_of
from flows.talk import Context
from messages.heard import Phrases, Vocabulary

NEAR = 5  # words: what is said further back is about something else


class Item(NamedTuple):
    """What was found, where it stands, and None if it cannot be right (a digit too many)."""

    value: str | None
    start: int
    end: int


class Said(NamedTuple):
    """What is said of one of them."""

    item: Item
    gone: bool
    best: bool
    mine: bool
    theirs: bool
    mends: bool


def the_one(items: Sequence[Item], text: str, context: Context, v: Vocabulary) -> Item | None:
    if len(items) == 1 and items[0].end - items[0].start == len(text.strip()):
        return items[0] if items[0].value else None
    said = [_said(items, k, text, v) for k in range(len(items))]
    left = [s for s in said if s.gone == _former(context.question, v)] or [s for s in said if not s.gone]
    if left and left[-1].mends:
        left = [s for s in left if s.item.value == left[-1].item.value]  # "no sorry, it is ..."
    ways = [left, *_asked_for(left, context.question, v), [s for s in left if s.best]]
    for way in ways:
        if len({s.item.value for s in way}) == 1 and way[0].item.value is not None:
            return way[0].item
    return None


def _asked_for(left: Sequence[Said], question: str, v: Vocabulary) -> list[list[Said]]:
    """Those that are said to be whose the question asks for, and those not said to be another's."""
    asked = _whose(words_of(question), v)
    if not question:
        return []
    others, elsewhere = (_holds(asked, phrases) for phrases in (v.names.others, v.places.elsewhere))
    if elsewhere:
        return [[s for s in left if s.best], [s for s in left if s.theirs and others], [s for s in left if not s.mine]]
    if others:
        return [[s for s in left if s.theirs], [s for s in left if not s.mine]]
    return [[s for s in left if s.mine], [s for s in left if not s.theirs]]


def _former(question: str, v: Vocabulary) -> bool:
    return bool(question) and _holds(words_of(question), v.places.former)


def _holds(reply: Reply, phrases: Phrases) -> bool:
    return any(phrases.at(reply.folded, i) for i in range(len(reply.words)))


def _said(items: Sequence[Item], k: int, text: str, v: Vocabulary) -> Said:
    item = items[k]
    before = words_of(text[items[k - 1].end if k else 0 : item.start])
    after = words_of(text[item.end : items[k + 1].start if k + 1 < len(items) else len(text)])
    before, after = _whose(before, v), _whose(after, v)
    behind = after
    before = _from(before, _behind(before, v) if k else 0)
    after = Reply(after.text, after.words[: _behind(after, v)], after.folded[: _behind(after, v)])
    kinds = (v.places.gone, v.places.best, v.places.mine, v.names.others)
    if k + 1 < len(items) and _nearest(before, after._replace(words=(), folded=()), kinds[0], kinds, v, alone=False):
        after = after._replace(words=(), folded=())  # "it was ... its now ...": that is the next one
    gone, best, mine, theirs = (_nearest(before, after, kind, kinds, v, alone=len(items) == 1) for kind in kinds)
    gone = gone and not any(v.places.again.at(behind.folded, i) for i in range(len(behind.words)))
    mine = mine or (k > 0 and v.places.just_me.whole(before.folded) is not None)
    either = k > 0 and bool(v.common.alternatives.at(before.folded, 0)) and not v.places.mends.at(before.folded, 0)
    mends = any(_mends(before, i, v) for i in range(len(before.words))) or _holds(before, v.names.jokes)
    mends = mends and k > 0 and not either
    best = best and not (k > 0 and _holds(before, v.choice.fallback))  # only where another does not do
    return Said(item, gone and not mends and not either, best, mine, theirs, mends)


def _mends(before: Reply, i: int, v: Vocabulary) -> bool:
    """ "Rather ..." puts something right, "rather than ..." does not."""
    return phrase_size(v.places.mends.at(before.folded, i)) > phrase_size(v.places.gone.at(before.folded, i))


def _whose(reply: Reply, v: Vocabulary) -> Reply:
    """ "Sister's" as "sister"."""
    others = v.names.others
    folded = tuple(word[:-1] if word.endswith("s") and word[:-1] in others else word for word in reply.folded)
    return Reply(reply.text, reply.words, folded)


def _behind(reply: Reply, v: Vocabulary) -> int:
    """How many of the words behind an item are still about it ("is the old one", "(mine)")."""
    behind = reply.text.lstrip()
    if behind.startswith("("):
        return sum(word.start < reply.text.find(")") for word in reply.words)
    if behind[:1] in tuple(".,;!?") or "\n" in reply.text[: len(reply.text) - len(behind)]:
        return 0
    if not v.places.about.at(reply.folded, 0):
        return 0
    ends = (i for i in range(1, len(reply.words)) if reply.breaks_before(i) or v.places.joins.at(reply.folded, i))
    return next(ends, len(reply.words))


def _from(reply: Reply, start: int) -> Reply:
    return Reply(reply.text, reply.words[start:], reply.folded[start:])


def _nearest(before: Reply, after: Reply, kind: Phrases, kinds: Sequence[Phrases], v: Vocabulary, alone: bool) -> bool:
    """The words nearest to it that say which one it is say this. Who may be said beside whether it still holds."""
    rivals = kinds[:2] if kind in kinds[:2] else kinds[2:]
    said = [i for i in range(len(after.words)) if after.folded[i] not in v.places.weak_behind]
    last = [k for k in kinds if any(k.at(after.folded, i) for i in said)]
    if any(rival in last for rival in rivals):
        return kind in last and (kind is not v.places.mine or v.names.others not in last)
    for i in range(len(before.words) - 1, max(len(before.words) - NEAR, 0) - 1, -1):
        if any(rival.at(before.folded, i) for rival in rivals) and not _inside(before, i, rivals):
            longest = max(phrase_size(rival.at(before.folded, i)) for rival in rivals)  # "rather than", not "rather"
            said_so = phrase_size(kind.at(before.folded, i)) == longest
            return said_so and not (kind is v.places.gone and _parted(before, i, v, alone))
    return False


def _inside(before: Reply, i: int, rivals: Sequence[Phrases]) -> bool:
    """The "use" of "do not use"."""
    hits = ((k, rival.at(before.folded, k)) for k in range(max(0, i - NEAR), i) for rival in rivals)
    return any(hit and k + hit[0] > i for k, hit in hits)


def _parted(before: Reply, i: int, v: Vocabulary, alone: bool) -> bool:
    """ "Not the landline, that is cut off. 07700 ...": what is said there is of something else. Of several, a comma
    right before the number does not part: "not the mobile, 07700 ..., the house phone, 01632 ..."."""
    turned = any(v.clauses.turns.at(before.folded, k) for k in range(i + 1, len(before.words)))
    between = before.text[before.words[i].end :]
    turned = turned or (alone and " - " in between and i + 1 < len(before.words))
    return turned or any(sign in (between if alone else between.rstrip(" ,")) for sign in ".,;!\n")
