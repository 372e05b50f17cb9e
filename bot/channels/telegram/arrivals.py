"""One update, from wherever it came: stored first, tidied up after."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

import structlog

from bot.channels.base import Inbound, Receive
from bot.channels.telegram.sender import Telegram
from bot.channels.telegram.updates import Blocked, press, read
from bot.clock import Clock

OnBlocked: TypeAlias = Callable[[Blocked], Awaitable[None]]
log = structlog.get_logger()


class Arrivals:
    def __init__(self, telegram: Telegram, receive: Receive, on_blocked: OnBlocked, clock: Clock):
        self._telegram, self._receive, self._on_blocked, self._clock = telegram, receive, on_blocked, clock

    async def take(self, update: object) -> None:
        """Returns after the commit, or raises when there was none. A button is tidied only once it is stored."""
        arrived = read(update, self._clock.now())
        if isinstance(arrived, Inbound):
            await self._receive(arrived)
        elif isinstance(arrived, Blocked):
            await self._on_blocked(arrived)
        else:
            log.info("telegram update is not for us")
        if pressed := press(update):
            self._telegram.acknowledge(pressed)
