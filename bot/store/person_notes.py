"""What staff wrote down about a person. A note can be changed by anybody who sees it; what it was stays with edits.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from bot.errors import NotFound
from bot.store import staff
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.sqlite_writer import Tx
from bot.store.tables import person_notes
from bot.store.vault import Vault

TEXT = "person_notes.text"


@dataclass(frozen=True, slots=True)
class Note:
    """`by`: who wrote it first, as people call them."""

    id: int
    person: int
    text: str
    by: str
    at: datetime


async def add(hands: Hands, person: int, text: str, who: str) -> int:
    """Its id."""
    id = hands.ids.new(hands.now)
    row = {"id": id, "person_id": person, "text": hands.vault.seal(TEXT, id, text), "by": who, "at": hands.now}
    _ = await hands.tx.execute(person_notes.insert().values(**row))
    await record(hands.tx, hands.ids, hands.now, [(who, "note added", f"person:{person}", "")])
    await note_change(hands.tx, hands.now)
    return id


async def write(hands: Hands, id: int, text: str) -> None:
    """New words for it. What it was is kept by whoever calls this (edits.keep)."""
    sealed = hands.vault.seal(TEXT, id, text)
    _ = await hands.tx.execute(update(person_notes).where(person_notes.c.id == id).values(text=sealed))


async def one(tx: Tx, vault: Vault, person: int, id: int) -> Note:
    """Raises NotFound; so it does for a note about somebody else."""
    query = select(person_notes).where(person_notes.c.id == id, person_notes.c.person_id == person)
    row = (await tx.execute(query)).one_or_none()
    if row is None:
        raise NotFound("This note is not there.")
    return _note(vault, row, await staff.called(tx, vault))


async def newest(tx: Tx, vault: Vault, person: int, most: int, before: int = 0) -> list[Note]:
    """The newest first; `before`: those older than this one."""
    query = select(person_notes).where(person_notes.c.person_id == person).order_by(person_notes.c.id.desc())
    query = query.where(person_notes.c.id < before) if before else query
    rows = (await tx.execute(query.limit(most))).all()
    names = await staff.called(tx, vault)
    return [_note(vault, row, names) for row in rows]


async def count(tx: Tx, person: int) -> int:
    return (
        await tx.execute(select(func.count()).select_from(person_notes).where(person_notes.c.person_id == person))
    ).scalar_one()


def _note(vault: Vault, row: Any, names: Mapping[str, str]) -> Note:
    return Note(row.id, row.person_id, vault.open(TEXT, row.id, row.text), names.get(row.by, row.by), row.at)
