"""What a member of staff is writing to somebody and has not sent: kept as they type, one a member and contact point.

A draft has a version, and whoever saves one says which they began with: of two tabs the second is told, and loses
nothing. Sending or emptying leaves the row, so that a tab which still shows the old words is known by its version.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from bot.errors import FrontdoorError
from bot.store.hands import Hands
from bot.store.sqlite_writer import Tx
from bot.store.tables import drafts
from bot.store.upsert import insert_new
from bot.store.vault import Vault

TEXT = "drafts.text"


@dataclass(frozen=True, slots=True)
class Draft:
    text: str = ""
    version: int = 0
    saved_at: datetime | None = None


class Overtaken(FrontdoorError):
    """Another tab or computer of yours has changed this draft."""

    def __init__(self, now: Draft):
        super().__init__()
        self.now = now


async def of(tx: Tx, vault: Vault, contact: int, member: int) -> Draft:
    d = drafts.c
    row = (await tx.execute(select(drafts).where(d.contact_id == contact, d.staff_id == member))).one_or_none()
    return Draft(vault.open(TEXT, row.id, row.text), row.version, row.saved_at) if row else Draft()


async def keep(hands: Hands, contact: int, member: int, text: str, seen: int) -> Draft:
    """`seen`: the version that whoever typed this began with. Raises Overtaken, unless the words are the same."""
    now = await of(hands.tx, hands.vault, contact, member)
    if now.text == text:
        return now
    if now.version != seen:
        raise Overtaken(now)
    if now.version == 0:
        await _begin(hands, contact, member)
    return await _change(hands, contact, member, text, seen)


async def sent(hands: Hands, contact: int, member: int, text: str, seen: int) -> None:
    """These words go out in the same transaction, and nothing is left of the draft. Raises Overtaken where another tab has
    other words by now, or has sent these: so a second tap sends nothing twice."""
    now = await of(hands.tx, hands.vault, contact, member)
    if now.version != seen and now.text != text:
        raise Overtaken(now)
    if now.version == 0:
        await _begin(hands, contact, member)
    _ = await _change(hands, contact, member, "", now.version)


async def _begin(hands: Hands, contact: int, member: int) -> None:
    id = hands.ids.new(hands.now)
    empty = {"text": hands.vault.seal(TEXT, id, ""), "version": 0, "saved_at": hands.now}
    row = {"id": id, "contact_id": contact, "staff_id": member, **empty}
    await insert_new(hands.tx, drafts, [row], on=("staff_id", "contact_id"))


async def _change(hands: Hands, contact: int, member: int, text: str, seen: int) -> Draft:
    """Two at the same moment: one of them changes the row of this version, and the other finds it changed."""
    d = drafts.c
    theirs = (d.contact_id == contact) & (d.staff_id == member)
    id = (await hands.tx.execute(select(d.id).where(theirs))).scalar_one()
    sealed = {"text": hands.vault.seal(TEXT, id, text), "version": seen + 1, "saved_at": hands.now}
    changed = await hands.tx.execute(update(drafts).where(d.id == id, d.version == seen).values(**sealed))
    if changed.rowcount != 1:
        raise Overtaken(await of(hands.tx, hands.vault, contact, member))
    return Draft(text, seen + 1, hands.now)
