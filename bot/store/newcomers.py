"""A referral that staff entered: a person, where they are reached, and an item in the queue.

Somebody who is only rung has a contact point on the channel "phone", to which no text ever goes. Whoever has not agreed
yet is linked to no contact point: first they are asked, by a neutral text or by a person.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from bot.errors import NotFound
from bot.store import agreeing, person, subject
from bot.store.agreeing import NO_PHONE, PHONE
from bot.store.contacts import ADDRESS, find_or_make, lock
from bot.store.hands import Hands
from bot.store.log import record
from bot.store.people import NAME, link
from bot.store.raising import Raised, raise_items
from bot.store.referrals import FACT
from bot.store.tables import contacts, facts, people, person_contacts, referrals


@dataclass(frozen=True, slots=True)
class Newcomer:
    """`number` is E.164, or "" where there is none. `facts`: what else was told, by field. `seen`: others see the phone,
    but in this part of the day ("any": whenever it is); "" where nobody does, or it is not known. `ask`: the level and
    words of the item for whoever asks them; None where a text does, or they have agreed. `person`: who it is, if they
    are known."""

    name: str
    number: str
    source: str
    facts: dict[str, str]
    channel: str = PHONE
    agreed: bool = True
    seen: str = ""
    ask: tuple[str, str] | None = None
    person: int | None = None


async def add(hands: Hands, one: Newcomer, who: str) -> int:
    """The id of their referral. Who holds the phone already shares it from now on."""
    contact, pair = await _point(hands, one)
    await lock(hands.tx, [contact])
    id = await _person(hands, contact, one)
    referral = await _referral(hands, contact, id, one)
    await record(hands.tx, hands.ids, hands.now, [(who, "referral entered", f"referral:{referral}", one.source)])
    raised = [Raised("green", "referral", one.source, contact, referral=referral)]
    if not one.agreed:
        ask = one.ask or await agreeing.ask_by_text(hands, contact, pair)
        raised += [Raised(ask[0], "agreement", ask[1], contact, referral=referral)] if ask else []
    _ = await raise_items(hands.tx, hands.vault, hands.ids, raised, hands.now)
    if one.seen:
        seen = update(contacts).where(contacts.c.id == contact)
        _ = await hands.tx.execute(seen.values(discreet=True, safe_time="" if one.seen == "any" else one.seen))
    return referral


async def _point(hands: Hands, one: Newcomer) -> tuple[int, tuple[str, str]]:
    """Where they are reached: of somebody who is known and for whom no number was given, as before."""
    known = (await person.one(hands.tx, hands.vault, one.person)).points if one.person and not one.number else ()
    if known:
        row = (await hands.tx.execute(select(contacts).where(contacts.c.id == known[-1]))).one()
        return row.id, (row.channel, hands.vault.open(ADDRESS, row.id, row.address))
    pair = (one.channel if one.number else PHONE, one.number or f"{NO_PHONE}{hands.ids.new(hands.now)}")
    return (await find_or_make(hands.tx, hands.vault, hands.ids, [pair], hands.now))[pair], pair


async def names_at(hands: Hands, number: str) -> list[str]:
    """The people who have this number already, on any channel."""
    try:
        found = await subject.find(hands.tx, hands.vault, number)
    except NotFound:
        return []
    return [name for contact in found for _, name in await person.of_contact(hands.tx, hands.vault, contact)]


async def _person(hands: Hands, contact: int, one: Newcomer) -> int:
    linked = select(person_contacts.c.person_id).where(person_contacts.c.contact_id == contact)
    others = bool({*(await hands.tx.execute(linked)).scalars()} - {one.person})
    id = one.person or hands.ids.new(hands.now)
    if one.person is None:
        row = {"id": id, "name": hands.vault.seal(NAME, id, one.name), "created_at": hands.now}
        _ = await hands.tx.execute(people.insert().values(**row))
    if one.agreed:
        await link(hands, [(id, contact, others)])
    return id


async def _referral(hands: Hands, contact: int, person: int, one: Newcomer) -> int:
    id, now = hands.ids.new(hands.now), hands.now
    row: dict[str, Any] = {
        "id": id, "contact_id": contact, "person_id": person, "source": one.source, "keyword": "",
        "state": "complete" if one.agreed else "awaiting_agreement", "invited_id": None if one.agreed else contact,
        "may_tell_referrer": False, "opened_at": now, "agreed_at": now if one.agreed else None, "completed_at": now,
    }  # fmt: skip
    _ = await hands.tx.execute(referrals.insert().values(**row))
    learnt = [
        {"referral_id": id, "field": field, "value": hands.vault.seal(f"{FACT}.{field}", id, value), "learnt_at": now}
        for field, value in {"name": one.name, **one.facts}.items()
        if value
    ]
    _ = await hands.tx.execute(facts.insert(), learnt)
    return id
