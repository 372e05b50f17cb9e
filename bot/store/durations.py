"""How long cases took that closed in some days, and how long those have lasted that were open at the end of them."""

from datetime import datetime

from sqlalchemy import or_, select

from bot.store.outcomes import of_place, of_role
from bot.store.sqlite_writer import Tx
from bot.store.tables import episodes
from bot.store.tallies import Closed, Cohort, Open


async def closed(tx: Tx, cohort: Cohort) -> list[Closed]:
    """In the order in which they were closed."""
    e = episodes.c
    query = select(e.referred_at, e.ended_at, e.ending).where(e.ended_at >= cohort.since, e.ended_at < cohort.until)
    rows = await tx.execute(query.where(of_role(cohort), *of_place(cohort)).order_by(e.ended_at, e.id))
    return [Closed(row.referred_at, row.ended_at, row.ending or "") for row in rows]


async def still_open(tx: Tx, cohort: Cohort, now: datetime) -> list[Open]:
    """At the end of the days, or now when that is yet to come, the longest first. Why a case was open then is known only
    while it still is."""
    e, at = episodes.c, min(cohort.until, now)
    query = select(e.referred_at, e.ended_at, e.open_reason).where(
        e.referred_at < at, or_(e.ended_at.is_(None), e.ended_at >= at)
    )
    rows = await tx.execute(query.where(of_role(cohort), *of_place(cohort)).order_by(e.referred_at, e.id))
    return [Open(row.referred_at, (not row.ended_at and row.open_reason) or "") for row in rows]
