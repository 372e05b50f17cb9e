"""Referrals and what was learnt for them. In the queue from the moment of agreement; filled as replies come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, select, update

from bot.errors import NotFound
from bot.state import Talk
from bot.store.hands import Hands
from bot.store.people import rename, whom
from bot.store.prepared import Prepared, many
from bot.store.raising import Raised, raise_items
from bot.store.sqlite_writer import Tx
from bot.store.tables import facts, referrals
from bot.store.upsert import upsert
from bot.store.vault import Vault
from flows.acts import OpenReferral

FACT = "facts.value"
ENTERED = "entered"  # by staff: what stands with it was not asked by text, so it does not show that the phone is safe
PHONE_SEEN = "phone_seen"  # yes or no, as staff were told

_NEW = Prepared(referrals.insert())
_IDS = Prepared(select(referrals.c.id, referrals.c.conversation_id).where(referrals.c.conversation_id.in_(many("ids"))))


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral as the desk shows it. `facts` holds what was learnt, by field."""

    id: int
    contact: int
    invited: int | None
    conversation: int | None
    source: str
    keyword: str
    state: str
    opened_at: datetime
    completed_at: datetime | None
    facts: Mapping[str, str]
    person: int | None = None

    @property
    def theirs(self) -> int | None:
        """The contact point of whoever it is about; None while only somebody else has written."""
        return self.invited if self.source == "family" else self.contact


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
    persons = await whom(hands, [(contact, talk, act) for _, contact, talk, act in new])
    rows = [_new(hands, id, contact, talk, act, persons[talk.id]) for id, contact, talk, act in new]
    await _NEW.run(hands.tx, rows)
    raised = [
        Raised("green", "referral", act.source, contact, referral=id, conversation=talk.id)
        for id, contact, talk, act in new
    ]
    _ = await raise_items(hands.tx, hands.vault, hands.ids, raised, hands.now)


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
    names = {
        known[conversation]: value for conversation, field, value in told if field == "name" and conversation in known
    }
    await rename(hands, names)


_OF_CONVERSATION = update(referrals).where(referrals.c.conversation_id == bindparam("b_conversation"))
_WAITS = case((referrals.c.agreed_at.is_(None), "awaiting_agreement"), else_="complete")
_COMPLETE = Prepared(_OF_CONVERSATION.values(state=_WAITS, completed_at=bindparam("b_now")))


async def complete(hands: Hands, conversations: Sequence[int]) -> None:
    """Nothing more is asked. One that somebody else made waits for the person's own agreement."""
    await _COMPLETE.run(hands.tx, [{"b_conversation": c, "b_now": hands.now} for c in conversations])


async def reopen(hands: Hands, conversation: int) -> None:
    change = _OF_CONVERSATION.values(state="incomplete", completed_at=None)
    _ = await hands.tx.execute(change, {"b_conversation": conversation})


async def withdraw(hands: Hands, conversation: int) -> None:
    change = _OF_CONVERSATION.values(state="closed", closed_at=bindparam("b_now"))
    _ = await hands.tx.execute(change, {"b_conversation": conversation, "b_now": hands.now})


async def _by_conversation(tx: Tx, ids: Sequence[int]) -> dict[int, int]:
    return {row.conversation_id: row.id for row in await _IDS.rows(tx, ids=list(set(ids)))}


async def one(tx: Tx, vault: Vault, id: int) -> Referral:
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
        row.person_id,
    )
