"""What of the records a member of staff with localities sees: what is there, what nobody has placed yet, what is theirs
already, and what they were told of. Supervisors, and whoever has no locality, see all; it is the same on their phones.

Whoever is known in several localities is seen in each of them. What is restricted to others is in no list; whether one
record may be opened all the same is the gate's to say.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)

from bot.store.merges import who_is
from bot.store.person import points_of
from bot.store.restrictions import open_contacts, open_episodes, open_items
from bot.store.sqlite_writer import Tx
from bot.store.staff import Member
from bot.store.tables import alerts, episodes, items, messages, referrals, reviews

Pair = tuple[Select[Any], Select[Any]]


def sees_all(member: Member) -> bool:
    return member.role == "supervisor" or not member.localities


def of_items(member: Member) -> ColumnElement[bool]:
    """The items that they see."""
    return items_here(member) & open_items(member)


def items_here(member: Member) -> ColumnElement[bool]:
    """Those, and what of them is restricted to others."""
    if sees_all(member):
        return true()
    told = exists().where(alerts.c.item_id == items.c.id, alerts.c.staff_id == member.id)
    return or_(items.c.locality.in_(("", *member.localities)), items.c.holder_id == member.id, told)


def of_episodes(member: Member) -> ColumnElement[bool]:
    return episodes_here(member) & open_episodes(member)


def episodes_here(member: Member) -> ColumnElement[bool]:
    """Those, and what of them is restricted to others."""
    if sees_all(member):
        return true()
    return or_(episodes.c.locality.in_(("", *member.localities)), episodes.c.key_worker_id == member.id)


def of_contacts(member: Member, contact: ColumnElement[Any]) -> ColumnElement[bool]:
    """The contact points that they see: all but those of which everything that is placed is elsewhere."""
    return _contacts_here(member, contact) & open_contacts(member, contact)


def _contacts_here(member: Member, contact: ColumnElement[Any]) -> ColumnElement[bool]:
    if sees_all(member):
        return true()
    placed = _placed(member)
    elsewhere = select(placed.c.contact_id).group_by(placed.c.contact_id).having(func.max(placed.c.seen) == 0)
    return contact.not_in(elsewhere)


def of_messages(member: Member) -> ColumnElement[bool]:
    return of_contacts(member, messages.c.contact_id)


async def may_see(tx: Tx, member: Member, kind: str, id: int) -> bool:
    """Whether the record of this kind with this number is theirs to see; what is not there is nobody's to hide.
    Somebody who was found to be another is as that other."""
    if sees_all(member) or kind not in KINDS:
        return True
    if kind == "person":
        id = await who_is(tx, id)
    here, theirs = KINDS[kind](member, id)
    return (await tx.execute(here.limit(1))).first() is None or (await tx.execute(theirs.limit(1))).first() is not None


def _placed(member: Member) -> Any:
    """Every item and episode by its contact point, and whether they see it."""
    return union_all(
        select(items.c.contact_id, case((items_here(member), 1), else_=0).label("seen")),
        select(episodes.c.contact_id, case((episodes_here(member), 1), else_=0).label("seen")),
    ).subquery()


def _messages_here(member: Member) -> ColumnElement[bool]:
    return _contacts_here(member, messages.c.contact_id)


def _rows(of: FromClause, column: ColumnElement[Any], id: int, seen: ColumnElement[bool]) -> Pair:
    """What has this number, and what of it they see."""
    here = select(literal(1)).select_from(of).where(column == id)
    return here, here.where(seen)


def _item(member: Member, id: int) -> Pair:
    return _rows(items, items.c.number, id, items_here(member))


def _episode(member: Member, id: int) -> Pair:
    return _rows(episodes, episodes.c.id, id, episodes_here(member))


def _message(member: Member, id: int) -> Pair:
    return _rows(messages, messages.c.id, id, _messages_here(member))


def _review(member: Member, id: int) -> Pair:
    of = reviews.join(messages, messages.c.id == reviews.c.message_id)
    return _rows(of, reviews.c.id, id, _messages_here(member))


def _referral(member: Member, id: int) -> Pair:
    r = referrals.c
    invited = and_(r.invited_id.is_not(None), _contacts_here(member, r.invited_id))
    return _rows(referrals, r.id, id, or_(_contacts_here(member, r.contact_id), invited))


def _contact(member: Member, id: int) -> Pair:
    """Its placed records decide, and it is there if it has any."""
    placed = _placed(member)
    return _rows(placed, placed.c.contact_id, id, placed.c.seen == 1)


def _person(member: Member, id: int) -> Pair:
    """As of a contact point, over all that are theirs."""
    placed = _placed(member)
    here = select(literal(1)).select_from(placed).where(placed.c.contact_id.in_(points_of(id)))
    return here, here.where(placed.c.seen == 1)


KINDS: Mapping[str, Callable[[Member, int], Pair]] = {
    "item": _item, "caseload": _episode, "episode": _episode, "contact": _contact, "conversation": _contact,
    "referral": _referral, "message": _message, "check": _review, "person": _person,
}  # fmt: skip
