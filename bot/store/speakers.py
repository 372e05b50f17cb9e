"""Who speaks from a contact point, as far as that is known: what somebody wrote is theirs, and nobody else's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.shared_phone import SPEAKER_KNOWN_FOR
from bot.store.sqlite_writer import Tx
from bot.store.tables import contacts, people, person_contacts


@dataclass(frozen=True, slots=True)
class Speaker:
    """`person` is None while nobody knows; `shared`: others use the contact point too."""

    person: int | None
    shared: bool


async def speaking(tx: Tx, points: Sequence[int], now: datetime) -> Mapping[int, Speaker]:
    """The speaker of each contact point. Known people are locked: one who writes from two phones has one item."""
    if not points:
        return {}
    linked: dict[int, list[int]] = {}
    for row in await tx.execute(select(person_contacts).where(person_contacts.c.contact_id.in_(points))):
        linked.setdefault(row.contact_id, []).append(row.person_id)
    rows = (await tx.execute(select(contacts).where(contacts.c.id.in_(points)))).all()
    found = {row.id: _speaker(row, linked.get(row.id, []), now) for row in rows}
    known = [one.person for one in found.values() if one.person is not None]
    lock = select(people.c.id).where(people.c.id.in_(known)).order_by(people.c.id).with_for_update()
    _ = (await tx.execute(lock)).all()
    return found


def _speaker(row: Any, linked: Sequence[int], now: datetime) -> Speaker:
    if row.shared:
        is_known = row.spoke_at is not None and now - row.spoke_at < SPEAKER_KNOWN_FOR
        return Speaker(row.speaking_id if is_known else None, shared=True)
    return Speaker(row.speaking_id or (linked[0] if len(linked) == 1 else None), shared=False)
