"""Episodes in the order of their people's names, which stand sealed in the database: opened here, and sorted.

A name that was opened is kept in memory, by what it is sealed as: ten thousand take 100 ms to open, and none to look up.
"""

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import ColumnElement, select

from bot.store.people import NAME
from bot.store.sqlite_writer import Tx
from bot.store.tables import episodes, people
from bot.store.vault import Vault

MOST_KEPT = 20_000


async def ids_by_name(tx: Tx, vault: Vault, which: ColumnElement[bool]) -> Sequence[int]:
    """Those of whom no name is known come last."""
    columns = (episodes.c.id, people.c.id.label("person"), people.c.name)
    joined = select(*columns).join(people, people.c.id == episodes.c.person_id, isouter=True)
    rows = (await tx.execute(joined.where(which).order_by(episodes.c.id))).all()
    named = [(_opened(vault, row.person, row.name) if row.name else "~", row.id) for row in rows]
    return [id for _, id in sorted(named)]


@lru_cache(maxsize=MOST_KEPT)
def _opened(vault: Vault, person: int, name: bytes) -> str:
    return vault.open(NAME, person, name).casefold()
