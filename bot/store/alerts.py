"""Alerts: whom we told of an item, by which route, and what became of it.

owed -> told, or failed; `stalled` when it did not go out in time and another route was tried; `counted` when an alert
that stands already covers it; `over` when somebody has taken the item. Failing is seen through the outbox's reports.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select, update

from bot.state import Reply
from bot.store import outbox as texts
from bot.store import owing
from bot.store.hands import Hands
from bot.store.log import record
from bot.store.sqlite_writer import Tx
from bot.store.tables import alerts, contacts, items, outbox, staff_contacts

STANDING = ("owed", "told", "stalled", "counted")  # it still asks somebody to do something
OWN_TEXT = ("owed", "told", "stalled")
HANDED_OVER = ("sent", "delivered")
AT_ONCE = 100  # rows a look


@dataclass(frozen=True, slots=True)
class Alert:
    """One member of staff told of one item by one route. `times`: how many messages it stands for."""

    staff: int
    contact: int
    outbox: int | None
    step: int
    state: str
    times: int
    created_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Telling:
    """An alert to write: `reply` is its text, None when the text of `standing` (an outbox row) stands for it."""

    item: int
    staff: int
    contact: int
    step: int
    reply: Reply | None
    standing: int | None = None


async def add(hands: Hands, tellings: Sequence[Telling]) -> None:
    """Write alerts with the outbox rows that carry them."""
    own = [one for one in tellings if one.reply is not None]
    owed = owing.rows_of(hands.vault, hands.ids, [(one.contact, one.reply) for one in own if one.reply], hands.now)
    await owing.owe(hands.tx, owed)
    carried = {id(one): row["id"] for one, row in zip(own, owed, strict=True)}
    rows = [_row(hands, one, carried.get(id(one), one.standing)) for one in tellings]
    if rows:
        _ = await hands.tx.execute(alerts.insert(), rows)
    for one in tellings:
        if one.reply is None:
            more = update(alerts).where(alerts.c.outbox_id == one.standing, alerts.c.state.in_(OWN_TEXT))
            _ = await hands.tx.execute(more.values(times=alerts.c.times + 1))


def _row(hands: Hands, one: Telling, carrier: int | None) -> dict[str, Any]:
    return {
        "id": hands.ids.new(hands.now),
        "item_id": one.item,
        "staff_id": one.staff,
        "contact_id": one.contact,
        "outbox_id": carrier,
        "step": one.step,
        "state": "owed" if one.reply else "counted",
        "times": 1,
        "created_at": hands.now,
    }


async def counted(tx: Tx, item: int, since: datetime) -> bool:
    """Count one more message on the alerts that went out for this item since then; False when there are none."""
    recent = (alerts.c.item_id == item) & (alerts.c.created_at > since) & alerts.c.state.in_(STANDING)
    return (await tx.execute(update(alerts).where(recent).values(times=alerts.c.times + 1))).rowcount > 0


async def of_contact(tx: Tx, contact: int, person: int | None, but: int, since: datetime) -> Mapping[int, int]:
    """Red alerts since then for other items of one contact point, as outbox rows by staff: a flood counts on them.
    Those of somebody who is known to be another person are left out."""
    a, i = alerts.c, items.c
    query = select(a.staff_id, a.outbox_id).join(items, i.id == a.item_id)
    query = query.where(i.contact_id == contact, i.id != but, i.level == "red", i.state != "resolved")
    query = query.where(a.created_at > since, a.state.in_(OWN_TEXT), a.outbox_id.is_not(None))
    if person is not None:
        query = query.where(i.person_id.is_(None) | (i.person_id == person))
    return {row.staff_id: row.outbox_id for row in await tx.execute(query.order_by(a.id))}


async def ambers_since(tx: Tx, since: datetime) -> Mapping[int, tuple[int, int]]:
    """By staff: how many texts about amber items went out since then, and the outbox row of the newest."""
    a = alerts.c
    query = select(a.staff_id, func.count().label("many"), func.max(a.outbox_id).label("newest")).join(
        items, items.c.id == a.item_id
    )
    query = query.where(a.created_at > since, a.state.in_(OWN_TEXT), items.c.level == "amber").group_by(a.staff_id)
    return {row.staff_id: (row.many, row.newest) for row in await tx.execute(query)}


async def reached(tx: Tx, found: Sequence[int]) -> set[int]:
    """Which of these items (by id) an alert stands for: somebody was told, or is about to be."""
    query = select(alerts.c.item_id).where(alerts.c.item_id.in_(found), alerts.c.state.in_(STANDING)).distinct()
    return set((await tx.execute(query)).scalars())


async def failed(hands: Hands, outbox_id: int) -> bool:
    """This text did not arrive: told by the next route at once, then up the ladder. False when it was no alert."""
    return await _elsewhere(hands, outbox_id, "failed")


async def reroute_stalled(hands: Hands, before: datetime) -> None:
    """Alerts that have not gone out since then are told by another route as well."""
    a, o = alerts.c, outbox.c
    query = select(a.outbox_id).join(outbox, o.id == a.outbox_id)
    query = query.where(a.state == "owed", a.created_at <= before, o.state.in_(("queued", "claimed"))).distinct()
    for carrier in (await hands.tx.execute(query.limit(AT_ONCE))).scalars().all():
        _ = await _elsewhere(hands, carrier, "stalled")


async def _elsewhere(hands: Hands, carrier: int, became: str) -> bool:
    a = alerts.c
    mine = select(alerts).where(a.outbox_id == carrier, a.state.in_(STANDING)).order_by(a.id).with_for_update()
    rows = (await hands.tx.execute(mine)).all()
    for row in rows:
        change = update(alerts).where(a.id == row.id)
        _ = await hands.tx.execute(change.values(state=became, settled_at=hands.now))
    if rows and not await _by_next_route(hands, carrier, rows):
        await _climb_now(hands, [row.item_id for row in rows])
    if rows:
        entry = ("service", f"alert {became}", f"staff:{rows[0].staff_id}", f"item id {rows[0].item_id}")
        await record(hands.tx, hands.ids, hands.now, [entry])
        return True
    return (await hands.tx.execute(select(a.id).where(a.outbox_id == carrier).limit(1))).first() is not None


async def _by_next_route(hands: Hands, carrier: int, rows: Sequence[Any]) -> bool:
    """The same words to the next contact point of the same member of staff that has not had them."""
    a, first = alerts.c, rows[0]
    had = select(a.contact_id).where(a.item_id == first.item_id, a.staff_id == first.staff_id)
    had = had.where(a.created_at >= first.created_at)
    c, s = contacts.c, staff_contacts.c
    query = select(s.contact_id, c.channel).join(contacts, c.id == s.contact_id)
    query = query.where(s.staff_id == first.staff_id, c.state == "ok", s.contact_id.not_in(had))
    by_price = case((c.channel == "telegram", 0), else_=1)
    found = (await hands.tx.execute(query.order_by(by_price, s.bound_at, c.id).limit(1))).first()
    if found is None:
        return False
    words = (await hands.tx.execute(select(outbox.c.text).where(outbox.c.id == carrier))).scalar_one()
    reply = Reply(hands.vault.open(texts.TEXT, carrier, words), "safety")
    again = Telling(first.item_id, first.staff_id, found.contact_id, first.step, reply)
    await add(hands, [again])
    newest = select(func.max(a.outbox_id)).where(a.item_id == first.item_id, a.contact_id == found.contact_id)
    carried = (await hands.tx.execute(newest)).scalar_one()
    others = [Telling(row.item_id, row.staff_id, found.contact_id, row.step, None, carried) for row in rows[1:]]
    await add(hands, others)
    return True


async def _climb_now(hands: Hands, ids: Sequence[int]) -> None:
    """Nobody else is being told on this rung: the next one need not wait."""
    a, i = alerts.c, items.c
    being_told = select(a.item_id).where(a.item_id.in_(ids), a.step == i.step, a.state.in_(("owed", "told", "counted")))
    alone = i.id.in_(ids) & (i.state == "open") & i.climbs_at.is_not(None) & i.id.not_in(being_told)
    _ = await hands.tx.execute(update(items).where(alone).values(climbs_at=hands.now))


async def settle(tx: Tx, now: datetime) -> None:
    """What the outbox has handed over counts as told."""
    handed = select(outbox.c.id).where(outbox.c.id == alerts.c.outbox_id, outbox.c.state.in_(HANDED_OVER)).exists()
    waiting = alerts.c.state.in_(("owed", "stalled")) & handed
    _ = await tx.execute(update(alerts).where(waiting).values(state="told", settled_at=now))


@dataclass(frozen=True, slots=True)
class Others:
    """Somebody who was alerted about an item that is another's by now."""

    item: int
    number: int
    staff: int
    contact: int
    carrier: int | None
    taken_by: str | None
    state: str
    state_of_alert: str


async def to_call_off(tx: Tx) -> list[Others]:
    """Alerts that still stand for items that are claimed or closed."""
    a, i = alerts.c, items.c
    query = select(a.item_id, i.number, a.staff_id, a.contact_id, a.outbox_id, i.claimed_by, i.state, a.state)
    query = query.join(items, i.id == a.item_id).where(a.state.in_(STANDING), i.state != "open")
    query = query.where((i.claimed_at >= a.created_at) | (i.resolved_at >= a.created_at)).order_by(a.id)
    return [Others(*row) for row in (await tx.execute(query.limit(AT_ONCE))).all()]


async def call_off(hands: Hands, found: Sequence[Others]) -> None:
    """Nobody has to act on these any more; a text that has not gone out yet stays here."""
    a, pairs = alerts.c, {(one.item, one.staff) for one in found}
    for item, staff in sorted(pairs):
        over = update(alerts).where(a.item_id == item, a.staff_id == staff, a.state.in_(STANDING))
        _ = await hands.tx.execute(over.values(state="over", settled_at=hands.now))
    for carrier in {one.carrier for one in found if one.carrier is not None}:
        still = select(a.id).where(a.outbox_id == carrier, a.state.in_(STANDING)).exists()
        unsent = update(outbox).where(outbox.c.id == carrier, outbox.c.state == "queued", ~still)
        _ = await hands.tx.execute(unsent.values(state="cancelled", settled_at=hands.now))


async def for_item(tx: Tx, item: int) -> list[Alert]:
    """Everybody who was told of an item, oldest first. `item` is its id, not its number."""
    rows = await tx.execute(select(alerts).where(alerts.c.item_id == item).order_by(alerts.c.id))
    return [
        Alert(r.staff_id, r.contact_id, r.outbox_id, r.step, r.state, r.times, r.created_at, r.settled_at) for r in rows
    ]
