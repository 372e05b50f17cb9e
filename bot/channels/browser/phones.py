"""Adding the phones to a service: the channel, and the pages that show it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Protocol

from aiohttp import web

from bot.channels.base import Channel, Inbound
from bot.channels.browser import pages
from bot.channels.browser.channel import BrowserPhones
from bot.clock import Clock
from bot.settings import Settings
from bot.store.database import Database


class Reception(Protocol):
    async def take(self, inbound: Inbound) -> None: ...


class Service(Protocol):
    """What the phones need of the service that they are added to."""

    @property
    def database(self) -> Database: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def web(self) -> web.Application: ...
    @property
    def reception(self) -> Reception: ...
    def add_channel(self, channel: Channel) -> None: ...


@asynccontextmanager
async def add_phones(service: Service) -> AsyncGenerator[BrowserPhones, None]:
    """For demo mode only. Pages that are open are let go when this ends."""
    phones = BrowserPhones(service.database, service.clock)
    service.add_channel(phones)
    pages.setup(service.web, phones, service.reception.take, service.clock, service.settings.zone)
    try:
        yield phones
    finally:
        phones.bell.close()
