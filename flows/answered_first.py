"""Which replies that sound like a command answer the question instead: "Friday. I deleted the text but I'm sure".

Never asked about STOP, DELETE ME or a wish for a person; of the others, an answer that opens the reply goes first.
"""

from datetime import date

from flows.answers import READERS, yes_or_no
from flows.answers.asks import find, sentences
from flows.answers.assent.asked import asked
from flows.answers.words import Reply, reply_of
from flows.command import Command
from flows.talk import Context, Ok
from messages.heard import heard

WEAKEST = (Command.HELP, Command.STATUS, Command.MENU, Command.START)  # not heard behind a plain "yes" or "no"
BESIDE = (*WEAKEST, Command.PAUSE, Command.LANGUAGE)  # nor these behind an answer to another question
OPEN = ("name", "free_text", yes_or_no.kind)  # any words may answer these, or an answer is found in another way
WHEN = ("date", "time_of_day")
FEW = 5  # words
DATED = ("date", "birth_year_or_age")  # read from the day on which they were written


def answered_first(text: str, command: Command, kind: str, context: Context) -> bool:
    reply = reply_of(text, heard(context.language))
    if kind == yes_or_no.kind:
        waits = command is Command.STATUS and _still_waits(reply, context)
        return waits or (command in WEAKEST and _says_yes_or_no(reply, text, context))
    if kind in OPEN or kind not in READERS or command not in BESIDE:
        return False
    if command is Command.PAUSE and kind in WHEN:
        return _says_when(reply, text, kind, context)
    return _opens_with_it(reply, kind, context)


def _says_yes_or_no(reply: Reply, text: str, context: Context) -> bool:
    """ "Yes when can they come": what else they ask is a note to the coordinator; "never heard owt" answers too."""
    words = heard(context.language).yes_no
    plain = any(p.at(reply.folded, 0) for p in (words.yes, words.no))
    return plain and isinstance(yes_or_no.read(text, Context(date.min, context.language, (), context.question)), Ok)


def _still_waits(reply: Reply, context: Context) -> bool:
    """ "Still waiting to hear": that it has not come yet, and no word of who should tell them."""
    return len(reply.words) <= FEW and heard(context.language).commands.waits.at(reply.folded, 0) is not None


def _opens_with_it(reply: Reply, kind: str, context: Context) -> bool:
    """The first clause answers, and the command stands behind it."""
    clauses = reply.clauses()
    if len(clauses) < 2 or (kind in DATED and context.today == date.min):
        return False
    first = reply.text[: reply.words[clauses[1]].start]
    return isinstance(READERS[kind].read(first, context), Ok)


def _says_when(reply: Reply, text: str, kind: str, context: Context) -> bool:
    """ "Leave it till the 1st", to "When shall we ring?"; but "no texts till the 1st" asks for a pause."""
    question, v = asked(context.question, context.language), heard(context.language)
    if (
        question is None
        or not question.today
        or any(v.commands.ours.at(reply.folded, i) for i in range(len(reply.words)))
    ):
        return False
    returns = not question.words.isdisjoint(v.commands.returning.from_word)
    known = sentences(context.language)
    away = known is not None and find(reply, known.away, context.language) is not None
    put_off = v.commands.pause_with.at(reply.folded, 0) is not None and not away  # "leave it till after Christmas"
    return returns or put_off or isinstance(READERS[kind].read(text, context), Ok)
