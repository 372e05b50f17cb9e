"""Keys change: after `rekey` the new key alone opens everything and finds everybody, however often it was stopped."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import ManualClock
from bot.errors import CannotDecrypt
from bot.store import rekeying
from bot.store.columns import SEALED
from bot.store.contacts import find_or_make
from bot.store.database import Database
from bot.store.rekeying import Rekeyed, rekey
from bot.store.tables import audit, chain, chain_head, contacts
from bot.store.vault import Vault
from tests.serving import JO, KEY, MARGARET, MONDAY_10, town
from tests.store.filled import HER, LATER, dump, on_a_programme, opened, words

NEW = "a newer key for tests that is long enough to pass as one"
BOTH = f"{NEW},{KEY}"
CLOCK = ManualClock(MONDAY_10)


async def rekeyed(url: str, keys: str = BOTH) -> Rekeyed:
    async with opened(url, keys) as database:
        return await rekey(database, CLOCK)


async def all_words(url: str, key: str) -> dict[str, list[str]]:
    async with opened(url, key) as database:
        return await words(database)


async def known(database: Database, tx: Any, *who: str) -> list[int]:
    """The ids under which these are found; none of them may be new."""
    before = len((await tx.execute(select(contacts.c.id))).all())
    pairs = [("sms", one) for one in who]
    found = await find_or_make(tx, database.vault, database.ids, pairs, CLOCK.now())
    assert len((await tx.execute(select(contacts.c.id))).all()) == before
    return [found[pair] for pair in pairs]


async def test_afterwards_the_new_key_alone_opens_everything(filled_url: str) -> None:
    async with town(filled_url, LATER) as here:
        _ = await on_a_programme(here)
    before = await all_words(filled_url, KEY)
    done = await rekeyed(filled_url)
    assert await all_words(filled_url, NEW) == before
    assert done.sealed == {name: len(values) for name, values in before.items()}
    assert (done.hashed, done.left, done.twins) == (3, 0, 0)
    with pytest.raises(CannotDecrypt):
        _ = await all_words(filled_url, KEY)


async def test_everybody_is_found_with_the_new_key_alone(filled_url: str) -> None:
    async with opened(filled_url) as database, database.write() as tx:
        before = await known(database, tx, MARGARET, JO, HER)
    _ = await rekeyed(filled_url)
    async with opened(filled_url, NEW) as database, database.write() as tx:
        assert await known(database, tx, MARGARET, JO, HER) == before


async def test_a_second_run_changes_nothing_but_the_audit_log(filled_url: str) -> None:
    _ = await rekeyed(filled_url)
    once = await dump(filled_url)
    again = await rekeyed(filled_url)
    assert (sum(again.sealed.values()), again.hashed) == (0, 0)
    twice = await dump(filled_url)
    assert {name for name in once if once[name] != twice[name]} == {audit.name, chain.name, chain_head.name}


async def test_conversations_go_on_with_the_new_key(filled_url: str) -> None:
    _ = await rekeyed(filled_url)
    async with town(filled_url, LATER, secret_key=NEW) as here:
        assert (await here.texts(HER, "1"))[0].startswith("When is a good time?")


async def test_a_no_outlives_the_key(database_url: str) -> None:
    asks = ("hello", "2", "yes", "no", "yes", "Jo", "my mum", "Peg", "2", "yes", "07700 900009", "skip", "yes")
    async with town(database_url) as here:
        _ = await here.texts(JO, *asks)
        _ = await here.service.unprompted.open_waiting()
        await here.settled()
        _ = await here.texts("+447700900009", "no")
    _ = await rekeyed(database_url)
    await here.clock.advance(days=100)
    async with town(database_url, here.clock.now(), secret_key=NEW) as later:
        _ = await later.texts(JO, *asks)
        assert await later.service.unprompted.open_waiting() == 0


class Killed(BaseException):
    """As if the process had ended: nothing catches it."""


class Dying(Database):
    """Killed before the commit of the transaction after these many."""

    left = 1_000_000

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[Any]:
        async with super().write() as tx:
            yield tx
            self.left -= 1
            if self.left < 0:
                raise Killed


@pytest.mark.parametrize("batches", [0, 1, 4, 9, 14])
async def test_stopped_midway_the_next_run_finishes(
    filled_url: str, batches: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rekeying, "BATCH", 7)
    before = await all_words(filled_url, KEY)
    database = Dying(filled_url, Vault(BOTH))
    await database.open()
    database.left = batches
    with pytest.raises(Killed):
        _ = await rekey(database, CLOCK)
    await database.close()
    assert await all_words(filled_url, BOTH) == before
    assert (await rekeyed(filled_url)).left == 0
    assert await all_words(filled_url, NEW) == before


async def test_without_the_old_key_it_says_so_and_changes_nothing(filled_url: str) -> None:
    before = await dump(filled_url)
    with pytest.raises(CannotDecrypt):
        _ = await rekeyed(filled_url, NEW)
    assert await dump(filled_url) == before


async def test_the_service_may_run_meanwhile(filled_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was restarted with both keys: what it writes is under the new one, and nothing of either is lost."""
    monkeypatch.setattr(rekeying, "BATCH", 3)
    async with (
        town(filled_url, LATER, secret_key=BOTH) as here,
        opened(filled_url, BOTH) as other,
    ):
        work = asyncio.create_task(rekey(other, CLOCK))
        for n in range(8):
            _ = await here.texts(MARGARET, f"word {n}")
        assert (await work).left == 0
    texts = (await all_words(filled_url, NEW))["messages.text"]
    assert {f"word {n}" for n in range(8)} <= {*texts}


async def test_a_service_that_still_writes_with_the_old_key_is_noticed(filled_sqlite_url: str) -> None:
    async with opened(filled_sqlite_url, BOTH) as database:
        _ = await rekey(database, CLOCK)
        async with town(filled_sqlite_url, LATER, secret_key=f"{KEY},{NEW}") as here:
            _ = await here.texts(MARGARET, "hello again")
        assert await rekeying._left(database) > 0
        assert (await rekey(database, CLOCK)).left == 0


async def test_an_address_that_is_there_twice_is_counted_and_left(filled_sqlite_url: str) -> None:
    async with opened(filled_sqlite_url, BOTH) as database:
        async with database.write() as tx:
            _ = await find_or_make(tx, Vault(NEW), database.ids, [("sms", MARGARET)], CLOCK.now())
        done = await rekey(database, CLOCK)
    assert (done.hashed, done.twins) == (2, 1)


async def test_what_the_old_key_opens_has_left_the_file(filled_sqlite_url: str) -> None:
    """Else whoever has the old key and the file still reads it."""
    path = Path(filled_sqlite_url.split("///")[1])
    with closing(sqlite3.connect(path)) as connection:
        queries = [f"SELECT {one.name} FROM {one.table.name} WHERE {one.name} IS NOT NULL" for one in SEALED]
        old = {row[0] for query in queries for row in connection.execute(query)}
    assert _held(path, old) > 50
    _ = await rekeyed(filled_sqlite_url)
    assert _held(path, old) == 0


def _held(path: Path, values: set[bytes]) -> int:
    """How many of these lie anywhere in the file or its log."""
    content = b"".join(part.read_bytes() for part in path.parent.glob(f"{path.name}*"))
    return sum(value in content for value in values)
