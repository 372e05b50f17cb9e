"""What became of the people of a cohort, added up in the database: their number decides nothing but the time it takes.

A cohort is the episodes that began in its days. Before is the first baseline that has a value, after the last final.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Subquery, case, distinct, func, select

from bot.store.checkins import TEAM
from bot.store.sqlite_writer import Tx
from bot.store.tables import episodes, goals, inputs, scores
from bot.store.tallies import Cohort, Found, People, Sums

BEFORE, AFTER = "baseline", "final"
RESIDENT = "resident"
ISSUES = ("social", "biomedical", "psychological")
FAR = 1e7  # above every value, also costs in pounds: a week and a value make one number that is in the order of weeks


def began_in(cohort: Cohort) -> list[ColumnElement[bool]]:
    """Episodes that began in these days, there; residents', or those of the programme that was asked for."""
    return [*_began(cohort), of_role(cohort)]


def _began(cohort: Cohort) -> list[ColumnElement[bool]]:
    e = episodes.c
    return [e.started_on >= cohort.first.isoformat(), e.started_on <= cohort.last.isoformat(), *of_place(cohort)]


def of_place(cohort: Cohort) -> list[ColumnElement[bool]]:
    return [episodes.c.locality == cohort.locality] if cohort.locality else []


def of_role(cohort: Cohort) -> ColumnElement[bool]:
    e = episodes.c
    return (e.programme == cohort.programme) & (e.role != TEAM) if cohort.programme else e.role == RESIDENT


async def found(tx: Tx, cohort: Cohort) -> Found:
    return Found(await people(tx, cohort), await sums(tx, cohort), await elsewhere(tx, cohort))


async def people(tx: Tx, cohort: Cohort) -> dict[str, People]:
    """By sub-group."""
    made = await _endings_and_issues(tx, cohort)
    for row in await _of_each(tx, cohort, inputs, func.count()):
        made[row.sub_group] = replace(made[row.sub_group], inputs=row.total, with_inputs=row.people)
    met = func.sum(case((goals.c.state == "met", 1), else_=0))
    for row in await _of_each(tx, cohort, goals, func.count(), met):
        of = made[row.sub_group]
        made[row.sub_group] = replace(of, goals=row.total, goals_met=int(row.met), with_goals=row.people)
    return made


async def _endings_and_issues(tx: Tx, cohort: Cohort) -> dict[str, People]:
    e = episodes.c
    ending = func.coalesce(e.ending, "").label("how")
    having = [func.sum(case((e.issues.contains(issue), 1), else_=0)).label(issue) for issue in ISSUES]
    query = select(e.sub_group, ending, func.count().label("total"), *having).where(*began_in(cohort))
    made: defaultdict[str, People] = defaultdict(People)
    for row in await tx.execute(query.group_by(e.sub_group, ending)):
        was = made[row.sub_group]
        issues = {issue: was.issues.get(issue, 0) + int(getattr(row, issue)) for issue in ISSUES}
        made[row.sub_group] = People(was.count + row.total, was.endings | {row.how: row.total}, issues)
    return dict(made)


async def _of_each(tx: Tx, cohort: Cohort, table: Any, total: Any, met: Any = None) -> Iterable[Any]:
    """Rows of a table that hangs on episodes, by sub-group: `people` who have any, `total`, and `met`."""
    e = episodes.c
    columns = [func.count(distinct(table.c.episode_id)).label("people"), total.label("total")]
    query = select(e.sub_group, *columns, *([] if met is None else [met.label("met")]))
    query = query.join_from(table, episodes, e.id == table.c.episode_id).where(*began_in(cohort))
    return await tx.execute(query.group_by(e.sub_group))


async def sums(tx: Tx, cohort: Cohort) -> dict[tuple[str, str], Sums]:
    """By score and sub-group."""
    p = _before_and_after(cohort).c
    change, both = p.after - p.before, p.before.is_not(None) & p.after.is_not(None)
    only_before, only_after = p.after.is_(None), p.before.is_(None)
    columns = {
        "pairs": _where(both, 1), "before": _where(both, p.before), "after": _where(both, p.after),
        "squares": _where(both, change * change), "only_before": _where(only_before, 1),
        "left_before": _where(only_before, p.before), "only_after": _where(only_after, 1),
    }  # fmt: skip
    query = select(p.measure, p.sub_group, *(column.label(name) for name, column in columns.items()))
    rows = await tx.execute(query.group_by(p.measure, p.sub_group))
    return {(row.measure, row.sub_group): _sums(row) for row in rows}


def _sums(row: Any) -> Sums:
    return Sums(
        int(row.pairs), float(row.before), float(row.after), float(row.squares),
        int(row.only_before), float(row.left_before), int(row.only_after),
    )  # fmt: skip


def _before_and_after(cohort: Cohort) -> Subquery:
    """One row for each person and score, in one pass: looking for the last final with a query of its own takes thrice
    as long on SQLite, and a window function five times."""
    s = scores.c
    placed = s.week * FAR + s.value
    first = func.min(_if(BEFORE, placed)) - FAR * func.min(_if(BEFORE, s.week))
    last = func.max(_if(AFTER, placed)) - FAR * func.max(_if(AFTER, s.week))
    query = select(
        func.max(episodes.c.sub_group).label("sub_group"), s.measure, first.label("before"), last.label("after")
    ).join_from(scores, episodes, episodes.c.id == s.episode_id)
    wanted = s.phase.in_((BEFORE, AFTER)), s.value.is_not(None), *began_in(cohort)
    return query.where(*wanted).group_by(s.episode_id, s.measure).subquery()


def _if(phase: str, value: Any) -> Any:
    return case((scores.c.phase == phase, value))


def _where(holds: ColumnElement[bool], value: Any) -> Any:
    return func.sum(case((holds, value), else_=0))


async def elsewhere(tx: Tx, cohort: Cohort) -> dict[str, int]:
    """Episodes of the same days and place that the report is not about, by role."""
    e = episodes.c
    query = select(e.role, func.count().label("total")).where(*_began(cohort), ~of_role(cohort)).group_by(e.role)
    return {row.role: row.total for row in await tx.execute(query)}
