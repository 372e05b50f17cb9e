"""How check-ins that were due in some days were answered, by week, channel, age and language.

Everything is one look through the check-ins by week, and one by person and contact point for the rest.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import case, distinct, func, literal, select, union_all

from bot.store.outcomes import of_place, of_role
from bot.store.sqlite_writer import Tx
from bot.store.tables import checkins, contacts, episodes
from bot.store.tallies import Answered, Cohort

UNSENT = ("expired", "skipped", "cancelled")
STATES = {"full": ("answered",), "part": ("part",), "quiet": ("quiet",), "waiting": ("open",), "unsent": UNSENT}
COUNTED = (*STATES, "spoken")
AXES: Mapping[str, Any] = {"channel": contacts.c.channel, "age": episodes.c.age_band, "language": contacts.c.language}


async def by_week(tx: Tx, cohort: Cohort) -> dict[tuple[int, str], Answered]:
    """By week and kind: a review stands beside the check-in of its week. Each is asked of a person once."""
    c = checkins.c
    query = select(c.week, c.kind, *_counts()).join_from(checkins, episodes, episodes.c.id == c.episode_id)
    rows = await tx.execute(query.where(*_due(cohort), *_whose(cohort)).group_by(c.week, c.kind))
    found = {(row.week, row.kind): _answered(row, 0) for row in rows}
    return {at: one._replace(people=one.asked) for at, one in found.items()}


async def by_person(tx: Tx, cohort: Cohort) -> dict[str, dict[str, Answered]]:
    """By channel, age band and language, of the contact point that a check-in went to, else of the episode's."""
    c, e = checkins.c, episodes.c
    each = (
        select(c.episode_id, c.contact_id, *_counts()).where(*_due(cohort)).group_by(c.episode_id, c.contact_id).cte()
    )
    asked = case((each.c.full + each.c.part + each.c.quiet > 0, each.c.episode_id))
    columns = func.count(distinct(asked)).label("people"), *(func.sum(each.c[name]).label(name) for name in COUNTED)
    point = contacts.c.id == func.coalesce(each.c.contact_id, e.contact_id)
    parts = [
        select(literal(axis).label("axis"), value.label("at"), *columns)
        .select_from(each.join(episodes, e.id == each.c.episode_id).join(contacts, point))
        .where(*_whose(cohort))
        .group_by(value)
        for axis, value in AXES.items()
    ]
    found: dict[str, dict[str, Answered]] = {axis: {} for axis in AXES}
    for row in await tx.execute(union_all(*parts)):
        found[row.axis][row.at] = _answered(row, row.people)
    return found


def _due(cohort: Cohort) -> list[Any]:
    """Those planned for later are not counted. SQLite would go by the index of what is due and jump about in the table,
    four times as long as reading it through: hiding the columns from it keeps it from that."""
    c, hidden = checkins.c, func.coalesce
    return [
        hidden(c.due_at, c.due_at) >= cohort.since,
        hidden(c.due_at, c.due_at) < cohort.until,
        hidden(c.state, "") != "planned",
    ]


def _whose(cohort: Cohort) -> list[Any]:
    return [of_role(cohort), *of_place(cohort)]


def _counts() -> list[Any]:
    """By filters, which take four fifths of what sums of cases take; to group by state as well takes twice as long."""
    of = [func.count().filter(checkins.c.state.in_(states)).label(name) for name, states in STATES.items()]
    return [*of, func.count(checkins.c.by).label("spoken")]


def _answered(row: Any, people: int) -> Answered:
    return Answered(people, *(int(getattr(row, name)) for name in COUNTED))
