"""What a person marks on a contact point, or takes back of what a turn marked: at the desk, with a line in the audit log.

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
    return await _change(
        tx, ids, contact, (who, "seen by others: taken back"), now, marked, discreet=False, safe_time="any"
    )


async def reads_english(tx: Tx, ids: Ids, contact: int, who: str, now: datetime) -> bool:
    """They read English, whatever they wrote in: they are asked our questions again. False when it was not marked."""
    marked = contacts.c.unread_language.is_not(None)
    return await _change(tx, ids, contact, (who, "needs an interpreter: taken back"), now, marked, unread_language=None)


async def _change(
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


async def seen_by_others(tx: Tx, ids: Ids, contact: int, who: str, now: datetime, safe_time: str) -> bool:
    """Others see this phone, as staff were told: from now on no text says what it is about. `safe_time`: the part of the
    day in which they do not, "" for none. False when that was so already."""
    c = contacts.c
    other = c.discreet.is_(False) | (c.safe_time != safe_time)
    return await _change(tx, ids, contact, (who, "seen by others"), now, other, discreet=True, safe_time=safe_time)
