"""The triage queue as it is read: items in their order, with their notes. What changes them is in raising.py,
holding.py and climbing.py."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from bot.errors import NotFound
from bot.store import staff
from bot.store.raising import WHY, Proof, opened
from bot.store.sqlite_writer import Tx
from bot.store.tables import item_notes, items
from bot.store.vault import Vault

NOTE = "item_notes.text"


@dataclass(frozen=True, slots=True)
class Item:
    """An item as the desk shows it. `number` is what people say; `times` counts what was merged into it.

    `claimed_by` is who it is with as the audit log knows them, `holder` as people call them, `holder_id` their row if
    they are enrolled. `step` is the rung of the ladder that was told last; `due_at` is None for the moment in which
    triage has not looked at it yet.
    """

    id: int
    number: int
    level: str
    category: str
    categories: tuple[str, ...]
    part: str
    state: str
    why: str
    evidence: tuple[Proof, ...]
    contact: int
    person: int | None
    referral: int | None
    locality: str
    times: int
    created_at: datetime
    latest_at: datetime
    due_at: datetime | None
    step: int
    climbs_at: datetime | None
    claimed_by: str | None
    holder: str
    holder_id: int | None
    claimed_at: datetime | None
    attempted_at: datetime | None
    outcome: str | None
    verdict: str | None


@dataclass(frozen=True, slots=True)
class Note:
    text: str
    by: str
    at: datetime


async def queue(tx: Tx, vault: Vault, *, closed: bool = False, only: ColumnElement[bool] | None = None) -> list[Item]:
    """Items in the order of triage.place; resolved ones, newest first, when `closed`. `only`: of some alone."""
    i = items.c
    worst = case((i.level == "red", 0), (i.level == "amber", 1), else_=2)
    query = select(items).where(i.state == "resolved" if closed else i.state != "resolved")
    query = query if only is None else query.where(only)
    due = func.coalesce(i.due_at, i.created_at)
    order = (i.resolved_at.desc(),) if closed else (worst, due, i.created_at, i.number)
    return await opened_items(tx, vault, (await tx.execute(query.order_by(*order).limit(500))).all())


async def one(tx: Tx, vault: Vault, number: int, *, lock: bool = False) -> Item:
    """The item with this number; `lock`: nobody else changes it until we commit. Raises NotFound."""
    query = select(items).where(items.c.number == number)
    rows = (await tx.execute(query.with_for_update() if lock else query)).all()
    if not rows:
        raise NotFound(f"Item {number}.")
    return (await opened_items(tx, vault, rows))[0]


async def number_of(tx: Tx, id: int) -> int:
    return (await tx.execute(select(items.c.number).where(items.c.id == id))).scalar_one()


async def held(tx: Tx, contacts: Collection[int]) -> list[tuple[int, int, int]]:
    """Of what is about these contact points, each item that a member of staff has: its number, contact point and holder."""
    i = items.c
    theirs = i.contact_id.in_(list(contacts)) & (i.state == "claimed") & i.holder_id.is_not(None)
    rows = await tx.execute(select(i.number, i.contact_id, i.holder_id).where(theirs).order_by(i.id))
    return [(row.number, row.contact_id, row.holder_id) for row in rows]


async def notes(tx: Tx, vault: Vault, ids: Sequence[int]) -> Mapping[int, list[Note]]:
    """What was noted on each of these items, oldest first."""
    found: dict[int, list[Note]] = {}
    query = select(item_notes).where(item_notes.c.item_id.in_(list(ids))).order_by(item_notes.c.id)
    rows = (await tx.execute(query)).all()
    names = await staff.called(tx, vault)
    for row in rows:
        note = Note(vault.open(NOTE, row.id, row.text), names.get(row.by, row.by), row.at)
        found.setdefault(row.item_id, []).append(note)
    return found


async def opened_items(tx: Tx, vault: Vault, rows: Sequence[Any]) -> list[Item]:
    """Rows of the table as items, their words opened."""
    names: Mapping[str, str] = {}
    if any(row.holder_id for row in rows):
        names = await staff.called(tx, vault)
    return [_item(vault, row, names) for row in rows]


def _item(vault: Vault, row: Any, names: Mapping[str, str]) -> Item:
    return Item(
        row.id,
        row.number,
        row.level,
        row.category,
        tuple(row.categories.split("|")),
        row.part,
        row.state,
        vault.open(WHY, row.id, row.why),
        tuple(opened(vault, row)),
        row.contact_id,
        row.person_id,
        row.referral_id,
        row.locality,
        row.times,
        row.created_at,
        row.latest_at,
        row.due_at,
        row.step,
        row.climbs_at,
        row.claimed_by,
        names.get(row.claimed_by, row.claimed_by or ""),
        row.holder_id,
        row.claimed_at,
        row.attempted_at,
        row.outcome,
        row.verdict,
    )
