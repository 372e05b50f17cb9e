"""Taking back what a turn marked on a contact point, when a person knows better: at the desk, with a line in the audit log.

A contact point is locked first, as a turn does: neither writes over the other. What is seen again is marked again.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, update

from bot.store.contacts import lock
from bot.store.ids import Ids
from bot.store.log import note_change, record
from bot.store.sqlite_writer import Tx
from bot.store.tables import contacts


async def seen_by_nobody_else(tx: Tx, ids: Ids, contact: int, who: str, now: datetime) -> bool:
    """Nobody else sees this phone: plain words go to it again. False when it was not marked."""
    marked = contacts.c.discreet.is_(True)
    return await _take_back(
        tx, ids, contact, (who, "seen by others: taken back"), now, marked, discreet=False, safe_time="any"
    )


async def reads_english(tx: Tx, ids: Ids, contact: int, who: str, now: datetime) -> bool:
    """They read English, whatever they wrote in: they are asked our questions again. False when it was not marked."""
    marked = contacts.c.unread_language.is_not(None)
    return await _take_back(
        tx, ids, contact, (who, "needs an interpreter: taken back"), now, marked, unread_language=None
    )


async def _take_back(
    tx: Tx, ids: Ids, contact: int, entry: tuple[str, str], now: datetime, marked: ColumnElement[bool], **values: Any
) -> bool:
    await lock(tx, [contact])
    changed = (
        await tx.execute(update(contacts).where(contacts.c.id == contact, marked).values(**values))
    ).rowcount == 1
    if changed:
        await record(tx, ids, now, [(*entry, f"contact:{contact}", "")])
        await note_change(tx, now)
    return changed
