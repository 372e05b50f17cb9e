"""What is the next thing to fall due: for a clock that is moved on, and must pass over nothing."""

from datetime import datetime

from sqlalchemy import func, select

from bot.store.sqlite_writer import Tx
from bot.store.tables import checkins, items, outbox

DUE = (
    (outbox.c.due_at, outbox.c.state == "queued"),
    (checkins.c.due_at, checkins.c.state == "planned"),
    (checkins.c.next_at, checkins.c.state == "open"),
    (items.c.climbs_at, items.c.state != "resolved"),
)
_FIRST = [(select(func.min(column)).where(wanted), column) for column, wanted in DUE]


async def next_due(tx: Tx, now: datetime) -> datetime | None:
    """The first moment after now for which a row waits."""
    found = [(await tx.execute(query.where(column > now))).scalar() for query, column in _FIRST]
    return min((one for one in found if one is not None), default=None)
