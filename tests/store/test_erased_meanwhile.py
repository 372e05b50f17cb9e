"""Somebody is erased on PostgreSQL while what they write is being taken: none of it stays with what was erased."""

import asyncio

import pytest
from sqlalchemy import select, text

from bot.store import contacts, tables
from bot.store.database import Database
from bot.store.forgetting import erase
from bot.store.hands import Hands
from bot.store.messages import Stored, store
from bot.store.sqlite_writer import Tx
from tests.serving import MARGARET, Town, town

pytestmark = pytest.mark.postgres
SECRET = "something that only she knew"


def hands(here: Town, tx: Tx) -> Hands:
    return Hands(tx, here.service.database.vault, here.service.database.ids, here.clock.now())


async def point(here: Town) -> int:
    async with here.service.database.read() as reader:
        return (await reader.execute(select(tables.contacts.c.id))).scalar_one()


async def erased(here: Town, contact: int) -> None:
    async with here.service.database.write() as tx:
        _ = await erase(hands(here, tx), [contact], "somebody", "forgotten")


async def waits(database: Database) -> None:
    """Until another transaction waits for a lock."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    async with asyncio.timeout(10), database.read() as reader:
        while not (await reader.execute(waiting)).scalar_one():  # noqa: ASYNC110  # the database tells nobody
            await asyncio.sleep(0.01)


async def test_what_is_being_stored_is_erased_too(postgres_url: str) -> None:
    async with town(postgres_url) as here:
        _ = await here.texts(MARGARET, "hello")
        contact, database = await point(here), here.service.database
        async with database.write() as turn:
            at = hands(here, turn)
            _ = await contacts.load_states(turn, at.vault, [contact], at.now)
            erasing = asyncio.create_task(erased(here, contact))
            await waits(database)
            said = Stored(at.ids.new(at.now), b"1" * 16, contact, None, "text", SECRET, at.now, note=True)
            await store(turn, at.vault, [said], at.now)
        await erasing
        async with database.read() as reader:
            rows = (await reader.execute(select(tables.messages.c.id, tables.messages.c.text))).all()
        assert [database.vault.open("messages.text", row.id, row.text) for row in rows] == ["", ""]


async def test_whoever_writes_while_they_are_erased_is_a_stranger(postgres_url: str) -> None:
    async with town(postgres_url) as here:
        _ = await here.texts(MARGARET, "JOIN", "yes")
        contact, database = await point(here), here.service.database
        async with database.write() as tx:
            _ = await erase(hands(here, tx), [contact], "somebody", "forgotten")
            taking = asyncio.create_task(here.service.reception.take(here.inbound(MARGARET, SECRET)))
            await waits(database)
        await taking
        await here.settled()
        assert here.channel.to(MARGARET)[-1].startswith("Hello, this is Frontdoor Wellbeing.")
        async with database.read() as reader:
            whose = select(tables.messages.c.contact_id).order_by(tables.messages.c.id.desc()).limit(1)
            assert (await reader.execute(whose)).scalar_one() != contact
