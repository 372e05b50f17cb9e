"""Erasing the queue's items about people: their words go, that there was an item stays.

What the law has us keep stays whole (UK GDPR, article 17(3)): an item that came to a safeguarding concern, or that was
shared without consent. With everything else gone it would be nobody's, so it is noted on it whose it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, select, update

from bot.store.findings import EVIDENCE
from bot.store.hands import Hands
from bot.store.items import NOTE
from bot.store.raising import WHY
from bot.store.tables import contacts, findings, incidents, item_notes, items, reviews

FORGOTTEN = "forgotten"
SAFEGUARDING = "safeguarding"  # of triage.OUTCOMES
KEPT = "Kept by law as a safeguarding record when the rest was erased. About: {whose}."


@dataclass(frozen=True, slots=True)
class Queue:
    """The items about somebody, those of them that are kept whole, and the messages that are being emptied."""

    items: Sequence[int]
    kept: Sequence[int]
    messages: Sequence[int]

    @property
    def emptied(self) -> list[int]:
        return [id for id in self.items if id not in self.kept]


def is_record() -> ColumnElement[bool]:
    """Whether an item must be kept by law."""
    return (items.c.outcome == SAFEGUARDING) | items.c.sharing.is_not(None)


async def erase_items(hands: Hands, queue: Queue, whose: str) -> int:
    """`whose`: who they are, for what is kept. How many were emptied."""
    i = items.c
    closing = update(items).where(i.id.in_(queue.emptied), i.state != "resolved")
    _ = await hands.tx.execute(closing.values(state="resolved", outcome=FORGOTTEN, resolved_at=hands.now))
    await _empty(hands, queue.emptied)
    await _evidence(hands, queue)
    for id in queue.kept:
        await _note(hands, id, KEPT.format(whose=whose))
    return len(queue.emptied)


async def empty_records(hands: Hands, limit: datetime) -> int:
    """Records of people who are forgotten, once they are past their own period. How many."""
    i, noted = items.c, exists().where(item_notes.c.item_id == items.c.id)
    past = (i.resolved_at < limit) & is_record() & (contacts.c.state == FORGOTTEN)
    query = select(i.id).join(contacts, contacts.c.id == i.contact_id).where(past, noted)
    ids = list((await hands.tx.execute(query)).scalars())
    await _empty(hands, ids)
    await _evidence(hands, Queue(ids, (), ()))
    return len(ids)


async def _empty(hands: Hands, ids: Sequence[int]) -> None:
    for id in ids:
        blank = {"why": hands.vault.seal(WHY, id, ""), "evidence": None, "sharing": None, "locality": ""}
        _ = await hands.tx.execute(update(items).where(items.c.id == id).values(**blank, climbs_at=None))
    _ = await hands.tx.execute(delete(item_notes).where(item_notes.c.item_id.in_(ids)))


async def _evidence(hands: Hands, queue: Queue) -> None:
    """That something was found or missed, and by which rules, is counted; the words are not kept."""
    f = findings.c
    of_kept = select(f.id).where(f.item_id.in_(queue.kept))
    gone = select(f.id).where(_about(findings, queue), f.id.not_in(of_kept))
    for id in (await hands.tx.execute(gone)).scalars().all():
        empty = hands.vault.seal(EVIDENCE, id, "")
        _ = await hands.tx.execute(update(findings).where(f.id == id).values(evidence=empty))
    late = update(incidents).where(_about(incidents, queue), incidents.c.item_id.not_in(queue.kept))
    _ = await hands.tx.execute(late.values(words=None))
    unread = reviews.c.message_id.in_(queue.messages) & reviews.c.found.is_(None)
    _ = await hands.tx.execute(delete(reviews).where(unread))


def _about(table: Any, queue: Queue) -> ColumnElement[bool]:
    return table.c.item_id.in_(queue.emptied) | table.c.message_id.in_(queue.messages)


async def _note(hands: Hands, item: int, words: str) -> None:
    id = hands.ids.new(hands.now)
    row = {"id": id, "item_id": item, "text": hands.vault.seal(NOTE, id, words), "by": "service", "at": hands.now}
    _ = await hands.tx.execute(item_notes.insert().values(**row))
