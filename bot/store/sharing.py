"""What was shared about somebody without their consent: with whom, why, and what they wished. Kept with the item, each
beside the ones before it; nothing here is ever changed afterwards."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from bot.errors import CommandWrong, NotFound
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.tables import items
from bot.store.vault import Vault

SHARING = "items.sharing"


@dataclass(frozen=True, slots=True)
class Sharing:
    """`by` is whoever shared it, as the audit log names them."""

    to: str
    why: str
    wishes: str
    by: str
    at: datetime


async def share(hands: Hands, number: int, who: str, to: str, why: str, wishes: str) -> None:
    """Something was shared without consent. Raises CommandWrong when a part is missing, NotFound."""
    if not (to.strip() and why.strip() and wishes.strip()):
        raise CommandWrong("Say with whom, why, and what the person wished.")
    row = (await hands.tx.execute(select(items).where(items.c.number == number).with_for_update())).one_or_none()
    if row is None:
        raise NotFound(f"Item {number}.")
    fresh = {"to": to.strip(), "why": why.strip(), "wishes": wishes.strip(), "by": who, "at": hands.now.isoformat()}
    words = json.dumps([*_kept(hands.vault, row), fresh], ensure_ascii=False)
    change = update(items).where(items.c.id == row.id).values(sharing=hands.vault.seal(SHARING, row.id, words))
    _ = await hands.tx.execute(change)
    await record(hands.tx, hands.ids, hands.now, [(who, "shared without consent", f"item:{number}", "")])
    await note_change(hands.tx, hands.now)


def shared(vault: Vault, row: Any) -> list[Sharing]:
    """Everything shared about this row of items, oldest first."""
    return [Sharing(**one | {"at": datetime.fromisoformat(one["at"])}) for one in _kept(vault, row)]


def _kept(vault: Vault, row: Any) -> list[Any]:
    return json.loads(vault.open(SHARING, row.id, row.sharing)) if row.sharing else []
