"""The staff: who is enrolled, what reaches them, their rota, and who stands in for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, select, update

from bot.errors import CommandWrong
from bot.ladder import Colleague, Shift
from bot.store import teams
from bot.store.hands import Hands
from bot.store.log import SYSTEM, note_change, record
from bot.store.prepared import Prepared, many
from bot.store.sqlite_writer import Tx
from bot.store.tables import contacts, rota, staff, staff_contacts
from bot.store.upsert import upsert
from bot.store.vault import Vault

NAME = "staff.name"
ON_THE_LADDER = ("coordinator", "supervisor")
ROLES = (*ON_THE_LADDER, "administrator", "analyst")
ACTIVE, GONE = "active", "gone"


@dataclass(frozen=True, slots=True)
class Member:
    """A member of staff. `actor` is how the audit log and an item's claim name them."""

    id: int
    name: str
    role: str
    localities: tuple[str, ...]
    on_duty: bool
    cover: int | None
    away_from: datetime | None
    away_until: datetime | None
    pin_hash: str | None

    @property
    def actor(self) -> str:
        return actor(self.id)


def actor(id: int) -> str:
    return f"staff:{id}"


def id_of(actor: str) -> int | None:
    """Whose claim or entry this is, if they are enrolled."""
    kind, _, number = actor.partition(":")
    return int(number) if kind == "staff" and number.isdecimal() else None


async def enrol(hands: Hands, name: str, role: str, localities: Sequence[str] = (), who: str = SYSTEM) -> int:
    """A new member of staff, on duty; their id. Raises CommandWrong."""
    if role not in ROLES or not name.strip():
        raise CommandWrong(f"A member of staff has a name, and is one of {', '.join(ROLES)}.")
    id = hands.ids.new(hands.now)
    row = {
        "id": id,
        "name": hands.vault.seal(NAME, id, name.strip()),
        "role": role,
        "localities": "|".join(localities),
        "state": ACTIVE,
        "on_duty": True,
        "created_at": hands.now,
    }
    _ = await hands.tx.execute(staff.insert().values(row))
    await _logged(hands, id, "staff enrolled", role, who)
    return id


async def change(hands: Hands, id: int, role: str, localities: Sequence[str], who: str) -> None:
    """Their role and where they work. Who is not on the ladder any more has no phone and no rota."""
    await _set(hands, id, role=role, localities="|".join(localities))
    if role not in ON_THE_LADDER:
        await _take_phones(hands, id)
    await _logged(hands, id, "role changed", f"{role}, {len(localities) or 'all'} localities", who)


async def bind(hands: Hands, id: int, contact: int) -> None:
    """This contact point reaches them from now on; it had another owner before, if any."""
    row = {"contact_id": contact, "staff_id": id, "bound_at": hands.now}
    await upsert(hands.tx, staff_contacts, [row], on=("contact_id",), change=("staff_id", "bound_at"))
    await _logged(hands, id, "contact point bound", f"contact:{contact}")


async def work(hands: Hands, id: int, shifts: Sequence[Shift], who: str = SYSTEM) -> None:
    """Their rota, in place of what it was."""
    _ = await hands.tx.execute(rota.delete().where(rota.c.staff_id == id))
    rows = [
        {"id": hands.ids.new(hands.now), "staff_id": id, "locality": s.locality, "weekday": s.weekday,
         "opens": s.opens, "closes": s.closes} for s in shifts
    ]  # fmt: skip
    if rows:
        _ = await hands.tx.execute(rota.insert(), rows)
    await _logged(hands, id, "rota changed", f"{len(rows)} shifts", who)


async def on(hands: Hands, id: int, who: str = SYSTEM) -> None:
    """On duty again, and back from a leave that has begun; one that is to come stands."""
    await _set(hands, id, on_duty=True)
    begun = (staff.c.id == id) & (staff.c.away_from.is_(None) | (staff.c.away_from <= hands.now))
    _ = await hands.tx.execute(update(staff).where(begun).values(cover_id=None, away_from=None, away_until=None))
    await _logged(hands, id, "on duty", "", who)


async def off(hands: Hands, id: int, cover: int) -> None:
    """Off duty, until they are on again. Raises CommandWrong when the cover cannot stand in."""
    await _check_cover(hands, id, cover)
    await _set(hands, id, on_duty=False, cover_id=cover)
    await _logged(hands, id, "off duty", f"cover {actor(cover)}")


async def leave(hands: Hands, id: int, since: datetime, until: datetime | None, cover: int, who: str = SYSTEM) -> None:
    """Away from `since` until `until`. Raises CommandWrong when the cover cannot stand in."""
    await _check_cover(hands, id, cover)
    await _set(hands, id, away_from=since, away_until=until, cover_id=cover)
    await _logged(hands, id, "on leave", f"cover {actor(cover)}", who)


async def retire(hands: Hands, id: int, who: str = SYSTEM) -> None:
    """No longer on the staff: their phones are anybody's."""
    await _set(hands, id, state=GONE, on_duty=False)
    await _take_phones(hands, id)
    await _logged(hands, id, "staff retired", "", who)


async def _take_phones(hands: Hands, id: int) -> None:
    """Nothing that comes from their phones counts, and no rota names them."""
    await _set(hands, id, pin_hash=None)
    theirs = select(staff_contacts.c.contact_id).where(staff_contacts.c.staff_id == id)
    await teams.leave(hands, list((await hands.tx.execute(theirs)).scalars()), actor(id))
    _ = await hands.tx.execute(staff_contacts.delete().where(staff_contacts.c.staff_id == id))
    _ = await hands.tx.execute(rota.delete().where(rota.c.staff_id == id))


_BY_CONTACT = Prepared(
    select(staff_contacts.c.contact_id, staff_contacts.c.staff_id).where(
        staff_contacts.c.contact_id.in_(many("contacts"))
    )
)


async def by_contacts(tx: Tx, vault: Vault, ids: Sequence[int]) -> Mapping[int, Member]:
    """Whose contact points these are, as far as they are staff's. Nearly always there is none among them."""
    owners = {row.contact_id: row.staff_id for row in await _BY_CONTACT.rows(tx, contacts=list(ids))}
    if not owners:
        return {}
    query = select(staff).where(staff.c.id.in_(set(owners.values())), staff.c.state == ACTIVE)
    found = {row.id: member_of(vault, row) for row in await tx.execute(query)}
    return {contact: found[id] for contact, id in owners.items() if id in found}


async def by_contact(tx: Tx, vault: Vault, contact: int) -> Member | None:
    """Whose contact point this is."""
    return (await by_contacts(tx, vault, [contact])).get(contact)


async def members(tx: Tx, vault: Vault) -> list[Member]:
    rows = await tx.execute(select(staff).where(staff.c.state == ACTIVE).order_by(staff.c.id))
    return [member_of(vault, row) for row in rows]


async def workers(tx: Tx, vault: Vault) -> list[Member]:
    """Those of them who work with people: an administrator or an analyst is nobody's key worker, cover or holder."""
    return [one for one in await members(tx, vault) if one.role in ON_THE_LADDER]


async def called(tx: Tx, vault: Vault) -> Mapping[str, str]:
    """The name of every actor who is or was on the staff."""
    rows = await tx.execute(select(staff.c.id, staff.c.name))
    return {actor(row.id): vault.open(NAME, row.id, row.name) for row in rows}


async def team(tx: Tx) -> tuple[Colleague, ...]:
    """Everybody who works with people, as the ladder needs them: their routes, Telegram before a text, in the order bound."""
    routes: dict[int, list[int]] = {}
    by_price = case((contacts.c.channel == "telegram", 0), else_=1)
    query = select(staff_contacts).join(contacts, contacts.c.id == staff_contacts.c.contact_id)
    query = query.where(contacts.c.state == "ok").order_by(by_price, staff_contacts.c.bound_at, contacts.c.id)
    for row in await tx.execute(query):
        routes.setdefault(row.staff_id, []).append(row.contact_id)
    shifts: dict[int, list[Shift]] = {}
    for row in await tx.execute(select(rota).order_by(rota.c.id)):
        shifts.setdefault(row.staff_id, []).append(Shift(row.locality, row.weekday, row.opens, row.closes))
    at_work = (staff.c.state == ACTIVE) & staff.c.role.in_(ON_THE_LADDER)
    rows = (await tx.execute(select(staff).where(at_work).order_by(staff.c.id))).all()
    return tuple(_colleague(row, shifts.get(row.id, []), routes.get(row.id, [])) for row in rows)


async def channels(tx: Tx, ids: Sequence[int]) -> Mapping[int, str]:
    """The channel of each of these contact points."""
    rows = await tx.execute(select(contacts.c.id, contacts.c.channel).where(contacts.c.id.in_(list(ids))))
    return {row.id: row.channel for row in rows}


def _colleague(row: Any, shifts: Sequence[Shift], routes: Sequence[int]) -> Colleague:
    return Colleague(
        row.id,
        row.role,
        frozenset(_split(row.localities)),
        row.on_duty,
        row.cover_id,
        row.away_from,
        row.away_until,
        tuple(shifts),
        tuple(routes),
    )


def member_of(vault: Vault, row: Any) -> Member:
    return Member(
        row.id,
        vault.open(NAME, row.id, row.name),
        row.role,
        _split(row.localities),
        row.on_duty,
        row.cover_id,
        row.away_from,
        row.away_until,
        row.pin_hash,
    )


def _split(localities: str) -> tuple[str, ...]:
    return tuple(part for part in localities.split("|") if part)


async def _check_cover(hands: Hands, id: int, cover: int) -> None:
    """Somebody else, on duty, who can be reached."""
    found = {one.id: one for one in await team(hands.tx)}.get(cover)
    if cover == id or found is None or not found.is_there(hands.now):
        raise CommandWrong("Name somebody as cover who is on duty and can be reached.")


async def _set(hands: Hands, id: int, **values: Any) -> None:
    if (await hands.tx.execute(update(staff).where(staff.c.id == id).values(**values))).rowcount != 1:
        raise CommandWrong("Nobody of the staff has this number.")


async def _logged(hands: Hands, id: int, action: str, detail: str, who: str = SYSTEM) -> None:
    await record(hands.tx, hands.ids, hands.now, [(who, action, actor(id), detail)])
    await note_change(hands.tx, hands.now)
