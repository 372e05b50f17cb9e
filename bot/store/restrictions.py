"""Records that only some may open: of a colleague, of their family, of somebody in danger from a member of staff.

Who is not named sees that there is such a record and whom to ask, and none of its words. A supervisor may open it all the
same, with a reason; so may whoever was told of something red about them that is still open, because of a red somebody must
be able to do something.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select, update

from bot.errors import CommandWrong
from bot.store import staff
from bot.store.circle import Circle, circle_of
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.sqlite_writer import Tx
from bot.store.staff import Member
from bot.store.tables import (
    alerts,
    episodes,
    items,
    person_contacts,
    referrals,
    restriction_names,
    restrictions,
)
from bot.store.vault import Vault

WHY = "restrictions.why"
SUPERVISOR = "supervisor"
_R, _N, _P = restrictions.c, restriction_names.c, person_contacts.c
_ON = _R.lifted_at.is_(None)


@dataclass(frozen=True, slots=True)
class Restriction:
    """`named`: the members who may open what belongs to this contact point."""

    id: int
    contact: int
    named: tuple[int, ...]
    why: str
    by: str
    at: datetime


async def restrict(hands: Hands, contact: int, named: Collection[int], why: str, who: str) -> None:
    """In place of what was said before. Raises CommandWrong when nobody is named or no reason is given."""
    if not named or not why:
        raise CommandWrong("Name somebody who may open it, and say why.")
    _ = await _lift(hands, contact)
    id = hands.ids.new(hands.now)
    row = {
        "id": id, "contact_id": contact, "person_id": await _only_user(hands.tx, contact),
        "why": hands.vault.seal(WHY, id, why), "by": who, "at": hands.now,
    }  # fmt: skip
    _ = await hands.tx.execute(restrictions.insert().values(**row))
    _ = await hands.tx.execute(
        restriction_names.insert(), [{"restriction_id": id, "staff_id": one} for one in sorted(named)]
    )
    said = f"to {', '.join(staff.actor(one) for one in sorted(named))}"[:200]
    await _logged(hands, contact, who, "restricted", said)


async def lift(hands: Hands, contact: int, who: str) -> None:
    if await _lift(hands, contact):
        await _logged(hands, contact, who, "restriction lifted", "")


async def _lift(hands: Hands, contact: int) -> bool:
    on = update(restrictions).where(_R.contact_id == contact, _ON)
    return (await hands.tx.execute(on.values(lifted_at=hands.now))).rowcount > 0


async def _only_user(tx: Tx, contact: int) -> int | None:
    users = (await tx.execute(select(_P.person_id).where(_P.contact_id == contact))).scalars().all()
    return users[0] if len(users) == 1 else None


async def of_contact(tx: Tx, vault: Vault, contact: int) -> Restriction | None:
    """What stands on this contact point itself."""
    return next(iter(await _found(tx, vault, _R.contact_id == contact)), None)


async def every(tx: Tx, vault: Vault) -> list[Restriction]:
    """All that hold, the newest first."""
    return await _found(tx, vault, _ON)


async def of(tx: Tx, circle: Circle) -> tuple[bool, frozenset[int]]:
    """Whether it is restricted, and to whom. Of several restrictions somebody must be named in each."""
    about = or_(_R.contact_id.in_(circle.contacts), _R.person_id.in_(circle.people))
    query = select(_R.id, _N.staff_id).join(restriction_names, _N.restriction_id == _R.id).where(_ON, about)
    named: dict[int, set[int]] = {}
    for row in await tx.execute(query):
        named.setdefault(row.id, set()).add(row.staff_id)
    return bool(named), frozenset(set[int].intersection(*named.values()) if named else ())


async def is_open(tx: Tx, member: Member, kind: str, id: int) -> bool:
    """Whether this record is open to them without a reason; what is not there is hidden from nobody."""
    circle = await circle_of(tx, kind, id)
    restricted, named = await of(tx, circle) if circle else (False, frozenset[int]())
    return not restricted or member.id in named


async def named_for(tx: Tx, item: int) -> frozenset[int] | None:
    """Who may open what the item with this number is about; None where everybody may. Nearly always nothing is restricted."""
    if (await tx.execute(select(_R.id).where(_ON).limit(1))).first() is None:
        return None
    circle = await circle_of(tx, "item", item)
    restricted, named = await of(tx, circle) if circle else (False, frozenset[int]())
    return named if restricted else None


async def _found(tx: Tx, vault: Vault, which: ColumnElement[bool]) -> list[Restriction]:
    rows = (await tx.execute(select(restrictions).where(_ON, which).order_by(_R.id.desc()))).all()
    query = select(restriction_names).where(_N.restriction_id.in_([row.id for row in rows])).order_by(_N.staff_id)
    names: dict[int, list[int]] = {}
    for row in await tx.execute(query):
        names.setdefault(row.restriction_id, []).append(row.staff_id)
    return [
        Restriction(row.id, row.contact_id, tuple(names.get(row.id, ())), vault.open(WHY, row.id, row.why), row.by, row.at)
        for row in rows
    ]  # fmt: skip


async def may_break(tx: Tx, member: Member, circle: Circle) -> bool:
    """Whether they may open it though they are not named."""
    if member.role == SUPERVISOR:
        return True
    i, a = items.c, alerts.c
    red = (i.level == "red") & (i.state != "resolved") & i.contact_id.in_(circle.contacts)
    told = select(a.id).join(items, i.id == a.item_id).where(red, a.staff_id == member.id)
    return (await tx.execute(told.limit(1))).first() is not None


def open_items(member: Member) -> ColumnElement[bool]:
    """The items that are not restricted to others."""
    i, r, hidden = items.c, referrals.alias().c, _contacts(member)  # an alias: the query around may have its own
    theirs = or_(r.contact_id.in_(hidden), func.coalesce(r.invited_id, 0).in_(hidden))
    referred = exists().where(r.id == i.referral_id, theirs)
    return ~or_(i.contact_id.in_(hidden), func.coalesce(i.person_id, 0).in_(_people(member)), referred)


def open_episodes(member: Member) -> ColumnElement[bool]:
    e = episodes.c
    return ~or_(e.contact_id.in_(_contacts(member)), func.coalesce(e.person_id, 0).in_(_people(member)))


def open_contacts(member: Member, contact: ColumnElement[Any]) -> ColumnElement[bool]:
    return contact.not_in(_contacts(member))


def _hidden(member: Member) -> ColumnElement[bool]:
    mine = exists().where(_N.restriction_id == _R.id, _N.staff_id == member.id)
    return _ON & ~mine


def _contacts(member: Member) -> Any:
    users = person_contacts.alias()
    of_people = select(users.c.contact_id).join(restrictions, _R.person_id == users.c.person_id).where(_hidden(member))
    theirs = select(_R.contact_id.label("id")).where(_hidden(member)).union(of_people).subquery()
    told = referrals.alias()
    by_others = select(told.c.contact_id).join(theirs, theirs.c.id == told.c.invited_id)
    return select(theirs.c.id).union(by_others)


def _people(member: Member) -> Any:
    return select(_R.person_id).where(_hidden(member), _R.person_id.is_not(None))


@dataclass(frozen=True, slots=True)
class Veiled:
    """What stands in a list of a record that is restricted to others: `ask` are those who may open it."""

    number: int
    level: str
    since: datetime
    ask: str


async def veiled(tx: Tx, vault: Vault, member: Member, where: ColumnElement[bool]) -> Sequence[Veiled]:
    """The open items that are restricted to others. `where`: those of their localities."""
    i = items.c
    query = select(i.number, i.level, i.created_at).where(i.state != "resolved", where, ~open_items(member))
    rows = (await tx.execute(query.order_by(i.level.desc(), i.number))).all()
    return [Veiled(row.number, row.level, row.created_at, await asked(tx, vault, row.number)) for row in rows]


async def asked(tx: Tx, vault: Vault, number: int) -> str:
    """Who may open the record of this item, by name."""
    circle = await circle_of(tx, "item", number)
    return called(await staff.called(tx, vault), (await of(tx, circle))[1]) if circle else ""


def called(names: Mapping[str, str], ids: Collection[int]) -> str:
    return " or ".join(sorted(names.get(staff.actor(one), "") for one in ids)) or "a supervisor"


async def hidden_people(tx: Tx, member: Member, where: ColumnElement[bool]) -> int:
    """How many on a programme are restricted to others. `where`: those of their localities."""
    query = select(func.count()).select_from(episodes).where(where, ~open_episodes(member))
    return int((await tx.execute(query)).scalar_one())


async def _logged(hands: Hands, contact: int, who: str, action: str, detail: str) -> None:
    await record(hands.tx, hands.ids, hands.now, [(who, action, f"contact:{contact}", detail)])
    await note_change(hands.tx, hands.now)
