"""Which words may be a name, and how it is written.

An ordinary word is nobody's name unless a list says so, a title stands before it, or it is a surname behind a first name.
"""

import re

from flows.answers.people.name_known import listed, no_names, slip_of_none, slipped
from flows.answers.people.name_written import VOWELS, capital
from flows.answers.words import Reply
from messages.heard import Vocabulary, fold, ordinary

MOST_WORDS = 5
LONGEST = 40
DOTTED = (".", "_")
_SOUNDS = VOWELS | {"w"}  # "asdf" has one, "jkl" none
_WILL = re.compile(r"['’‘`´](?:ll|d)$", re.IGNORECASE)
_IS = re.compile(r"['’‘`´]s$", re.IGNORECASE)


def name_at(reply: Reply, start: int, v: Vocabulary, behind: bool = False) -> int:
    """Where the name that begins here ends; `start` itself when none does. It may stand behind a first name."""
    i = _titles(reply, start, v)
    titled, first, end = i > start, i, i
    if _opens(reply, start, v):
        return start
    while i < len(reply.words) and i - start < MOST_WORDS and (i == start or _joined(reply, i, v)):
        if i > start and (v.names.settles.at(reply.folded, i) or v.names.after.at(reply.folded, i)):
            break
        if i > start + 1 and listed(reply.folded[i], v) and v.names.settles.at(reply.folded, i + 1):
            break  # "kenneth whitaker ken to his mates"
        if not _part(reply, i, start, end > start or titled or behind, v):
            if not (i > start and _link(reply, i, v)):
                break
        else:
            end = i + 1
        i += 1
    if any(len(w.text) > 1 and fold(w.text) not in v.names.titles for w in reply.words[start:end]):
        return end
    return first + 1 if titled and _lettered(reply, first, v) else start


def _opens(reply: Reply, i: int, v: Vocabulary) -> bool:
    """ "May I ask why", "will do": a verb, and nobody's name."""
    if i + 1 >= len(reply.words) or reply.breaks_before(i + 1) or reply.folded[i] not in ordinary(v.language):
        return False
    return reply.folded[i + 1] in v.names.asks or v.names.settles.at(reply.folded, i) is not None


def _lettered(reply: Reply, i: int, v: Vocabulary) -> bool:
    """ "Mrs B"."""
    letter = i < len(reply.words) and len(reply.words[i].text) == 1 and reply.words[i].text.isalpha()
    return letter and (reply.words[i].text.isupper() or reply.folded[i] not in v.common.polite)


def _titles(reply: Reply, i: int, v: Vocabulary) -> int:
    """Past "Mr", "Mr and Mrs"."""
    while i + 1 < len(reply.words) and _title(reply, i, v):
        i += 1
        if v.names.joins.at(reply.folded, i) and i + 1 < len(reply.words) and _title(reply, i + 1, v):
            i += 1
    return i


def _title(reply: Reply, i: int, v: Vocabulary) -> bool:
    return fold(reply.words[i].text) in v.names.titles


def _joined(reply: Reply, i: int, v: Vocabulary) -> bool:
    """Nothing but a space, a hyphen or an initial's full stop before this word."""
    before = reply.words[i - 1]
    gap = reply.text[before.end : reply.words[i].start]
    gap = "" if gap in DOTTED else gap.strip(" \t")  # "derek.clarke"
    short = gap == "." and (len(before.text) == 1 or fold(before.text) in v.names.titles)
    return gap in ("", "-", "&") or short or _WILL.search(before.text) is not None


def _link(reply: Reply, i: int, v: Vocabulary) -> bool:
    """ "Joan and Bill", "van der Berg": a small word inside a name, with more of it behind."""
    word = reply.folded[i]
    inside = word in v.names.particles or v.names.joins.at(reply.folded, i) is not None
    more = i + 1 < len(reply.words) and (_free(reply, i + 1, v) or reply.folded[i + 1] in v.names.particles)
    return inside and more and not _WILL.search(reply.words[i - 1].text)


def _free(reply: Reply, i: int, v: Vocabulary) -> bool:
    """By itself it may be a name."""
    bare = _bare(reply, i, v)
    word = fold(bare)
    if _IS.search(bare) and listed(fold(_IS.sub("", bare)), v):
        return False  # "Jean's phone"
    if (
        not _letters(reply.words[i].text)
        or (len(word) > 2 and word.isascii() and not _SOUNDS & set(word))
        or _known(reply, i, word, v)
    ):
        return False
    return listed(word, v) or word not in ordinary(v.language)


def _part(reply: Reply, i: int, start: int, follows: bool, v: Vocabulary) -> bool:
    if i > start and _WILL.search(reply.words[i - 1].text):
        return False
    if _free(reply, i, v):
        return not _complete(reply, start, i, v) and not (i > start and _owns(reply, i, v))
    word = fold(reply.words[i].text)
    if not follows or not _letters(reply.words[i].text):
        return False
    if len(word) == 1:
        return word not in v.choice.small and reply.words[i].text.isupper()
    surname = word in v.names.surnames or (word not in v.names.never and _capitals(reply, i))
    plain = word not in v.names.never and word not in v.common.polite
    return surname and (plain or _capitals(reply, i) or _title(reply, i - 1, v))


def _owns(reply: Reply, i: int, v: Vocabulary) -> bool:
    """ "Ceri Dilwyns daughter"."""
    word = fold(reply.words[i].text)
    return word[-1] == "s" and listed(word[:-1], v) and v.names.kin.at(reply.folded, i + 1) is not None


def _complete(reply: Reply, start: int, i: int, v: Vocabulary) -> bool:
    """ "Jack Sugden fra top farm": behind two words with capitals one without is no part of the name."""
    capitals = i - start >= 2 and all(word.text[:1].isupper() for word in reply.words[start:i])
    return capitals and reply.words[i].text[:1].islower() and not listed(fold(reply.words[i].text), v)


def _capitals(reply: Reply, i: int) -> bool:
    """Written as a name by somebody who writes other words small, or whose first name is written so."""
    word, before = reply.words[i].text, reply.words[i - 1].text[:1] if i else ""
    return len(word) > 1 and word.istitle() and before.isupper()


def _known(reply: Reply, i: int, word: str, v: Vocabulary) -> bool:
    """A word that is no name: said by the list, as it stands or as it was meant."""
    if listed(word, v):
        return word in v.names.never
    meant = reply.folded[i] if reply.folded[i] != fold(reply.words[i].text) else word
    none = no_names(v.language)
    slipped = reply.words[i].text.islower() and slip_of_none(word, v.language)
    return word in none or meant in none or meant != word or slipped


def known(reply: Reply, start: int, end: int, v: Vocabulary) -> bool:
    """A list knows a word of the name, or a title stands before it."""
    words = (fold(_bare(reply, i, v)) for i in range(start, end))
    return _title(reply, start, v) or any(listed(word, v) or slipped(word, v.language) for word in words)


def sure(reply: Reply, start: int, end: int, v: Vocabulary) -> bool:
    """A list knows the name, a title stands before it, or it alone has capitals: "wots" has none of these."""
    if known(reply, start, end, v):
        return True
    shouted = not any(c.islower() for c in reply.text)
    return all(_capital(reply, i, v) for i in range(start, end)) and not shouted


def _capital(reply: Reply, i: int, v: Vocabulary) -> bool:
    return reply.words[i].text[:1].isupper() or reply.folded[i] in v.names.particles


def _letters(word: str) -> bool:
    return len(word) <= LONGEST and (word.isalpha() or all(c.isalpha() or c in "'’‘`´" for c in word))


def _bare(reply: Reply, i: int, v: Vocabulary) -> str:
    """ "Kerr'll do" is Kerr; "Jean's fine" is Jean."""
    word = _WILL.sub("", reply.words[i].text)
    then = reply.folded[i + 1 : i + 4]
    return _IS.sub("", word) if v.names.settles.at(("is", *then), 0) or v.names.after.at(("is", *then), 0) else word


def is_named(reply: Reply, end: int, v: Vocabulary) -> bool:
    """ "Carol's her name"."""
    then = ("is", *reply.folded[end : end + 4])
    return _IS.search(reply.words[end - 1].text) is not None and v.names.after.at(then, 0) is not None


def settled(reply: Reply, end: int, v: Vocabulary) -> bool:
    """What follows says that this name is the one to use: "will do", "'s fine", "to everybody"."""
    last, then = reply.words[end - 1].text, reply.folded[end : end + 5]
    short = ("will", *then) if _WILL.search(last) else ("is", *then) if _IS.search(last) else then
    return v.names.settles.at(short, 0) is not None


def written(reply: Reply, start: int, end: int, v: Vocabulary) -> str:
    """The name as they spaced it, with capitals where they left them out."""
    out = ""
    for i in range(start, end):
        out += _gap(reply, i) if i > start else ""
        out += capital(_bare(reply, i, v), v, first=i == start)
    tail = reply.text[reply.words[end - 1].end :]
    return out + "." if len(reply.words[end - 1].text) == 1 and tail.startswith(".") else out


def _gap(reply: Reply, i: int) -> str:
    gap = reply.text[reply.words[i - 1].end : reply.words[i].start]
    if gap in DOTTED and len(reply.words[i - 1].text) > 1:
        return " "
    return "-" if gap.strip() == "-" else " & " if "&" in gap else " " if not gap.strip() else ". "
