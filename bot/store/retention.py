"""What has been kept long enough goes, once a day, by class of record.

Someone with an open item, an open conversation, a referral that was taken on or an episode that is under way is never
swept, nor a phone of staff. For the others time runs from the last contact in either direction, or from when their last
item or episode was closed: the long period if their referral came to something, or they were on a programme, the short
one if not. One that is complete and was never taken on is kept by its item while that is
open, and after that for the long period: whoever closed the item may have helped.
Periods are minima of the records code, set in settings.py; a shell of what went stays, see forgetting.py.
"""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, delete, exists, func, or_, select, update

from bot.clock import Clock
from bot.settings import Settings
from bot.store.chain_cut import cut
from bot.store.database import Database
from bot.store.episodes import UNDER_WAY
from bot.store.forgetting import FORGOTTEN, StillInDanger, erase
from bot.store.forgetting_person import drop_records
from bot.store.forgetting_queue import empty_records
from bot.store.hands import Hands
from bot.store.invitations import APART
from bot.store.limits import forget_old
from bot.store.log import SYSTEM, record
from bot.store.marks import read_mark, set_mark
from bot.store.scrubbing import scrub
from bot.store.tables import (
    changes,
    contacts,
    conversations,
    enrolments,
    episodes,
    findings,
    first_messages,
    incidents,
    items,
    messages,
    outbox,
    person_contacts,
    referrals,
    reviews,
    sessions,
    staff_contacts,
)

BATCH = 1000  # rows of one kind a transaction
AT_MOST = 500  # people a day: more wait for tomorrow rather than hold up the service
REDELIVERED_FOR = timedelta(days=30)  # for so long a provider may hand over a message again, or we fetch it again
COUNTED = timedelta(days=2)  # rate limits look at most one day back
SIGNED_IN = timedelta(days=30)  # sessions and links to enrol are long over; the audit log has them
POLLED = timedelta(days=1)  # change numbers are polled every second
ACTIVE = "taken"


@dataclass(frozen=True, slots=True)
class Swept:
    """What went today, by class."""

    supported: int = 0
    unfinished: int = 0
    audit_entries: int = 0
    emptied_messages: int = 0
    first_messages: int = 0

    def __str__(self) -> str:
        return ", ".join(f"{getattr(self, one.name)} {one.name.replace('_', ' ')}" for one in fields(self))


async def sweep_daily(
    database: Database, clock: Clock, settings: Settings, signed_in: timedelta = SIGNED_IN
) -> Swept | None:
    """Sweep once a day, whichever process looks first. None when today's sweep was done."""
    today = clock.now().astimezone(settings.zone).toordinal()
    async with database.write() as tx:
        if await read_mark(tx, "swept") == today:
            return None
        await set_mark(tx, "swept", today)
    return await sweep(database, clock, settings, signed_in)


async def sweep(database: Database, clock: Clock, settings: Settings, signed_in: timedelta = SIGNED_IN) -> Swept:
    """Erase what is past its period, in batches, and note the counts in the audit log. `signed_in`: for so long sessions
    stay, which in a demo last for years."""
    now = clock.now()
    long, short = (now - timedelta(days=n) for n in (settings.keep_messages_days, settings.keep_unfinished_days))
    swept = Swept(
        await _erase_all(database, now, _came_to_something() & _silent_since(long)),
        await _erase_all(database, now, ~_came_to_something() & _silent_since(short)),
        await cut(database, now, now - timedelta(days=settings.keep_audit_days)),
        await _drop_messages(database, now),
        await _drop(database, first_messages.c.address_key, _never_refused(now)),
    )
    _ = await _drop(database, changes.c.id, _polled_by_all(now))
    for over in (sessions, enrolments):
        _ = await _drop(database, over.c.id, over.c.created_at < now - signed_in)
    async with database.write() as tx:
        hands = Hands(tx, database.vault, database.ids, now)
        _ = await empty_records(hands, long)
        await drop_records(hands, long)
        await forget_old(tx, now - COUNTED)
        if swept != Swept():
            await record(tx, database.ids, now, [(SYSTEM, "retention", "database", str(swept))])
    _ = await scrub(database.url)
    return swept


async def _erase_all(database: Database, now: datetime, past: ColumnElement[bool]) -> int:
    query = select(contacts.c.id).where(contacts.c.state != FORGOTTEN, _nothing_open(), past)
    async with database.read() as connection:
        found = (await connection.execute(query.order_by(contacts.c.id).limit(AT_MOST))).scalars().all()
    return sum([await _erase(database, contact, now, past) for contact in found])


async def _erase(database: Database, contact: int, now: datetime, past: ColumnElement[bool]) -> bool:
    """One contact point, if it still may go: they may have written since we looked."""
    async with database.write() as tx:
        again = select(contacts.c.id).where(contacts.c.id == contact, _nothing_open(), past)
        if (await tx.execute(again.with_for_update())).first() is None:
            return False
        try:
            _ = await erase(Hands(tx, database.vault, database.ids, now), [contact], SYSTEM, "retention", records=True)
        except StillInDanger:
            return False  # somebody else's open item is about them
        return True


def _nothing_open() -> ColumnElement[bool]:
    here = contacts.c.id
    theirs = or_(referrals.c.contact_id == here, referrals.c.invited_id == here)
    under_way, linked = episodes.c.state.in_(UNDER_WAY), person_contacts.c.contact_id == here
    return ~or_(
        exists().where(items.c.contact_id == here, items.c.state != "resolved"),
        exists().where(items.c.referral_id == referrals.c.id, theirs, items.c.state != "resolved"),
        exists().where(conversations.c.contact_id == here, conversations.c.state.in_(("open", "waiting", "person"))),
        exists().where(theirs, referrals.c.state == ACTIVE),
        exists().where(episodes.c.contact_id == here, under_way),
        exists().where(linked, episodes.c.person_id == person_contacts.c.person_id, under_way),
        exists().where(outbox.c.contact_id == here, outbox.c.state.in_(("queued", "claimed"))),
        exists().where(staff_contacts.c.contact_id == here),
    )


def _came_to_something() -> ColumnElement[bool]:
    """Complete, by the person it is about: what somebody else told of them comes before their own agreement. Or they
    were on a programme, however they came to us."""
    r = referrals.c
    theirs = or_(r.contact_id == contacts.c.id, r.invited_id == contacts.c.id)
    supported = exists().where(episodes.c.contact_id == contacts.c.id)
    return or_(exists().where(theirs, r.completed_at >= r.agreed_at), supported)


def _silent_since(limit: datetime) -> ColumnElement[bool]:
    """No word from them or from us since, and nothing closed since."""
    here, r = contacts.c.id, referrals.c
    theirs = or_(r.contact_id == here, r.invited_id == here)
    on_one = episodes.c.contact_id == here
    return and_(
        func.coalesce(contacts.c.last_in_at, contacts.c.created_at) < limit,
        ~exists().where(outbox.c.contact_id == here, func.coalesce(outbox.c.sent_at, outbox.c.created_at) >= limit),
        ~exists().where(theirs, func.coalesce(r.closed_at, r.opened_at) >= limit),
        ~exists().where(on_one, func.coalesce(episodes.c.ended_at, episodes.c.created_at) >= limit),
        ~exists().where(items.c.contact_id == here, func.coalesce(items.c.resolved_at, items.c.latest_at) >= limit),
    )


def _never_refused(now: datetime) -> ColumnElement[bool]:
    """A first message is remembered for as long as it forbids the next; a no for ever."""
    f = first_messages.c
    return and_(f.refused_at.is_(None), or_(f.sent_at.is_(None), f.sent_at < now - APART))


def _polled_by_all(now: datetime) -> ColumnElement[bool]:
    """Not the newest, whose number must not be given again."""
    return and_(changes.c.at < now - POLLED, changes.c.id < select(func.max(changes.c.id)).scalar_subquery())


async def _drop_messages(database: Database, now: datetime) -> int:
    """What forgetting emptied, once it cannot be delivered again."""
    m = messages.c
    past = and_(m.kind == FORGOTTEN, m.received_at < now - REDELIVERED_FOR)
    async with database.write() as tx:
        for table in (items, findings, incidents, reviews):
            loose = update(table).where(table.c.message_id.in_(select(m.id).where(past)))
            _ = await tx.execute(loose.values(message_id=None))
    return await _drop(database, m.id, past)


async def _drop(database: Database, key: Column[Any], past: ColumnElement[bool]) -> int:
    count = 0
    while True:
        async with database.write() as tx:
            batch = select(key).where(past).order_by(key).limit(BATCH)
            dropped = (await tx.execute(delete(key.table).where(key.in_(batch)))).rowcount
        count += dropped
        if dropped < BATCH:
            return count
