"""The reasons for which members of staff opened somebody's records outside their caseload, or restricted to others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.store import staff
from bot.store.circle import Circle
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.sqlite_writer import Tx
from bot.store.tables import openings
from bot.store.vault import Vault

WORDS = "openings.words"
OUTSIDE, RESTRICTED = "outside", "restricted"
HOLDS = timedelta(hours=12)
REASON_GIVEN, GLASS_BROKEN = "reason given", "restricted record opened"
ACTIONS = {OUTSIDE: REASON_GIVEN, RESTRICTED: GLASS_BROKEN}


@dataclass(frozen=True, slots=True)
class Opening:
    id: int
    by: str
    contact: int
    kind: str
    why: str
    words: str
    at: datetime


async def open_for(hands: Hands, member: int, circle: Circle, subject: str, kind: str, why: str, words: str) -> int:
    """`subject`: the record that they are about to open; the reason holds for all of this circle. Its number."""
    id = hands.ids.new(hands.now)
    row = {
        "id": id, "staff_id": member, "contact_id": circle.main, "kind": kind, "why": why,
        "words": hands.vault.seal(WORDS, id, words) if words else None, "at": hands.now, "until": hands.now + HOLDS,
    }  # fmt: skip
    _ = await hands.tx.execute(openings.insert().values(**row))
    entry = (staff.actor(member), ACTIONS[kind], subject, f"{circle.subject} reason {id}: {why}")
    await record(hands.tx, hands.ids, hands.now, [entry])
    await note_change(hands.tx, hands.now)
    return id


async def holds(tx: Tx, member: int, circle: Circle, kind: str, now: datetime) -> int | None:
    """The number of the reason under which they may open it now."""
    o = openings.c
    theirs = (o.staff_id == member) & (o.kind == kind) & o.contact_id.in_(circle.contacts) & (o.until > now)
    return (await tx.execute(select(o.id).where(theirs).order_by(o.id.desc()).limit(1))).scalar()


async def between(tx: Tx, vault: Vault, since: datetime, until: datetime) -> Sequence[Opening]:
    """The newest first."""
    o = openings.c
    rows = await tx.execute(select(openings).where(o.at >= since, o.at < until).order_by(o.id.desc()))
    return [
        Opening(row.id, staff.actor(row.staff_id), row.contact_id, row.kind, row.why,
                vault.open(WORDS, row.id, row.words) if row.words else "", row.at)
        for row in rows
    ]  # fmt: skip
