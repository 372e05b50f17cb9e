"""Which words answer yes or no, one at a time: strong ones and weak ones, and where each ends.

A strong word ("yes", "aye", "no") may open a longer reply; a weak one ("ok", "I do", "right") counts only when it is
all that its clause says: "right hip hurts" agrees to nothing.
"""

from functools import lru_cache

from flows.answers.words import Reply, phrase_size, skip_over
from messages.heard import Phrases, Vocabulary, heard

Verdict = tuple[bool, int]


def strong(reply: Reply, i: int, v: Vocabulary) -> Verdict | None:
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
    if reply.folded[end - 1] in v.yes_no.sheer:
        return True  # "nope getting a cab"
    if end >= 2 and all(word in v.yes_no.no for word in reply.folded[end - 2 : end]):
        return True  # "no no key safe"
    if end >= 2 and (v.yes_no.nots.at(reply.folded, end - 2, end) or reply.folded[end - 1] in v.common.polite):
        return True
    follows = (v.common.goes_on, v.common.polite, v.yes_no.yes, v.yes_no.no, v.yes_no.yes_alone, v.yes_no.no_alone)
    if reply.folded[end - 1] not in v.yes_no.no and v.echo.follows.at(reply.folded, end):
        return True  # a longer no than one word: "not a wink most nights"
    more = (*follows, v.yes_no.then, v.echo.tails, v.yes_no.unsure, v.yes_no.turns, v.yes_no.either, v.echo.joined)
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
        speaks_on = end > i + 1 and v.echo.joined.at(reply.folded, end)  # "I think so he's always busy"
        if follows or speaks_on or reply.breaks_before(end):
            return yes > no, end
        if (certain := phrase_size(same[0].at(reply.folded, end))) and strong(reply, end, v):
            return yes > no, end + certain  # "ok yes my sister will"
        size = phrase_size(same[1].at(reply.folded, end))
    return None


def verdict_at(reply: Reply, i: int, v: Vocabulary) -> Verdict | None:
    """What the words from here on answer, and where that ends."""
    if i >= len(reply.words) or reply.folded[i] not in _begin_answers(v.language) or unsure_at(reply, i, v):
        return None
    return _alone(reply, i, v) or strong(reply, i, v)


@lru_cache
def _begin_answers(language: str) -> frozenset[str]:
    """The words that begin an answer: most words of a reply do not."""
    v = heard(language).yes_no
    return frozenset(word for p in (v.yes, v.no, v.yes_alone, v.no_alone) for word in p.from_word)


def unsure_at(reply: Reply, i: int, v: Vocabulary) -> bool:
    if i >= len(reply.words) or reply.folded[i] not in v.yes_no.unsure.from_word:
        return False
    size = phrase_size(v.yes_no.unsure.at(reply.folded, i))
    lists = (v.yes_no.yes, v.yes_no.no, v.yes_no.yes_alone, v.yes_no.no_alone)
    return size > max(phrase_size(p.at(reply.folded, i)) for p in lists)


def unsure_in(reply: Reply, v: Vocabulary, *but: Phrases) -> bool:
    """In doubt; but not by these, as "she may" where leave is asked for."""
    found = (i for i in range(len(reply.words)) if unsure_at(reply, i, v) and not _of_a_detail(reply, i, v))
    return any(not any(p.at(reply.folded, i) for p in but) for i in found)


def _of_a_detail(reply: Reply, i: int, v: Vocabulary) -> bool:
    """ "Two, and one I don't know how I got there"."""
    after = i + phrase_size(v.yes_no.unsure.at(reply.folded, i))
    if i and (who := v.echo.speakers.at(reply.folded, i - 1)) and who[1] == "they":
        return True  # "he don't know"
    return i > 1 and v.echo.details.at(reply.folded, after) is not None


def no_at(reply: Reply, i: int, v: Vocabulary) -> bool:
    """A plain no of several words begins here ("not quite")."""
    found = strong(reply, i, v) if i < len(reply.words) else None
    return found is not None and not found[0] and found[1] > i + 1
