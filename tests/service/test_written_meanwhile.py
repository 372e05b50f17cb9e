"""Somebody writes just as something falls due for them: then nothing is due any more."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from bot.store import due
from bot.store.database import Database
from bot.store.sqlite_writer import Tx
from bot.store.tables import contacts
from bot.unprompted import Unprompted
from tests.serving import JO, MARGARET, Town, town

DAY, FORTNIGHT = timedelta(days=1), timedelta(days=14)
TO_THE_PHONE = ("hello", "2", "yes", "no", "yes", "Jo", "my mum", "Margaret", "2", "yes")


class Overtaken(Database):
    """In which something else happens just before the first transaction of whoever has it."""

    def __init__(self, database: Database, first: Callable[[], Awaitable[object]]):
        self.__dict__.update(database.__dict__)
        self._first = [first]

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[Tx, None]:
        while self._first:
            _ = await self._first.pop()()
        async with super().write() as tx:
            yield tx


def overtaken(here: Town, *texts: str) -> Unprompted:
    """What the ticker wakes, a moment before which Margaret writes."""
    service = here.service
    database = Overtaken(service.database, lambda: here.texts(MARGARET, *texts))
    return Unprompted(database, service.house, here.clock, service.hours)


async def test_whoever_answers_as_their_conversation_expires_goes_on_with_it(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "JOIN", "yes")
        await here.clock.advance(days=15)
        assert await overtaken(here, "78").expire(FORTNIGHT) == 0
        assert "What name" in (await here.texts(MARGARET, "no"))[-1]


async def test_whoever_answers_as_a_nudge_is_due_is_not_nudged(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "JOIN", "yes")
        await here.clock.advance(hours=25)
        assert await overtaken(here, "78").nudge(DAY) == 0
        await here.settled()
        assert "Does anyone else" in here.channel.to(MARGARET)[-1]


async def test_whoever_writes_before_our_first_text_is_not_spoken_to_twice(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(JO, *TO_THE_PHONE, MARGARET, "she never goes out", "yes")
        assert await overtaken(here, "JOIN").open_waiting() == 0
        await here.settled()
        assert "How old are you?" in (await here.texts(MARGARET, "yes"))[-1]


@pytest.mark.postgres
async def test_nothing_is_claimed_while_a_turn_is_under_way(postgres_url: str) -> None:
    async with town(postgres_url) as here:
        _ = await here.texts(MARGARET, "JOIN", "yes")
        database = here.service.database
        async with database.read() as reader:
            (one,) = await due.to_expire(reader, here.clock.now() + DAY)
        async with database.write() as turn:
            _ = await turn.execute(select(contacts.c.id).with_for_update())
            with pytest.raises(DBAPIError, match="lock timeout"):
                await expired_at_once(database, one)


async def expired_at_once(database: Database, one: due.Due) -> None:
    async with database.write() as tx:
        _ = await tx.execute(text("SET LOCAL lock_timeout = '50ms'"))
        _ = await due.claim(tx, one, "open", state="expired")
