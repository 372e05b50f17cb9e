"""What the lists of the team's meetings are made of: what came and ended lately, and who waits. A few statements each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from bot.store.checkins import TEAM, WEEKLY
from bot.store.people import NAME
from bot.store.referrals import FACT
from bot.store.sqlite_writer import Tx
from bot.store.standing import REVIEWS
from bot.store.tables import checkins, contacts, episodes, facts, items, people, referrals
from bot.store.vault import Vault

ADDRESS = "contacts.address"
Only = ColumnElement[bool] | None  # of some items or episodes: those that whoever looks may see


@dataclass(frozen=True, slots=True)
class InQueue:
    """An item, and whom it is about as far as that is known."""

    number: int
    level: str
    category: str
    state: str
    locality: str
    created_at: datetime
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A referral that nobody has taken on or closed, and who made it."""

    referral: int
    number: int
    source: str
    state: str
    locality: str
    opened_at: datetime
    name: str
    address: str
    is_held: bool


@dataclass(frozen=True, slots=True)
class Ended:
    episode: int
    name: str
    address: str
    programme: str
    locality: str
    ending: str
    ended_at: datetime
    person: int | None


_ITEMS = (
    select(
        items.c.number, items.c.level, items.c.category, items.c.state, items.c.locality, items.c.created_at,
        items.c.referral_id, referrals.c.source, facts.c.value.label("said"),
        people.c.id.label("person"), people.c.name, contacts.c.id.label("contact"), contacts.c.address,
    )
    .join(contacts, contacts.c.id == items.c.contact_id)
    .join(people, people.c.id == items.c.person_id, isouter=True)
    .join(referrals, referrals.c.id == items.c.referral_id, isouter=True)
    .join(facts, (facts.c.referral_id == referrals.c.id) & (facts.c.field == "name"), isouter=True)
)  # fmt: skip


async def in_queue(tx: Tx, vault: Vault, since: datetime, locality: str = "", only: Only = None) -> list[InQueue]:
    """What is open as red or amber, and whatever came since then and is open; the oldest first."""
    i = items.c
    query = _ITEMS.where(i.state != "resolved", i.level.in_(("red", "amber")) | (i.created_at > since))
    query = query.where(i.locality == locality) if locality else query
    query = query if only is None else query.where(only)
    rows = (await tx.execute(query.order_by(i.created_at, i.number))).all()
    return [_queued(vault, row) for row in rows]


def _queued(vault: Vault, row: Any) -> InQueue:
    """A referral is about whoever is named in it; what else a referrer's phone raises may be about the referrer."""
    name, address = _whom(vault, row)
    if row.said and (row.category == "referral" or row.source != "family"):
        name = name or vault.open(f"{FACT}.name", row.referral_id, row.said)
    return InQueue(row.number, row.level, row.category, row.state, row.locality, row.created_at, name, address)


async def accepted_since(tx: Tx, since: datetime) -> set[int]:
    """Episodes."""
    return await _episodes(tx, episodes.c.created_at > since)


async def quiet_since(tx: Tx, since: datetime) -> set[int]:
    """Episodes of those whose check-in passed without an answer since then."""
    c = checkins.c
    passed = select(c.episode_id).where(c.kind == WEEKLY, c.state == "quiet", c.settled_at > since)
    return await _episodes(tx, episodes.c.id.in_(passed))


async def reviewed_between(tx: Tx, since: datetime, until: datetime) -> set[int]:
    """Episodes with a review, first or last of all, that is due then."""
    c = checkins.c
    due = select(c.episode_id).where(c.kind.in_(REVIEWS), c.due_at >= since, c.due_at < until)
    return await _episodes(tx, episodes.c.id.in_(due.where(c.state.in_(("planned", "open")))))


async def _episodes(tx: Tx, which: Any) -> set[int]:
    return set((await tx.execute(select(episodes.c.id).where(episodes.c.role != TEAM, which))).scalars())


async def waiting(tx: Tx, vault: Vault, locality: str = "", only: Only = None) -> list[Waiting]:
    """In the order in which they came."""
    i, r = items.c, referrals.c
    query = select(
        r.id, i.number, r.source, r.state, i.locality, r.opened_at, i.state.label("item_state"), people.c.id.label("person"),
        people.c.name, contacts.c.id.label("contact"), contacts.c.address, facts.c.value.label("said"),
    ).join(referrals, r.id == i.referral_id)  # fmt: skip
    query = query.join(contacts, contacts.c.id == r.contact_id).join(people, people.c.id == r.person_id, isouter=True)
    query = query.join(facts, (facts.c.referral_id == r.id) & (facts.c.field == "name"), isouter=True)
    query = query.where(i.category == "referral", i.state != "resolved", r.state.not_in(("taken", "closed")))
    query = query.where(i.locality == locality) if locality else query
    query = query if only is None else query.where(only)
    return [_waiting(vault, row) for row in await tx.execute(query.order_by(r.opened_at, r.id))]


def _waiting(vault: Vault, row: Any) -> Waiting:
    """The name is the one that was told with the referral: somebody else may have made it."""
    name, address = _whom(vault, row)
    said = vault.open(f"{FACT}.name", row.id, row.said) if row.said else ""
    mine = said or ("" if row.source == "family" else name)
    return Waiting(
        row.id,
        row.number,
        row.source,
        row.state,
        row.locality,
        row.opened_at,
        mine,
        address,
        row.item_state == "claimed",
    )


async def ended_since(tx: Tx, vault: Vault, since: datetime, locality: str = "", only: Only = None) -> list[Ended]:
    """In the order in which they ended."""
    e = episodes.c
    query = select(
        e.id, e.programme, e.locality, e.ending, e.ended_at, people.c.id.label("person"), people.c.name,
        contacts.c.id.label("contact"), contacts.c.address,
    ).join(contacts, contacts.c.id == e.contact_id)  # fmt: skip
    query = query.join(people, people.c.id == e.person_id, isouter=True)
    query = query.where(e.state == "closed", e.ended_at > since, e.role != TEAM)
    query = query.where(e.locality == locality) if locality else query
    query = query if only is None else query.where(only)
    return [
        Ended(row.id, *_whom(vault, row), row.programme, row.locality, row.ending or "", row.ended_at, row.person)
        for row in await tx.execute(query.order_by(e.ended_at, e.id))
    ]


def _whom(vault: Vault, row: Any) -> tuple[str, str]:
    """Name and address; the address only where there is no name."""
    name = vault.open(NAME, row.person, row.name) if row.name else ""
    return name, "" if name else vault.open(ADDRESS, row.contact, row.address)
