"""What was done for the people of a cohort, who referred them, and how soon items of the queue were dealt with."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import distinct, exists, func, select, union

from bot.store.outcomes import began_in
from bot.store.sqlite_writer import Tx
from bot.store.tables import episodes, inputs, items
from bot.store.tallies import Cohort, Done, Handled


async def inputs_by_category(tx: Tx, cohort: Cohort) -> list[Done]:
    """`minutes` is added up over the inputs of which they are known: `timed` of them."""
    i = inputs.c
    columns = (
        func.count(),
        func.count(distinct(i.episode_id)),
        func.coalesce(func.sum(i.minutes), 0),
        func.count(i.minutes),
    )
    query = select(i.category, *columns).join_from(inputs, episodes, episodes.c.id == i.episode_id)
    rows: Iterable[Any] = await tx.execute(query.where(*began_in(cohort)).group_by(i.category))
    return [Done(*row) for row in rows]


async def count_people(tx: Tx, cohort: Cohort) -> int:
    return (await tx.execute(select(func.count()).select_from(episodes).where(*began_in(cohort)))).scalar_one()


async def sources(tx: Tx, cohort: Cohort) -> dict[str, int]:
    e = episodes.c
    rows = await tx.execute(select(e.source, func.count().label("total")).where(*began_in(cohort)).group_by(e.source))
    return {row.source: row.total for row in rows}


async def handled(tx: Tx, cohort: Cohort) -> list[Handled]:
    """The items that came in these days, there; of a programme, those about people who are or were on it."""
    i, e = items.c, episodes.c
    query = select(i.number, i.level, i.state, i.created_at, i.claimed_at, i.resolved_at)
    query = query.where(i.created_at >= cohort.since, i.created_at < cohort.until).order_by(i.number)
    if cohort.locality:
        query = query.where(i.locality == cohort.locality)
    if cohort.programme:
        query = query.where(exists().where(e.person_id == i.person_id, e.programme == cohort.programme))
    return [Handled(*row) for row in await tx.execute(query)]


async def known(tx: Tx) -> tuple[set[str], set[str]]:
    """The programmes that any episode has, and the localities of any episode or item."""
    e = episodes.c
    programmes = await tx.execute(select(e.programme).distinct())
    places = await tx.execute(union(select(e.locality), select(items.c.locality)))
    return {row[0] for row in programmes}, {row[0] for row in places if row[0]}
