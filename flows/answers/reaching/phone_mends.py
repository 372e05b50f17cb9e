"""What is said of a number behind it: "no sorry, 505 on the end", or of two, "use the home one"."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from flows.answers.reaching.several import Item
from flows.answers.words import Reply, words_of
from messages.heard import Phrases, Vocabulary

SHORTEST, LONGEST = 2, 6  # digits of an end that is put right
LEAD = 3  # words between "sorry" and those digits ("it is")


def mended(item: Item, text: str, v: Vocabulary) -> Item:
    """The number with its end put right; no number where a few digits may or may not be its end."""
    after = words_of(text[item.end :])
    for k, word in enumerate(after.words):
        if not word.text.isdecimal() or not SHORTEST <= len(word.text) <= LONGEST:
            continue
        ends = v.places.tail.at(after.folded, k + 1) or _ends_before(after, k, v)
        if _corrects(after, k, v) or (ends and _tells(after, k, v)):
            return item._replace(value=item.value[: -len(word.text)] + word.text if ends and item.value else None)
    return item


def _corrects(after: Reply, k: int, v: Vocabulary) -> bool:
    """Right before these digits the writer takes something back; "sorry, my mistake" with no digits does not."""
    near = range(max(0, k - LEAD), k)
    number = any(after.words[i].text.isdecimal() for i in (k - 1, k + 1) if 0 <= i < len(after.words))  # 01632 960455
    longer = number or v.times.half_day.at(after.folded, k + 1) or v.ages.years.at(after.folded, k + 1)
    takes_back = (v.places.mends, v.clauses.instead)
    return not longer and any(p.at(after.folded, i, k) for i in near for p in takes_back)


def _tells(after: Reply, k: int, v: Vocabulary) -> bool:
    """ "447 at the end"; but "bin the one ending 12" is another number."""
    return len(after.words[k].text) > SHORTEST and not any(
        v.places.gone.at(after.folded, i) or v.choice.after.at(after.folded, i) for i in range(max(0, k - LEAD), k)
    )


def _ends_before(after: Reply, k: int, v: Vocabulary) -> bool:
    return any(v.places.tail.at(after.folded, i, k) for i in range(max(0, k - LEAD), k))


def by_label(items: Sequence[Item], text: str, v: Vocabulary, mobile: Callable[[str], bool]) -> Item | None:
    """Of a mobile and a landline, the one that is called best where no number stands."""
    sure = [item for item in items if item.value]
    kinds = {mobile(item.value or "") for item in sure}
    wanted = _wanted(words_of(_without(items, text)), v)
    if len(sure) != len(items) or len(items) != 2 or len(kinds) != 2 or len(wanted) != 1:
        return None
    return next(item for item in sure if mobile(item.value or "") == (wanted == {"mobile"}))


def _without(items: Sequence[Item], text: str) -> str:
    """The text, a full stop in each number's place."""
    for item in reversed(items):
        text = f"{text[: item.start]} . {text[item.end :]}"
    return text


def _wanted(reply: Reply, v: Vocabulary) -> set[str]:
    """What the clauses about one of them come to: "the landline is easier", "don't use the mobile"."""
    begins = [i for i in range(len(reply.words)) if reply.breaks_before(i) or _turns(reply, i, v)]
    wanted = set[str]()
    for start, end in pairwise([*begins, len(reply.words)]):
        kinds = {"line": v.places.line, "mobile": v.places.mobile}
        said = {kind for kind, phrases in kinds.items() if _any(phrases, reply, start, end)}
        if len(said) == 1 and _any(v.places.gone, reply, start, end):
            wanted |= kinds.keys() - said
        elif len(said) == 1 and _any(v.places.best, reply, start, end):
            wanted |= said
    return wanted


def _turns(reply: Reply, i: int, v: Vocabulary) -> bool:
    return any(phrases.at(reply.folded, i) for phrases in (v.clauses.turns, v.places.joins))


def _any(phrases: Phrases, reply: Reply, start: int, end: int) -> bool:
    return any(phrases.at(reply.folded, i, end) for i in range(start, end))
