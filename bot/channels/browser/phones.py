"""Adding the phones to a service: the channel, and the pages that show it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Protocol

from bot.channels.base import Channel, Inbound
from bot.channels.browser import pages
from bot.channels.browser.channel import BrowserPhones
from bot.web import Service


class Reception(Protocol):
    async def take(self, inbound: Inbound, /) -> None: ...


class Receiving(Service, Protocol):
    """What the phones need besides: somebody to take what is written on them, and a place among the channels."""

    @property
    def reception(self) -> Reception: ...
    def add_channel(self, channel: Channel) -> None: ...


@asynccontextmanager
async def add_phones(service: Receiving, go_on: pages.GoOn | None = None) -> AsyncGenerator[BrowserPhones, None]:
    """For demo mode only. With `go_on` the clock can be moved on from there. Pages that are open are let go when this
    ends."""
    phones = BrowserPhones(service.database, service.clock)
    service.add_channel(phones)
    pages.setup(service.web, phones, service.reception.take, service.clock, service.settings.zone, go_on)
    try:
        yield phones
    finally:
        phones.bell.close()
