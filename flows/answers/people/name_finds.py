"""Every name in a reply that something marks as one: an introduction, what is said of it, or a thought of its own."""

from typing import NamedTuple

from flows.answers.people.name_known import listed
from flows.answers.people.name_runs import is_named, known, name_at, settled, sure, written
from flows.answers.words import Reply, phrase_size, skip_over
from messages.heard import Vocabulary

MOST_PLACES = 120  # words looked at: a name that comes later is part of a story
ASKED, MINE, THEIRS, GIVEN, BARE = range(5)


class Found(NamedTuple):
    """A name, and how it was brought in: asked for, as one's own or another's, given without saying whose, or bare."""

    how: int
    start: int
    end: int
    name: str
    before: int  # where its introduction begins


def introduced(reply: Reply, v: Vocabulary) -> list[Found]:
    """The names that an introduction brings in, or that are said to be the one to use."""
    found: list[Found] = []
    lists = ((ASKED, v.names.calls), (MINE, v.names.mine), (THEIRS, v.names.theirs), (GIVEN, v.names.intro))
    said = 0  # "name is" in "my name is" says nothing of its own
    for i in range(min(len(reply.words), MOST_PLACES)):
        size, how = max(((phrase_size(phrases.at(reply.folded, i)), -how) for how, phrases in lists))
        if i + size > said and size and (one := _after(reply, -how, i, i + size, v)):
            found.append(one)
            said = one.start
        said = max(said, i + size)
        if settles := _settled(reply, i, v):
            found.append(settles)
    return found


def _after(reply: Reply, how: int, i: int, start: int, v: Vocabulary) -> Found | None:
    """The name that this introduction brings in, if it is one and ends cleanly."""
    if how == GIVEN and i and phrase_size(v.names.apart.at(reply.folded, i - 1)) > 1:
        return None  # "Nobby. Real name Clark"
    if (i and v.choice.denies.at(reply.folded, i - 1)) or v.choice.denies.at(reply.folded, start):
        return None
    if how == THEIRS and titled_kin(reply, i, start, v):
        how, start = GIVEN, i
    elif how == THEIRS and v.names.related.at(reply.folded, start):
        return None
    if reply.folded[start - 1] in v.names.titles and how != THEIRS and start - 1 > i:
        start -= 1  # "I'm Mrs Jenks"
    start = skip_over(reply, start, v.names.links)
    if phrase_size(v.names.theirs.at(reply.folded, start)) > 1:
        return None  # "that would be my sister Win": it is said next whose name follows
    start = skip_over(reply, start, v.names.links, v.names.fond)
    if how == THEIRS and reply.gap(start).startswith("."):
        return None  # "Daughter. Ron": that is who writes
    end = name_at(reply, start, v)
    strong = _strong(reply, i, v) and not (
        how == THEIRS and reply.folded[start - 1] in v.names.kin
    )  # "lovely lass tho"
    if end == start or not (strong or sure(reply, start, end, v)):
        return None
    if not ends(reply, end, v) and not (strong and how == MINE and _runs_on(reply, start, end, v)):
        return None
    how = ASKED if settled(reply, end, v) else MINE if _i_am(reply, i, how, v) else how
    return Found(how, start, end, written(reply, start, end, v), i)


def titled_kin(reply: Reply, i: int, start: int, v: Vocabulary) -> bool:
    """ "Auntie Vi" is called so; "my auntie Vi", "Nan is Ivy" and "gran Ivy Peacock" are not."""
    alone = start == i + 1 and reply.folded[i] in v.names.kin_titles and not reply.breaks_before(start)
    return alone and name_at(reply, start, v) == start + 1


def _runs_on(reply: Reply, start: int, end: int, v: Vocabulary) -> bool:
    """ "My name Michael deaf can not phone": behind a name that is known anything may come but a question or another."""
    return known(reply, start, end, v) and not reply.asks(end) and not v.common.alternatives.at(reply.folded, end)


def _i_am(reply: Reply, i: int, how: int, v: Vocabulary) -> bool:
    """ "I'm the wife, Carmel": what they are, and then their own name."""
    first = max(0, i - v.names.mine.longest)
    return how == THEIRS and any(v.names.mine.whole(reply.folded[k:i]) is not None for k in range(first, i))


def _strong(reply: Reply, i: int, v: Vocabulary) -> bool:
    """ "My name is" brings in nothing but a name; "I'm" much else."""
    weak = phrase_size(v.names.weak.at(reply.folded, i))
    others = max(
        phrase_size(p.at(reply.folded, i)) for p in (v.names.calls, v.names.mine, v.names.theirs, v.names.intro)
    )
    return others > weak


def _settled(reply: Reply, i: int, v: Vocabulary) -> Found | None:
    """ "Dot will do": a name that begins a thought and is the one to use."""
    lists = (v.common.goes_on, v.choice.another)
    first = i == 0 or reply.breaks_before(i) or any(p.at(reply.folded, i - 1) for p in lists)
    start = skip_over(reply, i, v.names.fond) if first else i
    anew = first or (listed(reply.folded[i], v) and name_at(reply, i - 1, v) < i + 1)  # "on the forms tony to everyone"
    end = name_at(reply, start, v) if anew else start
    if end == start or not (settled(reply, end, v) or _meant(reply, start, end, v)):
        return None
    return Found(ASKED, start, end, written(reply, start, end, v), i)


def _meant(reply: Reply, start: int, end: int, v: Vocabulary) -> bool:
    """ "Its Olwne. Olwen I mean": the second of two."""
    then = end + phrase_size(v.names.meant.at(reply.folded, end))
    return start > 0 and then > end and reply.breaks_before(then)


def ends(reply: Reply, end: int, v: Vocabulary) -> bool:
    """No question, no "or", and no sentence that only began like a name."""
    lists = (v.common.polite, v.names.after, v.names.settles)
    then = skip_over(reply, end, *lists)
    if any(reply.asks(i) for i in (end, then)) or v.common.alternatives.at(reply.folded, end):
        return False
    whole = then == len(reply.words) or then > end or reply.breaks_before(end) or settled(reply, end, v)
    whole = whole or is_named(reply, end, v)
    aged = end < len(reply.words) and reply.words[end].text[0].isdecimal()
    return whole or aged or bool(v.common.goes_on.at(reply.folded, end) or v.names.tails.at(reply.folded, end))


def thoughts(reply: Reply, v: Vocabulary) -> list[Found]:
    """The names that are all, or the beginning, of a thought: "Ta for texting. Rita here, Rita Swales from chapel"."""
    turned = {i for i in range(min(len(reply.words), MOST_PLACES)) if v.names.turns.at(reply.folded, i)}
    found = [_thought(reply, i, v) for i in sorted({*starts(reply), *turned})]
    return [one for one in (*found, *_inside(reply, v)) if one]


def starts(reply: Reply) -> list[int]:
    """Where a stretch between full stops and commas begins; the hyphen of a double name is no dash."""
    found = reply.clauses()[:MOST_PLACES]
    return [i for i in found if i == 0 or not _within(reply, i)]


def _within(reply: Reply, i: int) -> bool:
    """A double name's hyphen, or an initial's full stop, stands before this word."""
    before = reply.words[i - 1]
    between = reply.text[before.end : reply.words[i].start].strip(" ")
    return between == "-" or (between == "." and len(before.text) == 1 and before.text.isupper())


def comes_from(reply: Reply, start: int, v: Vocabulary) -> bool:
    """ "From: J Kaur" is who writes."""
    return start > 1 and reply.folded[start - 1] in v.mail.closings and reply.gap(start) != ""


def _thought(reply: Reply, i: int, v: Vocabulary) -> Found | None:
    lists = (v.common.greetings, v.common.lead_in, v.common.polite, v.names.intro, v.names.fond, v.names.leads)
    start = skip_over(reply, i, *lists)
    theirs = phrase_size(v.names.theirs.at(reply.folded, start))
    if theirs and v.names.related.at(reply.folded, start + theirs):
        return None
    if titled_kin(reply, start, start + theirs, v):
        theirs = 0
    else:
        start = skip_over(reply, start + theirs, v.names.links, v.names.fond)
    end = name_at(reply, start, v)
    if end == start or not sure(reply, start, end, v) or not _done(reply, end, v) or comes_from(reply, start, v):
        return None
    how = (MINE if _i_am(reply, i, THEIRS, v) else THEIRS) if theirs else MINE if _i_am_that(reply, i, v) else BARE
    return Found(how, start, end, written(reply, start, end, v), i)


def _i_am_that(reply: Reply, i: int, v: Vocabulary) -> bool:
    """ "I'm the manager, Chris"."""
    before = max((k for k in starts(reply) if k < i), default=None)
    return before is not None and reply.gap(i) == ", " and v.names.mine.at(reply.folded, before) is not None


def _inside(reply: Reply, v: Vocabulary) -> list[Found]:
    """ "You've got Des Okonkwo here": a name that a list knows, behind a word that brings one in."""
    found: list[Found] = []
    for i in range(min(len(reply.words), MOST_PLACES)):
        size = phrase_size(v.names.brings.at(reply.folded, i))
        start = skip_over(reply, i + size, v.names.fond) if size else i
        end = name_at(reply, start, v) if size else start
        if end > start and known(reply, start, end, v) and _done(reply, end, v):
            found.append(Found(BARE, start, end, written(reply, start, end, v), i))
    return found


def _done(reply: Reply, end: int, v: Vocabulary) -> bool:
    """The thought ends here, or only says where, or how it is written."""
    if is_named(reply, end, v):
        return True
    then = skip_over(reply, end, v.common.polite, v.names.after)
    if any(reply.asks(i) for i in (end, then)) or v.common.alternatives.at(reply.folded, then):
        return False
    return then == len(reply.words) or reply.breaks_before(then) or v.names.places.at(reply.folded, then) is not None
