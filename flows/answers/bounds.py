"""Where the clauses of a reply begin and end: at stops, at words that turn to something else, at what invites."""

from collections.abc import Sequence
from functools import cached_property
from typing import Generic, TypeVar

from flows.answers.beside import Beside
from flows.answers.frames import Frame, Said
from flows.answers.words import Reply
from messages.heard import Vocabulary

T = TypeVar("T")


class Bounds(Beside, Generic[T]):
    """A reply, the answers that may stand in it, and where its clauses begin and end."""

    def __init__(self, reply: Reply, said: Sequence[Said[T]], v: Vocabulary, frame: Frame) -> None:
        super().__init__(reply, v)
        self.said, self.frame = said, frame

    @cached_property
    def starts(self) -> list[int]:
        own = {one.start for one in self.said if one.sure}
        taken = {i for one in self.said for i in range(one.start, one.end)}
        inside = taken - {one.start for one in self.said}
        ends = [i for i in range(len(self.reply.words)) if i not in inside and self.breaks(i)]
        turns = [i for i in range(1, len(self.reply.words)) if i not in taken and self._turns(i)]
        return sorted({0, *own, *ends, *turns, *self._invited()})

    def _invited(self) -> list[int]:
        """ "Not Monday he has physio come Tuesday": with no sign between, a new thought begins at "come"."""
        c, words = self.v.clauses, self.reply.folded
        found: list[int] = []
        for before, one in zip(self.said, self.said[1:], strict=False):
            ends = range(self.small_before(one.start), one.start + 1)
            invited = (
                j for j in range(before.end + 1, one.start) if (hit := c.invites.at(words, j)) and j + hit[0] in ends
            )
            k = next(invited, 0)
            found += [k] if k and words[k - 1] not in c.holds else []
        return found

    def _turns(self, i: int) -> bool:
        """A word turns to something else; or, where no comma stands, someone is spoken to ("best pet am no good")."""
        words, c = self.reply.folded, self.v.clauses
        return c.turns.at(words, i) is not None or (words[i - 1] in c.vocative and words[i] in c.subjects)

    def bounds(self, one: Said[T]) -> tuple[int, int]:
        start = max(i for i in self.starts if i <= one.start)
        return start, min((i for i in self.starts if i > one.start), default=len(self.reply.words))
