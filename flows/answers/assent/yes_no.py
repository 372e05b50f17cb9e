"""Yes or no, for certain: in the plainest words, or else in those of the question.

Whoever says both, or doubts, has said neither. What the question offers ("Would you like") is taken or declined in ways
that would answer no other question: "I'm fine as I am", "no objection".
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.answers.assent.anywhere import anywhere, other_too
from flows.answers.assent.asked import Asked, asked, lemma
from flows.answers.assent.echo import echoes
from flows.answers.assent.offered import offered
from flows.answers.assent.others import seen_by_others
from flows.answers.assent.parts import can_some, in_pairs, named_last
from flows.answers.assent.plain_words import SHORT, plainly
from flows.answers.assent.tags import heads, opening, outweighed, present, tagged
from flows.answers.assent.things import closes, denies, over
from flows.answers.assent.unable import only_once
from flows.answers.assent.verdicts import no_at, unsure_in
from flows.answers.assent.wished import bidden
from flows.answers.readers import TextReader
from flows.answers.words import Reply, reply_of, start_of
from flows.talk import Context, Ok, Skipped, Unclear
from messages.heard import Vocabulary, heard


def _read(text: str, context: Context) -> Ok[bool] | Unclear:
    v = heard(context.language)
    reply, said = plainly(text, v)
    question = asked(context.question, context.language) if context.question else None
    if question is None or not reply.words:
        return said
    if isinstance(said, Ok) and said.value and closes(reply.folded, question, v):
        return Unclear() if said.rest else Ok(value=False)
    if isinstance(said, Ok) and not said.value and bidden(reply.folded, start_of(reply, v), question, v):
        return Ok(value=True, rest=reply.text.strip())  # "leave it", to "Can we leave it there?"
    if question.offers and not question.permits and v.echo.waves.at(reply.folded, 0):
        return Unclear()
    if isinstance(said, Ok) and said.value and _was_so(reply, question, v):
        return Unclear()
    if "hard" in question.words and v.echo.good.whole(reply.folded) is not None:
        said = Unclear()  # "fine", to "Do you worry about money?"
    if question.sees_phone:
        return seen_by_others(reply, said, v)
    if _is_number(reply):
        return Unclear()
    if (
        isinstance(said, Ok)
        and said.rest
        and len(reply.words) > SHORT
        and (_waits(reply, question, v) or _gainsaid(reply, said, question, v))
    ):
        return (
            Ok(value=False, rest=reply.text.strip())
            if said.value and _declined_after(reply, question, v)
            else Unclear()
        )
    return _echoed(reply, question, v) if isinstance(said, Unclear) else said


def _declined_after(reply: Reply, question: Asked, v: Vocabulary) -> bool:
    """ "Yes that's kind but I won't", "yes I speak good English, so not required"."""
    turns = (i for i, word in enumerate(reply.folded[:-1]) if word in v.echo.turning and not word[0].isdigit())
    offer = question.offers or question.permits
    return offer and any(_clause(reply, i + 1, question, v) is False for i in turns)


def _was_so(reply: Reply, question: Asked, v: Vocabulary) -> bool:
    """ "I did. Sent it back", to "Do you wear ...?"."""
    words = reply.folded
    return (
        question.today
        and len(words) > 2
        and reply.breaks_before(2)
        and words[1] in v.echo.gone
        and words[0] in v.echo.speakers
    )


def _is_number(reply: Reply) -> bool:
    """ "No. 8 Beacon Terrace"."""
    return len(reply.words) > 1 and reply.words[1].text.isdecimal() and reply.text[:3].lower() == "no."


def _waits(reply: Reply, question: Asked, v: Vocabulary) -> bool:
    """ "Yes I hear you but which GP", "yes well I shall have to ask": said to be polite, and the answer is to come."""
    reported = sum(word in v.echo.says for word in reply.folded)
    own = "know" in question.words
    both = reported and other_too(reply, True, v) and other_too(reply, False, v)
    return (
        bool(both)
        or reported > 1
        or (not own and any(v.echo.waits.at(reply.folded, i) for i in range(len(reply.words))))
    )


def _gainsaid(reply: Reply, said: Ok[bool], question: Asked, v: Vocabulary) -> bool:
    """A further clause answers the other way in the question's words: "yes we're fine, not worried at all".

    A yes or no at the very end has the last word. A no is gainsaid only by what stands before it: reasons follow it.
    """
    if reply.folded[-1] in v.yes_no.plainest:
        return False
    if said.value:
        further = (i for i in heads(reply, question, v) if i and reply.folded[i] not in v.echo.only_if)
        return any(_clause(reply, i, question, v) is False for i in further)
    whole = said.rest == reply.text.strip() and reply.folded[0] not in v.yes_no.plainest
    return whole and _clause(reply, 0, question, v) is True


def _echoed(reply: Reply, question: Asked, v: Vocabulary) -> Ok[bool] | Unclear:
    """What the clauses say in the question's words, when all agree and none is asked or doubted."""
    if question.whom == "you" and "know" in question.verbs and _has_no_idea(reply, v):
        return Ok(value=False, rest=reply.text.strip())
    if any(lemma(word, v) in question.lacking for word in reply.folded):
        return Unclear()  # "I can with help", to "Can you read them without help?"
    if named := named_last(reply, question, v):
        return named
    given = (v.echo.allows,) * question.permits
    if other_too(reply, True, v) and other_too(reply, False, v):
        return in_pairs(reply, question, v)
    if unsure_in(reply, v, *given, v.yes_no.at_times) or _waits(reply, question, v):
        return Unclear()
    found = {i: _clause(reply, i, question, v) for i in heads(reply, question, v)}
    found = {i: one for i, one in found.items() if not outweighed(reply, i, found.get(0), question, v)}
    said = {one for one in (*found.values(), tagged(reply, question, v)) if one is not None}
    once = question.today and said == {True} and any(v.echo.once.at(reply.folded, i) for i in range(len(reply.words)))
    if (
        once
        or (said == {True} and _denied_first(reply, found, v))
        or (said == {False} and _says_yes(reply.folded[0], v))
    ):
        return Unclear()
    if not said:
        said = {one for one in (anywhere(reply, v), present(reply, question, v)) if one is not None}
    at_times = sum(v.yes_no.at_times.at(reply.folded, i) is not None for i in range(len(reply.words)))
    if (
        len(said) != 1
        or at_times > 1
        or (at_times and said == {False})
        or (said == {False} and can_some(reply, question, v))
    ):
        return Unclear()  # "some days I do, some days I don't"
    return Ok(said.pop(), reply.text.strip())


def _says_yes(word: str, v: Vocabulary) -> bool:
    return word in v.yes_no.plainest and word in v.yes_no.yes


def _denied_first(reply: Reply, found: Mapping[int, bool | None], v: Vocabulary) -> bool:
    """ "Hasn't happened to me, but it did to my cousin": what opens the reply denies something, and then another speaks."""
    first = next((i for i, one in found.items() if one is not None), 0)
    words, opens = reply.folded, range(min(first, 3))
    past = any(words[i] in v.echo.gone or v.echo.praises.at(words, i + 1) for i in opens)
    return not past and any(denies(words, i, v) for i in opens)


def _has_no_idea(reply: Reply, v: Vocabulary) -> bool:
    hits = ((i, v.echo.clueless.at(reply.folded, i)) for i in range(len(reply.words)))
    return any(hit and over(reply.folded, i + hit[0], v) for i, hit in hits)


def _clause(reply: Reply, start: int, question: Asked, v: Vocabulary) -> bool | None:
    for i in sorted({start, opening(reply, start, v)}):
        if no_at(reply, i, v) or only_once(reply, i, question, v):
            return False
        if hit := v.echo.doubted.at(reply.folded, i):
            return _doubted(reply, i + hit[0], question, v)
        if (said := offered(reply, i, question, v)) is not None:
            return said
        if (said := echoes(reply, i, question, v)) is not None:
            return said
    return None


def _doubted(reply: Reply, i: int, question: Asked, v: Vocabulary) -> bool | None:
    """ "I don't think it does", "I don't think it's worth it"."""
    return False if question.offers or echoes(reply, i, question, v) else None


@dataclass(frozen=True, slots=True)
class YesOrNo(TextReader[bool]):
    """Reads a yes or a no. Of an offer "rather not" is a no, and "don't tell them" answers "Shall I tell them?"."""

    def read(self, text: str, context: Context) -> Ok[bool] | Unclear | Skipped:
        read = TextReader[bool].read(self, text, context)
        question = asked(context.question, context.language) if isinstance(read, Skipped) else None
        if question is None or not (question.offers or question.permits):
            return read
        v = heard(context.language)
        told = (w for w in reply_of(text, v).folded if w in v.echo.telling and w not in question.words)
        said = self.how(text, context) if next(told, None) is None else read
        return said if isinstance(said, Ok) else read


yes_or_no = YesOrNo("yes_no", _read, version=3)
