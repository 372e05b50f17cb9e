"""Referrals and what was learnt for them. In the queue from the moment of agreement; filled as replies come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rapidfuzz.fuzz import ratio
from sqlalchemy import bindparam, case, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import NotFound
from bot.state import Talk
from bot.store.hands import Hands
from bot.store.items import Raised, raise_items
from bot.store.tables import contacts, facts, people, person_contacts, referrals
from bot.store.upsert import insert_new, upsert
from bot.store.vault import Vault
from flows.acts import OpenReferral

FACT, NAME = "facts.value", "people.name"
SAME_NAME = 80  # of 100: "Margret" is Margaret, "Mary" is not


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral as the desk shows it. `facts` holds what was learnt, by field."""

    id: int
    contact: int
    invited: int | None
    conversation: int
    source: str
    keyword: str
    state: str
    opened_at: datetime
    completed_at: datetime | None
    facts: Mapping[str, str]


async def open_many(hands: Hands, opened: Sequence[tuple[int, Talk, OpenReferral]]) -> None:
    """Open referrals with their person and their queue item; one that is open already is amended."""
    known = await _by_conversation(hands.tx, [talk.id for _, talk, _ in opened])
    for _, talk, act in opened:
        if talk.id in known:
            change = update(referrals).where(referrals.c.id == known[talk.id])
            _ = await hands.tx.execute(change.values(source=act.source, keyword=act.keyword[:64]))
    new = [(hands.ids.new(hands.now), *one) for one in opened if one[1].id not in known]
    if not new:
        return
    persons = await _persons(hands, [(contact, talk, act) for _, contact, talk, act in new])
    rows = [_new(hands, id, contact, talk, act, persons[talk.id]) for id, contact, talk, act in new]
    _ = await hands.tx.execute(referrals.insert(), rows)
    raised = [
        Raised("green", "referral", act.source, contact, referral=id, conversation=talk.id)
        for id, contact, talk, act in new
    ]
    await raise_items(hands.tx, hands.vault, hands.ids, raised, hands.now)


def _new(hands: Hands, id: int, contact: int, talk: Talk, act: OpenReferral, person: int) -> dict[str, Any]:
    return {
        "id": id,
        "contact_id": contact,
        "person_id": person,
        "conversation_id": talk.id,
        "source": act.source,
        "keyword": act.keyword[:64],
        "state": "incomplete",
        "may_tell_referrer": False,
        "opened_at": hands.now,
        "agreed_at": None if act.source == "family" else hands.now,
    }


async def _persons(hands: Hands, opened: Sequence[tuple[int, Talk, OpenReferral]]) -> dict[int, int]:
    """Who each new referral is about: the one person of this phone, or somebody new."""
    query = select(person_contacts).where(person_contacts.c.contact_id.in_([contact for contact, _, _ in opened]))
    linked: dict[int, list[int]] = {}
    for row in await hands.tx.execute(query):
        linked.setdefault(row.contact_id, []).append(row.person_id)
    found: dict[int, int] = {}
    for contact, talk, act in opened:
        here = linked.get(contact, [])
        if act.source != "family" and len(here) == 1 and not talk.person.about.get("new_person"):
            found[talk.id] = here[0]
        else:
            found[talk.id] = await new_person(hands)
            if act.source != "family":
                await link(hands, found[talk.id], contact, others=bool(here))
    return found


async def new_person(hands: Hands) -> int:
    id = hands.ids.new(hands.now)
    _ = await hands.tx.execute(people.insert(), [{"id": id, "created_at": hands.now}])
    return id


async def link(hands: Hands, person: int, contact: int, *, others: bool) -> None:
    """This person uses this contact point. A second person makes it a shared one."""
    await insert_new(hands.tx, person_contacts, [{"person_id": person, "contact_id": contact}])
    now_speaking = {"speaking_id": person, "spoke_at": hands.now} | ({"shared": True} if others else {})
    _ = await hands.tx.execute(update(contacts).where(contacts.c.id == contact).values(**now_speaking))


async def speak_as(hands: Hands, contact: int, name: str) -> None:
    """Mark who is speaking on a shared phone, if the name is one of those who use it."""
    query = select(people).join(person_contacts, person_contacts.c.person_id == people.c.id)
    speaking: int | None = None
    for row in await hands.tx.execute(query.where(person_contacts.c.contact_id == contact)):
        known = hands.vault.open(NAME, row.id, row.name) if row.name else ""
        if known and max(ratio(part.casefold(), name.split()[0].casefold()) for part in known.split()) >= SAME_NAME:
            speaking = row.id
    change = update(contacts).where(contacts.c.id == contact)
    _ = await hands.tx.execute(change.values(speaking_id=speaking, spoke_at=hands.now))


async def learn(hands: Hands, told: Sequence[tuple[int, str, str]]) -> None:
    """File (conversation, field, value) on the conversation's referral; the person's name also with the person."""
    known = await _by_conversation(hands.tx, [conversation for conversation, _, _ in told])
    rows = [
        {
            "referral_id": (referral := known[conversation]),
            "field": field[:32],
            "value": hands.vault.seal(f"{FACT}.{field[:32]}", referral, value),
            "learnt_at": hands.now,
        }
        for conversation, field, value in told
        if conversation in known
    ]
    await upsert(hands.tx, facts, rows, on=("referral_id", "field"), change=("value", "learnt_at"))
    for conversation, field, value in told:
        if field == "name" and conversation in known:
            await _rename(hands, known[conversation], value)


async def _rename(hands: Hands, referral: int, name: str) -> None:
    person = (await hands.tx.execute(select(referrals.c.person_id).where(referrals.c.id == referral))).scalar_one()
    sealed = hands.vault.seal(NAME, person, name)
    _ = await hands.tx.execute(update(people).where(people.c.id == person).values(name=sealed))


_OF_CONVERSATION = update(referrals).where(referrals.c.conversation_id == bindparam("b_conversation"))


async def complete(hands: Hands, conversations: Sequence[int]) -> None:
    """Nothing more is asked. One that somebody else made waits for the person's own agreement."""
    waits = case((referrals.c.agreed_at.is_(None), "awaiting_agreement"), else_="complete")
    change = _OF_CONVERSATION.values(state=waits, completed_at=bindparam("b_now"))
    _ = await hands.tx.execute(change, [{"b_conversation": c, "b_now": hands.now} for c in conversations])


async def reopen(hands: Hands, conversation: int) -> None:
    change = _OF_CONVERSATION.values(state="incomplete", completed_at=None)
    _ = await hands.tx.execute(change, {"b_conversation": conversation})


async def withdraw(hands: Hands, conversation: int) -> None:
    change = _OF_CONVERSATION.values(state="closed", closed_at=bindparam("b_now"))
    _ = await hands.tx.execute(change, {"b_conversation": conversation, "b_now": hands.now})


async def _by_conversation(tx: AsyncConnection, ids: Sequence[int]) -> dict[int, int]:
    query = select(referrals.c.id, referrals.c.conversation_id).where(referrals.c.conversation_id.in_(list(set(ids))))
    return {row.conversation_id: row.id for row in await tx.execute(query)}


async def one(tx: AsyncConnection, vault: Vault, id: int) -> Referral:
    """A referral with all that was learnt. Raises NotFound."""
    row = (await tx.execute(select(referrals).where(referrals.c.id == id))).one_or_none()
    if row is None:
        raise NotFound(f"Referral {id}.")
    told = await tx.execute(select(facts).where(facts.c.referral_id == id).order_by(facts.c.learnt_at))
    values = {f.field: vault.open(f"{FACT}.{f.field}", id, f.value) for f in told}
    return Referral(
        row.id,
        row.contact_id,
        row.invited_id,
        row.conversation_id,
        row.source,
        row.keyword,
        row.state,
        row.opened_at,
        row.completed_at,
        {field: value for field, value in values.items() if value},
    )
