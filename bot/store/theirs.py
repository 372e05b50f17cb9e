"""The queue's items about one person: those of their phones, but of a phone that several use what is known to be another's,
and of their referrals whoever made them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from bot.store import sharing, staff, views
from bot.store.items import Item
from bot.store.person import Person
from bot.store.sharing import Sharing
from bot.store.sqlite_writer import Tx
from bot.store.tables import items
from bot.store.vault import Vault


class Items(NamedTuple):
    """Ids, the newest first."""

    open: list[int]
    closed: list[int]

    @property
    def all(self) -> list[int]:
        return self.open + self.closed


class Dealt(NamedTuple):
    """An item that was closed."""

    number: int
    level: str
    category: str
    created_at: datetime
    resolved_at: datetime | None
    outcome: str | None


class Shared(NamedTuple):
    """What was shared without consent, with the number of its item."""

    number: int
    told: Sharing


async def items_of(tx: Tx, one: Person) -> Items:
    i = items.c
    mine = i.person_id.is_(None) | (i.person_id == one.id)
    referred = [came.id for came in one.referrals]
    not_anothers = i.referral_id.is_(None) | i.referral_id.in_(referred)
    theirs = (
        (i.contact_id.in_(one.points) & mine & not_anothers) | (i.person_id == one.id) | i.referral_id.in_(referred)
    )
    rows = (await tx.execute(select(i.id, i.state).where(theirs).order_by(i.id.desc()))).all()
    is_open = [row.id for row in rows if row.state != "resolved"]
    return Items(is_open, [row.id for row in rows if row.state == "resolved"])


async def opened(tx: Tx, vault: Vault, ids: Sequence[int]) -> list[Item]:
    """In the queue's order."""
    return await views.in_order(tx, vault, items.c.id.in_(ids))


async def dealt_with(tx: Tx, ids: Sequence[int], most: int) -> list[Dealt]:
    i = items.c
    query = select(i.number, i.level, i.category, i.created_at, i.resolved_at, i.outcome).where(i.id.in_(ids[:most]))
    return [Dealt(*row) for row in await tx.execute(query.order_by(i.id.desc()))]


async def shared(tx: Tx, vault: Vault, ids: Sequence[int]) -> list[Shared]:
    """The newest first; who shared it as people call them."""
    query = select(items).where(items.c.id.in_(ids), items.c.sharing.is_not(None))
    names = await staff.called(tx, vault)
    found = [
        Shared(row.number, _called(one, names)) for row in await tx.execute(query) for one in sharing.shared(vault, row)
    ]
    return sorted(found, key=lambda one: one.told.at, reverse=True)


def _called(one: Sharing, names: Mapping[str, str]) -> Sharing:
    return Sharing(one.to, one.why, one.wishes, names.get(one.by, one.by), one.at)
