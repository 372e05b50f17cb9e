"""The question last shown, and how a reply to it is filed.

A shown question carries all that is needed to read its reply, so that a deploy in mid-conversation,
which may remove, move or rename it, can never file the reply under another name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flows.answers import choice, reader, yes_or_no
from flows.answers.registry import CHOICE
from flows.journal import Answer, Journal
from flows.talk import Ask, Context, Ok, Review, Skipped, Unclear

RIGHT = "right"  # the review's key for "yes, that is all right"


@dataclass(frozen=True, slots=True)
class Question:
    """`tries` counts the replies that could not be read; `keys` are the choices in the order shown."""

    name: str
    kind: str
    keys: tuple[str, ...] = ()
    optional: bool = False
    review: bool = False
    tries: int = 0
    args: Mapping[str, str] = field(default_factory=dict[str, str])

    def again(self) -> "Question":
        return replace(self, tries=self.tries + 1)


def question_of(step: Ask | Review) -> Question:
    if isinstance(step, Review):
        return Question(step.name, "choice", (RIGHT, *step.of), review=True, args=step.args)
    return Question(step.name, step.reader.kind, step.reader.keys, step.optional, args=step.args)


def file_reply(journal: Journal, question: Question, text: str, context: Context, message: int) -> "Filed | None":
    """Read `text` as the reply to `question` and file it under that name. None when it is unclear."""
    reading = _read(question, text, context)
    if isinstance(reading, Unclear) or (isinstance(reading, Skipped) and not question.optional):
        return None
    value, rest = (reading.value, reading.rest) if isinstance(reading, Ok) else (None, "")
    if question.review and value != RIGHT:
        return Filed(journal.without_answers([str(value)]), rest, changing=str(value))
    return Filed(journal.plus([_answer(question, value, context, message)]), rest)


@dataclass(frozen=True, slots=True)
class Filed:
    """The journal with the reply in it; `changing` names the answer that the person wants to give anew."""

    journal: Journal
    rest: str = ""
    changing: str | None = None


def continue_answer(journal: Journal, before: str, text: str, context: Context, message: int) -> Journal | None:
    """More words to the previous answer ("walking the" + "dog"). None when they do not read as one.

    A choice is closed: more words to it are a note.
    """
    last = journal.last_answer()
    if last is None or last.value is None or last.kind == CHOICE:
        return None
    reading = reader(last.kind).read(f"{before} {text}", Context(last.on, last.language))
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
    if question.review and isinstance(said := yes_or_no.read(text, context), Ok) and said.value and not said.rest:
        return Ok(RIGHT)
    if question.keys:
        return choice(*question.keys).read(text, context)
    return reader(question.kind).read(text, context)


def _answer(question: Question, value: object, context: Context, message: int) -> Answer:
    version = reader(question.kind, question.keys).version
    return Answer(question.name, value, question.kind, version, context.language, context.today, (message,))
