"""A person's word about where somebody stands in the list of whom to look at first. The order itself is casework/stratify.py."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.sqlite_writer import Tx
from bot.store.tables import placings
from bot.store.vault import Vault

WHY = "placings.why"
UP, DOWN = "up", "down"


@dataclass(frozen=True, slots=True)
class Kept:
    """`until` is a local day, such as 2026-11-30; `by` as the audit log knows them."""

    way: str
    until: str
    why: str
    by: str
    at: datetime


async def move(hands: Hands, episode: int, way: str, until: str, why: str, who: str) -> None:
    """In place of what was said before."""
    _ = await hands.tx.execute(delete(placings).where(placings.c.episode_id == episode))
    id = hands.ids.new(hands.now)
    row = {
        "id": id, "episode_id": episode, "way": way, "until": until, "why": hands.vault.seal(WHY, id, why), "by": who,
        "at": hands.now,
    }  # fmt: skip
    _ = await hands.tx.execute(placings.insert().values(**row))
    await _logged(hands, episode, who, f"{way} until {until}")


async def take_back(hands: Hands, episode: int, who: str) -> None:
    _ = await hands.tx.execute(delete(placings).where(placings.c.episode_id == episode))
    await _logged(hands, episode, who, "taken back")


async def since(tx: Tx, vault: Vault, today: str) -> dict[int, Kept]:
    """Those that hold today, by episode."""
    rows = (await tx.execute(select(placings).where(placings.c.until >= today))).all()
    return {row.episode_id: Kept(row.way, row.until, vault.open(WHY, row.id, row.why), row.by, row.at) for row in rows}


async def _logged(hands: Hands, episode: int, who: str, detail: str) -> None:
    await record(hands.tx, hands.ids, hands.now, [(who, "place in the list", f"episode:{episode}", detail)])
    await note_change(hands.tx, hands.now)
