"""Two people who turn out to be one. Their rows become the one's, nothing is deleted, and it can be undone: then each has
again what was theirs, and what came meanwhile stays with the phone that it came to.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, select, update

from bot.errors import CommandWrong, NotFound
from bot.store import person, staff
from bot.store.forgetting_queue import FORGOTTEN
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.people import NAME
from bot.store.sqlite_writer import Tx
from bot.store.tables import (
    agencies_told,
    contacts,
    edits,
    episodes,
    items,
    merges,
    people,
    person_contacts,
    person_notes,
    referrals,
)
from bot.store.upsert import insert_new
from bot.store.vault import Vault

WITH_CONTACT = (referrals, items, episodes)  # what came to a phone stays with it
OF_THE_PERSON = (edits, person_notes, agencies_told)
MOVED = (*WITH_CONTACT, *OF_THE_PERSON)


@dataclass(frozen=True, slots=True)
class Merged:
    """`name`: of the one who was taken in."""

    id: int
    gone: int
    name: str
    by: str
    at: datetime


async def into(tx: Tx, gone: int) -> int | None:
    """As part of whom this person is shown; None while they are themselves."""
    m = merges.c
    query = select(m.kept_id).where(m.gone_id == gone, m.undone_at.is_(None)).order_by(m.id.desc()).limit(1)
    return (await tx.execute(query)).scalar()


async def who_is(tx: Tx, id: int) -> int:
    """Whoever this person is shown as part of, or they themselves: a page that is open still has their old number."""
    while (kept := await into(tx, id)) is not None:
        id = kept
    return id


async def of_person(tx: Tx, vault: Vault, kept: int) -> list[Merged]:
    """Who was taken into this one, the newest first, as far as it was not undone."""
    m = merges.c
    query = select(m.id, m.gone_id, m.by, m.at, people.c.name).join(people, people.c.id == m.gone_id)
    rows = (await tx.execute(query.where(m.kept_id == kept, m.undone_at.is_(None)).order_by(m.id.desc()))).all()
    names = await staff.called(tx, vault)
    return [
        Merged(r.id, r.gone_id, vault.open(NAME, r.gone_id, r.name) if r.name else "", names.get(r.by, r.by), r.at)
        for r in rows
    ]


async def merge(hands: Hands, kept: int, gone: int, who: str) -> None:
    """`gone` is shown as part of `kept` from now on. Raises CommandWrong, NotFound."""
    await person.lock(hands.tx, [kept, gone])
    await _check(hands, kept, gone)
    moved = {table.name: await _move(hands, table, kept, gone) for table in MOVED}
    moved |= await _move_points(hands, kept, gone)
    row = {
        "id": hands.ids.new(hands.now), "kept_id": kept, "gone_id": gone, "moved": json.dumps(moved), "by": who,
        "at": hands.now,
    }  # fmt: skip
    _ = await hands.tx.execute(merges.insert().values(**row))
    await _logged(hands, who, "people merged", kept, gone)


async def _check(hands: Hands, kept: int, gone: int) -> None:
    known = (await hands.tx.execute(select(people.c.id).where(people.c.id.in_([kept, gone])))).scalars().all()
    if len(set(known)) != 2:
        raise NotFound("One of these two is not there.")
    if await into(hands.tx, kept) is not None or await into(hands.tx, gone) is not None:
        raise CommandWrong("One of the two was put together with somebody already: look at the page again.")


async def _move(hands: Hands, table: Table, kept: int, gone: int) -> list[int]:
    """Which rows they were."""
    theirs = select(table.c.id).where(table.c.person_id == gone).order_by(table.c.id)
    ids = list((await hands.tx.execute(theirs)).scalars())
    _ = await hands.tx.execute(update(table).where(table.c.id.in_(ids)).values(person_id=kept))
    return ids


async def _move_points(hands: Hands, kept: int, gone: int) -> dict[str, list[int]]:
    """`points`: the phones of the one who is taken in; `both`: those of them that the other uses as well."""
    p, c = person_contacts.c, contacts.c
    used = {
        id: set((await hands.tx.execute(select(p.contact_id).where(p.person_id == id))).scalars())
        for id in (kept, gone)
    }
    _ = await hands.tx.execute(person_contacts.delete().where(p.person_id == gone))
    new = [{"person_id": kept, "contact_id": id} for id in sorted(used[gone] - used[kept])]
    await insert_new(hands.tx, person_contacts, new)
    speaks = list((await hands.tx.execute(select(c.id).where(c.speaking_id == gone))).scalars())
    _ = await hands.tx.execute(update(contacts).where(c.id.in_(speaks)).values(speaking_id=kept))
    return {"points": sorted(used[gone]), "both": sorted(used[gone] & used[kept])}


async def unmerge(hands: Hands, kept: int, id: int, who: str) -> int:
    """Both are as they were; the one who was taken in. Raises CommandWrong, NotFound."""
    row = (await hands.tx.execute(select(merges).where(merges.c.id == id, merges.c.kept_id == kept))).one_or_none()
    if row is None:
        raise NotFound("These two were never put together.")
    await person.lock(hands.tx, [kept, row.gone_id])
    undone = update(merges).where(merges.c.id == id, merges.c.undone_at.is_(None))
    if (await hands.tx.execute(undone.values(undone_by=who, undone_at=hands.now))).rowcount != 1:
        raise CommandWrong("This was taken apart already.")
    if await into(hands.tx, kept) is not None:
        raise CommandWrong("They were put together with somebody else since: take that apart first.")
    await _give_back(hands, row, json.loads(row.moved))
    await _logged(hands, who, "people taken apart", kept, row.gone_id)
    return row.gone_id


async def _give_back(hands: Hands, row: Any, moved: Mapping[str, Sequence[int]]) -> None:
    own = [id for id in moved["points"] if id not in moved["both"]]
    for table in MOVED:
        theirs = table.c.id.in_(moved[table.name])
        if table in WITH_CONTACT:
            theirs |= table.c.contact_id.in_(own) & (table.c.id > row.id)  # ids grow with time
        change = update(table).where(theirs, table.c.person_id == row.kept_id)
        _ = await hands.tx.execute(change.values(person_id=row.gone_id))
    p, c = person_contacts.c, contacts.c
    _ = await hands.tx.execute(person_contacts.delete().where(p.person_id == row.kept_id, p.contact_id.in_(own)))
    there = await hands.tx.execute(select(c.id).where(c.id.in_(moved["points"]), c.state != FORGOTTEN))
    back = [{"person_id": row.gone_id, "contact_id": id} for id in there.scalars()]
    await insert_new(hands.tx, person_contacts, back)
    speaks = update(contacts).where(c.id.in_(own), c.speaking_id == row.kept_id)
    _ = await hands.tx.execute(speaks.values(speaking_id=row.gone_id))


async def _logged(hands: Hands, who: str, what: str, kept: int, gone: int) -> None:
    entries = [(who, what, f"person:{kept}", f"person:{gone}"), (who, what, f"person:{gone}", f"person:{kept}")]
    await record(hands.tx, hands.ids, hands.now, entries)
    await note_change(hands.tx, hands.now)
