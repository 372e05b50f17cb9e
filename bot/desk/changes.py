"""One look a second at the change number, whoever made the change, and every open page is told.

Each process has one of these, so that fifty open pages cost the database as much as one.
"""

import asyncio
from collections.abc import AsyncIterator

import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.store.database import Database
from bot.store.log import change_number
from bot.web import Bell

EVERY = 1.0  # seconds
log = structlog.get_logger()


class Changes:
    def __init__(self, database: Database, clock: Clock):
        self._database, self._clock, self.bell = database, clock, Bell()
        self.number = ""

    async def run(self) -> None:
        """Look for ever. A database that cannot be read is looked at again: nobody is lost by it, only late."""
        while True:
            try:
                await self.look()
            except (SQLAlchemyError, OSError) as error:
                log.error("change number not read", error=type(error).__name__)
            await self._clock.sleep(EVERY)

    async def watching(self, app: web.Application) -> AsyncIterator[None]:
        """Look for as long as the web application runs."""
        looking = asyncio.create_task(self.run())
        yield
        _ = looking.cancel()
        _ = await asyncio.gather(looking, return_exceptions=True)

    async def look(self) -> None:
        async with self._database.read() as tx:
            number = "{}.{}".format(*await change_number(tx))
        if number != self.number:
            self.number = number
            self.bell.ring()
