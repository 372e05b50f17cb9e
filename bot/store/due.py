"""What is due: conversations that wait to be opened, have gone quiet, or are over. Claimed by conditional UPDATE,
so that several processes, or a restart in the middle, do each thing once, and nothing to whoever wrote meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select, true, update

from bot.store.contacts import lock
from bot.store.sqlite_writer import Tx
from bot.store.tables import contacts, conversations, person_contacts

REFERRALS = ("self_referral", "carer_referral", "family_referral")
AT_ONCE = 200  # rows a look: the next tick takes the rest


@dataclass(frozen=True, slots=True)
class Due:
    """A conversation that something is due for, as it was when we looked, and what decides whether it may be said now."""

    conversation: int
    contact: int
    flow: str
    updated_at: datetime
    discreet: bool
    safe_time: str


async def to_open(tx: Tx) -> list[Due]:
    """Conversations that we begin: agreement, with the first message to a person referred by another."""
    known = select(person_contacts.c.person_id).where(person_contacts.c.contact_id == contacts.c.id).exists()
    waiting = (conversations.c.state == "waiting") & (contacts.c.state == "ok") & ~_speaks() & ~known
    return await _due(tx, _conversations().where(waiting))


async def to_nudge(tx: Tx, quiet_since: datetime) -> list[Due]:
    """Referrals left half-way, not asked about yet, whose contact point may be written to."""
    c = conversations.c
    query = _conversations().where(c.state == "open", c.flow.in_(REFERRALS), c.updated_at < quiet_since)
    free = c.nudged_at.is_(None) & contacts.c.paused_at.is_(None) & contacts.c.human_owns.is_(False)
    free &= contacts.c.discreet.is_(False) | (contacts.c.safe_time != "")  # else never: they must not fill every look
    return await _due(tx, query.where(free, contacts.c.state == "ok"))


async def to_expire(tx: Tx, quiet_since: datetime) -> list[Due]:
    c = conversations.c
    return await _due(tx, _conversations().where(c.state == "open", c.updated_at < quiet_since))


async def claim(tx: Tx, one: Due, was: str, **change: Any) -> bool:
    """Change a conversation in state `was` that nothing has happened to since we looked. False when something has.

    Its contact point is locked first, as a turn does: neither can write what the other has not seen.
    """
    c = conversations.c
    await lock(tx, [one.contact])
    here = (c.id == one.conversation) & (c.state == was) & (c.updated_at == one.updated_at)
    here &= c.nudged_at.is_(None) if "nudged_at" in change else true()
    here &= ~_speaks() if was == "waiting" else true()
    return (await tx.execute(update(conversations).where(here).values(**change))).rowcount == 1


def _speaks() -> ColumnElement[bool]:
    """Whether another conversation of the same contact point is open."""
    other = conversations.alias("other")
    return exists().where(other.c.contact_id == conversations.c.contact_id, other.c.state == "open")


def _conversations() -> Select[Any]:
    c = conversations.c
    query = select(*[c[name] for name in ("id", "contact_id", "flow", "updated_at")])
    query = query.add_columns(contacts.c.discreet, contacts.c.safe_time)
    return query.join(contacts, contacts.c.id == c.contact_id).order_by(c.id).limit(AT_ONCE)


async def _due(tx: Tx, query: Select[Any]) -> list[Due]:
    rows: Sequence[Any] = (await tx.execute(query)).all()
    return [Due(*row) for row in rows]
