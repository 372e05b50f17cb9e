"""Leases: work that only one process at a time may do. A row, taken by conditional UPDATE, that runs out."""

from datetime import datetime, timedelta

from sqlalchemy import or_, update

from bot.store.sqlite_writer import Tx
from bot.store.tables import leases
from bot.store.upsert import insert_new


async def hold(tx: Tx, name: str, holder: str, now: datetime, length: timedelta) -> bool:
    """Take or keep the lease. False while somebody else holds it."""
    await insert_new(tx, leases, [{"name": name, "holder": holder, "until": now}], on=("name",))
    free = or_(leases.c.holder == holder, leases.c.until <= now)
    taken = update(leases).where(leases.c.name == name, free).values(holder=holder, until=now + length)
    return (await tx.execute(taken)).rowcount == 1
