"""What of the audit log is past its period goes from its beginning, and the log says how far: the rest can still be verified.

Only a whole beginning goes. An entry that is old and was linked late waits for those before it, a moment at most.
"""

from datetime import datetime
from itertools import takewhile
from typing import Any

from sqlalchemy import delete, select

from bot.store.database import Database
from bot.store.log import SYSTEM, record
from bot.store.sqlite_writer import Tx
from bot.store.tables import audit, chain

CUT = "log cut"  # its detail: the last position that went, and its link
BATCH = 1000  # entries a transaction


async def cut(database: Database, now: datetime, before: datetime) -> int:
    """Drop the entries of before then; how many."""
    count = 0
    while True:
        async with database.write() as tx:
            gone = await _past(tx, before)
            if gone:
                ids = [row.audit_id for row in gone]
                _ = await tx.execute(delete(audit).where(audit.c.id.in_(ids)))
                _ = await tx.execute(delete(chain).where(chain.c.position <= gone[-1].position))
                mark = f"{gone[-1].position} {gone[-1].link.hex()}"
                await record(tx, database.ids, now, [(SYSTEM, CUT, "database", mark)])
        count += len(gone)
        if len(gone) < BATCH:
            return count


async def _past(tx: Tx, before: datetime) -> list[Any]:
    """The beginning of the chain as far as it is past. What is linked and not there ends it: that is for `check` to tell."""
    query = select(chain, audit.c.at).join(audit, audit.c.id == chain.c.audit_id, isouter=True)
    rows = (await tx.execute(query.order_by(chain.c.position).limit(BATCH))).all()
    return list(takewhile(lambda row: row.at is not None and row.at < before, rows))
