"""What to call someone: the name that they ask for, or else the one that they give.

"Margaret, but everyone calls me Peg" is Peg. A question, a sentence, a feeling or a greeting is never a name, and where
two people are named, the question has to say whose name was asked for.
"""

from typing import NamedTuple

from flows.answers.name_runs import name_at, settled, written
from flows.answers.readers import TextReader
from flows.answers.words import Reply, only_between, phrase_size, reply_of, skip_over, start_of, words_of
from flows.talk import Context, Ok, Unclear
from messages.heard import Phrases, Vocabulary, fold, heard

MOST_PLACES = 120  # words looked at: a name that comes later is part of a story
ASKED, MINE, THEIRS, GIVEN, BARE, LAST = range(6)


class Found(NamedTuple):
    """A name, and how it was brought in: asked for, as one's own or another's, given without saying whose, or bare."""

    how: int
    start: int
    end: int
    name: str
    before: int  # where its introduction begins


def _read(text: str, context: Context) -> Ok[str] | Unclear:
    v = heard(context.language)
    reply = reply_of(text, v)
    found, wanted = _found(reply, v), _wanted(context, v)
    chosen = _asked(found) or _given(found, wanted) or _bare(reply, found, wanted, v)
    if chosen is None:
        return Unclear()
    chosen = _corrected(reply, chosen, v)
    return Ok(chosen.name, _rest(reply, chosen, v))


def _found(reply: Reply, v: Vocabulary) -> list[Found]:
    """Every name in the reply that something beside it marks as one."""
    found: list[Found] = []
    lists = ((ASKED, v.names.calls), (MINE, v.names.mine), (THEIRS, v.names.theirs), (GIVEN, v.names.intro))
    said = 0  # "name is" in "my name is" says nothing of its own
    for i in range(min(len(reply.words), MOST_PLACES)):
        size, how = max(((phrase_size(phrases.at(reply.folded, i)), -how) for how, phrases in lists))
        if i + size > said and size and (one := _after(reply, -how, i, i + size, v)):
            found.append(one)
        said = max(said, i + size)
        if settles := _settled(reply, i, v):
            found.append(settles)
    return found


def _after(reply: Reply, how: int, i: int, start: int, v: Vocabulary) -> Found | None:
    """The name that this introduction brings in, if it is one and ends cleanly."""
    if (i and v.choice.denies.at(reply.folded, i - 1)) or v.choice.denies.at(reply.folded, start):
        return None
    start = skip_over(reply, start, v.names.links)
    if phrase_size(v.names.theirs.at(reply.folded, start)) > 1:
        return None  # "that would be my sister Win": it is said next whose name follows
    start = skip_over(reply, start, v.names.links, v.names.fond)
    end = name_at(reply, start, v)
    if end == start or not _ends(reply, end, v):
        return None
    how = ASKED if settled(reply, end, v) else how
    return Found(how, start, end, written(reply, start, end, v), i)


def _settled(reply: Reply, i: int, v: Vocabulary) -> Found | None:
    """ "Dot will do": a name that begins a thought and is the one to use."""
    lists = (v.common.goes_on, v.choice.another)
    first = i == 0 or reply.breaks_before(i) or any(p.at(reply.folded, i - 1) for p in lists)
    start = skip_over(reply, i, v.names.fond)
    end = name_at(reply, start, v) if first else start
    if end == start or not settled(reply, end, v):
        return None
    return Found(ASKED, start, end, written(reply, start, end, v), i)


def _ends(reply: Reply, end: int, v: Vocabulary) -> bool:
    """No question, no "or", and no sentence that only began like a name."""
    lists = (v.common.polite, v.names.after, v.names.settles)
    then = skip_over(reply, end, *lists)
    if any(reply.asks(i) for i in (end, then)) or v.common.alternatives.at(reply.folded, end):
        return False
    whole = then == len(reply.words) or then > end or reply.breaks_before(end) or settled(reply, end, v)
    aged = end < len(reply.words) and reply.words[end].text[0].isdecimal()
    return whole or aged or bool(v.common.goes_on.at(reply.folded, end) or v.names.tails.at(reply.folded, end))


def _asked(found: list[Found]) -> Found | None:
    """The name they say to use; of two the last."""
    asked = [one for one in found if one.how == ASKED]
    return asked[-1] if asked else None


def _given(found: list[Found], wanted: int | None) -> Found | None:
    """The name they give, if it can only be the one that was asked for."""
    given = [one for one in found if one.how != ASKED and (wanted is None or one.how in (wanted, GIVEN))]
    longest = max(given, key=lambda one: one.end - one.start, default=None)
    if longest is None:
        return None
    return longest if all(set(one.name.split()) <= set(longest.name.split()) for one in given) else None


def _wanted(context: Context, v: Vocabulary) -> int | None:
    """Whose name was asked for, if the question is known."""
    if not (question := context.question):
        return None
    asked = words_of(question)
    others = any(v.names.others.at(asked.folded, i) for i in range(len(asked.words)))
    return THEIRS if others else MINE


def _bare(reply: Reply, found: list[Found], wanted: int | None, v: Vocabulary) -> Found | None:
    """A reply that begins with the name, or whose last sentence is nothing else."""
    if any(wanted != MINE or one.how != THEIRS for one in found):
        return None
    first = skip_over(reply, start_of(reply, v), v.names.intro, v.names.fond)
    for how, start in ((BARE, first), (LAST, _last(reply, v))):
        end = name_at(reply, start, v)
        if end > start and _ends(reply, end, v) and (how == BARE or _alone(reply, start, end, v)):
            return Found(how, start, end, written(reply, start, end, v), start)
    return None


def _last(reply: Reply, v: Vocabulary) -> int:
    return max(reply.clauses(), default=0)


def _alone(reply: Reply, start: int, end: int, v: Vocabulary) -> bool:
    """A capital, and nothing but courtesies behind it."""
    return reply.words[start].text[0].isupper() and skip_over(reply, end, v.common.polite, v.names.after) == len(
        reply.words
    )


def _corrected(reply: Reply, one: Found, v: Vocabulary) -> Found:
    """ "Mrs Bayes I mean Bates"; "Zbigniew, but for the English it is hard, so Ziggy"."""
    if one.how == ASKED:
        return one
    for k in range(one.end, min(len(reply.words), MOST_PLACES)):
        near = k == one.end or only_between(reply, one.end, k, v.common.polite)
        size = phrase_size((v.names.mends if near else v.names.turns).at(reply.folded, k))
        start = skip_over(reply, k + size, v.names.links)
        end = name_at(reply, start, v, behind=True) if size else start
        done = skip_over(reply, end, v.common.polite, v.names.after) == len(reply.words)
        if end > start and (done or (near and _ends(reply, end, v))):
            return Found(one.how, one.start, end, _mended(reply, one, (start, end), v), one.before)
    return one


def _mended(reply: Reply, one: Found, now: tuple[int, int], v: Vocabulary) -> str:
    """The name with the word put right that they put right; the rest of it stays."""
    new = written(reply, *now, v)
    old = [fold(w.text) for w in reply.words[one.start : one.end]]
    kept = one.name.split()
    titled = old[0] in v.names.titles and reply.folded[now[0]] not in v.names.titles
    if now[1] - now[0] == 1 and len(kept) == len(old) > 1 and (titled or _like(fold(new), old[-1])):
        return " ".join([*kept[:-1], new])
    return new


def _like(new: str, old: str) -> bool:
    return new[:1] == old[:1] and abs(len(new) - len(old)) <= 2


def _rest(reply: Reply, one: Found, v: Vocabulary) -> str:
    """What else was said, before and after; the name's own introduction is nothing else."""
    lists: tuple[Phrases, ...] = (v.common.greetings, v.common.lead_in, v.common.polite, v.names.intro, v.names.fond)
    before = "" if only_between(reply, 0, one.before, *lists) else reply.before(one.before)
    then = skip_over(reply, one.end, v.common.polite, v.names.after, v.names.settles)
    return " ".join(part for part in (before, reply.rest(then)) if part)


a_name = TextReader("name", _read, version=2)
