"""Who holds an item of the queue: only they close it, and it is taken from them only by somebody who says so."""

from datetime import datetime

from sqlalchemy import select, update

from bot.errors import AlreadyTaken, FrontdoorError
from bot.store import items as queue
from bot.store.ids import Ids
from bot.store.log import note_change, record
from bot.store.sqlite_writer import Tx
from bot.store.tables import items


class HeldByAnother(FrontdoorError):
    """Somebody else has this item: take it over first."""


async def take_over(tx: Tx, ids: Ids, number: int, holder: str, who: str, now: datetime) -> None:
    """Take an item from whoever was seen to hold it. Raises AlreadyTaken when they do not hold it any more."""
    held = update(items).where(items.c.number == number, items.c.state == "claimed", items.c.claimed_by == holder)
    if (await tx.execute(held.values(claimed_by=who, claimed_at=now))).rowcount != 1:
        raise AlreadyTaken(f"Item {number}.")
    await record(tx, ids, now, [(who, "item taken over", f"item:{number}", f"from {holder}")])
    await note_change(tx, now)


async def resolve(tx: Tx, ids: Ids, number: int, who: str, outcome: str, now: datetime) -> None:
    """Close an item that `who` holds, or nobody. Raises HeldByAnother, or AlreadyTaken when it is closed already."""
    held = select(items.c.claimed_by).where(items.c.number == number, items.c.state == "claimed")
    holder = (await tx.execute(held.with_for_update())).scalar()
    if holder not in (None, who):
        raise HeldByAnother(f"Item {number} is with {holder}: they close it, or somebody takes it over at the desk.")
    await queue.resolve(tx, ids, number, who, outcome, now)
