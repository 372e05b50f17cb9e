"""What happened to an item, step by step: from the audit log, and the words that staff kept with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.store import items, staff
from bot.store.looks import LOOKS
from bot.store.sharing import Sharing, shared
from bot.store.sqlite_writer import Tx
from bot.store.tables import audit
from bot.store.tables import items as queue
from bot.store.vault import Vault

ACTOR = re.compile(r"staff:\d+")
WITH_WORDS = ("note added", "shared without consent")  # their words stand here instead


@dataclass(frozen=True, slots=True)
class Entry:
    """One step: what was done, by whom as people call them, and the note or the sharing that it was."""

    at: datetime
    by: str
    what: str
    detail: str = ""
    note: str = ""
    sharing: Sharing | None = None


async def of_item(tx: Tx, vault: Vault, number: int) -> list[Entry]:
    """Everything about an item, oldest first. Raises NotFound."""
    item = await items.one(tx, vault, number)
    names = await staff.called(tx, vault)
    row = (await tx.execute(select(queue).where(queue.c.id == item.id))).one()
    a = audit.c
    log = select(audit).where(a.subject == f"item:{number}", a.action.not_in((*WITH_WORDS, *LOOKS))).order_by(a.id)
    told = [
        Entry(one.at, _named(one.actor, names), one.action, _named(one.detail, names)) for one in await tx.execute(log)
    ]
    notes = (await items.notes(tx, vault, [item.id])).get(item.id, ())
    told += [Entry(note.at, note.by, "note", note=note.text) for note in notes]
    return sorted([*told, *_sharings(shared(vault, row), names)], key=lambda entry: entry.at)


def _sharings(found: Sequence[Sharing], names: Mapping[str, str]) -> list[Entry]:
    return [Entry(one.at, _named(one.by, names), "shared without consent", sharing=one) for one in found]


def _named(text: str, names: Mapping[str, str]) -> str:
    return ACTOR.sub(lambda found: names.get(found[0], found[0]), text)
