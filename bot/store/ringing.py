"""When staff last closed an item of one category, by contact point and person."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from bot.store.sqlite_writer import Tx
from bot.store.tables import items


async def last_closed(tx: Tx, category: str, contacts: Sequence[int]) -> dict[tuple[int, int | None], datetime]:
    """Those of whom none was closed are not in it."""
    i = items.c
    query = select(i.contact_id, i.person_id, i.resolved_at).where(i.category == category, i.state == "resolved")
    rows = await tx.execute(query.where(i.contact_id.in_(list(contacts))).order_by(i.resolved_at))
    return {(row.contact_id, row.person_id): row.resolved_at for row in rows}


async def standing(tx: Tx, category: str, contact: int, person: int | None) -> int | None:
    """The number of the item of this category that is open for them, or that somebody has."""
    i = items.c
    theirs = (i.category == category) & (i.contact_id == contact) & (i.state != "resolved")
    theirs &= i.person_id.is_(None) if person is None else i.person_id == person
    return (await tx.execute(select(i.number).where(theirs).order_by(i.id.desc()).limit(1))).scalar()
