"""Before and after, for every sub-group and in total, as in Table 1 of the main paper (Gradinger et al. 2020). Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.reports.change import Change, change, together
from bot.reports.labels import SCORES, SUB_GROUPS, in_order
from bot.store.tallies import Found, People, Sums


@dataclass(frozen=True, slots=True)
class Group:
    """One sub-group by its code, or everybody. `changes` by score, for every score that anybody of the cohort has."""

    code: str
    people: People
    changes: Mapping[str, Change]

    def each(self, count: int) -> float | None:
        """So many for each person."""
        return count / self.people.count if self.people.count else None


@dataclass(frozen=True, slots=True)
class Outcomes:
    """`scores`: those that anybody has, in the order of reports. `elsewhere`: episodes that are not in it, by role."""

    groups: tuple[Group, ...]
    total: Group
    scores: tuple[str, ...]
    elsewhere: Mapping[str, int]

    @property
    def rows(self) -> tuple[Group, ...]:
        return *self.groups, self.total


def outcomes(found: Found) -> Outcomes:
    codes = in_order(found.people, SUB_GROUPS)
    scores = tuple(in_order((score for score, _ in found.scores), SCORES))
    groups = tuple(_group(code, found.people[code], found.scores, scores, [code]) for code in codes)
    total = _group("", everybody(found.people.values()), found.scores, scores, codes)
    return Outcomes(groups, total, scores, found.elsewhere)


def _group(
    code: str, people: People, sums: Mapping[tuple[str, str], Sums], scores: Iterable[str], of: list[str]
) -> Group:
    added = {score: together([sums.get((score, one), Sums()) for one in of]) for score in scores}
    return Group(code, people, {score: change(people.count, one) for score, one in added.items()})


def everybody(groups: Iterable[People]) -> People:
    """Several sub-groups as one."""
    all = list(groups)
    return People(
        sum(one.count for one in all),
        _added(one.endings for one in all),
        _added(one.issues for one in all),
        sum(one.inputs for one in all),
        sum(one.with_inputs for one in all),
        sum(one.goals for one in all),
        sum(one.goals_met for one in all),
        sum(one.with_goals for one in all),
    )


def _added(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total = Counter[str]()
    for one in counts:
        total.update(one)
    return dict(total)
