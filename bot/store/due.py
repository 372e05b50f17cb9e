"""What is due: conversations that wait to be opened, have gone quiet, or are over. Claimed by conditional UPDATE,
so that several processes, or a restart in the middle, do each thing once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, update

from bot.store.sqlite_writer import Tx
from bot.store.tables import contacts, conversations, person_contacts

REFERRALS = ("self_referral", "carer_referral", "family_referral")
AT_ONCE = 200  # rows a look: the next tick takes the rest


@dataclass(frozen=True, slots=True)
class Due:
    """A conversation that something is due for, and what decides whether it may be said now."""

    conversation: int
    contact: int
    flow: str
    discreet: bool
    safe_time: str


async def to_open(tx: Tx) -> list[Due]:
    """Conversations that we begin: agreement, with the first message to a person referred by another."""
    other = conversations.alias("other")
    speaks = select(other.c.id).where(other.c.contact_id == contacts.c.id, other.c.state == "open").exists()
    known = select(person_contacts.c.person_id).where(person_contacts.c.contact_id == contacts.c.id).exists()
    waiting = (conversations.c.state == "waiting") & (contacts.c.state == "ok") & ~speaks & ~known
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


async def claim(tx: Tx, conversation: int, was: str, **change: Any) -> bool:
    """Change a conversation that is still in state `was`. False when another was first."""
    here = (conversations.c.id == conversation) & (conversations.c.state == was)
    if "nudged_at" in change:
        here &= conversations.c.nudged_at.is_(None)
    return (await tx.execute(update(conversations).where(here).values(**change))).rowcount == 1


def _conversations() -> Select[Any]:
    query = select(conversations.c.id, conversations.c.flow, contacts.c.id.label("contact_id"), contacts.c.discreet)
    query = query.add_columns(contacts.c.safe_time).join(contacts, contacts.c.id == conversations.c.contact_id)
    return query.order_by(conversations.c.id).limit(AT_ONCE)


async def _due(tx: Tx, query: Select[Any]) -> list[Due]:
    rows: Sequence[Any] = (await tx.execute(query)).all()
    return [Due(row.id, row.contact_id, row.flow, row.discreet, row.safe_time) for row in rows]
