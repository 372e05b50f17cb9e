"""The audit log, and the change numbers by which other processes learn that the desk must look again."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select

from bot.store import chain
from bot.store.ids import Ids
from bot.store.prepared import Prepared
from bot.store.sqlite_writer import Tx
from bot.store.tables import audit, changes

SYSTEM = "service"

_RECORD, _CHANGE = Prepared(audit.insert()), Prepared(changes.insert())
_CHANGES = Prepared(select(func.max(changes.c.id).label("latest"), func.count().label("many")))


async def record(tx: Tx, ids: Ids, now: datetime, entries: Iterable[tuple[str, str, str, str]]) -> None:
    """Add (actor, action, subject, detail) to the audit log. Never a person's words, name or number."""
    rows = [
        {"id": ids.new(now), "at": now, "actor": actor, "action": action, "subject": subject, "detail": detail[:200]}
        for actor, action, subject, detail in entries
    ]
    await _RECORD.run(tx, rows)
    chain.remember(tx, rows)


async def note_change(tx: Tx, now: datetime) -> None:
    await _CHANGE.run(tx, [{"at": now}])


async def change_number(tx: Tx) -> tuple[int, int]:
    """Differs whenever something has changed. Two numbers, because a lower id may commit after a higher one."""
    ((latest, many),) = await _CHANGES.rows(tx)
    return int(latest or 0), int(many)
