"""The agreement of somebody whom another referred: asked by one neutral text, or by a person, who then writes it down here."""

from typing import Any

from sqlalchemy import select, update

from bot.errors import AlreadyTaken
from bot.store import invitations
from bot.store.contacts import find_or_make, lock
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.people import link
from bot.store.referrals import FACT
from bot.store.tables import facts, person_contacts, referrals
from bot.store.upsert import upsert

PHONE = "phone"  # the channel of those who are only rung
NO_PHONE = "no phone "  # how the address of somebody begins who has none; the rest tells them apart
WAITS = "awaiting_agreement"


async def ask_by_text(hands: Hands, contact: int, pair: tuple[str, str]) -> tuple[str, str] | None:
    """One neutral text goes out when the hour is decent; else the level and words of an item, because a person decides."""
    why = await invitations.ask(hands, contact, pair)
    return ("green", why) if why else None


async def agreed(hands: Hands, referral: int, how: str, who: str) -> None:
    """They said yes to one of us, or signed: `how` in words. Raises AlreadyTaken when nobody waits for that any more."""
    row = await _waiting(hands, referral, state="complete", agreed_at=hands.now, completed_at=hands.now)
    contact = row.invited_id or await _point(hands, row)
    await lock(hands.tx, [contact])
    _ = await hands.tx.execute(update(referrals).where(referrals.c.id == referral).values(invited_id=contact))
    p = person_contacts.c
    others = (
        await hands.tx.execute(select(p.person_id).where(p.contact_id == contact, p.person_id != row.person_id))
    ).first() is not None
    await link(hands, [(row.person_id, contact, others)])
    await invitations.settled(hands, contact)
    sealed = hands.vault.seal(f"{FACT}.agreement", referral, how)
    told = {"referral_id": referral, "field": "agreement", "value": sealed, "learnt_at": hands.now}
    await upsert(hands.tx, facts, [told], on=("referral_id", "field"), change=("value", "learnt_at"))
    await _logged(hands, referral, who, "agreed, by staff")


async def declined(hands: Hands, referral: int, who: str) -> None:
    """They said no to one of us: it is closed, and no first text ever goes there. Raises AlreadyTaken."""
    row = await _waiting(hands, referral, state="closed", closed_at=hands.now)
    if row.invited_id is not None:
        await lock(hands.tx, [row.invited_id])
        await invitations.settled(hands, row.invited_id)
        await invitations.refuse(hands, row.invited_id)
    await _logged(hands, referral, who, "declined, by staff")


async def _waiting(hands: Hands, referral: int, **change: Any) -> Any:
    """The row, which waited until now: of two who write it down at once, one does."""
    waits = update(referrals).where(referrals.c.id == referral, referrals.c.state == WAITS)
    if (await hands.tx.execute(waits.values(**change))).rowcount != 1:
        raise AlreadyTaken("Nobody waits for their agreement any more.")
    return (await hands.tx.execute(select(referrals).where(referrals.c.id == referral))).one()


async def _point(hands: Hands, row: Any) -> int:
    """Where they are rung: by the number that whoever asked for them gave."""
    query = select(facts.c.value).where(facts.c.referral_id == row.id, facts.c.field == "phone")
    sealed = (await hands.tx.execute(query)).scalar()
    number = hands.vault.open(f"{FACT}.phone", row.id, sealed) if sealed else ""
    pair = (PHONE, number or f"{NO_PHONE}{hands.ids.new(hands.now)}")
    return (await find_or_make(hands.tx, hands.vault, hands.ids, [pair], hands.now))[pair]


async def _logged(hands: Hands, referral: int, who: str, what: str) -> None:
    await record(hands.tx, hands.ids, hands.now, [(who, what, f"referral:{referral}", "")])
    await note_change(hands.tx, hands.now)
