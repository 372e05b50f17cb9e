"""Who holds an item of the queue, and what they do with it. Claiming is a conditional UPDATE: two cannot both win.

Only its holder closes an item, and it is taken from them only by somebody who says so. `who` is whoever acts, as the
audit log names them: "staff:ID" for somebody who is enrolled, else the name given at the desk.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, select, update

from bot.errors import AlreadyTaken, CommandWrong, FrontdoorError, NotFound
from bot.store.ids import Ids
from bot.store.items import NOTE
from bot.store.log import note_change, record
from bot.store.sqlite_writer import Tx
from bot.store.staff import id_of
from bot.store.tables import contacts, item_notes, items
from bot.store.vault import Vault
from bot.triage import OUTCOMES, VERDICTS

FALSE_ALARM = "false_alarm"  # an outcome, and a verdict
NOT_CLOSED = items.c.state != "resolved"
FREE: dict[str, Any] = {
    "state": "open",
    "claimed_by": None,
    "holder_id": None,
    "claimed_at": None,
    "attempted_at": None,
}


class HeldByAnother(FrontdoorError):
    """Somebody else has this item: take it over first."""


async def claim(tx: Tx, ids: Ids, number: int, who: str, now: datetime) -> None:
    """Take an open item: its ladder rests. Raises AlreadyTaken when it is not open any more."""
    await _change(tx, number, items.c.state == "open", **_taken_by(who, now))
    await _logged(tx, ids, now, who, "item claimed", number)


async def take_over(tx: Tx, ids: Ids, number: int, holder: str, who: str, now: datetime) -> None:
    """Take an item from whoever was seen to hold it. Raises AlreadyTaken when they do not hold it any more."""
    await _change(tx, number, _held(holder), **_taken_by(who, now))
    await _logged(tx, ids, now, who, "item taken over", number, f"from {holder}")


async def pass_on(tx: Tx, ids: Ids, number: int, who: str, now: datetime) -> None:
    """Its holder cannot deal with it: the next on the ladder hear of it at once. Raises AlreadyTaken."""
    await _change(tx, number, _held(who), **FREE, climbs_at=now)
    await _logged(tx, ids, now, who, "item passed on", number)


async def attempted(tx: Tx, ids: Ids, number: int, who: str, how: str, now: datetime) -> None:
    """A contact attempt by its holder: from then on a red item counts as being handled. Raises AlreadyTaken."""
    await _change(tx, number, _held(who), attempted_at=now)
    await _logged(tx, ids, now, who, "contact attempted", number, how)


async def resolve(
    tx: Tx, ids: Ids, number: int, who: str, outcome: str, now: datetime, verdict: str | None = None
) -> None:
    """Close an item that `who` holds, or nobody, with what they think of its level; an outcome "false alarm" says that
    too. Raises HeldByAnother, CommandWrong, or AlreadyTaken when it is closed already."""
    held = select(items.c.claimed_by).where(items.c.number == number, items.c.state == "claimed")
    holder = (await tx.execute(held.with_for_update())).scalar()
    if holder not in (None, who):
        raise HeldByAnother(f"Item {number} is with {holder}: they close it, or somebody takes it over at the desk.")
    closed = {"state": "resolved", "resolved_at": now, "outcome": outcome[:80], "climbs_at": None}
    if (await tx.execute(update(items).where(items.c.number == number, NOT_CLOSED).values(**closed))).rowcount != 1:
        raise AlreadyTaken(f"Item {number} is closed.")
    await _give_back_conversation(tx, number)
    await _logged(tx, ids, now, who, "item resolved", number, outcome if outcome in OUTCOMES else "")
    if said := FALSE_ALARM if outcome == FALSE_ALARM else verdict:
        await judge(tx, ids, number, who, said, now)


async def take_conversation(tx: Tx, number: int, wrote_at: datetime | None) -> None:
    """A person goes on with whoever the item is about: the conversation is theirs, and we say nothing in it.

    `wrote_at`: they have written; else what waits for an answer waits on."""
    wrote = {"human_at": wrote_at} if wrote_at else {}
    change = update(contacts).where(contacts.c.id == _whose(number)).values(human_owns=True, **wrote)
    _ = await tx.execute(change)


async def give_back(tx: Tx, contact: int) -> bool:
    """We may answer them again. False when we might already."""
    mine = update(contacts).where(contacts.c.id == contact, contacts.c.human_owns)
    return (await tx.execute(mine.values(human_owns=False))).rowcount == 1


def _whose(number: int) -> ColumnElement[int]:
    return select(items.c.contact_id).where(items.c.number == number).scalar_subquery()


async def _give_back_conversation(tx: Tx, number: int) -> None:
    """With the last item that somebody has of them closed, we may answer them again."""
    held = select(items.c.id).where(items.c.contact_id == contacts.c.id, items.c.state == "claimed").exists()
    over = (contacts.c.id == _whose(number)) & contacts.c.human_owns & ~held
    _ = await tx.execute(update(contacts).where(over).values(human_owns=False))


async def reopen(tx: Tx, ids: Ids, number: int, who: str, now: datetime) -> None:
    """Open a closed item again, with a new deadline and from the foot of the ladder: it is no false alarm any more.
    Raises AlreadyTaken."""
    verdict = case((items.c.verdict == FALSE_ALARM, None), else_=items.c.verdict)
    anew = FREE | {"resolved_at": None, "outcome": None, "due_at": None, "step": 0, "latest_at": now}
    anew |= {"verdict": verdict}
    await _change(tx, number, items.c.state == "resolved", **anew)
    await _logged(tx, ids, now, who, "item reopened", number)


async def note(tx: Tx, vault: Vault, ids: Ids, number: int, who: str, text: str, now: datetime) -> None:
    """Add words to an item. Raises NotFound."""
    item, id = await id_of_item(tx, number), ids.new(now)
    row = {"id": id, "item_id": item, "text": vault.seal(NOTE, id, text), "by": who, "at": now}
    _ = await tx.execute(item_notes.insert().values(row))
    await _logged(tx, ids, now, who, "note added", number)


async def judge(tx: Tx, ids: Ids, number: int, who: str, verdict: str, now: datetime) -> None:
    """What its coordinator thinks of the level. Raises CommandWrong, NotFound."""
    if verdict not in VERDICTS:
        raise CommandWrong(f"A verdict is one of {', '.join(VERDICTS)}.")
    item = await id_of_item(tx, number)
    _ = await tx.execute(update(items).where(items.c.id == item).values(verdict=verdict))
    await _logged(tx, ids, now, who, "verdict", number, verdict)


async def id_of_item(tx: Tx, number: int) -> int:
    """Raises NotFound."""
    found = (await tx.execute(select(items.c.id).where(items.c.number == number))).scalar()
    if found is None:
        raise NotFound(f"Item {number}.")
    return found


def _held(holder: str) -> ColumnElement[bool]:
    return (items.c.state == "claimed") & (items.c.claimed_by == holder)


def _taken_by(who: str, now: datetime) -> dict[str, Any]:
    return FREE | {
        "state": "claimed", "claimed_by": who, "holder_id": id_of(who), "claimed_at": now, "climbs_at": None,
    }  # fmt: skip


async def _change(tx: Tx, number: int, only: ColumnElement[bool], **values: Any) -> None:
    done = await tx.execute(update(items).where(items.c.number == number, only).values(**values))
    if done.rowcount != 1:
        raise AlreadyTaken(f"Item {number}.")


async def _logged(tx: Tx, ids: Ids, now: datetime, who: str, action: str, number: int, detail: str = "") -> None:
    await record(tx, ids, now, [(who, action, f"item:{number}", detail)])
    await note_change(tx, now)
