"""Four kinds of phone in front of one real service: each speaks its provider's own language to the real adapters.

Twilio's and Telegram's phones go through stand-ins for the providers and the service's webhooks, the browser's
through its forms, the terminal's through a pipe. Nothing sleeps: the clock is told, and texts are handed over
between two messages.
"""

import asyncio
import os
import re
from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, Protocol

from aiohttp import ClientSession
from aiohttp.test_utils import TestClient, TestServer, unused_port

from bot.app import Service
from bot.channels.browser.channel import BrowserPhones
from bot.channels.browser.phones import add_phones
from bot.channels.telegram.sender import Telegram
from bot.channels.terminal.lines import lines
from bot.chat import add_terminal
from bot.clock import ManualClock
from bot.reception import Reception
from bot.settings import load
from bot.wiring import add_telegram, add_twilio
from flows.catalogue import FLOWS
from flows.talk import Script
from tests.fakes import telegram_updates as updates
from tests.fakes.telegram import TOKEN as BOT_TOKEN
from tests.fakes.telegram import TelegramFake
from tests.fakes.telegram_door import SECRET
from tests.fakes.twilio import FakeTwilio
from tests.fakes.twilio_wire import ACCOUNT, NUMBER, TOKEN
from tests.serving import KEY, MONDAY_10
from tests.spoken import spoken


@dataclass(frozen=True)
class Shown:
    """One text as it lies on a phone. `buttons`: what each carries, by its label."""

    text: str
    buttons: Mapping[str, str] = field(default_factory=dict[str, str])


class Handset(Protocol):
    """A phone. What is written on it has been stored when `writes` returns; what has come is read by `shows`."""

    async def writes(self, text: str) -> None: ...

    async def presses(self, shown: Shown, label: str) -> None: ...

    def shows(self) -> list[Shown]: ...


@dataclass
class Street:
    """The service, its providers, and where it listens."""

    service: Service
    clock: ManualClock
    twilio: FakeTwilio
    telegram: TelegramFake
    phones: BrowserPhones
    terminal: "TerminalHandset"
    url: str

    def handset(self, kind: str, number: str) -> Handset:
        if kind == "terminal":
            return self.terminal
        made = {"sms": SmsHandset, "telegram": TelegramHandset, "browser": BrowserHandset}
        return made[kind](self, number)

    async def settled(self) -> None:
        """Everything owed is handed over, what follows of itself too, and the providers have reported."""
        await self.service.outbox.flush()
        if await self.service.unprompted.open_waiting():
            await self.service.outbox.flush()
        await self.twilio.settled()


@dataclass
class SmsHandset:
    street: Street
    number: str

    async def writes(self, text: str) -> None:
        answered = await self.street.twilio.bring(f"{self.street.url}/twilio/message", text, From=self.number)
        assert answered == 200

    async def presses(self, shown: Shown, label: str) -> None:
        raise AssertionError("a text message has no buttons")

    def shows(self) -> list[Shown]:
        return [Shown(row["body"]) for row in self.street.twilio.sent if row["to"] == self.number]


@dataclass
class TelegramHandset:
    street: Street
    number: str
    _ids: "count[int]" = field(default_factory=lambda: count(1))
    _said: dict[int, str] = field(default_factory=dict[int, str])

    @property
    def chat(self) -> int:
        return int(self.number[-9:])

    async def writes(self, text: str) -> None:
        id, at = next(self._ids), int(self.street.clock.now().timestamp())
        self._said[id] = text
        await self._deliver(updates.update(id, message=updates.message(self.chat, id, at, text=text)))

    async def edits(self, was: str, text: str) -> None:
        """The newest message that said `was` says something else from now on."""
        number = max(number for number, said in self._said.items() if said == was)
        self._said[number] = text
        at = int(self.street.clock.now().timestamp())
        await self._deliver(updates.edited(text, self.chat, number, next(self._ids), at))

    async def presses(self, shown: Shown, label: str) -> None:
        id = next(self._ids)
        labels = {carried: label for label, carried in shown.buttons.items()}
        await self._deliver(updates.pressed(shown.buttons[label], labels, self.chat, id, id, f"query-{id}"))

    async def _deliver(self, update: dict[str, Any]) -> None:
        assert await self.street.telegram.deliver(update) == 200

    def shows(self) -> list[Shown]:
        return [_of_telegram(sent) for sent in self.street.telegram.sent if sent["chat"]["id"] == self.chat]


def _of_telegram(sent: Mapping[str, Any]) -> Shown:
    rows = sent.get("reply_markup", {"inline_keyboard": []})["inline_keyboard"]
    return Shown(
        sent.get("text") or sent["caption"], {button["text"]: button["callback_data"] for row in rows for button in row}
    )


@dataclass
class BrowserHandset:
    street: Street
    number: str

    async def writes(self, text: str) -> None:
        """As the page does: typed words say which question was on the screen."""
        await self._post({"text": text, "reply_to": (await self.street.phones.phone(self.number)).asks})

    async def presses(self, shown: Shown, label: str) -> None:
        asks = ":".join(shown.buttons[label].split(":")[:2])
        await self._post({"text": label, "reply_to": asks, "pressed": "yes"})

    async def _post(self, form: dict[str, str]) -> None:
        headers = {"Origin": self.street.url, "X-Live": "1"}
        async with (
            ClientSession(self.street.url) as session,
            session.post(f"/try/{self.number}", data=form, headers=headers) as answer,
        ):
            assert answer.status == 200, await answer.text()

    def shows(self) -> list[Shown]:
        phone = self.street.phones._phones.get(self.number)
        ours = [bubble for bubble in phone.bubbles if not bubble.mine] if phone else []
        return [Shown(one.text, {label: carried for carried, label in one.buttons.items()}) for one in ours]


class TerminalHandset:
    """`frontdoor chat` with a pipe where the keyboard is."""

    def __init__(self, service: Service):
        self.printed = ""
        self._ready = asyncio.Event()
        self.session = add_terminal(service, self._print)
        self._out, self._in = os.pipe()

    def _print(self, text: str) -> None:
        self.printed += text
        if text.startswith("you:"):
            self.printed += "\n"  # as the Enter that ends what is typed shows on a terminal
            self._ready.set()

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[None, None]:
        async def no_desk() -> str:
            return ""

        running = asyncio.create_task(self.session.run(lines(self._out), no_desk, by_hand=True))
        _ = await asyncio.wait_for(self._ready.wait(), 10)
        yield
        os.close(self._in)  # the end of what is typed ends the session
        await asyncio.wait_for(running, 10)
        os.close(self._out)

    async def writes(self, text: str) -> None:
        self._ready.clear()
        _ = os.write(self._in, f"{text}\n".encode())
        _ = await asyncio.wait_for(self._ready.wait(), 10)

    async def presses(self, shown: Shown, label: str) -> None:
        raise AssertionError("a terminal has no buttons")

    def shows(self) -> list[Shown]:
        blocks = re.findall(r"^bot:  (.*(?:\n      .*)*)", self.printed, re.MULTILINE)
        return [Shown(block) for block in blocks]


@asynccontextmanager
async def street(database_url: str, flows: Mapping[str, Script] = FLOWS) -> AsyncGenerator[Street, None]:
    """A service with every channel that there is, and these conversations, at ten on a Monday."""
    port, clock, twilio = unused_port(), ManualClock(MONDAY_10), FakeTwilio()
    twilio.now = clock.now
    async with AsyncExitStack() as stack:
        their_server = await stack.enter_async_context(TestClient(TestServer(twilio.app())))
        telegram = await stack.enter_async_context(TelegramFake())
        url = f"http://127.0.0.1:{port}"
        service = _service(database_url, clock, url, str(their_server.make_url("")).rstrip("/"), telegram.url)
        house = replace(service.house, flows=flows)
        database, desk = service.database, service.pocket_desk
        service.reception = Reception(database, house, clock, service.outbox.wake, service.alerts, desk)
        terminal = TerminalHandset(service)
        phones = await stack.enter_async_context(add_phones(service))
        _ = await stack.enter_async_context(add_twilio(service))
        _ = await stack.enter_async_context(add_telegram(service))
        _ = await stack.enter_async_context(service.working())
        _ = await stack.enter_async_context(TestServer(service.web, port=port))
        sender = service.channels["telegram"]
        assert isinstance(sender, Telegram)
        await sender.set_hook()
        await stack.enter_async_context(terminal.open())
        yield Street(service, clock, twilio, telegram, phones, terminal, url)


def _service(database_url: str, clock: ManualClock, url: str, twilio: str, telegram: str) -> Service:
    given = {"secret_key": KEY, "out_of_hours": "none", "messages_per_second": 1e9, "public_url": url}
    given |= {"twilio_account_sid": ACCOUNT, "twilio_auth_token": TOKEN, "twilio_from": NUMBER}
    given |= {"telegram_token": BOT_TOKEN, "telegram_secret": SECRET}
    settings = load(None, database_url=database_url, twilio_api_url=twilio, telegram_api_url=telegram, **given)
    return Service(settings, clock, spoken(settings))
