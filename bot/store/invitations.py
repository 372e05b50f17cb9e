"""First messages to people whom somebody else referred. Few, neutral, and never after a no.

The rules are conditional SQL on a hash of the number, so that two referrals of one number at once send
one text, and so that nothing the referrer reads depends on whether the number is known here. The hash is
keyed with the database's salt, not with SECRET_KEY: a no must outlive both the number, when somebody asks
to be forgotten, and the key, and without the number it could not be hashed again.
"""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import or_, select, update

from bot.guidance import HELD
from bot.state import Talk
from bot.store import contacts as contact_points
from bot.store.hands import Hands
from bot.store.limits import take_one
from bot.store.people import link
from bot.store.raising import Raised, raise_items
from bot.store.salt import salt
from bot.store.tables import contacts, conversations, first_messages, items, outbox, person_contacts, referrals
from bot.store.upsert import insert_new, upsert
from flows.acts import InvitePerson
from flows.talk import Person

APART = timedelta(days=90)  # between two first messages to one number
A_DAY = 3  # referred numbers a sender
PHONES = {"browser": "browser"}  # a referral made on a demo phone invites another demo phone; else by SMS


async def invite(hands: Hands, referrer: int, talk: Talk, act: InvitePerson) -> None:
    """Send the first message if the rules allow it; otherwise a person decides. The referrer sees no difference."""
    pair = (PHONES.get(talk.person.channel, "sms"), act.phone)
    invited = (await contact_points.find_or_make(hands.tx, hands.vault, hands.ids, [pair], hands.now))[pair]
    link = update(referrals).where(referrals.c.conversation_id == talk.id).values(invited_id=invited)
    if invited == referrer:
        await _to_a_person(hands, referrer, talk, "the number given is the sender's own: ring to ask for another")
    elif not await take_one(hands.tx, f"referred:{referrer}", A_DAY, hands.now, timedelta(days=1)):
        await _to_a_person(hands, referrer, talk, "this sender has referred three numbers today: ring to check")
    elif await _may_have_harmed(hands, referrer):
        await _to_a_person(hands, referrer, talk, "the sender may have caused harm: nobody is invited for them")
    elif await _is_known(hands, invited):
        await _to_a_person(hands, referrer, talk, "already known here: use the recorded safe contact, not this number")
    elif not await _may_write_first(hands, await _key(hands, *pair)):
        await _to_a_person(
            hands, referrer, talk, "a first text was sent, or held, in the last 90 days, or they said no"
        )
    else:
        _ = await hands.tx.execute(link)
        await _due(hands, invited, pair[0])


async def ask(hands: Hands, contact: int, pair: tuple[str, str]) -> str:
    """The first message to somebody whom staff entered, if the rules allow it; else why a person decides."""
    if await _is_known(hands, contact):
        return "already known here: use the recorded safe contact, and ask for their agreement"
    if not await _may_write_first(hands, await _key(hands, *pair)):
        return "a first text was sent, or held, in the last 90 days, or they said no: ring to ask for their agreement"
    await _due(hands, contact, pair[0])
    return ""


async def settled(hands: Hands, invited: int) -> None:
    """Somebody of ours has asked them: no text does any more."""
    _ = await _close_waiting(hands, invited)
    _ = await _unsay(hands, invited)
    c = conversations.c
    asking = (c.contact_id == invited) & (c.flow == "agreement") & (c.state == "open")
    _ = await hands.tx.execute(update(conversations).where(asking).values(state="done", updated_at=hands.now))


async def _key(hands: Hands, channel: str, address: str) -> bytes:
    pair, key = f"{channel}\0{address}".encode(), await salt(hands.tx, hands.vault)
    return hashlib.blake2b(pair, digest_size=16, key=key, person=b"first message").digest()


async def _is_known(hands: Hands, invited: int) -> bool:
    query = select(contacts.c.state, person_contacts.c.person_id).join(
        person_contacts, person_contacts.c.contact_id == contacts.c.id, isouter=True
    )
    row = (await hands.tx.execute(query.where(contacts.c.id == invited).limit(1))).one()
    return row.person_id is not None or row.state != "ok"


async def _may_write_first(hands: Hands, key: bytes) -> bool:
    """Claim the one first message of 90 days. Never again after a no."""
    await insert_new(hands.tx, first_messages, [{"address_key": key}], on=("address_key",))
    f = first_messages.c
    free = f.refused_at.is_(None) & or_(f.sent_at.is_(None), f.sent_at <= hands.now - APART)
    claim = update(first_messages).where(f.address_key == key, free).values(sent_at=hands.now)
    return (await hands.tx.execute(claim)).rowcount == 1


async def _due(hands: Hands, invited: int, channel: str) -> None:
    """The agreement conversation waits for the ticker, which speaks first when the hour is decent."""
    talk = Talk(hands.ids.new(hands.now), "agreement", Person(channel))
    row = {"id": talk.id, "contact_id": invited, "flow": talk.flow, "state": "waiting", "asking": None}
    row |= {"body": hands.vault.seal(contact_points.BODY, talk.id, contact_points.pack(talk))}
    row |= {"shown_at": None, "started_at": hands.now, "updated_at": hands.now}
    _ = await hands.tx.execute(conversations.insert(), [row])


async def _to_a_person(hands: Hands, referrer: int, talk: Talk, why: str) -> None:
    raised = Raised("green", "agreement", why, referrer, conversation=talk.id)
    _ = await raise_items(hands.tx, hands.vault, hands.ids, [raised], hands.now)


async def accept(hands: Hands, invited: int, talk: Talk) -> None:
    """The person's own yes: the referral goes on as theirs, in their own conversation."""
    row = await _waiting(hands, invited)
    if row is None:
        return
    change = update(referrals).where(referrals.c.id == row.id)
    _ = await hands.tx.execute(change.values(state="incomplete", conversation_id=talk.id, agreed_at=hands.now))
    await link(hands, [(row.person_id, invited, False)])


async def wait_again(hands: Hands, invited: int) -> None:
    change = update(referrals).where(referrals.c.invited_id == invited, referrals.c.state != "closed")
    _ = await hands.tx.execute(change.values(state="awaiting_agreement", agreed_at=None))


async def decline(hands: Hands, invited: int) -> None:
    """A no closes the referral and ends first messages to this number for good."""
    change = update(referrals).where(referrals.c.invited_id == invited, referrals.c.state != "closed")
    _ = await hands.tx.execute(change.values(state="closed", closed_at=hands.now))
    await refuse(hands, invited)


async def end(hands: Hands, invited: int) -> None:
    """The number belongs to somebody else: nothing waits for it any more, and a person asks for the right one."""
    waits = (referrals.c.invited_id == invited) & (referrals.c.state == "awaiting_agreement")
    query = select(referrals.c.contact_id, referrals.c.conversation_id).where(waits)
    why = "the number given belongs to somebody else: ring whoever referred them to ask for another"
    rows = (await hands.tx.execute(query)).all()
    raised = [Raised("green", "agreement", why, row.contact_id, conversation=row.conversation_id) for row in rows]
    _ = await raise_items(hands.tx, hands.vault, hands.ids, raised, hands.now)
    _ = await hands.tx.execute(update(referrals).where(waits).values(invited_id=None))
    _ = await _close_waiting(hands, invited)
    await refuse(hands, invited)


async def refuse(hands: Hands, contact: int) -> None:
    """No first message to this contact point ever again."""
    query = select(contacts.c.channel, contacts.c.address).where(contacts.c.id == contact)
    row = (await hands.tx.execute(query)).one()
    key = await _key(hands, row.channel, hands.vault.open(contact_points.ADDRESS, contact, row.address))
    await upsert(hands.tx, first_messages, [{"address_key": key, "refused_at": hands.now}],
                 on=("address_key",), change=("refused_at",))  # fmt: skip


async def share_status(hands: Hands, invited: int, *, share: bool) -> None:
    change = update(referrals).where(referrals.c.invited_id == invited, referrals.c.state != "closed")
    _ = await hands.tx.execute(change.values(may_tell_referrer=share))


async def cancel(hands: Hands, talk: Talk, act: InvitePerson) -> None:
    """Take back an invitation whose first text has not been spoken yet."""
    pair = (PHONES.get(talk.person.channel, "sms"), act.phone)
    invited = (await contact_points.find_or_make(hands.tx, hands.vault, hands.ids, [pair], hands.now))[pair]
    _ = await _close_waiting(hands, invited)


async def hold(hands: Hands, referrers: Sequence[int]) -> None:
    """These may have caused harm: what has not gone out yet to those whom they referred does not, and a person decides.

    For 90 days no other referral of the same number sends a first text either.
    """
    r = referrals.c
    theirs = r.contact_id.in_(list(referrers)) & (r.source == "family") & r.invited_id.is_not(None)
    query = select(r.contact_id, r.invited_id).where(theirs, r.state == "awaiting_agreement").order_by(r.id)
    for row in (await hands.tx.execute(query)).all():
        waited = await _close_waiting(hands, row.invited_id)
        if await _unsay(hands, row.invited_id) or waited:
            raised = Raised("red", "abuse", HELD, row.contact_id, part="witness")
            _ = await raise_items(hands.tx, hands.vault, hands.ids, [raised], hands.now)


async def _unsay(hands: Hands, invited: int) -> bool:
    """A first text that is still in the outbox does not go out. False when it has, or is on its way."""
    c, o = conversations.c, outbox.c
    talks = select(c.id).where(c.contact_id == invited, c.flow == "agreement", c.state == "open")
    unsent = (o.contact_id == invited) & (o.state == "queued") & o.conversation_id.in_(talks) & (o.urgency == "first")
    change = update(outbox).where(unsent).values(state="cancelled", settled_at=hands.now)
    if (await hands.tx.execute(change)).rowcount == 0:
        return False
    over = update(conversations).where(c.id.in_(talks)).values(state="done", updated_at=hands.now)
    _ = await hands.tx.execute(over)
    return True


async def _may_have_harmed(hands: Hands, sender: int) -> bool:
    i, not_so = items.c, "false_alarm"
    harm = (i.contact_id == sender) & (i.part == "may_have_caused_harm")
    so = (i.outcome.is_(None) | (i.outcome != not_so)) & (i.verdict.is_(None) | (i.verdict != not_so))
    return (await hands.tx.execute(select(i.id).where(harm, so).limit(1))).first() is not None


async def _close_waiting(hands: Hands, invited: int) -> bool:
    """Whether a first text was waiting."""
    waiting = (conversations.c.contact_id == invited) & (conversations.c.state == "waiting")
    change = update(conversations).where(waiting).values(state="done", updated_at=hands.now)
    return (await hands.tx.execute(change)).rowcount > 0


async def _waiting(hands: Hands, invited: int) -> Any:
    query = select(referrals.c.id, referrals.c.person_id).where(referrals.c.invited_id == invited)
    return (await hands.tx.execute(query.where(referrals.c.state != "closed").order_by(referrals.c.id))).first()
