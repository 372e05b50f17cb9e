"""Calls through our number, as rows: the rules for ringing are shown, the call is asked for, and how it ended.

Each step is a conditional UPDATE, so that a second tap rings nobody twice, and whatever Twilio reports twice counts
once. That the person was rung is a contact attempt from the moment that their phone rings, not before.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update

from bot.store import holding
from bot.store.hands import Hands
from bot.store.log import record
from bot.store.messages import RANG, Line
from bot.store.sqlite_writer import Tx
from bot.store.staff import actor
from bot.store.tables import calls, contacts, items, staff_contacts
from bot.store.vault import Vault

ADDRESS = "contacts.address"
PHONES = ("sms", "whatsapp")
RULES_COUNT_FOR = timedelta(minutes=15)  # whoever read them longer ago reads them again
ENDS = {  # Twilio's word for how the person's side ended
    "completed": "reached", "answered": "reached", "busy": "busy", "no-answer": "no answer", "failed": "failed",
    "canceled": "no answer",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A call that is to be made: to whose phone first."""

    id: int
    number: int
    staff: int
    theirs: str


@dataclass(frozen=True, slots=True)
class Ended:
    """How a call ended, for whoever made it."""

    number: int
    staff: int
    how: str


async def may_be_rung(tx: Tx, ids: Collection[int]) -> set[int]:
    """Of these contact points those that are a phone, of whoever wrote and not of somebody else by now, who can hear."""
    c = contacts.c
    query = select(c.id).where(
        c.id.in_(list(ids)), c.channel.in_(PHONES), c.state != "wrong_number", c.deaf_at.is_(None)
    )
    return set((await tx.execute(query)).scalars())


async def phone_of(tx: Tx, vault: Vault, member: int) -> str | None:
    """The mobile of a member of staff: the one that was bound first."""
    c, s = contacts.c, staff_contacts.c
    query = select(c.id, c.address).join(staff_contacts, s.contact_id == c.id)
    query = query.where(s.staff_id == member, c.channel.in_(PHONES)).order_by(s.bound_at, c.id).limit(1)
    row = (await tx.execute(query)).first()
    return vault.open(ADDRESS, row.id, row.address) if row else None


async def shown(hands: Hands, item: int, member: int, contact: int) -> None:
    """The rules for ringing this person were sent to whoever wants to ring them."""
    row = {
        "id": hands.ids.new(hands.now),
        "item_id": item,
        "staff_id": member,
        "contact_id": contact,
        "state": "shown",
        "created_at": hands.now,
    }
    _ = await hands.tx.execute(calls.insert().values(row))


async def ask(hands: Hands, item: int, member: int) -> bool:
    """They have read the rules: ring. False when they have not, or not lately."""
    c = calls.c
    lately = (c.item_id == item) & (c.staff_id == member) & (c.state == "shown")
    lately &= c.created_at > hands.now - RULES_COUNT_FOR
    found = (await hands.tx.execute(select(c.id).where(lately).order_by(c.id.desc()).limit(1))).scalar()
    return found is not None and await _step(hands, found, "shown", "asked", created_at=hands.now)


async def take_asked(hands: Hands) -> list[Asked]:
    """Calls to be made now, each for one process alone."""
    c = calls.c
    query = select(c.id, c.staff_id, items.c.number).join(items, items.c.id == c.item_id).where(c.state == "asked")
    rows = (await hands.tx.execute(query.order_by(c.id).limit(20))).all()
    mine = [row for row in rows if await _step(hands, row.id, "asked", "dialling")]
    phones = [await phone_of(hands.tx, hands.vault, row.staff_id) for row in mine]
    return [Asked(row.id, row.number, row.staff_id, phone or "") for row, phone in zip(mine, phones, strict=True)]


async def unheard_of(tx: Tx, before: datetime) -> list[int]:
    """Calls that were to be made since then, and nobody knows whether they were."""
    c = calls.c
    lost = (c.state == "dialling") & c.provider_id.is_(None) & (c.created_at <= before)
    return list((await tx.execute(select(c.id).where(lost))).scalars())


async def dialled(tx: Tx, id: int, provider_id: str) -> None:
    _ = await tx.execute(update(calls).where(calls.c.id == id).values(provider_id=provider_id))


async def is_on(tx: Tx, id: int) -> int | None:
    """The number of the item that a call under way is about."""
    query = select(items.c.number).join(calls, calls.c.item_id == items.c.id)
    return (await tx.execute(query.where(calls.c.id == id, calls.c.state == "dialling"))).scalar()


async def put_through(hands: Hands, id: int) -> str | None:
    """The number of the person, for a call whose maker has picked up and wants it now. It is a contact attempt."""
    if not await _step(hands, id, "dialling", "through"):
        return None
    c = calls.c
    query = select(c.contact_id, c.staff_id, items.c.number, items.c.claimed_by, contacts.c.address)
    query = query.join(items, items.c.id == c.item_id).join(contacts, contacts.c.id == c.contact_id)
    row = (await hands.tx.execute(query.where(c.id == id))).one()
    who = actor(row.staff_id)
    if row.claimed_by == who:
        await holding.attempted(hands.tx, hands.ids, row.number, who, "rang", hands.now)
    return hands.vault.open(ADDRESS, row.contact_id, row.address)


async def ended(hands: Hands, id: int, status: str) -> Ended | None:
    """The person's side is over. None when that was known already."""
    return await _ended(hands, id, "through", ENDS.get(status, "failed"))


async def not_picked_up(hands: Hands, id: int, why: str) -> Ended | None:
    """The maker's own phone did not answer, or the call could not be made: nobody was rung."""
    return await _ended(hands, id, "dialling", why)


async def _ended(hands: Hands, id: int, before: str, how: str) -> Ended | None:
    if not await _step(hands, id, before, how, settled_at=hands.now):
        return None
    query = select(calls.c.staff_id, items.c.number).join(items, items.c.id == calls.c.item_id)
    row = (await hands.tx.execute(query.where(calls.c.id == id))).one()
    await record(hands.tx, hands.ids, hands.now, [(actor(row.staff_id), "call ended", f"item:{row.number}", how)])
    return Ended(row.number, row.staff_id, how)


async def _step(hands: Hands, id: int, before: str, after: str, **values: datetime) -> bool:
    change = update(calls).where(calls.c.id == id, calls.c.state == before).values(state=after, **values)
    return (await hands.tx.execute(change)).rowcount == 1


async def rung(tx: Tx, contact: int) -> list[Line]:
    """The calls that were made to this contact point, as lines between what was written."""
    c = calls.c
    made = select(c.id, c.created_at, c.staff_id, c.state).where(
        c.contact_id == contact, c.state.not_in(("shown", "asked"))
    )
    return [
        Line(row.created_at, False, "", RANG, row.state, id=row.id, by=actor(row.staff_id))
        for row in await tx.execute(made)
    ]
