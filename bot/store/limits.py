"""Rate limits as rows, so that every process counts the same."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, update

from bot.store.sqlite_writer import Tx
from bot.store.tables import limits
from bot.store.upsert import insert_new


async def take_one(tx: Tx, name: str, most: int, now: datetime, window: timedelta) -> bool:
    """Use one of `most` in the current window (counted from 1970). False when they are used up."""
    start = datetime.fromtimestamp(now.timestamp() // window.total_seconds() * window.total_seconds(), UTC)
    await insert_new(tx, limits, [{"name": name, "window": start, "used": 0}], on=("name", "window"))
    here = (limits.c.name == name) & (limits.c.window == start) & (limits.c.used < most)
    return (await tx.execute(update(limits).where(here).values(used=limits.c.used + 1))).rowcount == 1


async def forget_old(tx: Tx, before: datetime) -> None:
    _ = await tx.execute(delete(limits).where(limits.c.window < before))
