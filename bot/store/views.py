"""What the pages look up beyond the lists of the other modules. Reads only; words are opened here."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, select

from bot.errors import NotFound
from bot.state import Picture
from bot.store.items import Item, one
from bot.store.outbox import BUTTONS, picture_in
from bot.store.referrals import FACT
from bot.store.sqlite_writer import Tx
from bot.store.tables import contacts, facts, items, messages, outbox, referrals
from bot.store.vault import Vault

ADDRESS, TEXT, SENT = "contacts.address", "messages.text", "outbox.text"
ARRIVED = ("sent", "delivered")


@dataclass(frozen=True, slots=True)
class Point:
    """A contact point as a coordinator needs to see it before writing or ringing."""

    id: int
    channel: str
    address: str
    state: str
    discreet: bool
    shared: bool
    unread_language: str | None


async def point(tx: Tx, vault: Vault, contact: int) -> Point:
    """Raises NotFound."""
    row = (await tx.execute(select(contacts).where(contacts.c.id == contact))).one_or_none()
    if row is None:
        raise NotFound(f"Contact {contact}.")
    return _point(vault, row)


async def points(tx: Tx, vault: Vault, ids: Sequence[int]) -> dict[int, Point]:
    rows = await tx.execute(select(contacts).where(contacts.c.id.in_(list(set(ids)))))
    return {row.id: _point(vault, row) for row in rows}


def _point(vault: Vault, row: Any) -> Point:
    address = vault.open(ADDRESS, row.id, row.address)
    return Point(row.id, row.channel, address, row.state, row.discreet, row.shared, row.unread_language)


@dataclass(frozen=True, slots=True)
class Told:
    """One referral in short: who made it, who it is about, and what was learnt so far."""

    referral: int
    contact: int
    invited: int | None
    source: str
    facts: Mapping[str, str]
    person: int | None = None

    def is_about(self, contact: int) -> bool:
        """Whether it is about the user of this contact point, who did not refer somebody else from it."""
        return self.source != "family" or contact != self.contact

    def name_of(self, contact: int) -> str:
        """What the user of this contact point is called, as far as this referral tells."""
        return self.facts.get("name" if self.is_about(contact) else "referrer_name", "")


async def told_by(tx: Tx, vault: Vault, ids: Sequence[int]) -> dict[int, list[Told]]:
    """The referrals that each of these contact points made or was invited by, newest first."""
    wanted, c = set(ids), referrals.c
    query = select(c.id, c.contact_id, c.invited_id, c.source, c.person_id)
    query = query.where(c.contact_id.in_(wanted) | c.invited_id.in_(wanted)).order_by(c.id.desc())
    rows = (await tx.execute(query)).all()
    learnt = await _facts(tx, vault, [row.id for row in rows])
    told: dict[int, list[Told]] = {}
    for row in rows:
        one = Told(row.id, row.contact_id, row.invited_id, row.source, learnt.get(row.id, {}), row.person_id)
        for contact in {row.contact_id, row.invited_id} & wanted:
            told.setdefault(contact, []).append(one)
    return told


async def _facts(tx: Tx, vault: Vault, ids: Sequence[int]) -> dict[int, dict[str, str]]:
    learnt: dict[int, dict[str, str]] = {}
    for row in await tx.execute(select(facts).where(facts.c.referral_id.in_(list(ids)))):
        if value := vault.open(f"{FACT}.{row.field}", row.referral_id, row.value):
            learnt.setdefault(row.referral_id, {})[row.field] = value
    return learnt


async def open_items(tx: Tx, vault: Vault, ids: Sequence[int]) -> list[Item]:
    """What is open for these contact points."""
    return await in_order(tx, vault, items.c.contact_id.in_(list(ids)) & (items.c.state != "resolved"))


async def in_order(tx: Tx, vault: Vault, those: ColumnElement[bool]) -> list[Item]:
    """These items in the queue's order. A statement each: there are two or three."""
    worst = case((items.c.level == "red", 0), (items.c.level == "amber", 1), else_=2)
    theirs = select(items.c.number).where(those)
    numbers = (await tx.execute(theirs.order_by(worst, items.c.created_at, items.c.id))).scalars().all()
    return [await one(tx, vault, number) for number in numbers]


async def resolved_at(tx: Tx, numbers: Sequence[int]) -> dict[int, datetime]:
    """When each of these items was closed."""
    query = select(items.c.number, items.c.resolved_at).where(items.c.number.in_(list(numbers)))
    return {row.number: row.resolved_at for row in await tx.execute(query) if row.resolved_at}


@dataclass(frozen=True, slots=True)
class OnPhone:
    """One message as the person's phone shows it. `asks` is "conversation:question" of a question."""

    at: datetime
    mine: bool
    text: str
    asks: str = ""
    buttons: Mapping[str, str] = field(default_factory=dict[str, str])
    picture: Picture | None = None


async def on_phone(tx: Tx, vault: Vault, channel: str, address: str) -> list[OnPhone]:
    """What a phone would show: all that it sent, and of ours only what has arrived. Oldest first."""
    keys = vault.look_ups(channel, address)
    contact = (await tx.execute(select(contacts.c.id).where(contacts.c.address_key.in_(keys)))).scalar()
    theirs = await tx.execute(select(messages).where(messages.c.contact_id == contact))
    lines = [OnPhone(row.sent_at, True, vault.open(TEXT, row.id, row.text)) for row in theirs]
    arrived = select(outbox).where(outbox.c.contact_id == contact, outbox.c.state.in_(ARRIVED))
    lines += [_ours(vault, row) for row in await tx.execute(arrived)]
    return sorted(lines, key=lambda line: line.at)


def _ours(vault: Vault, row: Any) -> OnPhone:
    asks = f"{row.conversation_id}:{row.question}" if row.question else ""
    buttons: dict[str, str] = json.loads(vault.open(BUTTONS, row.id, row.buttons)) if row.buttons else {}
    at, text = row.sent_at or row.created_at, vault.open(SENT, row.id, row.text)
    return OnPhone(at, False, text, asks, buttons, picture_in(vault, row))
