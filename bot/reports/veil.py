"""What of the outcomes may be shown to whom: which counts, and the means of which sub-groups. Pure.

A sub-group of fewer than five people is not described at all, and a mean is shown where five people or more are behind
it. Each row is one sub-group; the last is everybody.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.reports.change import Change
from bot.reports.outcomes import Group, Outcomes
from bot.reports.page import Cell
from bot.reports.small import LEAST, WITHHELD, one_row, shown


@dataclass(frozen=True, slots=True)
class Seen:
    """Of one score: the counts of `both`, before only, after only and neither, by row; whether each row's mean may be shown,
    and the mean before of those who have no after."""

    counts: Sequence[Sequence[Cell]]
    means: Sequence[bool]
    left: Sequence[bool]


class Veil:
    def __init__(self, found: Outcomes, *, internal: bool):
        self._found, self._internal = found, internal
        counts, total = one_row([group.people.count for group in found.groups], internal=internal)
        self.people: list[Cell] = [*counts, total]
        self._never = [n for n, count in enumerate(counts) if isinstance(count, str)]

    def counts(self, of: Callable[[Group], Sequence[int]]) -> list[list[Cell]]:
        """Counts of people that belong together, such as how they ended; by row, each with its total at the end."""
        found = shown([of(group) for group in self._found.groups], internal=self._internal, never=self._never)
        rows = [*zip(found.cells, found.across, strict=True), (found.down, found.total)]
        return [[*cells, total] for cells, total in rows]

    def if_enough(self, people: Callable[[Group], int], value: Callable[[Group], Cell]) -> list[Cell]:
        """A figure of each row, where it rests on enough people."""
        ready = self._enough([people(group) for group in self._found.groups])
        return [value(group) if ok else WITHHELD for group, ok in zip(self._found.rows, ready, strict=True)]

    def score(self, score: str) -> Seen:
        changes = [group.changes[score] for group in self._found.groups]
        counts = self.counts(lambda group: _parts(group.changes[score]))
        pairs = self._enough([one.pairs for one in changes])
        return Seen([row[:-1] for row in counts], pairs, self._enough([one.only_before for one in changes]))

    def _enough(self, people: Sequence[int]) -> list[bool]:
        """Nought is enough: there is nothing to tell then."""
        counts, total = one_row(people, internal=self._internal)
        fits = [isinstance(count, int) and n not in self._never for n, count in enumerate(counts)]
        return [*fits, self._internal or (isinstance(total, int) and not 0 < total < LEAST)]


def _parts(change: Change) -> Sequence[int]:
    return change.pairs, change.only_before, change.only_after, change.neither
