"""The random sample: messages in which the screen found nothing, read by a person. The only way to know what it misses.

Whether a message is in the sample is decided by its id and the salt of this database, so that drawing again draws the
same. It is drawn after its turn is long committed, and then waits here until somebody has read it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, exists, func, select, update

from bot.errors import AlreadyTaken
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.ids import first_at
from bot.store.late import MISSED
from bot.store.log import note_change, record
from bot.store.marks import read_mark, set_mark
from bot.store.messages import Line, transcript
from bot.store.sqlite_writer import Tx
from bot.store.tables import findings, incidents, messages, reviews, staff_contacts
from bot.store.upsert import insert_new
from bot.store.vault import Vault

SHARE = 0.02  # of what was not flagged. A larger share keeps all that a smaller one drew
SETTLED = timedelta(minutes=10)  # after that whatever took a message has committed
BACK = timedelta(days=90)  # the first draw looks back so far
BATCH = 5000  # messages a transaction: a turn waits for one at most a moment
MARK, NOTHING = "drawn up to", "nothing"


def is_drawn(salt: bytes, message: int, share: float = SHARE) -> bool:
    drawn = hashlib.blake2b(message.to_bytes(8, "big"), digest_size=8, key=salt, person=b"review").digest()
    return int.from_bytes(drawn, "big") < share * 2**64


def unflagged() -> ColumnElement[bool]:
    """Words of people, not of staff, in which the screen found nothing."""
    m = messages.c
    flagged = exists().where(findings.c.message_id == m.id)
    of_staff = exists().where(staff_contacts.c.contact_id == m.contact_id)
    return (m.kind == "text") & ~flagged & ~of_staff


async def draw(database: Database, now: datetime, share: float = SHARE, batch: int = BATCH) -> int:
    """Draw from whatever has come since the last draw; gives how many there are more. Two at once draw the same."""
    drawn, more = 0, True
    while more:
        async with database.write() as tx:
            hands = Hands(tx, database.vault, database.ids, now)
            rows = await _next(hands, batch)
            drawn += await _keep(hands, [row for row in rows if is_drawn(database.salt, row.id, share)])
        more = len(rows) == batch
    return drawn


async def _next(hands: Hands, batch: int) -> Sequence[Any]:
    """Messages that no draw has looked at, oldest first; the mark moves past them."""
    m, end = messages.c, first_at(hands.now - SETTLED)
    since = max(await read_mark(hands.tx, MARK) or 0, first_at(hands.now - BACK))
    query = select(m.id, m.received_at).where(m.id >= since, m.id < end, unflagged()).order_by(m.id).limit(batch)
    rows = (await hands.tx.execute(query)).all()
    await set_mark(hands.tx, MARK, rows[-1].id + 1 if len(rows) == batch else max(since, end))
    return rows


async def _keep(hands: Hands, drawn: Sequence[Any]) -> int:
    if drawn:
        late = {row.message_id: row for row in await hands.tx.execute(_found_late([row.id for row in drawn]))}
        await insert_new(hands.tx, reviews, [_row(hands, row, late.get(row.id)) for row in drawn], on=("message_id",))
        await note_change(hands.tx, hands.now)
    return len(drawn)


def _found_late(drawn: Sequence[int]) -> Select[Any]:
    """What somebody found before it was drawn need not be read again, but counts."""
    return select(incidents).where(incidents.c.message_id.in_(drawn))


def _row(hands: Hands, message: Any, late: Any) -> dict[str, Any]:
    return {
        "id": hands.ids.new(hands.now),
        "message_id": message.id,
        "wrote_at": message.received_at,
        "drawn_at": hands.now,
        "found": MISSED if late else None,
        "by": late.by if late else None,
        "at": late.created_at if late else None,
    }


@dataclass(frozen=True, slots=True)
class Passage:
    """A message, with the lines that it followed. `levels`: what the screen found in it, if anything."""

    message: int
    contact: int
    said: Line
    before: Sequence[Line]
    levels: Sequence[str]


async def count_waiting(tx: Tx, only: ColumnElement[bool] | None = None) -> int:
    return (await tx.execute(select(func.count()).select_from(_of()).where(*_waiting(only)))).scalar_one()


async def waiting(
    tx: Tx, vault: Vault, most: int, only: ColumnElement[bool] | None = None
) -> list[tuple[int, Passage]]:
    """The oldest that nobody has read, each with the id of its review. `only`: of some messages."""
    query = select(reviews.c.id, reviews.c.message_id).select_from(_of()).where(*_waiting(only))
    query = query.order_by(reviews.c.message_id).limit(most)
    found = [(row.id, await passage(tx, vault, row.message_id)) for row in (await tx.execute(query)).all()]
    return [(id, one) for id, one in found if one is not None]


def _of() -> FromClause:
    return reviews.join(messages, messages.c.id == reviews.c.message_id)


def _waiting(only: ColumnElement[bool] | None) -> tuple[ColumnElement[bool], ...]:
    return (_waits(),) if only is None else (_waits(), only)


def _waits() -> ColumnElement[bool]:
    return reviews.c.found.is_(None) & reviews.c.message_id.is_not(None)


async def passage(tx: Tx, vault: Vault, message: int, before: int = 3) -> Passage | None:
    """A message and the few lines before it. None when there is no such message."""
    contact = (await tx.execute(select(messages.c.contact_id).where(messages.c.id == message))).scalar()
    if contact is None:
        return None
    lines = await transcript(tx, vault, contact)
    place = next((n for n, line in enumerate(lines) if line.inbound and line.id == message), None)
    if place is None:
        return None
    levels = (await tx.execute(select(findings.c.level).where(findings.c.message_id == message))).scalars().all()
    return Passage(message, contact, lines[place], lines[max(0, place - before) : place], levels)


async def nothing_missed(hands: Hands, review: int, who: str) -> None:
    """Somebody read it, and there was no danger in it. Raises AlreadyTaken when somebody else was first."""
    change = update(reviews).where(reviews.c.id == review, reviews.c.found.is_(None))
    if (await hands.tx.execute(change.values(found=NOTHING, by=who, at=hands.now))).rowcount != 1:
        raise AlreadyTaken("It has been read.")
    await record(hands.tx, hands.ids, hands.now, [(who, "read for the sample", f"review:{review}", NOTHING)])
    await note_change(hands.tx, hands.now)
