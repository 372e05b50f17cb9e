"""The chain of the audit log: whatever is changed in it from outside is found, and named; what is lawful is not."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, insert, select, update

from bot.clock import ManualClock
from bot.store import chain_cut
from bot.store.chain import linked, sealed
from bot.store.chain_check import Fits, Misfit, verify
from bot.store.database import Database
from bot.store.log import record
from bot.store.rekeying import rekey
from bot.store.retention import sweep
from bot.store.schema import to_ms
from bot.store.sqlite_writer import Tx
from bot.store.tables import audit, chain, chain_head, secrets
from bot.store.undoing import undoable
from bot.store.vault import Vault
from tests.serving import KEY, MARGARET, MONDAY_10, town
from tests.store.filled import opened
from tests.store.test_rekey import BOTH, NEW
from tests.store.test_retention import SETTINGS

SOME = 12
FIELDS = ("actor", "action", "subject", "detail")
Rows = Sequence[Any]


async def logged(database: Database, count: int = SOME, who: str = "staff:1") -> None:
    """So many entries, three a transaction, a second apart."""
    for start in range(0, count, 3):
        now = MONDAY_10 + timedelta(seconds=start)
        async with database.write() as tx:
            entries = [(who, "item claimed", f"item:{n}", "") for n in range(start, min(count, start + 3))]
            await record(tx, database.ids, now, entries)


async def entries(tx: Tx) -> Rows:
    return (await tx.execute(select(audit).order_by(audit.c.id))).all()


async def changed(database: Database, *statements: Any) -> Fits | Misfit:
    """What a look finds after somebody changed the tables; they are as before afterwards."""
    before: dict[Any, Rows] = {}
    async with database.write() as tx:
        for table in (audit, chain, chain_head):
            before[table] = (await tx.execute(select(table))).all()
        for statement in statements:
            _ = await tx.execute(statement)
    seen = await verify(database)
    async with database.write() as tx:
        for table, rows in before.items():
            _ = await tx.execute(delete(table))
            if rows:
                _ = await tx.execute(insert(table), [dict(row._mapping) for row in rows])
    return seen


async def test_what_the_service_writes_fits(filled_url: str) -> None:
    async with opened(filled_url) as database:
        seen = await verify(database)
        async with database.read() as tx:
            assert seen == Fits(len(await entries(tx)), seen.position, seen.link)  # type: ignore[union-attr]
        assert isinstance(seen, Fits)
        assert (seen.entries > 20, seen.position) == (True, seen.entries)


async def test_an_empty_log_fits(database_url: str) -> None:
    async with opened(database_url) as database:
        assert await verify(database) == Fits(0, 0, b"")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, SOME - 1), field=st.sampled_from([*FIELDS, "at", "id"]), words=st.text(max_size=8))
def test_any_one_entry_that_is_altered_is_found(chained: "Chained", at: int, field: str, words: str):
    async def look(database: Database) -> None:
        async with database.read() as tx:
            row = (await entries(tx))[at]
        new: Any = words.replace("\0", "")
        if field in ("at", "id"):
            new = row.at + timedelta(milliseconds=1) if field == "at" else -row.id
        if new == getattr(row, field):
            return
        seen = await changed(database, update(audit).where(audit.c.id == row.id).values({field: new}))
        assert isinstance(seen, Misfit)
        assert seen.position == at + 1

    chained.run(look)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, SOME - 1), min_size=2, max_size=2, unique=True))
def test_any_two_that_change_places_are_found(chained: "Chained", two: list[int]):
    async def look(database: Database) -> None:
        async with database.read() as tx:
            one, other = [(await entries(tx))[at] for at in two]
        swap = [
            update(audit).where(audit.c.id == a.id).values({name: getattr(b, name) for name in (*FIELDS, "at")})
            for a, b in ((one, other), (other, one))
        ]
        seen = await changed(database, *swap)
        assert isinstance(seen, Misfit)
        assert seen.position == min(two) + 1

    chained.run(look)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, SOME - 1), both=st.booleans(), closing=st.booleans())
def test_any_one_that_is_removed_is_found(chained: "Chained", at: int, both: bool, closing: bool):
    """`both`: its link too; `closing`: and the gap is closed."""

    async def look(database: Database) -> None:
        async with database.read() as tx:
            id = (await entries(tx))[at].id
        gone: list[Any] = [delete(audit).where(audit.c.id == id)]
        if both:
            gone.append(delete(chain).where(chain.c.position == at + 1))
        if both and closing:
            gone += [update(chain).where(chain.c.position == n).values(position=n - 1) for n in range(at + 2, SOME + 1)]
        seen = await changed(database, *gone)
        assert isinstance(seen, Misfit)
        assert seen.position == at + 1

    chained.run(look)


class Chained:
    """A log of some entries, looked at again and again."""

    def __init__(self, url: str):
        self.url = url
        self.run(logged)

    def run(self, look: Any) -> None:
        async def go() -> None:
            async with opened(self.url) as database:
                await look(database)

        asyncio.run(go())


@pytest.fixture
def chained(sqlite_url: str) -> Chained:
    return Chained(sqlite_url)


async def misfit(database: Database, *statements: Any) -> str:
    seen = await changed(database, *statements)
    assert isinstance(seen, Misfit)
    return str(seen)


async def test_each_way_is_named_on_both_databases(database_url: str) -> None:
    async with opened(database_url) as database:
        await logged(database)
        async with database.read() as tx:
            rows = await entries(tx)
        new = {"at": MONDAY_10, "actor": "staff:2", "action": "seen", "subject": "item:1", "detail": ""}
        put_in = rows[-1].id + 1
        known = chain_head.c.id == 1
        link = select(chain.c.link).where(chain.c.position == SOME - 1).scalar_subquery()
        assert await misfit(database, update(audit).where(audit.c.id == rows[4].id).values(actor="staff:2")) == (
            f"entry 5 (number {rows[4].id}) was altered, put in or moved"
        )
        assert await misfit(database, delete(audit).where(audit.c.id == rows[4].id)) == "entry 5 was removed"
        assert await misfit(database, insert(audit).values(id=put_in, **new)) == (
            f"entry 12 is followed by one that the service did not write (number {put_in})"
        )
        own_link = insert(chain).values(position=SOME + 1, audit_id=put_in, link=b"x" * 32)
        assert "entry 13" in await misfit(database, insert(audit).values(id=put_in, **new), own_link)
        last = [delete(audit).where(audit.c.id == rows[-1].id), delete(chain).where(chain.c.position == SOME)]
        assert await misfit(database, *last) == "entry 12 and what came after it were removed"
        moved = update(chain_head).where(known).values(position=SOME - 1, link=link)
        assert await misfit(database, *last, moved) == "entry 11 is not the end that the service wrote"
        first = [delete(audit).where(audit.c.id == rows[0].id), delete(chain).where(chain.c.position == 1)]
        assert await misfit(database, *first) == "entry 1 was removed, or put in"
        assert isinstance(await misfit(database, delete(chain_head)), str)
        assert isinstance(await verify(database), Fits), "all is as it was"


async def test_without_the_key_nobody_links(database_url: str) -> None:
    """Somebody writes the whole log anew, with links and a head of their own, and cannot know the key."""
    async with opened(database_url) as database:
        await logged(database)
        async with database.read() as tx:
            rows, link = await entries(tx), b""
        forged: list[Any] = [delete(chain)]
        for position, row in enumerate(rows, 1):
            link = linked(b"a guess", link, position, (row.id, to_ms(row.at), *(getattr(row, one) for one in FIELDS)))
            forged.append(insert(chain).values(position=position, audit_id=row.id, link=link))
        forged.append(update(chain_head).values(link=link, seal=sealed(b"a guess", SOME, link)))
        assert await misfit(database, *forged) == "entry 12 is not the end that the service wrote"
        assert "entry 1 " in await misfit(database, *forged[:-1])


class Broken(Exception):
    """What ends a part that is to be taken back."""


async def breaks(database: Database, tx: Tx, action: str) -> None:
    await record(tx, database.ids, MONDAY_10, [("staff:1", action, "item:1", "")])
    raise Broken


async def part_that_breaks(database: Database, tx: Tx) -> None:
    async with undoable(tx):
        await breaks(database, tx, "taken back")


async def whole_that_breaks(database: Database) -> None:
    async with database.write() as tx:
        await breaks(database, tx, "never")


async def test_what_is_taken_back_is_not_linked(database_url: str) -> None:
    async with opened(database_url) as database:
        async with database.write() as tx:
            await record(tx, database.ids, MONDAY_10, [("staff:1", "kept", "item:1", "")])
            with pytest.raises(Broken):
                await part_that_breaks(database, tx)
        with pytest.raises(Broken):
            await whole_that_breaks(database)
        await logged(database, 3)
        assert (await verify(database)).position == 4
        async with database.read() as tx:
            assert [row.action for row in await entries(tx)] == ["kept", *["item claimed"] * 3]


async def test_retention_leaves_a_whole_log(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain_cut, "BATCH", 4)
    later = MONDAY_10 + timedelta(days=SETTINGS.keep_audit_days)
    async with opened(database_url) as database:
        await logged(database)
        assert (await sweep(database, ManualClock(later + timedelta(seconds=7)), SETTINGS)).audit_entries == 9
        seen = await verify(database)
        assert isinstance(seen, Fits)
        assert (seen.entries, seen.position) == (3 + 3 + 1, 12 + 3 + 1), "three batches said so, and the sweep"
        async with database.read() as tx:
            first = (await tx.execute(select(chain.c.audit_id).order_by(chain.c.position))).scalars().first()
        more = [delete(audit).where(audit.c.id == first), delete(chain).where(chain.c.audit_id == first)]
        assert await misfit(database, *more) == "entry 10 was removed, or put in"
        _ = await sweep(database, ManualClock(later + timedelta(days=SETTINGS.keep_audit_days + 1)), SETTINGS)
        assert isinstance(await verify(database), Fits)


async def test_a_new_key_leaves_a_whole_log(database_url: str) -> None:
    async with opened(database_url) as database:
        await logged(database)
    async with opened(database_url, BOTH) as database:
        _ = await rekey(database, ManualClock(MONDAY_10))
    async with opened(database_url, NEW) as database:
        await logged(database, 3, "staff:2")
        assert (await verify(database)).position == SOME + 1 + 3
        assert isinstance(await verify(database), Fits)


async def test_forgetting_leaves_a_whole_log(filled_url: str) -> None:
    async with town(filled_url, MONDAY_10 + timedelta(days=1)) as here:
        _ = await here.texts(MARGARET, "STOP")
        database = here.service.database
        late = ManualClock(MONDAY_10 + timedelta(days=9 * 365))
        _ = await sweep(database, late, SETTINGS)
        assert isinstance(await verify(database), Fits)


async def test_what_was_logged_before_there_was_a_chain_is_linked_at_the_first_start(database_url: str) -> None:
    async with opened(database_url) as database:
        await logged(database)
        async with database.write() as tx:  # as a database is that comes from an earlier release
            _ = await tx.execute(delete(chain))
            _ = await tx.execute(update(chain_head).values(position=0, link=b"", seal=b""))
            _ = await tx.execute(delete(secrets).where(secrets.c.name == "chain"))
    async with opened(database_url) as database:
        await logged(database, 3)
        assert await verify(database) == Fits(SOME + 3, SOME + 3, (await verify(database)).link)  # type: ignore[union-attr]
    async with opened(database_url) as database:
        assert isinstance(await verify(database), Fits), "and only once"


async def test_several_writers_at_once(database_url: str) -> None:
    """Two processes on PostgreSQL; on SQLite they take turns."""
    one, other = (Database(database_url, Vault(KEY)) for _ in range(2))
    try:
        _ = await asyncio.gather(one.open(), other.open())
        _ = await asyncio.gather(*(logged(which, 9, f"staff:{n}") for n, which in enumerate([one, other] * 4)))
        assert (await verify(one)).position == 8 * 9
        assert isinstance(await verify(other), Fits)
        async with one.read() as tx:
            assert (await tx.execute(select(func.count()).select_from(chain))).scalar_one() == 8 * 9
    finally:
        await one.close()
        await other.close()
