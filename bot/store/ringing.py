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
