"""Erasing what the person's page holds. Notes, what was changed, and with whom somebody was taken for one go.

What an agency was told without consent stays whole, as the law has it (UK GDPR, article 17(3)), with whose it is; once it
is past its period it is emptied with the queue's records.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_, select, update

from bot.store.agencies import KEPT, WHY, WITH
from bot.store.forgetting_queue import KEPT as NOTED
from bot.store.hands import Hands
from bot.store.tables import agencies_told, edits, merges, people, person_notes


async def with_those_taken_in(hands: Hands, gone: Collection[int]) -> set[int]:
    """These people, and whoever was found to be one of them."""
    found, fresh = set(gone), set(gone)
    while fresh:
        taken = select(merges.c.gone_id).where(merges.c.kept_id.in_(fresh), merges.c.undone_at.is_(None))
        fresh = set((await hands.tx.execute(taken)).scalars()) - found
        found |= fresh
    return found


async def kept_of(hands: Hands, gone: Collection[int]) -> ColumnElement[bool]:
    """What an agency was told of them without consent: the law has us keep it."""
    a = agencies_told.c
    return a.person_id.in_(await with_those_taken_in(hands, gone)) & (a.consent != WITH)


async def erase_pages(hands: Hands, gone: Collection[int], whose: str, *, records: bool) -> int:
    """Of people who are `gone`. `whose`: who they are, for what is kept; `records`: that goes too. How many are kept."""
    for table in (edits, person_notes):
        _ = await hands.tx.execute(delete(table).where(table.c.person_id.in_(gone)))
    m, a = merges.c, agencies_told.c
    _ = await hands.tx.execute(delete(merges).where(or_(m.kept_id.in_(gone), m.gone_id.in_(gone))))
    _ = await hands.tx.execute(update(people).where(people.c.id.in_(gone)).values(name=None))
    theirs = a.person_id.in_(gone)
    _ = await hands.tx.execute(delete(agencies_told).where(theirs if records else theirs & (a.consent == WITH)))
    kept = (await hands.tx.execute(select(a.id, a.why).where(theirs))).all()
    for row in kept:
        why = f"{hands.vault.open(WHY, row.id, row.why)}\n{NOTED.format(whose=whose)}"
        change = update(agencies_told).where(a.id == row.id)
        _ = await hands.tx.execute(change.values(consent=KEPT, why=hands.vault.seal(WHY, row.id, why)))
    return len(kept)


async def drop_records(hands: Hands, limit: datetime) -> None:
    """What was kept of people who are forgotten, once it is past its own period."""
    past = (agencies_told.c.at < limit) & (agencies_told.c.consent == KEPT)
    _ = await hands.tx.execute(delete(agencies_told).where(past))
