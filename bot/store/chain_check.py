"""Whether the audit log is what the service wrote: each entry with its link, from the first to the head.

One look at one moment of the database, some thousand entries at a time, however long the log is.
"""

import hmac
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, func, select

from bot.store.chain import AT_ONCE, MOMENT, key_of, linked, sealed
from bot.store.chain_cut import CUT
from bot.store.database import Database
from bot.store.sqlite_writer import Tx
from bot.store.tables import audit, chain, chain_head

A = audit.c
_LINKS = select(
    chain.c.position, chain.c.audit_id, chain.c.link, A.id, MOMENT, A.actor, A.action, A.subject, A.detail
).join(audit, A.id == chain.c.audit_id, isouter=True)


@dataclass(frozen=True, slots=True)
class Fits:
    """How many entries there are, and the last of them as it may be noted elsewhere."""

    entries: int
    position: int
    link: bytes

    @property
    def head(self) -> str:
        return head_said(self.position, self.link)


@dataclass(frozen=True, slots=True)
class Misfit:
    """The first place that does not fit, and what is wrong there."""

    position: int
    why: str

    def __str__(self) -> str:
        return f"entry {self.position} {self.why}"


def head_said(position: int, link: bytes) -> str:
    """Short enough to be written down, and to be compared with what was."""
    return f"{position} {link.hex()[:4]}-{link.hex()[4:8]}-{link.hex()[8:12]}"


async def verify(database: Database) -> Fits | Misfit:
    async with database.read() as tx:
        if not database.is_sqlite:  # SQLite's readers see one moment anyway
            _ = await tx.execution_options(isolation_level="REPEATABLE READ")
        return await _Proof(tx, await key_of(tx, database.vault)).carry_out()


async def head(tx: Tx) -> str:
    """The last entry as it stands."""
    row = (await tx.execute(select(chain_head))).one()
    return head_said(row.position, row.link)


class _Proof:
    def __init__(self, tx: Tx, key: bytes):
        self.tx, self.key, self.position, self.link = tx, key, 0, b""

    async def carry_out(self) -> Fits | Misfit:
        last = (await self.tx.execute(select(chain_head))).first()
        if last is None or (last.position and last.seal != sealed(self.key, last.position, last.link)):
            return Misfit(last.position if last else 0, "is not the end that the service wrote")
        await self._begin()
        found, count = None, 0
        async for row in self._rows():
            found = self._wrong(row)
            if found:
                return found
            count += 1
        if (self.position, self.link) != (last.position, last.link):
            return Misfit(self.position + 1, "and what came after it were removed")
        return await self._unlinked(count) or Fits(count, self.position, self.link)

    async def _begin(self) -> None:
        """At the first entry; or after what went by retention, as the log itself says, where that is what is missing."""
        first = (await self.tx.execute(select(func.min(chain.c.position)))).scalar()
        query = select(A.detail).where(A.action == CUT).order_by(A.id.desc()).limit(1)
        mark = None if first in (None, 1) else (await self.tx.execute(query)).scalar()
        if mark:
            position, link = mark.split(" ", 1)
            self.position, self.link = int(position), bytes.fromhex(link)

    async def _rows(self) -> AsyncIterator[Any]:
        after = -1
        while rows := (await self.tx.execute(_page(after))).all():
            for row in rows:
                yield row
            after = rows[-1].position

    def _wrong(self, row: Any) -> Misfit | None:
        """And on to the next, if nothing is."""
        self.position += 1
        if row.position != self.position:
            return Misfit(min(self.position, row.position), "was removed, or put in")
        if row.id is None:
            return Misfit(self.position, "was removed")
        self.link = linked(self.key, self.link, self.position, (row.id, *row[4:]))
        fits = hmac.compare_digest(self.link, row.link)
        return None if fits else Misfit(self.position, f"(number {row.id}) was altered, put in or moved")

    async def _unlinked(self, linked: int) -> Misfit | None:
        """Entries that nobody linked."""
        if (await self.tx.execute(select(func.count()).select_from(audit))).scalar_one() == linked:
            return None
        known = exists().where(chain.c.audit_id == A.id)
        id = (await self.tx.execute(select(func.min(A.id)).where(~known))).scalar()
        return Misfit(self.position, f"is followed by one that the service did not write (number {id})")


def _page(after: int) -> Any:
    return _LINKS.where(chain.c.position > after).order_by(chain.c.position).limit(AT_ONCE)
