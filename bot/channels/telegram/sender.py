"""The Telegram channel: hands texts over, acknowledges pressed buttons, and knows how Telegram sees us.

The bot's token stands in every address that is asked for, so httpx must not log addresses, and
python-telegram-bot must not log answers: they repeat people's words.
"""

import asyncio
import json
import logging
import os
from collections.abc import Coroutine, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import structlog
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.channels.base import Outbound, SendFailed
from bot.channels.telegram.failures import failed
from bot.channels.telegram.health import diagnose
from bot.channels.telegram.loose import items
from bot.channels.telegram.updates import ALLOWED, Press
from bot.clock import Clock
from bot.pictures import draw
from bot.settings import Settings
from bot.state import Picture

LONGEST_TEXT = 4096
LONGEST_BUTTON = 64  # bytes of UTF-8
PATIENCE = 15.0  # seconds: giving up early means sending twice
POLL_SECONDS = 25  # how long a poll waits for something to arrive
PATH = "/telegram"
log = structlog.get_logger()


class Telegram:
    """Implements `Channel`. An address is the id of a private chat."""

    name = "telegram"

    def __init__(self, settings: Settings, clock: Clock, patience: float = PATIENCE):
        _ = os.environ.setdefault("PTB_TIMEDELTA", "1")  # its numbers of seconds are deprecated, and warn at each 429
        logging.getLogger("httpx").setLevel(logging.WARNING)
        logging.getLogger("telegram").setLevel(logging.CRITICAL)
        self._clock = clock
        self._secret = settings.telegram_secret.get_secret_value()
        self.hook = settings.public_url + PATH if settings.public_url and self._secret else ""
        self._requests = HTTPXRequest(read_timeout=patience, pool_timeout=5), HTTPXRequest(connection_pool_size=2)
        sending, polling = self._requests
        base = settings.telegram_api_url.rstrip("/") + "/bot"
        token = settings.telegram_token.get_secret_value()
        self._bot = Bot(token, base, request=sending, get_updates_request=polling)
        self._tidying: set[asyncio.Task[None]] = set()

    async def send(self, outbound: Outbound) -> str:
        """Hand over one text, or a picture with its text below it. Raises SendFailed."""
        _check(outbound)
        try:
            taken = await (self._show(outbound, outbound.picture) if outbound.picture else self._say(outbound))
        except TelegramError as error:
            raise failed(error) from error
        return f"{taken.chat.id}:{taken.message_id}"

    async def _say(self, outbound: Outbound) -> Message:
        return await self._bot.send_message(
            outbound.address,
            outbound.text,
            reply_markup=keyboard(outbound.buttons),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    async def _show(self, outbound: Outbound, picture: Picture) -> Message:
        drawn = await asyncio.to_thread(draw, picture)
        return await self._bot.send_photo(outbound.address, drawn, outbound.text)

    async def find(self, outbound: Outbound, since: datetime) -> str | None:
        """Telegram does not tell a bot what it has sent."""
        return None

    def acknowledge(self, press: Press) -> None:
        """Stop the waiting sign and take the buttons away, in the background: neither is worth a delay or an error."""
        self._tidy(self._bot.answer_callback_query(press.id))
        if press.message is not None:
            self._tidy(self._bot.edit_message_reply_markup(press.chat, press.message))

    def _tidy(self, call: Coroutine[Any, Any, object]) -> None:
        task = asyncio.create_task(_best_effort(call))
        self._tidying.add(task)
        task.add_done_callback(self._tidying.discard)

    async def updates(self, offset: int | None) -> list[object]:
        """What has arrived from `offset` on, which confirms all before it. Waits a while for something to arrive.

        As JSON: python-telegram-bot's own call fails as a whole when one update is not as it expects.
        """
        wanted = {"timeout": POLL_SECONDS, "allowed_updates": json.dumps(ALLOWED)}
        query = urlencode(wanted if offset is None else wanted | {"offset": offset})
        url = f"{self._bot.base_url}/getUpdates?{query}"
        return items(await self._requests[1].post(url, read_timeout=POLL_SECONDS + 10))

    async def set_hook(self) -> None:
        """Have updates delivered to us, with the secret that proves where they come from."""
        _ = await self._bot.set_webhook(
            self.hook, secret_token=self._secret, allowed_updates=ALLOWED, drop_pending_updates=False
        )

    async def drop_hook(self) -> None:
        """Telegram answers no poll while it delivers to an address. What waits there is kept."""
        _ = await self._bot.delete_webhook(drop_pending_updates=False)

    async def trouble(self) -> str | None:
        """One sentence when updates do not reach us as they should."""
        try:
            info = await self._bot.get_webhook_info()
        except TelegramError as error:
            return f"Telegram does not answer us ({failed(error).code})."
        return diagnose(info, self.hook, self._clock.now())

    async def close(self) -> None:
        """Let what is under way end, then hang up."""
        _ = await asyncio.gather(*self._tidying, return_exceptions=True)
        for request in self._requests:
            await request.shutdown()


def keyboard(buttons: Mapping[str, str]) -> InlineKeyboardMarkup | None:
    """One wide button a row, easy to hit; yes and no side by side."""
    made = [InlineKeyboardButton(label, callback_data=data) for data, label in buttons.items()]
    side_by_side = len(made) == 2 and all(len(label) <= 12 for label in buttons.values())
    rows = [made] if side_by_side else [[button] for button in made]
    return InlineKeyboardMarkup(rows) if made else None


def _check(outbound: Outbound) -> None:
    """What Telegram would refuse anyway, said clearly."""
    if not 1 <= len(outbound.text) <= LONGEST_TEXT:
        raise SendFailed("text_empty_or_too_long", permanent=True)
    if too_long := [data for data in outbound.buttons if len(data.encode()) > LONGEST_BUTTON]:
        log.error("a button may carry 64 bytes: shorten the question's name or the key", carried=too_long)
        raise SendFailed("button_too_long", permanent=True)


async def _best_effort(call: Coroutine[Any, Any, object]) -> None:
    try:
        _ = await call
    except TelegramError as error:
        log.info("button not tidied", error=type(error).__name__)
