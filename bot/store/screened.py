"""What the screen flagged and people made of it, what they found late, and the sample: what the report counts.

Everything is of messages that came from `since` until before `until`; only incidents go by when they were found.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select

from bot.store import staff
from bot.store.alerts import HANDED_OVER
from bot.store.holding import FALSE_ALARM
from bot.store.ids import first_at
from bot.store.late import MISSED, WORDS
from bot.store.reviews import unflagged
from bot.store.sqlite_writer import Tx
from bot.store.tables import alerts, findings, incidents, items, messages, outbox, reviews, staff_contacts
from bot.store.vault import Vault


@dataclass(frozen=True, slots=True)
class Flag:
    """One message that was flagged: by which rules, each with its version, and the verdict on its item, if any."""

    level: str
    categories: tuple[str, ...]
    rules: tuple[tuple[str, str], ...]
    verdict: str | None


async def flags(tx: Tx, since: datetime, until: datetime) -> list[Flag]:
    """Words of staff about an item are no finding of the screen's."""
    f = findings.c
    of_staff = exists().where(messages.c.id == f.message_id, messages.c.contact_id == staff_contacts.c.contact_id)
    query = select(f.level, f.categories, f.rules, items.c.verdict).outerjoin(items, items.c.id == f.item_id)
    query = query.where(f.created_at >= since, f.created_at < until, ~of_staff).order_by(f.id)
    return [_flag(row) for row in await tx.execute(query)]


def _flag(row: Any) -> Flag:
    named = (rule.rpartition("@") for rule in row.rules.split(",") if rule)
    rules = tuple((name, version) for name, _, version in named)
    return Flag(row.level, tuple(row.categories.split("|")), rules, row.verdict)


async def count_unflagged(tx: Tx, since: datetime, until: datetime) -> int:
    m = messages.c
    there = and_(m.id >= first_at(since), m.id < first_at(until), unflagged())
    return (await tx.execute(select(func.count()).select_from(messages).where(there))).scalar_one()


@dataclass(frozen=True, slots=True)
class Sample:
    """How many were drawn, read, and had danger in them that nobody took back."""

    drawn: int
    read: int
    missed: int


async def sample(tx: Tx, since: datetime, until: datetime) -> Sample:
    r = reviews.c
    taken_back = exists().where(incidents.c.message_id == r.message_id, _is_false())
    there = r.wrote_at >= since, r.wrote_at < until

    async def count(*where: ColumnElement[bool]) -> int:
        return (await tx.execute(select(func.count()).select_from(reviews).where(*there, *where))).scalar_one()

    return Sample(await count(), await count(r.found.is_not(None)), await count(r.found == MISSED, ~taken_back))


async def count_known(tx: Tx, since: datetime, until: datetime) -> int:
    """Messages with danger in which the screen found nothing, as far as anybody has found them."""
    i = incidents.c
    there = i.wrote_at >= since, i.wrote_at < until, i.was == "none"
    return (await tx.execute(select(func.count()).select_from(incidents).where(*there, ~_is_false()))).scalar_one()


def _is_false() -> ColumnElement[bool]:
    """What somebody found late, and whoever dealt with it called a false alarm."""
    return exists().where(items.c.id == incidents.c.item_id, items.c.verdict == FALSE_ALARM)


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody to whom an alert was handed over. `name` as people call them."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Incident:
    """A risk that was found late. `number` is its item's; `holder` has it now, or closed it."""

    number: int
    was: str
    level: str
    category: str
    source: str
    by: str
    words: str
    wrote_at: datetime
    created_at: datetime
    verdict: str | None
    holder: str
    claimed_at: datetime | None
    told: Sequence[Told]


async def late(
    tx: Tx, vault: Vault, since: datetime, until: datetime, only: ColumnElement[bool] | None = None
) -> list[Incident]:
    """What was found late in this time, newest first: what was missed, who was told, and when. `only`: of some items."""
    n, i = incidents.c, items.c
    query = select(incidents, i.number, i.verdict, i.claimed_by, i.claimed_at).join(items, i.id == n.item_id)
    query = query.where(n.created_at >= since, n.created_at < until).order_by(n.created_at.desc(), n.id.desc())
    query = query if only is None else query.where(only)
    rows = (await tx.execute(query.limit(500))).all()
    names = await staff.called(tx, vault)
    told = await _told(tx, [row.item_id for row in rows], names)
    return [_incident(vault, row, names, told.get(row.item_id, [])) for row in rows]


def _incident(vault: Vault, row: Any, names: Mapping[str, str], told: Sequence[Told]) -> Incident:
    words = vault.open(WORDS, row.id, row.words) if row.words else ""
    holder = names.get(row.claimed_by, row.claimed_by or "")
    by = names.get(row.by, row.by)
    return Incident(
        row.number, row.was, row.level, row.category, row.source, by, words, row.wrote_at, row.created_at, row.verdict,
        holder, row.claimed_at, told,
    )  # fmt: skip


async def _told(tx: Tx, ids: Sequence[int], names: Mapping[str, str]) -> dict[int, list[Told]]:
    """By item, whom its alerts reached, once each. One that is counted on an earlier text was told when it was raised."""
    a, o = alerts.c, outbox.c
    query = select(a.item_id, a.staff_id, a.created_at, o.sent_at).join(outbox, o.id == a.outbox_id)
    query = query.where(a.item_id.in_(ids), o.state.in_(HANDED_OVER)).order_by(a.id)
    found: dict[int, dict[int, Told]] = {}
    for row in await tx.execute(query):
        name = names.get(staff.actor(row.staff_id), "somebody who has left")
        at = max(row.created_at, row.sent_at or row.created_at)
        _ = found.setdefault(row.item_id, {}).setdefault(row.staff_id, Told(name, at))
    return {item: list(people.values()) for item, people in found.items()}
