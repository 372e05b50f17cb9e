"""Somebody who is rung, because they have no mobile: a contact point on the channel "phone", to which no text ever goes,
with a person and a complete referral in the queue.
"""

from dataclasses import dataclass

from sqlalchemy import select

from bot.store.contacts import find_or_make, lock
from bot.store.hands import Hands
from bot.store.log import record
from bot.store.people import NAME, link
from bot.store.raising import Raised, raise_items
from bot.store.referrals import FACT
from bot.store.tables import facts, people, person_contacts, referrals

PHONE = "phone"
NO_PHONE = "no phone "  # how the address of somebody begins who has none; the rest tells them apart


@dataclass(frozen=True, slots=True)
class Newcomer:
    """`number` is E.164, or "" where there is none. `facts`: what else they said, by field."""

    name: str
    number: str
    source: str
    facts: dict[str, str]


async def add(hands: Hands, one: Newcomer, who: str) -> int:
    """The id of their referral. Who holds the phone already shares it from now on."""
    pair = (PHONE, one.number or f"{NO_PHONE}{hands.ids.new(hands.now)}")
    contact = (await find_or_make(hands.tx, hands.vault, hands.ids, [pair], hands.now))[pair]
    await lock(hands.tx, [contact])
    person = await _person(hands, contact, one.name)
    referral = await _referral(hands, contact, person, one)
    await record(hands.tx, hands.ids, hands.now, [(who, "added by phone", f"referral:{referral}", "")])
    raised = Raised("green", "referral", one.source, contact, referral=referral)
    _ = await raise_items(hands.tx, hands.vault, hands.ids, [raised], hands.now)
    return referral


async def names_at(hands: Hands, number: str) -> list[str]:
    """The people who are rung on this number already."""
    pair = (PHONE, number)
    contact = (await find_or_make(hands.tx, hands.vault, hands.ids, [pair], hands.now))[pair]
    query = select(people.c.id, people.c.name).join(person_contacts, person_contacts.c.person_id == people.c.id)
    rows = (await hands.tx.execute(query.where(person_contacts.c.contact_id == contact))).all()
    return [hands.vault.open(NAME, row.id, row.name) for row in rows if row.name]


async def _person(hands: Hands, contact: int, name: str) -> int:
    linked = select(person_contacts.c.person_id).where(person_contacts.c.contact_id == contact)
    others = bool((await hands.tx.execute(linked)).first())
    id = hands.ids.new(hands.now)
    row = {"id": id, "name": hands.vault.seal(NAME, id, name), "created_at": hands.now}
    _ = await hands.tx.execute(people.insert().values(**row))
    await link(hands, [(id, contact, others)])
    return id


async def _referral(hands: Hands, contact: int, person: int, one: Newcomer) -> int:
    id, now = hands.ids.new(hands.now), hands.now
    row = {
        "id": id, "contact_id": contact, "person_id": person, "source": one.source, "keyword": "", "state": "complete",
        "may_tell_referrer": False, "opened_at": now, "agreed_at": now, "completed_at": now,
    }  # fmt: skip
    _ = await hands.tx.execute(referrals.insert().values(**row))
    told = {"name": one.name, "best_way": "call", **one.facts}
    learnt = [
        {"referral_id": id, "field": field, "value": hands.vault.seal(f"{FACT}.{field}", id, value), "learnt_at": now}
        for field, value in told.items()
        if value
    ]
    _ = await hands.tx.execute(facts.insert(), learnt)
    return id
