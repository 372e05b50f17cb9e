"""What was changed on a person's page: who changed which field when, and what it was before. Only added to."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.store import staff
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.sqlite_writer import Tx
from bot.store.tables import edits
from bot.store.vault import Vault

WAS = "edits.was"
NOTE, WORKER, LEVEL = "note", "key_worker", "level"  # fields beside those of the person themselves


@dataclass(frozen=True, slots=True)
class Edit:
    """`was`: before it. `row`: which note or episode, where a person has several. `by` as people call them."""

    id: int
    field: str
    row: int | None
    was: str
    by: str
    at: datetime


async def keep(hands: Hands, person: int, field: str, was: str, who: str, row: int | None = None) -> None:
    """What it was, before it is written over."""
    id = hands.ids.new(hands.now)
    values = {
        "id": id, "person_id": person, "field": field, "row_id": row, "was": hands.vault.seal(WAS, id, was), "by": who,
        "at": hands.now,
    }  # fmt: skip
    _ = await hands.tx.execute(edits.insert().values(**values))
    await record(hands.tx, hands.ids, hands.now, [(who, f"changed: {field}", f"person:{person}", "")])
    await note_change(hands.tx, hands.now)


async def of_person(
    tx: Tx, vault: Vault, person: int, most: int, field: str = "", row: int | None = None, before: int = 0
) -> list[Edit]:
    """The newest first. `field`, `row`: of that alone; `before`: those older than this one."""
    e = edits.c
    query = select(edits).where(e.person_id == person).order_by(e.id.desc()).limit(most)
    query = query.where(e.field == field) if field else query
    query = query.where(e.row_id == row) if row is not None else query
    query = query.where(e.id < before) if before else query
    rows = (await tx.execute(query)).all()
    names = await staff.called(tx, vault)
    return [
        Edit(row.id, row.field, row.row_id, vault.open(WAS, row.id, row.was), names.get(row.by, row.by), row.at)
        for row in rows
    ]
