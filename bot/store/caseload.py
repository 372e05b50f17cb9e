"""Who is on a programme, in short: for lists and choices. Names are opened here, a few hundred at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select

from bot.store.by_name import ids_by_name
from bot.store.checkins import TEAM
from bot.store.episodes import UNDER_WAY
from bot.store.people import NAME
from bot.store.sqlite_writer import Tx
from bot.store.tables import contacts, episodes, people
from bot.store.vault import Vault

ADDRESS = "contacts.address"
MOST = 1000


@dataclass(frozen=True, slots=True)
class Case:
    """An episode in a line. `name` is "" where nobody told it."""

    id: int
    name: str
    address: str
    role: str
    programme: str
    state: str
    locality: str
    started_on: str
    weeks: int
    key_worker: int | None
    ending: str | None
    person: int | None


_E = episodes.c
_CASES = (
    select(
        _E.id, _E.role, _E.programme, _E.state, _E.locality, _E.started_on, _E.weeks, _E.key_worker_id, _E.ending,
        people.c.id.label("person"), people.c.name, contacts.c.id.label("contact"), contacts.c.address,
    )
    .join(contacts, contacts.c.id == _E.contact_id)
    .join(people, people.c.id == _E.person_id, isouter=True)
    .where(_E.role != TEAM)  # what staff answer is shown of all of them together alone
    .order_by(_E.id.desc())
    .limit(MOST)
)  # fmt: skip


async def under_way(tx: Tx, vault: Vault, only: ColumnElement[bool]) -> Sequence[int]:
    """The ids of all, by name. `only`: of some of them."""
    return await ids_by_name(tx, vault, _E.state.in_(UNDER_WAY) & (_E.role != TEAM) & only)


async def closed(tx: Tx, only: ColumnElement[bool]) -> Sequence[int]:
    """The ids of all, the newest first. `only`: of some of them."""
    those = (_E.state == "closed") & (_E.role != TEAM) & only
    return (await tx.execute(select(_E.id).where(those).order_by(_E.id.desc()))).scalars().all()


async def residents(tx: Tx, vault: Vault, only: ColumnElement[bool]) -> list[Case]:
    """Those whom somebody may care for, by name; the newest thousand."""
    found = await _cases(tx, vault, _E.state.in_(UNDER_WAY) & (_E.role == "resident") & only)
    return sorted(found, key=lambda one: one.name.casefold())


async def of_contact(tx: Tx, vault: Vault, contact: int) -> list[Case]:
    """Those whose texts go there, the newest first."""
    return await _cases(tx, vault, _E.contact_id == contact)


async def of_referral(tx: Tx, vault: Vault, referral: int) -> list[Case]:
    return await _cases(tx, vault, _E.referral_id == referral)


async def some(tx: Tx, vault: Vault, ids: Iterable[int]) -> dict[int, Case]:
    return {one.id: one for one in await _cases(tx, vault, _E.id.in_(list(ids)))}


async def _cases(tx: Tx, vault: Vault, those: ColumnElement[bool]) -> list[Case]:
    return [_case(vault, row) for row in (await tx.execute(_CASES.where(those))).all()]


def _case(vault: Vault, row: Any) -> Case:
    return Case(
        row.id, vault.open(NAME, row.person, row.name) if row.name else "", vault.open(ADDRESS, row.contact, row.address),
        row.role, row.programme, row.state, row.locality, row.started_on, row.weeks, row.key_worker_id, row.ending, row.person,
    )  # fmt: skip
