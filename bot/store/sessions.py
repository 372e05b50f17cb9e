"""Who is signed in at the desk. A session is a row, so that it can be ended from here at any moment; the browser holds
a random token of it, of which only a keyed hash is kept.

How somebody proved who they are is not known here: whatever did so calls `start`. Role and localities are read anew each
time, so that a change counts at once.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, update

from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.sqlite_writer import Tx
from bot.store.staff import ACTIVE, Member, actor, member_of
from bot.store.tables import sessions, staff
from bot.store.vault import Vault

BYTES = 32
EVERY = timedelta(minutes=1)  # so seldom is written that somebody is there


@dataclass(frozen=True, slots=True)
class Lives:
    """How long a session lasts: without anything done in it, and in all."""

    idle: timedelta = timedelta(minutes=30)
    in_all: timedelta = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Session:
    id: int
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Signed:
    """Somebody who is signed in."""

    session: Session
    member: Member


async def start(hands: Hands, member: int, how: str) -> str:
    """A new session of theirs: its token, for their browser alone."""
    token = secrets.token_urlsafe(BYTES)
    row = {
        "id": hands.ids.new(hands.now),
        "staff_id": member,
        "token_hash": _hashes(hands.vault, token)[0],
        "created_at": hands.now,
        "seen_at": hands.now,
    }
    _ = await hands.tx.execute(sessions.insert().values(row))
    await record(hands.tx, hands.ids, hands.now, [(actor(member), "signed in", actor(member), how)])
    return token


async def find(tx: Tx, vault: Vault, token: str, now: datetime, lives: Lives) -> Signed | None:
    """Whose session this is while it lasts, as the staff list has them now."""
    mine = sessions.c.token_hash.in_(_hashes(vault, token))
    at = select(sessions).where(mine, *_lasting(now, lives))
    row = (await tx.execute(at)).first()
    if row is None:
        return None
    owner = (await tx.execute(select(staff).where(staff.c.id == row.staff_id, staff.c.state == ACTIVE))).first()
    return Signed(Session(row.id, row.created_at, row.seen_at), member_of(vault, owner)) if owner else None


async def touch(tx: Tx, session: Session, now: datetime) -> None:
    """They did something: the idle time begins anew."""
    here = (sessions.c.id == session.id) & (sessions.c.seen_at < now)
    _ = await tx.execute(update(sessions).where(here).values(seen_at=now))


async def of_member(tx: Tx, member: int, now: datetime, lives: Lives) -> Sequence[Session]:
    """Where they are signed in, the newest first."""
    query = select(sessions).where(sessions.c.staff_id == member, *_lasting(now, lives)).order_by(sessions.c.id.desc())
    return [Session(row.id, row.created_at, row.seen_at) for row in await tx.execute(query)]


async def last_here(tx: Tx, signed: Signed) -> datetime | None:
    """When whoever is signed in did something before now: in this session, or, at its begin, in the one before."""
    mine = signed.session
    if mine.seen_at > mine.created_at:
        return mine.seen_at
    before = select(func.max(sessions.c.seen_at)).where(
        sessions.c.staff_id == signed.member.id, sessions.c.id != mine.id
    )
    return (await tx.execute(before)).scalar()


async def lasting(tx: Tx, now: datetime, lives: Lives) -> Mapping[int, Sequence[Session]]:
    """Where everybody is signed in, by member, the newest first."""
    found: dict[int, list[Session]] = {}
    for row in await tx.execute(select(sessions).where(*_lasting(now, lives)).order_by(sessions.c.id.desc())):
        found.setdefault(row.staff_id, []).append(Session(row.id, row.created_at, row.seen_at))
    return found


async def revoke(hands: Hands, member: int, id: int) -> bool:
    """End one session of theirs, at once. False when it was over."""
    if done := await _end(hands, (sessions.c.staff_id == member) & (sessions.c.id == id)) == 1:
        await record(hands.tx, hands.ids, hands.now, [(actor(member), "signed out", actor(member), "")])
    return done


async def revoke_all(hands: Hands, member: int) -> int:
    """End every session of theirs; how many there were."""
    return await _end(hands, sessions.c.staff_id == member)


async def sign_out(hands: Hands, member: int, who: str) -> int:
    """The same, because somebody else wants it so."""
    ended = await revoke_all(hands, member)
    await record(hands.tx, hands.ids, hands.now, [(who, "signed out", actor(member), f"{ended} sessions")])
    return ended


async def _end(hands: Hands, which: ColumnElement[bool]) -> int:
    on = which & sessions.c.revoked_at.is_(None)
    ended = (await hands.tx.execute(update(sessions).where(on).values(revoked_at=hands.now))).rowcount
    await note_change(hands.tx, hands.now)  # pages that are open under it look at once, and find it over
    return ended


def _lasting(now: datetime, lives: Lives) -> tuple[ColumnElement[bool], ...]:
    s = sessions.c
    return s.revoked_at.is_(None), s.seen_at > now - lives.idle, s.created_at > now - lives.in_all


def _hashes(vault: Vault, token: str) -> list[bytes]:
    return vault.look_ups("a session at the desk", token)
