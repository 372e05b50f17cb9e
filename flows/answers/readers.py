"""The shape that every reader shares. A reader adds only how its own kind of answer is found.

`how` is pure and total: any text, however odd, gives a reading and never an exception.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from flows.answers.words import is_skip
from flows.talk import Context, Ok, Skipped, Unclear
from messages.heard import heard

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TextReader(Generic[T]):
    """Reads one kind of reply. "I'd rather not say" is heard first, whatever was asked."""

    kind: str
    how: Callable[[str, Context], Ok[T] | Unclear]
    version: int = 1
    keys: tuple[str, ...] = ()

    def read(self, text: str, context: Context) -> Ok[T] | Unclear | Skipped:
        if is_skip(text, heard(context.language)):
            return Skipped()
        return self.how(text, context)
