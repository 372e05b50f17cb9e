"""The shape that every reader shares. A reader adds only how its own kind of answer is found.

`how` is pure and total: any text, however odd, gives a reading and never an exception.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from flows.answers.asks import declines_at, declines_unread
from flows.answers.likely import SKIP, likely
from flows.answers.second_thoughts import second_thoughts
from flows.answers.words import Reply, is_skip, refuses, reply_of
from flows.talk import Context, Ok, Skipped, Unclear
from messages.heard import heard

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TextReader(Generic[T]):
    """Reads one kind of reply. "I'd rather not say" is heard first, whatever was asked; but not where a sentence before
    it answers ("The 12th. I do not wish to talk about it.")."""

    kind: str
    how: Callable[[str, Context], Ok[T] | Unclear]
    version: int = 1
    keys: tuple[str, ...] = ()
    own_words: bool = False  # any words answer it: only what surely declines is no answer
    bare: Callable[[str], T | None] | None = None  # a reply that is the answer and nothing else, without a further look

    def read(self, text: str, context: Context) -> Ok[T] | Unclear | Skipped:
        if self.bare and (value := self.bare(text)) is not None:
            return Ok(value)
        v = heard(context.language)
        if is_skip(text, v) and not self._answered(reply_of(text, v), context):
            return Skipped()
        meant = None if self.own_words else second_thoughts(text, context, self.how)
        reading = meant or self.how(text, context)
        if isinstance(reading, Unclear) and refuses(text, v):
            return Skipped()
        unread = self.own_words or isinstance(reading, Unclear)
        return Skipped() if unread and self._probably_declined(text, context) else reading

    def _probably_declined(self, text: str, context: Context) -> bool:
        if (
            not self.own_words
            and self.kind != "yes_no"
            and declines_unread(reply_of(text, heard(context.language)), context.language)
        ):
            return True
        return likely(text, context.language, sure=self.own_words) == SKIP

    def _answered(self, reply: Reply, context: Context) -> bool:
        """By the sentences before the one that declines."""
        at = declines_at(reply, context.language) or 0
        end = next((i for i in range(at, 0, -1) if reply.gap(i).startswith(".")), 0)
        return end > 0 and isinstance(self.how(reply.text[: reply.words[end].start], context), Ok)


def declined(text: str, language: str) -> bool:
    """A reply that no choice reads says, or most likely says, that they would rather not."""
    v = heard(language)
    return is_skip(text, v) or declines_unread(reply_of(text, v), language) or likely(text, language) == SKIP
