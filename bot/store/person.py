"""One person as their page needs them: what they are called, where they are reached, and what was learnt of them.

What was learnt stands with their referrals; the newest referral that holds something of a field is right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select, union, update

from bot.errors import NotFound
from bot.store.hands import Hands
from bot.store.people import NAME
from bot.store.referrals import ENTERED, FACT
from bot.store.sqlite_writer import Tx
from bot.store.tables import facts, people, person_contacts, referrals
from bot.store.upsert import upsert
from bot.store.vault import Vault

CALLED = "name"
ASKED = ("name", "matters")  # by text, after it was asked who sees the phone


class Came(NamedTuple):
    """A referral that is about them. `contact` is the contact point of whoever made it, `theirs` their own; `may_tell`: they
    let us tell whoever made it how it stands."""

    id: int
    source: str
    state: str
    opened_at: datetime
    contact: int
    theirs: int | None
    may_tell: bool


@dataclass(frozen=True, slots=True)
class Person:
    """`name`: what they like to be called, "" where nobody told it. `points`: where they are reached, the newest last.
    `referrals`: the newest first. `held`: of each field, every referral that holds something, the newest first."""

    id: int
    name: str
    points: Sequence[int]
    referrals: Sequence[Came]
    held: Mapping[str, Mapping[int, str]]

    def fact(self, field: str) -> str:
        return next(iter(self.held.get(field, {}).values()), "")

    @property
    def facts(self) -> Mapping[str, str]:
        return {field: self.fact(field) for field in self.held}

    @property
    def value(self) -> Mapping[str, str]:
        """All that can be changed here, by field."""
        return {**self.facts, CALLED: self.name}


async def one(tx: Tx, vault: Vault, id: int) -> Person:
    """Raises NotFound."""
    row = (await tx.execute(select(people.c.name).where(people.c.id == id))).one_or_none()
    if row is None:
        raise NotFound(f"Person {id}.")
    came = await _referrals(tx, id)
    linked = (await tx.execute(points_of(id))).scalars().all()
    held = await _facts(tx, vault, [referral.id for referral in came])
    name = vault.open(NAME, id, row.name) if row.name else next(iter(held.get(CALLED, {}).values()), "")
    return Person(id, name, sorted(linked), came, held)


def points_of(person: int) -> Any:
    """The contact points that are theirs: those that they use, and those that they referred themselves from, or were
    invited at."""
    r, p = referrals.c, person_contacts.c
    return union(
        select(p.contact_id).where(p.person_id == person),
        select(r.contact_id).where(r.person_id == person, r.source != "family"),
        select(r.invited_id).where(r.person_id == person, r.invited_id.is_not(None)),
    )


async def _referrals(tx: Tx, person: int) -> list[Came]:
    r = referrals.c
    query = select(r.id, r.source, r.state, r.opened_at, r.contact_id, r.invited_id, r.may_tell_referrer)
    query = query.where(r.person_id == person)
    rows = (await tx.execute(query.order_by(r.id.desc()))).all()
    return [
        Came(row.id, row.source, row.state, row.opened_at, row.contact_id,
             row.invited_id if row.source == "family" else row.contact_id, row.may_tell_referrer)
        for row in rows
    ]  # fmt: skip


async def _facts(tx: Tx, vault: Vault, ids: Sequence[int]) -> dict[str, dict[int, str]]:
    held: dict[str, dict[int, str]] = {}
    query = select(facts).where(facts.c.referral_id.in_(list(ids))).order_by(facts.c.referral_id.desc())
    for row in await tx.execute(query):
        if value := vault.open(f"{FACT}.{row.field}", row.referral_id, row.value):
            held.setdefault(row.field, {})[row.referral_id] = value
    return held


async def lock(tx: Tx, ids: Sequence[int]) -> None:
    """Nobody else changes these people until we commit."""
    _ = await tx.execute(select(people.c.id).where(people.c.id.in_(list(ids))).order_by(people.c.id).with_for_update())


async def write(hands: Hands, of: Person, field: str, value: str) -> None:
    """What a field is from now on: with the newest referral, and with each that said the same, so that their pages agree.
    Nothing from now on: nowhere."""
    if field == CALLED:
        sealed = hands.vault.seal(NAME, of.id, value)
        _ = await hands.tx.execute(update(people).where(people.c.id == of.id).values(name=sealed))
    held, shown = of.held.get(field, {}), of.fact(field)
    first = {one.id for one in of.referrals[:1]} - held.keys()
    told = [
        (id, field, value) for id in sorted({*(id for id, said in held.items() if said == shown or not value), *first})
    ]
    told += [(id, ENTERED, "yes") for id in first if field in ASKED]
    rows = [
        {"referral_id": id, "field": named, "value": hands.vault.seal(f"{FACT}.{named}", id, said), "learnt_at": hands.now}
        for id, named, said in told
    ]  # fmt: skip
    await upsert(hands.tx, facts, rows, on=("referral_id", "field"), change=("value", "learnt_at"))


async def of_contact(tx: Tx, vault: Vault, contact: int) -> list[tuple[int, str]]:
    """The people who use this contact point, each with their name: "" where it is not known."""
    r, p = referrals.c, person_contacts.c
    about = r.contact_id.in_([contact]) & (r.source != "family") | (r.invited_id == contact)
    ids = union(
        select(p.person_id).where(p.contact_id == contact),
        select(r.person_id).where(about, r.person_id.is_not(None)),
    )
    rows = (await tx.execute(select(people).where(people.c.id.in_(ids)).order_by(people.c.id))).all()
    return [(row.id, vault.open(NAME, row.id, row.name) if row.name else "") for row in rows]
