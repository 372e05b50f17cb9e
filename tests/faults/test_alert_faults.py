"""A fault between any two steps of a red message: told again, nothing is lost and nothing is there twice."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Any, cast

from sqlalchemy import Executable, func, select
from sqlalchemy.engine import CursorResult, Dialect
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.app import Service
from bot.reception import Batch
from bot.store.database import Database
from bot.store.sqlite_writer import Direct, Parameters, Tx
from bot.store.tables import alerts, findings, items, messages, outbox
from tests.crew import ANN, Crew
from tests.serving import MARGARET, town

RED = "I want to end my life"


class Fault(Exception):
    """What a test puts between two steps."""


class Steps:
    """Counts statements, and raises before the one whose turn has come. Once."""

    def __init__(self, fails_at: int | None):
        self.taken, self.fails_at = 0, fails_at

    def take(self) -> None:
        self.taken += 1
        if self.taken == self.fails_at:
            raise Fault(f"before statement {self.taken}")


class Raw:
    """SQLite's own connection, as the hot statements use it."""

    def __init__(self, raw: sqlite3.Connection, steps: Steps):
        self._raw, self._steps = raw, steps

    def execute(self, *args: Any) -> Any:
        self._steps.take()
        return self._raw.execute(*args)

    def executemany(self, *args: Any) -> Any:
        self._steps.take()
        return self._raw.executemany(*args)


class FaultyDirect(Direct):
    """SQLite's transaction, statement by statement."""

    def __init__(self, direct: Direct, steps: Steps):
        self._direct, self._steps, self.info = direct, steps, direct.info
        self.raw = cast(sqlite3.Connection, Raw(direct.raw, steps))

    @property
    def dialect(self) -> Dialect:
        return self._direct.dialect

    async def execute(self, statement: Executable, parameters: Parameters | None = None, /) -> CursorResult[Any]:
        self._steps.take()
        return await self._direct.execute(statement, parameters)


class FaultyTx:
    """PostgreSQL's transaction, statement by statement."""

    def __init__(self, tx: AsyncConnection, steps: Steps):
        self._tx, self._steps = tx, steps

    @property
    def dialect(self) -> Dialect:
        return self._tx.dialect

    @property
    def info(self) -> dict[Any, Any]:
        return self._tx.info

    async def execute(self, statement: Executable, parameters: Parameters | None = None, /) -> CursorResult[Any]:
        self._steps.take()
        return await self._tx.execute(statement, parameters)


@asynccontextmanager
async def faulty(database: Database, steps: Steps) -> AsyncGenerator[Tx]:
    async with database.write() as tx:
        yield FaultyDirect(tx, steps) if isinstance(tx, Direct) else FaultyTx(cast(AsyncConnection, tx), steps)


async def receive(service: Service, inbound: Any, steps: Steps) -> None:
    """As reception does it, on a transaction that may break; the provider delivers again what was not stored."""
    async with faulty(service.database, steps) as tx:
        await Batch(service.database, service.house, tx, service.clock.now(), service.alerts).take([inbound])


async def counted(database: Database) -> list[int]:
    """How many messages, findings, items, alerts about them, and texts that carry an alert."""
    carried = select(func.count()).select_from(alerts).join(outbox, outbox.c.id == alerts.c.outbox_id)
    async with database.read() as tx:
        tables = (messages, findings, items, alerts)
        found = [(await tx.execute(select(func.count()).select_from(table))).scalar_one() for table in tables]
        return [*found, (await tx.execute(carried)).scalar_one()]


async def test_a_fault_before_any_statement_loses_neither_message_finding_item_nor_alert(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await Crew(here).enrols("Ann", ANN)
        whole = Steps(None)
        await receive(here.service, here.inbound("+447700900500", RED), whole)
        assert whole.taken > 20
        done = await counted(here.service.database)
        assert done == [1, 1, 1, 1, 1]
        for fails_at in range(1, whole.taken + 1):
            inbound = here.inbound(f"+4477009006{fails_at:02}", RED)
            with suppress(Fault):
                await receive(here.service, inbound, Steps(fails_at))
            await receive(here.service, inbound, Steps(None))
            await here.service.alerts.tick()
            done = [many + 1 for many in done]
            assert await counted(here.service.database) == done, f"after a fault before statement {fails_at}"


async def test_alerts_that_cannot_be_made_lose_no_message(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)

        class NoWords:
            def alert(self, *_: object) -> str:
                raise KeyError("alert")

        words, here.service.alerts.words = here.service.alerts.words, cast(Any, NoWords())
        assert await here.texts(MARGARET, RED)
        assert await counted(here.service.database) == [1, 1, 1, 0, 0]
        here.service.alerts.words = words
        await crew.ticks()
        assert len(crew.read(ANN)) == 1


async def test_two_lookers_at_once_tell_once(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        for n in range(10):
            await here.service.reception.take(here.inbound(f"+4477009007{n:02}", RED))
        await here.settled()  # what has not gone out in a minute is told once more, and rightly
        await here.clock.advance(minutes=5)
        _ = await asyncio.gather(*(here.service.alerts.tick() for _ in range(4)))
        await here.settled()
        assert len(crew.read(ANN)) == 20
