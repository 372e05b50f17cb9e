"""What a rehearsal asks of the database: what staff look for at the desk, and what is compared in the end with what really
happened. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, func, select

from bot.store.sqlite_writer import Tx
from bot.store.tables import alerts, checkins, contacts, conversations, episodes, findings, items, messages, outbox
from bot.store.vault import Vault

OVER = ("answered", "part", "quiet", "expired", "skipped")
_E, _C, _I, _M = episodes.c, checkins.c, items.c, messages.c


async def residents(tx: Tx) -> Sequence[int]:
    """The episodes of residents that go on."""
    query = select(_E.id).where(_E.role == "resident", _E.state == "active").order_by(_E.id)
    return (await tx.execute(query)).scalars().all()


async def told_dead(tx: Tx) -> Sequence[int]:
    """Episodes held because somebody said that the person has died; not those of their caregivers."""
    query = select(_E.id).where(_E.role != "carer", _E.state == "held").order_by(_E.id)
    return (await tx.execute(query)).scalars().all()


async def finished(tx: Tx) -> Sequence[int]:
    """Active episodes whose last questions are over."""
    query = select(_E.id).join(checkins, _C.episode_id == _E.id).order_by(_E.id)
    final = (_E.state == "active") & (_C.kind == "final") & _C.state.in_(OVER)
    return (await tx.execute(query.where(final))).scalars().all()


@dataclass(frozen=True, slots=True)
class Seen:
    """A stored message and what came of it. `item` is its number, `told_at` when the first alert went out."""

    address: str
    text: str
    received_at: datetime
    level: str | None
    item: int | None
    item_level: str | None
    told_at: datetime | None
    claimed_at: datetime | None
    state: str | None
    step: int | None


async def red_messages(tx: Tx, vault: Vault) -> list[Seen]:
    """Every message in which danger was seen that is red, in the order of time."""
    told = select(func.min(alerts.c.created_at)).where(alerts.c.item_id == _I.id).scalar_subquery()
    query = (
        select(
            contacts.c.id.label("contact"), contacts.c.address, _M.id, _M.text, _M.received_at, findings.c.level,
            _I.number, _I.level.label("item_level"), told.label("told_at"), _I.claimed_at, _I.state, _I.step,
        )
        .join(contacts, contacts.c.id == _M.contact_id)
        .join(findings, findings.c.message_id == _M.id)
        .join(items, _I.id == findings.c.item_id, isouter=True)
        .where(findings.c.level == "red")
        .order_by(_M.id)
    )  # fmt: skip
    return [_seen(vault, row) for row in (await tx.execute(query)).all()]


def _seen(vault: Vault, row: Any) -> Seen:
    return Seen(
        vault.open("contacts.address", row.contact, row.address), vault.open("messages.text", row.id, row.text),
        row.received_at, row.level, row.number, row.item_level, row.told_at, row.claimed_at, row.state, row.step,
    )  # fmt: skip


async def stored(tx: Tx) -> int:
    """How many messages are stored."""
    return await _count(tx, select(func.count()).select_from(messages))


async def left_undone(tx: Tx, now: datetime, late: timedelta) -> dict[str, int]:
    """What was due longer ago than `late` and was neither done nor given up, by kind."""
    before = now - late
    on_it = and_(_E.id == _C.episode_id, _E.state == "active")
    found = {
        "check-ins not asked": select(func.count()).where(on_it, _C.state == "planned", _C.due_at < before),
        "check-ins without an end": select(func.count()).where(on_it, _C.state == "open", _C.next_at < before),
        "texts not sent": select(func.count()).where(
            outbox.c.state.in_(("queued", "claimed")), outbox.c.due_at < before
        ),
        "alerts not given": select(func.count()).where(_I.climbs_at < before, _I.state == "open"),
        "items without a level": select(func.count()).where(
            _I.due_at.is_(None), _I.created_at < before, _I.state == "open"
        ),
    }
    return {name: await _count(tx, query) for name, query in found.items()}


async def at_once(tx: Tx) -> int:
    """How many contact points have more than one conversation open that waits for an answer."""
    c = conversations.c
    busy = select(c.contact_id).where(c.state == "open").group_by(c.contact_id).having(func.count() > 1)
    return await _count(tx, select(func.count()).select_from(busy.subquery()))


async def checkins_by_state(tx: Tx) -> dict[tuple[int, str], int]:
    """How many check-ins there are, by week and state; reviews and the rest count in their week."""
    query = select(_C.week, _C.state, func.count()).group_by(_C.week, _C.state).order_by(_C.week, _C.state)
    rows: Sequence[Any] = (await tx.execute(query)).all()
    return {(week, state): count for week, state, count in rows}


async def _count(tx: Tx, query: Select[Any]) -> int:
    return int((await tx.execute(query)).scalar_one())
