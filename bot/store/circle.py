"""Whose a record is: the contact points and the people that belong together with it.

Where a record names no person, all who use its phone belong to it. Whoever somebody referred belongs to the record of who did,
in which their name stands; not the other way round.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, null, select

from bot.store.merges import who_is
from bot.store.person import points_of
from bot.store.sqlite_writer import Tx
from bot.store.tables import contacts, episodes, items, messages, people, person_contacts, referrals, reviews


@dataclass(frozen=True, slots=True)
class Circle:
    """`main`: the contact point of whom the record is about; 0 for somebody who has none."""

    main: int
    contacts: frozenset[int]
    people: frozenset[int]

    @property
    def subject(self) -> str:
        """How the audit log names whose it is."""
        return f"contact:{self.main}" if self.main else f"person:{min(self.people)}"


async def circle_of(tx: Tx, kind: str, id: int) -> Circle | None:
    """None for what is not there. Somebody who was found to be another is as that other."""
    id = await who_is(tx, id) if kind == "person" else id
    rows = (await tx.execute(KINDS[kind](id))).all()
    if not rows:
        return None
    points = [id for row in rows for id in (row.other_id, row.contact_id) if id]
    return await around(tx, points, {row.person_id for row in rows if row.person_id})


async def around(tx: Tx, first: Sequence[int], persons: set[int]) -> Circle:
    """`first`: the contact points that the record itself names, whom it is about before whoever told of them."""
    p, points = person_contacts.c, set(first)
    if not persons:
        persons = set((await tx.execute(select(p.person_id).where(p.contact_id.in_(points)))).scalars())
    for one in sorted(persons):
        points = points.union((await tx.execute(points_of(one))).scalars())
    main = next(iter(first), min(points, default=0))
    r = referrals.c
    referred = select(r.invited_id).where(r.contact_id.in_(points), r.invited_id.is_not(None))
    points = points.union((await tx.execute(referred)).scalars())
    return Circle(main, frozenset(points), frozenset(persons))


def _row(contact: Any, other: Any, person: Any, where: ColumnElement[bool]) -> Select[Any, Any, Any]:
    return select(contact.label("contact_id"), other.label("other_id"), person.label("person_id")).where(where)


def _item(number: int) -> Select[Any, Any, Any]:
    i, r = items.c, referrals.c
    of = items.join(referrals, r.id == i.referral_id, isouter=True)
    return _row(i.contact_id, r.invited_id, i.person_id, i.number == number).select_from(of)


def _contact(id: int) -> Select[Any, Any, Any]:
    return _row(contacts.c.id, null(), null(), contacts.c.id == id)


def _referral(id: int) -> Select[Any, Any, Any]:
    r = referrals.c
    return _row(r.contact_id, r.invited_id, r.person_id, r.id == id)


def _episode(id: int) -> Select[Any, Any, Any]:
    e = episodes.c
    return _row(e.contact_id, null(), e.person_id, e.id == id)


def _message(id: int) -> Select[Any, Any, Any]:
    return _row(messages.c.contact_id, null(), null(), messages.c.id == id)


def _review(id: int) -> Select[Any, Any, Any]:
    of = reviews.join(messages, messages.c.id == reviews.c.message_id)
    return _row(messages.c.contact_id, null(), null(), reviews.c.id == id).select_from(of)


def _person(id: int) -> Select[Any, Any, Any]:
    return _row(null(), null(), people.c.id, people.c.id == id)


KINDS: Mapping[str, Callable[[int], Select[Any, Any, Any]]] = {
    "item": _item, "contact": _contact, "conversation": _contact, "referral": _referral, "episode": _episode,
    "caseload": _episode, "message": _message, "check": _review, "person": _person,
}  # fmt: skip
