"""What others write while a turn is under way is still there when the turn has been written."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from sqlalchemy import select

from bot.state import State
from bot.store import contacts, outbox, tables
from bot.store.database import Database
from bot.store.sqlite_writer import Tx
from tests.serving import MARGARET, Town, town


@asynccontextmanager
async def another(database: Database, tx: Tx) -> AsyncGenerator[Tx, None]:
    """Another process's transaction, beside this one; on SQLite, which has one writer, in the midst of it."""
    if database.is_sqlite:
        yield tx
    else:
        async with database.write() as beside:
            yield beside


async def asked_and_not_shown(here: Town, text: str) -> int:
    """The row that asks, which a provider has taken and nobody has recorded."""
    await here.service.reception.take(here.inbound(MARGARET, text))
    database = here.service.database
    async with database.write() as tx:
        return (await outbox.claim(tx, database.vault, {"sms": 1}, here.clock.now()))[0].id


async def loaded(here: Town, tx: Tx) -> State:
    database = here.service.database
    ids = (await tx.execute(select(tables.contacts.c.id))).scalars().all()
    return (await contacts.load_states(tx, database.vault, ids, here.clock.now()))[ids[0]]


async def saved_after_it_was_shown(here: Town, row: int, asking: int) -> None:
    """A turn that began before the question was recorded as shown; `asking` is the row that asks when it ends."""
    database, now = here.service.database, here.clock.now()
    async with database.write() as tx:
        state = await loaded(here, tx)
        async with another(database, tx) as beside:
            await outbox.sent(beside, [(row, "kept")], now)
        (talk,) = state.talks
        talk.asking = asking
        await contacts.save_talks(tx, database.vault, [(state.contact.id, talk)], now)


async def is_shown(here: Town) -> bool:
    async with here.service.database.read() as reader:
        return (await reader.execute(select(tables.conversations.c.shown_at))).scalar_one() is not None


async def test_a_question_shown_during_a_turn_counts_as_shown(database_url: str) -> None:
    async with town(database_url) as here:
        row = await asked_and_not_shown(here, "hello")
        await saved_after_it_was_shown(here, row, asking=row)
        assert await is_shown(here)


async def test_a_question_asked_during_a_turn_is_not_shown_by_the_one_before(database_url: str) -> None:
    async with town(database_url) as here:
        row = await asked_and_not_shown(here, "hello")
        await saved_after_it_was_shown(here, row, asking=row + 1)
        assert not await is_shown(here)
