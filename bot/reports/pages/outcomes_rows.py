"""The rows of every table of outcomes: one for each sub-group, and everybody last. What may not be shown is marked. Pure."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from bot.reports.asked import Asked
from bot.reports.change import Change
from bot.reports.labels import ISSUES, called
from bot.reports.outcomes import Group, Outcomes
from bot.reports.page import Cell
from bot.reports.small import WITHHELD
from bot.reports.veil import Seen, Veil

EVERYBODY = "Everybody"


class Row(NamedTuple):
    """One score in one sub-group. `ok`: its means may be shown; `left_ok`: that of those who have no after. `counts`: both,
    only before, only after, neither."""

    name: str
    change: Change
    counts: Sequence[Cell]
    ok: bool
    left_ok: bool


class Rows:
    def __init__(self, found: Outcomes, asked: Asked):
        self.found, self.asked = found, asked
        self.veil = Veil(found, internal=asked.internal)
        self.names = [*(called(group.code, asked.names) for group in found.groups), EVERYBODY]

    @cached_property
    def _seen(self) -> dict[str, Seen]:
        return {score: self.veil.score(score) for score in self.found.scores}

    def of(self, score: str) -> list[Row]:
        seen, changes = self._seen[score], [group.changes[score] for group in self.found.rows]
        return [Row(*row) for row in zip(self.names, changes, seen.counts, seen.means, seen.left, strict=True)]

    @cached_property
    def issues(self) -> list[list[Cell]]:
        """Issues of each person: social, biomedical, psychological, all."""
        counts = self.veil.counts(lambda group: [group.people.issues.get(issue, 0) for issue in ISSUES])
        rows = zip(self.found.rows, counts, strict=True)
        return [[group.each(one) if isinstance(one, int) else one for one in row] for group, row in rows]

    @cached_property
    def inputs(self) -> list[Cell]:
        """Inputs for each person."""
        return self.veil.if_enough(lambda group: group.people.count, lambda group: group.each(group.people.inputs))

    @cached_property
    def having(self) -> list[list[Cell]]:
        """People with goals, and without."""
        return self.veil.counts(lambda group: [group.people.with_goals, group.people.count - group.people.with_goals])

    def goals(self, value: Callable[[Group], Cell]) -> list[Cell]:
        """A figure of the goals of those who have any; None where nobody has."""
        enough = self.veil.if_enough
        return enough(lambda group: group.people.with_goals, lambda group: value(group) if group.people.goals else None)

    def goals_each(self, value: Callable[[Group], Cell]) -> list[Cell]:
        """A figure for each who has any: with that of all it tells how many those are, so it is shown only where they are."""
        pairs = zip(self.having, self.goals(value), strict=True)
        return [figure if isinstance(row[0], int) else WITHHELD for row, figure in pairs]
