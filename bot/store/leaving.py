"""What somebody who goes leaves behind: items that they hold, people whom they look after, colleagues for whom they stand in.

Nothing of it stays with somebody who is not there: items go back to the queue at once, people and colleagues to whoever
takes over.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update

from bot.store import holding
from bot.store.episodes import UNDER_WAY
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.sqlite_writer import Tx
from bot.store.staff import ACTIVE, actor
from bot.store.tables import episodes, items, staff


@dataclass(frozen=True, slots=True)
class Left:
    """How many items they hold, people they look after, and colleagues they stand in for."""

    items: int
    people: int
    colleagues: int

    def __bool__(self) -> bool:
        return bool(self.items or self.people or self.colleagues)


async def left_by(tx: Tx, id: int) -> Left:
    async def count(column: Any, *where: Any) -> int:
        return int((await tx.execute(select(func.count(column)).where(*where))).scalar_one())

    return Left(
        await count(items.c.id, items.c.holder_id == id, items.c.state == "claimed"),
        await count(episodes.c.id, episodes.c.key_worker_id == id, episodes.c.state.in_(UNDER_WAY)),
        await count(staff.c.id, staff.c.cover_id == id, staff.c.state == ACTIVE),
    )


async def give_back(hands: Hands, id: int, who: str) -> None:
    """Every item that they hold is open again, and the next on the ladder hear of it at once."""
    theirs = (items.c.holder_id == id) & (items.c.state == "claimed")
    numbers = list((await hands.tx.execute(select(items.c.number).where(theirs))).scalars())
    _ = await hands.tx.execute(update(items).where(theirs).values(**holding.FREE, climbs_at=hands.now))
    entries = [(who, "item passed on", f"item:{number}", f"from {actor(id)}") for number in numbers]
    await record(hands.tx, hands.ids, hands.now, entries)
    await note_change(hands.tx, hands.now)


async def take_over(hands: Hands, id: int, cover: int, who: str) -> None:
    """Whoever covers looks after their people from now on, and stands in for the colleagues for whom they did."""
    theirs = (episodes.c.key_worker_id == id) & episodes.c.state.in_(UNDER_WAY)
    ids = list((await hands.tx.execute(select(episodes.c.id).where(theirs))).scalars())
    _ = await hands.tx.execute(update(episodes).where(theirs).values(key_worker_id=cover))
    entries = [(who, "key worker changed", f"episode:{one}", f"{actor(id)} to {actor(cover)}") for one in ids]
    await record(hands.tx, hands.ids, hands.now, entries)
    stood_in = (staff.c.cover_id == id) & (staff.c.id != cover)
    _ = await hands.tx.execute(update(staff).where(stood_in).values(cover_id=cover))
