"""How staff made sure who somebody is, before what we hold of them is given or erased. Kept in the audit log, which
outlives both; what staff wrote about it is a note on the item, and goes when the person is erased.

It is looked up by contact point: a check of one person is never good for another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.store import holding, staff
from bot.store.hands import Hands
from bot.store.items import Item
from bot.store.log import note_change, record
from bot.store.sqlite_writer import Tx
from bot.store.tables import audit
from bot.store.vault import Vault

CHECKED, NOT_CONFIRMED = "identity checked", "identity not confirmed"
COPIED, GIVEN = "copy made", "copy given"


@dataclass(frozen=True, slots=True)
class Check:
    """`how` as it is stored; `by` as people call them."""

    how: str
    by: str
    at: datetime


async def keep(hands: Hands, item: Item, who: str, action: str, how: str, note: str = "") -> None:
    """Record a step of a request, on its item and on its contact point, with the words of whoever took it."""
    subjects = f"item:{item.number}", f"contact:{item.contact}"
    await record(hands.tx, hands.ids, hands.now, [(who, action, subject, how) for subject in subjects])
    if note:
        await holding.note(hands.tx, hands.vault, hands.ids, item.number, who, note, hands.now)
    await note_change(hands.tx, hands.now)


async def checked(tx: Tx, vault: Vault, contact: int, since: datetime) -> Check | None:
    """The last check of whoever uses this contact point, if it is not older and nobody failed to confirm it after."""
    last = await _last(tx, f"contact:{contact}", (CHECKED, NOT_CONFIRMED))
    if last is None or last.action != CHECKED or last.at <= since:
        return None
    return Check(last.detail, (await staff.called(tx, vault)).get(last.actor, last.actor), last.at)


async def copied_at(tx: Tx, number: int) -> datetime | None:
    """When the last copy was made for this item."""
    last = await _last(tx, f"item:{number}", (COPIED,))
    return last.at if last else None


async def _last(tx: Tx, subject: str, actions: Sequence[str]) -> Any:
    a = audit.c
    query = select(a.at, a.actor, a.action, a.detail).where(a.subject == subject, a.action.in_(actions))
    return (await tx.execute(query.order_by(a.at.desc(), a.id.desc()).limit(1))).first()
