"""The triage queue in the database. Claiming is a conditional UPDATE: two coordinators cannot both win."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, select, update

from bot.errors import AlreadyTaken, NotFound
from bot.store.ids import Ids
from bot.store.log import note_change, record
from bot.store.marks import take_numbers
from bot.store.prepared import Prepared
from bot.store.sqlite_writer import Tx
from bot.store.tables import items
from bot.store.vault import Vault

WHY = "items.why"

_NEW = Prepared(items.insert())


@dataclass(frozen=True, slots=True)
class Raised:
    """An item to put in the queue, and what it is about."""

    level: str
    category: str
    why: str
    contact: int
    referral: int | None = None
    conversation: int | None = None
    message: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An item as the desk shows it. `number` is what people say; `times` counts what was merged into it."""

    number: int
    level: str
    category: str
    state: str
    why: str
    contact: int
    referral: int | None
    times: int
    created_at: datetime
    latest_at: datetime
    claimed_by: str | None
    outcome: str | None


MOST_WORDS = 2000  # characters of what was said, in one item; the transcript has the rest


async def raise_items(tx: Tx, vault: Vault, ids: Ids, raised: Sequence[Raised], now: datetime) -> None:
    """Put items in the queue; the same trouble of the same contact, still open, is counted instead."""
    fresh = [item for item in raised if item.referral is not None or not await _counted(tx, vault, item, now)]
    if not fresh:
        return
    numbers = await take_numbers(tx, "item", len(fresh))
    rows = [_row(vault, ids.new(now), number, item, now) for number, item in zip(numbers, fresh, strict=True)]
    await _NEW.run(tx, rows)
    entries = [("service", "item raised", f"item:{row['number']}", f"{row['level']} {row['category']}") for row in rows]
    await record(tx, ids, now, entries)


async def _counted(tx: Tx, vault: Vault, item: Raised, now: datetime) -> bool:
    """Whether an open item took it in: counted, with the newer words below the older ones."""
    i = items.c
    same = (i.contact_id == item.contact) & (i.category == item.category[:64]) & (i.level == item.level)
    query = select(i.id, i.why).where(same, i.state == "open", i.referral_id.is_(None)).order_by(i.id.desc())
    row = (await tx.execute(query.limit(1).with_for_update())).first()
    if row is None:
        return False
    said = vault.open(WHY, row.id, row.why)
    if item.why not in said.split("\n") and len(said) + len(item.why) < MOST_WORDS:
        said = f"{said}\n{item.why}"
    change = update(items).where(i.id == row.id)
    again = change.values(times=i.times + 1, latest_at=now, why=vault.seal(WHY, row.id, said))
    _ = await tx.execute(again)
    return True


def _row(vault: Vault, id: int, number: int, item: Raised, now: datetime) -> dict[str, Any]:
    return {
        "id": id,
        "number": number,
        "level": item.level,
        "category": item.category[:64],
        "categories": item.category[:64],
        "part": "at_risk",
        "locality": "",
        "step": 0,
        "state": "open",
        "contact_id": item.contact,
        "referral_id": item.referral,
        "conversation_id": item.conversation,
        "message_id": item.message,
        "why": vault.seal(WHY, id, item.why),
        "times": 1,
        "created_at": now,
        "latest_at": now,
    }


async def queue(tx: Tx, vault: Vault, *, closed: bool = False) -> list[Item]:
    """Items worst first, oldest first within a level; resolved ones, newest first, when `closed`."""
    worst = case((items.c.level == "red", 0), (items.c.level == "amber", 1), else_=2)
    query = select(items).where(items.c.state == "resolved" if closed else items.c.state != "resolved")
    order = (items.c.resolved_at.desc(),) if closed else (worst, items.c.created_at, items.c.id)
    return [_item(vault, row) for row in await tx.execute(query.order_by(*order).limit(500))]


async def one(tx: Tx, vault: Vault, number: int) -> Item:
    """The item with this number. Raises NotFound."""
    row = (await tx.execute(select(items).where(items.c.number == number))).one_or_none()
    if row is None:
        raise NotFound(f"Item {number}.")
    return _item(vault, row)


async def claim(tx: Tx, ids: Ids, number: int, who: str, now: datetime) -> None:
    """Take an open item. Raises AlreadyTaken when it is not open any more."""
    taken = update(items).where(items.c.number == number, items.c.state == "open")
    done = await tx.execute(taken.values(state="claimed", claimed_by=who, claimed_at=now))
    if done.rowcount != 1:
        raise AlreadyTaken(f"Item {number}.")
    await _logged(tx, ids, now, who, "item claimed", number)


async def resolve(tx: Tx, ids: Ids, number: int, who: str, outcome: str, now: datetime) -> None:
    """Close an item with its outcome. Raises AlreadyTaken when it is closed already."""
    closing = update(items).where(items.c.number == number, items.c.state != "resolved")
    done = await tx.execute(closing.values(state="resolved", resolved_at=now, outcome=outcome[:80]))
    if done.rowcount != 1:
        raise AlreadyTaken(f"Item {number} is closed.")
    await _logged(tx, ids, now, who, "item resolved", number)


async def _logged(tx: Tx, ids: Ids, now: datetime, who: str, action: str, number: int) -> None:
    await record(tx, ids, now, [(who, action, f"item:{number}", "")])
    await note_change(tx, now)


def _item(vault: Vault, row: Any) -> Item:
    return Item(
        row.number,
        row.level,
        row.category,
        row.state,
        vault.open(WHY, row.id, row.why),
        row.contact_id,
        row.referral_id,
        row.times,
        row.created_at,
        row.latest_at,
        row.claimed_by,
        row.outcome,
    )
