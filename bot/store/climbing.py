"""What triage and the ladder look for among the items, and what they write. Every change is conditional: of two
processes that look at once, one finds nothing left to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, select, update

from bot.store.hands import Hands
from bot.store.holding import FREE
from bot.store.items import Item, opened_items
from bot.store.log import note_change, record
from bot.store.sqlite_writer import Tx
from bot.store.tables import alerts, contacts, items, outbox, referrals
from bot.store.vault import Vault
from bot.triage import Limits

AT_ONCE = 100  # items a look: the next one takes the rest
JUST_HEARD = timedelta(hours=1)
HANDED_OVER = ("sent", "delivered")


async def new(tx: Tx, vault: Vault) -> list[Item]:
    """Items that triage has not looked at since they were raised, or became worse."""
    return await _found(tx, vault, items.c.due_at.is_(None) & (items.c.state != "resolved"))


async def due(tx: Tx, vault: Vault, now: datetime) -> list[Item]:
    """Open items whose next rung is to be told now."""
    return await _found(tx, vault, (items.c.state == "open") & (items.c.climbs_at <= now))


async def unhandled(tx: Tx, vault: Vault, now: datetime, limits: Limits) -> list[Item]:
    """Red items that somebody took and made no contact attempt for in time."""
    i = items.c
    late = (i.claimed_at <= now - limits.attempt) & (i.due_at <= now)
    return await _found(tx, vault, (i.state == "claimed") & (i.level == "red") & i.attempted_at.is_(None) & late)


async def unanswered(tx: Tx, vault: Vault) -> list[tuple[Item, datetime]]:
    """Claimed items whose person wrote after their human owner did, and since when their holder leaves that."""
    written = {row.id: row.last_in_at for row in await tx.execute(_waiting())}
    found = await _found(tx, vault, (items.c.state == "claimed") & items.c.contact_id.in_(list(written)))
    return [(item, left_since(item, written[item.contact])) for item in found]


def left_since(item: Item, written: datetime) -> datetime:
    """Whoever takes an item, or takes it over, has the time anew: what waited before was left by somebody else."""
    return max(written, item.latest_at, item.claimed_at or written)


async def waits_since(tx: Tx, contact: int) -> datetime | None:
    """When somebody wrote into a person's conversation who has no answer yet."""
    row = (await tx.execute(_waiting().where(contacts.c.id == contact))).first()
    return row.last_in_at if row else None


async def left_alone(tx: Tx) -> list[tuple[int, datetime]]:
    """Contact points that a human writes with, who wrote last, and of whom nothing is in the queue."""
    i = items.c
    queued = select(i.id).where(i.contact_id == contacts.c.id, i.state != "resolved").exists()
    return [(row.id, row.last_in_at) for row in await tx.execute(_waiting().where(~queued))]


def _waiting() -> Select[Any, Any]:
    """What a person wrote who is on the staff answers from the moment in which it goes out, and not before: so it is for
    a text that was put off."""
    c, o = contacts.c, outbox.c
    unread = c.human_at.is_(None) | (c.last_in_at > c.human_at)
    put_off = (o.contact_id == c.id) & (o.sent_at > c.last_in_at) & o.by.startswith("staff:")
    answered = select(o.id).where(put_off).exists()
    return select(c.id, c.last_in_at).where(c.human_owns, c.last_in_at.is_not(None), unread, ~answered)


async def _found(tx: Tx, vault: Vault, wanted: ColumnElement[bool]) -> list[Item]:
    query = select(items).where(wanted).order_by(items.c.id).limit(AT_ONCE).with_for_update(skip_locked=True)
    return await opened_items(tx, vault, (await tx.execute(query)).all())


async def judged(hands: Hands, item: Item, **values: Any) -> None:
    """What triage makes of a new item: its level, its deadline, its locality, and when the ladder begins."""
    change = update(items).where(items.c.id == item.id, items.c.due_at.is_(None))
    if (await hands.tx.execute(change.values(**values))).rowcount == 1 and values["level"] != item.level:
        detail = f"from {item.level} to {values['level']}: what is on record"
        await record(hands.tx, hands.ids, hands.now, [("service", "item raised", f"item:{item.number}", detail)])


async def climbed(hands: Hands, item: Item, to: int, next_at: datetime | None) -> bool:
    """One item goes up to this rung. False when another process was first, or somebody took it meanwhile."""
    i = items.c
    here = (i.id == item.id) & (i.state == "open") & (i.step == item.step) & (i.climbs_at == item.climbs_at)
    change = update(items).where(here).values(step=to, climbs_at=next_at)
    return (await hands.tx.execute(change)).rowcount == 1


async def rest(tx: Tx, item: int, until: datetime | None) -> None:
    """An open item's ladder waits until then: somebody was told by name, and may take it."""
    open_one = (items.c.id == item) & (items.c.state == "open")
    _ = await tx.execute(update(items).where(open_one).values(climbs_at=until))


async def returned(hands: Hands, item: Item, why: str, climbs_at: datetime | None) -> None:
    """Claimed is not handled: open again, from the foot of the ladder."""
    held = (items.c.id == item.id) & (items.c.state == "claimed") & (items.c.claimed_by == item.claimed_by)
    change = update(items).where(held).values(**FREE, step=0, climbs_at=climbs_at)
    if (await hands.tx.execute(change)).rowcount == 1:
        entry = ("service", "back on the ladder", f"item:{item.number}", f"{why}; it was with {item.claimed_by}")
        await record(hands.tx, hands.ids, hands.now, [entry])
        await note_change(hands.tx, hands.now)


@dataclass(frozen=True, slots=True)
class Untold:
    """An item whose sender has not heard that a person was told, or who took it."""

    id: int
    number: int
    contact: int
    categories: tuple[str, ...]
    claimed_by: str | None


async def to_tell(tx: Tx) -> list[Untold]:
    """Red items of which a member of staff has been told, and their sender not yet that this is so."""
    i, handed = items.c, outbox.c.state.in_(HANDED_OVER)
    carried = select(alerts.c.id).join(outbox, outbox.c.id == alerts.c.outbox_id)
    reached = carried.where(alerts.c.item_id == i.id, handed).exists()
    return await _untold(tx, i.told_at.is_(None) & (i.level == "red") & (i.state == "open") & reached)


async def to_tell_who(tx: Tx) -> list[Untold]:
    """Risks that somebody has taken, and their sender has not heard who."""
    i = items.c
    risk = i.level.in_(("red", "amber")) & i.message_id.is_not(None)
    return await _untold(tx, i.taken_told_at.is_(None) & risk & (i.state == "claimed"))


async def _untold(tx: Tx, wanted: ColumnElement[bool]) -> list[Untold]:
    i = items.c
    query = select(i.id, i.number, i.contact_id, i.categories, i.claimed_by).where(wanted)
    rows = (await tx.execute(query.order_by(i.id).limit(AT_ONCE))).all()
    return [Untold(r.id, r.number, r.contact_id, tuple(r.categories.split("|")), r.claimed_by) for r in rows]


async def told(hands: Hands, one: Untold, column: str) -> bool:
    """This is decided once, whether or not there is a text. False when another process was first, or the sender has
    just heard the same about another item: one message can raise two."""
    i = items.c
    same = select(i.id).where(i.contact_id == one.contact, i.id != one.id, i[column] > hands.now - JUST_HEARD)
    lately = (await hands.tx.execute(same.limit(1))).first() is not None
    change = update(items).where(i.id == one.id, i[column].is_(None)).values(**{column: hands.now})
    return (await hands.tx.execute(change)).rowcount == 1 and not lately


async def is_abused(tx: Tx, contact: int) -> bool:
    """Whether anything in the queue says that whoever writes from here is abused, beside whatever else it says."""
    i = items.c
    theirs = (i.contact_id == contact) & (i.part == "at_risk") & (i.state != "resolved")
    query = select(i.id).where(theirs, i.categories.contains("abuse")).limit(1)
    return (await tx.execute(query)).first() is not None


async def has_said_that_it_is_safe(tx: Tx, contact: int) -> bool:
    """Whether they went past the question who sees this phone; if others did, the contact point is discreet."""
    r = referrals.c
    past = (r.contact_id == contact) & (r.source != "family") | (r.invited_id == contact)
    query = select(r.id).where(past, r.completed_at.is_not(None)).limit(1)
    return (await tx.execute(query)).first() is not None


async def earlier(tx: Tx, item: Item) -> Sequence[Mapping[str, Any]]:
    """Level, categories and outcome of the other items of the same person in the same part."""
    i = items.c
    theirs = i.contact_id == item.contact
    if item.person is not None:
        theirs = (i.contact_id == item.contact) & i.person_id.is_(None) | (i.person_id == item.person)
    query = select(i.level, i.categories, i.outcome, i.verdict).where(theirs, i.id != item.id, i.part == item.part)
    return [dict(row) for row in (await tx.execute(query)).mappings()]
