"""Whether somebody is of a member's caseload: what a day's work brings before them without anybody asking why.

Theirs is whoever
- they are key worker of, or stand in for the key worker of, who is away;
- they have or had an item of, or were alerted of, within four weeks;
- has something open in the queue that they serve, or a referral of these weeks that nobody has accepted yet;
- is on a programme in one of their localities.
A supervisor answers for everybody's caseload: all in their localities is theirs, and without localities all. Whoever works
without localities serves the whole queue; the people on a programme with colleagues are not theirs by that.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, false, or_, select, true

from bot.store.circle import Circle
from bot.store.episodes import UNDER_WAY
from bot.store.sqlite_writer import Tx
from bot.store.staff import Member
from bot.store.tables import alerts, episodes, items, messages, referrals, reviews, staff

LATELY = timedelta(days=28)
SAMPLE = ("message", "check")  # read by everybody, as long as nobody has
SUPERVISOR = "supervisor"


async def is_theirs(tx: Tx, member: Member, kind: str, circle: Circle, now: datetime) -> bool:
    """`kind`: of the record that they open."""
    if member.role == SUPERVISOR and not member.localities:
        return True
    ways = (
        _in_queue(member, circle, now),
        _on_programme(member, circle, now),
        _waiting(circle, now),
        _sample(kind, circle),
    )
    return bool((await tx.execute(select(or_(*ways)))).scalar())


def _in_queue(member: Member, circle: Circle, now: datetime) -> ColumnElement[bool]:
    i, since = items.c, now - LATELY
    told = exists().where(alerts.c.item_id == i.id, alerts.c.staff_id == member.id, alerts.c.created_at >= since)
    held = i.holder_id.in_(_for(member, now)) & (i.resolved_at.is_(None) | (i.resolved_at >= since))
    served = (i.state != "resolved") & _there(member, i.locality, without=true())
    return exists().where(i.contact_id.in_(circle.contacts), or_(told, held, served))


def _on_programme(member: Member, circle: Circle, now: datetime) -> ColumnElement[bool]:
    e = episodes.c
    here = e.state.in_(UNDER_WAY) & _there(member, e.locality, without=false())
    about = e.contact_id.in_(circle.contacts) | e.person_id.in_(circle.people)
    return exists().where(about, e.key_worker_id.in_(_for(member, now)) | here)


def _waiting(circle: Circle, now: datetime) -> ColumnElement[bool]:
    r = referrals.c
    theirs = r.contact_id.in_(circle.contacts) | r.invited_id.in_(circle.contacts)
    return exists().where(theirs, r.state.not_in(("taken", "closed")), r.opened_at >= now - LATELY)


def _sample(kind: str, circle: Circle) -> ColumnElement[bool]:
    if kind not in SAMPLE:
        return false()
    unread = reviews.c.found.is_(None) & (messages.c.id == reviews.c.message_id)
    return exists().where(unread, messages.c.contact_id.in_(circle.contacts))


def _there(member: Member, locality: ColumnElement[str], without: ColumnElement[bool]) -> ColumnElement[bool]:
    """`without`: for whoever has no localities."""
    return locality.in_(("", *member.localities)) if member.localities else without


def _for(member: Member, now: datetime) -> Select[int]:
    """Themselves, and those whom they stand in for now."""
    s = staff.c
    away = (s.away_from <= now) & (s.away_until.is_(None) | (s.away_until > now))
    stands_in = (s.cover_id == member.id) & (s.on_duty.is_(False) | away)
    return select(s.id).where((s.id == member.id) | stands_in)
