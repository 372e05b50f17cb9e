"""The question last shown, and how a reply to it is filed.

A shown question carries all that is needed to read its reply, so that a deploy in mid-conversation,
which may remove, move or rename it, can never file the reply under another name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flows.answers import reader
from flows.answers.calendar.either import names_a_day, which_of_two
from flows.answers.registry import CHOICE
from flows.journal import Answer, Journal
from flows.summary import RIGHT, read_summary
from flows.talk import Ask, Context, Ok, Review, Skipped, Unclear


@dataclass(frozen=True, slots=True)
class Question:
    """`tries` counts the replies that could not be read; `keys` are the choices in the order shown; `either` the two days
    that they may have meant."""

    name: str
    kind: str
    keys: tuple[str, ...] = ()
    optional: bool = False
    review: bool = False
    tries: int = 0
    args: Mapping[str, str] = field(default_factory=dict[str, str])
    either: tuple[str, ...] = ()

    def again(self) -> "Question":
        return replace(self, tries=self.tries + 1)


def question_of(step: Ask | Review) -> Question:
    if isinstance(step, Review):
        return Question(step.name, "choice", (RIGHT, *step.of), review=True, args=step.args)
    return Question(step.name, step.reader.kind, step.reader.keys, step.optional, args=step.args)


def file_reply(journal: Journal, question: Question, text: str, context: Context, message: int) -> "Filed | None":
    """Read `text` as the reply to `question` and file it under that name. None when it is unclear."""
    if question.review:
        return _file_summary(journal, question, text, context, message)
    reading = _read(question, text, context)
    if isinstance(reading, Unclear) or (isinstance(reading, Skipped) and not question.optional):
        return None
    value, rest = (reading.value, reading.rest) if isinstance(reading, Ok) else (None, "")
    return Filed(journal.plus([_answer(question, value, context, message)]), rest)


def _file_summary(journal: Journal, question: Question, text: str, context: Context, message: int) -> "Filed | None":
    said = read_summary(question.keys, text, context)
    if said is None:
        return None
    if said.key != RIGHT:
        return Filed(journal.without_answers([said.key]), said.rest, said.key, said.given)
    return Filed(journal.plus([_answer(question, RIGHT, context, message)]), said.rest)


@dataclass(frozen=True, slots=True)
class Filed:
    """The journal with the reply in it; `changing` names the answer that the person wants to give anew, and `given`
    is what it should be, where they said so."""

    journal: Journal
    rest: str = ""
    changing: str | None = None
    given: str = ""


def continue_answer(journal: Journal, before: str, text: str, context: Context, message: int) -> Journal | None:
    """More words to the previous answer ("walking the" + "dog"). None when they do not read as one.

    A choice is closed: more words to it are a note.
    """
    last = journal.last_answer()
    if last is None or last.value is None or last.kind == CHOICE:
        return None
    reading = reader(last.kind).read(f"{before} {text}", replace(context, today=last.on, language=last.language))
    return journal.renewed(last.name, reading.value, message) if isinstance(reading, Ok) else None


def outdated(journal: Journal) -> list[int]:
    """The messages of answers whose reader has changed since, and on which no act rests yet."""
    old = [
        answer
        for answer in journal.answers()
        if answer.kind != CHOICE and reader(answer.kind).version != answer.version and not journal.acted_since(answer)
    ]
    return [message for answer in old for message in answer.messages]


def _read(question: Question, text: str, context: Context) -> Ok[object] | Unclear | Skipped:
    reading = reader(question.kind, question.keys).read(text, context)
    picked = which_of_two(question.either, question.kind, text, context) if question.either else None
    return Ok(picked) if picked and not names_a_day(reading, text) else reading


def _answer(question: Question, value: object, context: Context, message: int) -> Answer:
    version = reader(question.kind, question.keys).version
    return Answer(question.name, value, question.kind, version, context.language, context.today, (message,))
