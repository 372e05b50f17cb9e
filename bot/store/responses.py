"""How check-ins that were due in some days were answered, by week, channel, age and language."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import distinct, func, select

from bot.store.outcomes import of_place, of_role
from bot.store.sqlite_writer import Tx
from bot.store.tables import checkins, contacts, episodes
from bot.store.tallies import Answered, Cohort

FULL, PART, QUIET, WAITING = "answered", "part", "quiet", "open"
UNSENT = ("expired", "skipped", "cancelled")
ASKED = (FULL, PART, QUIET)
AXES: Mapping[str, Any] = {
    "week": checkins.c.week,
    "channel": contacts.c.channel,
    "age": episodes.c.age_band,
    "language": contacts.c.language,
}


async def by(tx: Tx, cohort: Cohort, axis: str) -> dict[Any, Answered]:
    """By the values of this axis. What is planned and not due to be sent yet is not counted."""
    c, value = checkins.c, AXES[axis]
    counts: defaultdict[Any, dict[str, int]] = defaultdict(dict)
    spoken: defaultdict[Any, int] = defaultdict(int)
    counted = select(value.label("at"), c.state, func.count().label("total"), func.count(c.by).label("spoken"))
    for row in await tx.execute(_due(counted, cohort).group_by(value, c.state)):
        counts[row.at][row.state] = row.total
        spoken[row.at] += row.spoken
    people = _due(select(value.label("at"), func.count(distinct(c.episode_id)).label("total")), cohort)
    rows = await tx.execute(people.where(c.state.in_(ASKED)).group_by(value))
    asked = {row.at: row.total for row in rows}
    return {at: _answered(found, asked.get(at, 0), spoken[at]) for at, found in counts.items()}


def _due(query: Any, cohort: Cohort) -> Any:
    """Residents' check-ins, or those of the programme; on the contact point that they went to, else the episode's."""
    c, e = checkins.c, episodes.c
    query = query.select_from(checkins).join(episodes, e.id == c.episode_id)
    query = query.join(contacts, contacts.c.id == func.coalesce(c.contact_id, e.contact_id))
    due = c.due_at >= cohort.since, c.due_at < cohort.until, c.state != "planned"
    return query.where(*due, of_role(cohort), *of_place(cohort))


def _answered(states: Mapping[str, int], people: int, spoken: int) -> Answered:
    full, part, quiet, waiting = (states.get(state, 0) for state in (*ASKED, WAITING))
    return Answered(people, full, part, quiet, waiting, sum(states.get(state, 0) for state in UNSENT), spoken)
