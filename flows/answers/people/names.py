"""What to call someone: the name that they ask for, or else the one that they give.

"Margaret, but everyone calls me Peg" is Peg. A question, a sentence, a feeling or a greeting is never a name, and where
two people are named, the question has to say whose name was asked for.
"""

from flows.answers.people.name_asked import asked_of
from flows.answers.people.name_finds import (
    ASKED,
    BARE,
    GIVEN,
    MINE,
    MOST_PLACES,
    THEIRS,
    Found,
    comes_from,
    ends,
    introduced,
    starts,
    thoughts,
)
from flows.answers.people.name_forms import in_parts, respelt, spelt_out
from flows.answers.people.name_kin import of_kin, of_others
from flows.answers.people.name_known import listed
from flows.answers.people.name_mends import corrected
from flows.answers.people.name_refused import rejected
from flows.answers.people.name_replies import in_earnest, signed_as, signs, with_signature
from flows.answers.people.name_rivals import in_full, named, only_other, reported, rival, shortened, two, without
from flows.answers.people.name_runs import name_at, settled, sure, written
from flows.answers.readers import TextReader
from flows.answers.words import Reply, only_between, reply_of, skip_over, start_of
from flows.talk import Context, Ok, Unclear
from messages.heard import Phrases, Vocabulary, fold, heard

SHORT = 3  # words


def _read(text: str, context: Context) -> Ok[str] | Unclear:
    v = heard(context.language)
    reply = reply_of(text, v).first(MOST_PLACES)
    plain = _plain(reply, v)
    read = Ok(plain) if plain else _one(reply, context, v)
    if len(reply.text) == len(text):
        return read
    if isinstance(read, Ok):
        refused = rejected(reply, v)
        if asked_of(context).wanted != MINE and read.value not in refused:
            return read
        own = signed_as(read.value, text, refused, v)
        return Ok(own, read.rest) if own else Unclear()
    return _by_signature(text, reply, context, v)


def _by_signature(text: str, reply: Reply, context: Context, v: Vocabulary) -> Ok[str] | Unclear:
    """ "First names are fine. Eunice" may be both name and signature; asked for somebody else's it is no answer."""
    if asked_of(context).wanted == THEIRS and not (rejected(reply, v) or start_of(reply, v) == len(reply.words)):
        return Unclear()
    return _one(with_signature(text, v).first(MOST_PLACES), context, v)


def _one(reply: Reply, context: Context, v: Vocabulary) -> Ok[str] | Unclear:
    reply = in_earnest(reply, v)
    chosen = in_parts(reply, v) or _chosen(reply, context, v) or spelt_out(reply, v)
    if chosen is None:
        return Unclear()
    chosen = respelt(reply, corrected(reply, chosen, v), v)
    return Ok(chosen.name, _rest(reply, chosen, v))


def _plain(reply: Reply, v: Vocabulary) -> str:
    """ "Margaret Hill", as most write it: all of the reply is a name that begins with a listed one."""
    end = len(reply.words)
    if not 0 < end <= SHORT or not listed(reply.folded[0], v) or name_at(reply, 0, v) < end or reply.asks(end):
        return ""
    return "" if settled(reply, end, v) else written(reply, 0, end, v)


def _chosen(reply: Reply, context: Context, v: Vocabulary) -> Found | None:
    """The name to use; one that only papers have where there is no other."""
    refused = rejected(reply, v)
    if (one := _among(reply, context, refused, v)) or not refused:
        return without(reply, one, refused, v)
    one, doubtful = only_other(reply, refused, v)
    return one if one or doubtful else _among(reply, context, rejected(reply, v, behind=("after",)), v)


def _among(reply: Reply, context: Context, refused: set[str], v: Vocabulary) -> Found | None:
    asked = asked_of(context)
    wanted, whose = asked.wanted, asked.whose
    refused = refused | of_others(reply, asked, v)
    found = [one for one in introduced(reply, v) if one.name not in refused]
    other = [one for one in thoughts(reply, v) if one.name not in refused]
    if one := _asked(found) or of_kin(reply, asked, refused, v):
        return one
    other = [one for one in other if not (wanted == THEIRS and one is not other[0] and signs(reply, one))]
    elsewhere = {one.name for one in (*found, *other) if one.how == whose}
    other = [one for one in other if one.how != whose and one.name not in elsewhere]
    one = _given(found, wanted) or _bare(reply, found, whose, v)
    if one is not None and one.name not in refused | elsewhere:
        one = _fuller(reply, one, other, wanted, v)
    else:
        one = None if any(one.how not in (whose, GIVEN) for one in found) else _longest(other)
        one = one and _fuller(reply, one, [], wanted, v)
    if (
        one is None
        or (wanted == MINE and reported(reply, one, v))
        or two(reply, one, other, wanted, v)
        or rival(reply, one, refused | elsewhere, v)
    ):
        return None
    return shortened(reply, one, other)


def _asked(found: list[Found]) -> Found | None:
    """The name they say to use; of two the last."""
    asked = [one for one in found if one.how == ASKED]
    return asked[-1] if asked else None


def _given(found: list[Found], wanted: int | None) -> Found | None:
    """The name they give, if it can only be the one that was asked for."""
    return _longest([one for one in found if one.how != ASKED and (wanted is None or one.how in (wanted, GIVEN))])


def _longest(given: list[Found]) -> Found | None:
    """The fullest of several ways to say one name."""
    longest = max(given, key=lambda one: one.end - one.start, default=None)
    if longest is None:
        return None
    return longest if all(set(one.name.split()) <= set(longest.name.split()) for one in given) else None


def _fuller(reply: Reply, one: Found, other: list[Found], wanted: int | None, v: Vocabulary) -> Found:
    """ "Jacqui with a q. Jacqui Pell": the second time with the surname; "Now it's Lloyd. Menna Lloyd"."""

    def parts(more: Found) -> list[str]:
        return [word for word in more.name.split() if fold(word) not in v.names.titles]

    begun = parts(one)
    fuller = [
        more
        for more in other
        if more.how in (BARE, wanted) and begun in (parts(more)[: len(begun)], parts(more)[-len(begun) :])
    ]
    fuller += [more for more in named(reply, one.end, v) if begun == parts(more)[: len(begun)]]
    return max([one, *fuller], key=lambda more: len(parts(more)))


def _bare(reply: Reply, found: list[Found], whose: int | None, v: Vocabulary) -> Found | None:
    """A reply that begins with the name, or whose last sentence is nothing else."""
    if any(one.how != whose for one in found):
        return None
    first = skip_over(reply, start_of(reply, v), v.names.intro, v.names.fond)
    for start in (first, max(starts(reply), default=0)):
        end = name_at(reply, start, v)
        if any(one.start == start for one in found) or comes_from(reply, start, v):
            continue
        if end > start and start == first and in_full(reply, start, end, v):
            return Found(BARE, start, end, written(reply, start, end, v), start)
        if end > start and ends(reply, end, v) and (_alone(reply, start, end, v) or _begins(reply, start, end, v)):
            return Found(BARE, start, end, written(reply, start, end, v), start)
    return None


def _begins(reply: Reply, start: int, end: int, v: Vocabulary) -> bool:
    return start == skip_over(reply, start_of(reply, v), v.names.intro, v.names.fond) and sure(reply, start, end, v)


def _alone(reply: Reply, start: int, end: int, v: Vocabulary) -> bool:
    """Nothing but courtesies behind it; it is all of the reply, or surely a name."""
    whole = skip_over(reply, end, v.common.polite, v.names.after) == len(reply.words)
    return whole and (start == start_of(reply, v) or sure(reply, start, end, v))


def _rest(reply: Reply, one: Found, v: Vocabulary) -> str:
    """What else was said, before and after; the name's own introduction is nothing else."""
    lists: tuple[Phrases, ...] = (v.common.greetings, v.common.lead_in, v.common.polite, v.names.intro, v.names.fond)
    before = "" if only_between(reply, 0, one.before, *lists) else reply.before(one.before)
    then = skip_over(reply, one.end, v.common.polite, v.names.after, v.names.settles)
    return " ".join(part for part in (before, reply.rest(then)) if part)


a_name = TextReader("name", _read, version=2)
