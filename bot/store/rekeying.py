"""After SECRET_KEY changed to `new,old`: everything sealed again under the new key, and addresses hashed with it.

In batches, each a transaction of its own: stopped midway, the next run does what is left. The service may run
meanwhile if it was restarted with `new,old` before, because it then opens both and seals with the new one; a value
that it changes between our reading and our writing is left as it wrote it. Nothing here opens more than one batch.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select, tuple_, update

from bot.clock import Clock
from bot.store.columns import SEALED, SealedColumn
from bot.store.contacts import ADDRESS
from bot.store.database import Database
from bot.store.log import SYSTEM, record
from bot.store.scrubbing import scrub
from bot.store.sqlite_writer import Tx
from bot.store.tables import contacts
from bot.store.vault import FINGERPRINT, Vault

BATCH = 500  # rows a transaction: a running service waits for one at most a moment


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """What was done. `left`: values that are still under an old key, because somebody still writes with it.
    `twins`: addresses that are there twice, because the service ran with the new key alone before."""

    sealed: Mapping[str, int]
    hashed: int
    left: int
    twins: int


async def rekey(database: Database, clock: Clock) -> Rekeyed:
    """Bring every sealed value and every address hash under the newest key.

    Raises CannotDecrypt when SECRET_KEY lacks a key that something was written with; what was done so far stays.
    """
    sealed = {str(one): await _seal_again(database, one) for one in SEALED}
    hashed, twins = await _hash_again(database)
    left = await _left(database)
    async with database.write() as tx:
        done = f"{sum(sealed.values())} values, {hashed} addresses, {left} left"
        await record(tx, database.ids, clock.now(), [(SYSTEM, "rekeyed", "database", done)])
    _ = await scrub(database.url)
    return Rekeyed(sealed, hashed, left, twins)


async def _seal_again(database: Database, one: SealedColumn) -> int:
    count, after = 0, None
    while True:
        async with database.write() as tx:
            rows = await _stale(tx, database.vault, one, after)
            await _write(tx, one, [_renewed(database.vault, one, row) for row in rows])
        count += len(rows)
        if len(rows) < BATCH:
            return count
        after = tuple(getattr(rows[-1], key.name) for key in one.keys)


def _is_stale(vault: Vault, one: SealedColumn) -> Any:
    return func.substr(one.column, 1, FINGERPRINT) != vault.newest


async def _stale(tx: Tx, vault: Vault, one: SealedColumn, after: tuple[Any, ...] | None) -> Sequence[Any]:
    """The next rows under an older key, in the order of their keys, so that no row is looked at twice."""
    query = select(*one.keys, *_bound_by(one), one.column).where(_is_stale(vault, one))
    if after is not None:
        query = query.where(tuple_(*one.keys) > tuple_(*after))
    return (await tx.execute(query.order_by(*one.keys).limit(BATCH))).all()


def _bound_by(one: SealedColumn) -> list[Any]:
    held = {key.name for key in one.keys}
    return [one.table.c[name] for name in (one.row, one.part) if name and name not in held]


def _renewed(vault: Vault, one: SealedColumn, row: Any) -> dict[str, Any]:
    old, place = getattr(row, one.name), one.bound_to(row)
    keys = {f"b_{key.name}": getattr(row, key.name) for key in one.keys}
    return keys | {"b_old": old, "b_new": vault.seal(*place, vault.open(*place, old))}


async def _write(tx: Tx, one: SealedColumn, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        change = update(one.table).where(one.column == bindparam("b_old"))
        for key in one.keys:
            change = change.where(key == bindparam(f"b_{key.name}"))
        _ = await tx.execute(change.values({one.name: bindparam("b_new")}), list(rows))


async def _hash_again(database: Database) -> tuple[int, int]:
    """Addresses under which nobody would be found once the old key is gone. Gives how many, and how many twins."""
    count = twins = after = 0
    while True:
        async with database.write() as tx:
            known = contacts.c.id > after, contacts.c.state != "forgotten"
            rows = (await tx.execute(select(contacts).where(*known).order_by(contacts.c.id).limit(BATCH))).all()
            changed, double = await _unique(tx, [_rehashed(database.vault, row) for row in rows])
            if changed:
                change = update(contacts).where(contacts.c.id == bindparam("b_id"))
                _ = await tx.execute(change.values(address_key=bindparam("b_key")), changed)
        count, twins = count + len(changed), twins + double
        if len(rows) < BATCH:
            return count, twins
        after = rows[-1].id


def _rehashed(vault: Vault, row: Any) -> dict[str, Any] | None:
    key = vault.look_up(row.channel, vault.open(ADDRESS, row.id, row.address))
    return None if key == row.address_key else {"b_id": row.id, "b_key": key}


async def _unique(tx: Tx, rows: Sequence[dict[str, Any] | None]) -> tuple[list[dict[str, Any]], int]:
    wanted = [row for row in rows if row]
    query = select(contacts.c.address_key).where(contacts.c.address_key.in_([row["b_key"] for row in wanted]))
    taken = set((await tx.execute(query)).scalars())
    free = [row for row in wanted if row["b_key"] not in taken]
    return free, len(wanted) - len(free)


async def _left(database: Database) -> int:
    async with database.read() as connection:
        counts = [
            (await connection.execute(select(func.count()).where(_is_stale(database.vault, one)))).scalar_one()
            for one in SEALED
        ]
    return sum(counts)
