"""What speaks against the name that was found: another that nothing accounts for, or a part of it that is refused.

A known first name that stands anywhere behind the found one may be the one to use ("Evelyn on the forms, its Evie"). It
is none where it is denied, of somebody else, of a place, or the name that somebody or something is like.
"""

from flows.answers.people.name_finds import ASKED, BARE, MOST_PLACES, Found
from flows.answers.people.name_known import listed
from flows.answers.people.name_runs import known, name_at, sure, written
from flows.answers.words import Reply, only_between
from messages.heard import Vocabulary, fold, ordinary

SAME = 2  # letters that a name and what it is shortened to begin with
FAR = 6  # words between a name and what its owner did
NEAR = 4  # words before a name that say whose it is


def named(reply: Reply, start: int, v: Vocabulary, unlisted: bool = False) -> list[Found]:
    """The names from here on that a list knows; one that is an ordinary word too needs a capital inside a sentence."""
    found: list[Found] = []
    for i in range(start, min(len(reply.words), MOST_PLACES)):
        if (found and i < found[-1].end) or not _plainly(reply, i, v, unlisted):
            continue
        if (end := name_at(reply, i, v)) > i:
            found.append(Found(BARE, i, end, written(reply, i, end, v), i))
    return found


def _plainly(reply: Reply, i: int, v: Vocabulary, unlisted: bool) -> bool:
    word = fold(reply.words[i].text)
    if word not in ordinary(v.language):
        return unlisted or listed(word, v)
    return listed(word, v) and reply.words[i].text.istitle() and not reply.breaks_before(i)


def rival(reply: Reply, one: Found, elsewhere: set[str], v: Vocabulary) -> bool:
    """Another first name behind this one, and nothing says that it is not meant."""
    mine = set(fold(one.name).split()) | {fold(part) for part in one.name.split()}
    others = {fold(part) for name in elsewhere for part in name.split()}
    rivals = (more for more in named(reply, one.end, v) if not _mended(reply, one, more, v))
    return any(
        not {fold(part) for part in more.name.split()} & (mine | others) and not _accounted(reply, more, v)
        for more in rivals
    )


def _mended(reply: Reply, one: Found, more: Found, v: Vocabulary) -> bool:
    """ "Ernesr. no Ernest", "Andreas (Andy)": the same name once more."""
    inside = "(" in reply.text[reply.words[one.end - 1].end : reply.words[more.start].start]
    last = more.end == len(reply.words) and any(
        v.names.turns.whole(reply.folded[k : more.start]) is not None for k in range(more.start - 2, more.start)
    )  # "... but I cannot stand it so Jo"
    titled = fold(one.name.split()[0]) in v.names.titles  # "Mr Szymanski, Tadeusz"
    mended = (titled or more.start > one.end) and only_between(reply, one.end, more.start, v.names.mends)
    return inside or last or mended


def in_full(reply: Reply, start: int, end: int, v: Vocabulary) -> bool:
    """ "Nellie Ogden ere love": a first name and a surname with capitals, whatever follows, unless they did something."""
    words = reply.words[start:end]
    if len(words) < 2 or end == len(reply.words) or reply.words[end].text.istitle() or reply.asks(end):
        return False
    if not listed(fold(words[0].text), v) or not all(word.text.istitle() for word in words):
        return False
    if v.common.alternatives.at(reply.folded, end) or reply.words[end - 1].text.endswith(("'s", "’s")):
        return False
    return not reported(reply, Found(BARE, start, end, "", start), v)


def reported(reply: Reply, one: Found, v: Vocabulary) -> bool:
    """ "Kevin from number 8 gave me this number": one's own name does nothing in the third person."""
    if one.how != BARE or one.start != one.before:
        return False
    for k in range(one.end, min(len(reply.words), one.end + FAR)):
        if reply.breaks_before(k):
            return False
        if v.names.tells.at(reply.folded, k):
            return not v.names.settles.at(reply.folded, k) and not v.names.after.at(reply.folded, k)
    return False


def _accounted(reply: Reply, more: Found, v: Vocabulary) -> bool:
    """It is denied, of somebody else, of a place, or only compared."""
    lists = (v.names.theirs, v.names.kin, v.names.apart, v.names.rejects)
    first = max(0, more.start - NEAR)
    first = max([first, *(k for k in range(first, more.start + 1) if reply.gap(k).startswith("."))])
    before = any(p.at(reply.folded, k, more.start) for k in range(first, more.start) for p in lists)
    return before or any(p.at(reply.folded, more.end) for p in (v.names.theirs, v.names.kin, v.names.apart))


def only_other(reply: Reply, refused: set[str], v: Vocabulary) -> tuple[Found | None, bool]:
    """ "Evelyn on the forms ... its Evie": the one name that is left where another is only on paper, and whether there
    may be one that no list knows."""
    left = [more for more in named(reply, 0, v, unlisted=True) if more.name not in refused]
    left = [more for more in left if not _accounted(reply, more, v)]
    sure_ones = [more for more in left if sure(reply, more.start, more.end, v)]
    one = sure_ones[0] if len({more.name for more in sure_ones}) == 1 else None
    return (one._replace(how=ASKED) if one else None), bool(left)


def two(reply: Reply, one: Found, other: list[Found], wanted: int | None, v: Vocabulary) -> bool:
    """ "Terence. Bill": another name stands for itself, and nothing says which."""
    if any(_another(reply, i, one, v) for i in range(one.end, min(len(reply.words), MOST_PLACES))):
        return True
    rest = [more for more in other if more.how in (BARE, wanted) and more.start >= one.end]
    rest = [more for more in rest if not only_between(reply, one.end, more.start, v.names.mends)]
    rest = [more for more in rest if more.name[0] != one.name[0] and known(reply, more.start, more.start + 1, v)]
    return any(not set(one.name.split()) & set(more.name.split()) for more in rest)


def _another(reply: Reply, i: int, one: Found, v: Vocabulary) -> bool:
    """ "Debs of a morning and Yusuf at night"."""
    end = name_at(reply, i + 1, v) if v.names.joins.at(reply.folded, i) else i
    return end > i + 1 and known(reply, i + 1, end, v) and written(reply, i + 1, end, v) not in one.name


def without(reply: Reply, one: Found | None, refused: set[str], v: Vocabulary) -> Found | None:
    """ "Winifred Joan but nobody calls me Winifred. Joan.": what is left of it, if they say that too."""
    if one is None or one.how == ASKED or not set(one.name.split()) & refused:
        return one
    left = {fold(part) for part in one.name.split() if part not in refused}
    for i in range(one.end, len(reply.words)):
        if reply.folded[i] in left and reply.breaks_before(i) and reply.breaks_before(i + 1):
            return Found(ASKED, i, i + 1, written(reply, i, i + 1, v), i)
    return one


def shortened(reply: Reply, one: Found, other: list[Found]) -> Found:
    """ "Percival, but that were only for chapel. Perce": the short form, said again alone, is the one to use."""
    first = fold(one.name.split()[0])
    for more in other:
        alone = reply.breaks_before(more.start) and reply.breaks_before(more.end) and more.end - more.start == 1
        word = fold(more.name)
        if alone and more.start >= one.end and word[:SAME] == first[:SAME] and len(word) < len(first):
            return more._replace(how=ASKED)
    return one
