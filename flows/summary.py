"""The reply to a summary: all right, or what to change, perhaps with the new words at once ("change my name to Allan")."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.answers import choice, yes_or_no
from flows.answers.words import only_between, skip_over, words_of
from flows.talk import Context, Ok
from messages.heard import Vocabulary, heard

RIGHT = "right"  # the review's key for "yes, that is all right"


@dataclass(frozen=True, slots=True)
class Said:
    """`key` is RIGHT or names the answer to change; `given` is what it should be, in their words."""

    key: str
    rest: str = ""
    given: str = ""


def read_summary(keys: Sequence[str], text: str, context: Context) -> Said | None:
    """What a reply to these choices says; None when it is unclear."""
    if (told := _with_new_words(keys, text, context)) is not None:
        return told
    v = heard(context.language)
    said = yes_or_no.read(text, context)
    chosen = (
        Ok(RIGHT, said.rest)
        if isinstance(said, Ok) and said.value
        else choice(*keys).read(_without_change(text, v), context)
    )
    if not isinstance(chosen, Ok):
        return None
    rest = words_of(chosen.rest)
    turn = skip_over(rest, 0, v.yes_no.turns)
    if chosen.value == RIGHT and turn and skip_over(rest, turn, v.common.polite) < len(rest.words):
        further = read_summary(keys, rest.rest(turn), context)  # "yes but change my name"
        return further if further and further.key != RIGHT else None
    return Said(chosen.value, chosen.rest)


def _without_change(text: str, v: Vocabulary) -> str:
    """ "Please change my name": what names the answer; all of the text where nothing else stands in it."""
    reply = words_of(text)
    start = skip_over(reply, 0, v.choice.change, v.commands.before, v.common.greetings, v.common.polite)
    return reply.rest(start) or text


def asks_to_change(text: str, context: Context) -> bool:
    """ "No", "change", "something is wrong": without saying what."""
    said, v, reply = yes_or_no.read(text, context), heard(context.language), words_of(text)
    if isinstance(said, Ok) and not said.value:
        return True
    lists = (v.choice.change, v.commands.before, v.common.greetings, v.common.lead_in, v.common.polite, v.yes_no.turns)
    holds = any(v.choice.change.at(reply.folded, i) for i in range(len(reply.words)))
    return holds and only_between(reply, 0, len(reply.words), *lists, v.yes_no.yes, v.yes_no.no)


def _with_new_words(keys: Sequence[str], text: str, context: Context) -> Said | None:
    """What stands before "to" names the answer; what stands after it is the answer."""
    v, reply = heard(context.language), words_of(text)
    for i in range(1, len(reply.words)):
        if hit := v.choice.becomes.at(reply.folded, i):
            chosen = choice(*keys).read(_without_change(reply.before(i), v), context)
            if isinstance(chosen, Ok) and chosen.value != RIGHT:
                return Said(chosen.value, given=reply.rest(i + hit[0]))
            return None
    return None
