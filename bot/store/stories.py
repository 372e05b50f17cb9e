"""One-time links to an item's page, for a phone that is not signed in. The link is all that goes out as a text."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from sqlalchemy import select, update

from bot.store.hands import Hands
from bot.store.log import record
from bot.store.staff import ACTIVE, actor
from bot.store.tables import items, staff, story_links

LIVES = timedelta(minutes=15)
BYTES = 16  # 22 letters: nobody guesses them, and a text has room for them


@dataclass(frozen=True, slots=True)
class Link:
    """`why`: empty while the link is good, else why it is not."""

    number: int
    why: Literal["", "used", "late", "unknown"]


async def make(hands: Hands, member: int, number: int) -> str:
    """What a new link to this item ends in."""
    token, item = secrets.token_urlsafe(BYTES), select(items.c.id).where(items.c.number == number)
    row = {
        "id": hands.ids.new(hands.now),
        "token_hash": _hashes(hands, token)[0],
        "item_id": (await hands.tx.execute(item)).scalar_one(),
        "staff_id": member,
        "created_at": hands.now,
        "expires_at": hands.now + LIVES,
    }
    _ = await hands.tx.execute(story_links.insert().values(row))
    await record(hands.tx, hands.ids, hands.now, [(actor(member), "story asked for", f"item:{number}", "")])
    return token


async def look(hands: Hands, token: str) -> Link:
    """What the link leads to; nothing is used up."""
    s = story_links.c
    query = select(items.c.number, s.used_at, s.expires_at, staff.c.state).join(items, items.c.id == s.item_id)
    query = query.join(staff, staff.c.id == s.staff_id).where(s.token_hash.in_(_hashes(hands, token)))
    row = (await hands.tx.execute(query)).first()
    if row is None or row.state != ACTIVE:
        return Link(0, "unknown")
    if row.used_at is not None:
        return Link(row.number, "used")
    return Link(row.number, "late" if row.expires_at <= hands.now else "")


async def use(hands: Hands, token: str) -> Link:
    """Use the link up; of two who try at once one sees the page. Who looked is in the audit log."""
    link, s = await look(hands, token), story_links.c
    if link.why:
        return link
    good = s.token_hash.in_(_hashes(hands, token)) & s.used_at.is_(None)
    used = update(story_links).where(good).values(used_at=hands.now).returning(s.staff_id)
    member = (await hands.tx.execute(used)).scalar()
    if member is None:
        return Link(link.number, "used")
    contact = (await hands.tx.execute(select(items.c.contact_id).where(items.c.number == link.number))).scalar()
    entry = (actor(member), "story seen", f"item:{link.number}", f"contact:{contact} by link")
    await record(hands.tx, hands.ids, hands.now, [entry])
    return link


def _hashes(hands: Hands, token: str) -> list[bytes]:
    return hands.vault.look_ups("a link to a story", token)
