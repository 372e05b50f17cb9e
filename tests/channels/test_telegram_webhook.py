"""POST /telegram over a real connection: who may write, what is answered, and when."""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
import pytest
from aiohttp import web

from bot.channels.telegram.arrivals import Arrivals
from bot.channels.telegram.webhook import HEADER, announce, routes
from bot.clock import SystemClock
from tests.fakes.telegram import BAD_GATEWAY, TelegramFake, Trouble
from tests.fakes.telegram_door import SECRET, Recorder, fake_and_channel, telegram_at
from tests.fakes.telegram_updates import blocked, pressed, text, update


@dataclass
class Door:
    """The running route, Telegram behind it, and what was stored."""

    fake: TelegramFake
    url: str
    recorder: Recorder

    async def post(self, body: object, secret: str | None = SECRET) -> int:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {} if secret is None else {HEADER: secret}
        async with aiohttp.ClientSession() as session, session.post(self.url, data=data, headers=headers) as got:
            return got.status


@asynccontextmanager
async def door() -> AsyncGenerator[Door]:
    recorder, clock = Recorder(), SystemClock()
    async with fake_and_channel() as (fake, telegram):
        app = web.Application(client_max_size=64 * 1024)
        _ = app.add_routes(routes(SECRET, Arrivals(telegram, recorder.receive, recorder.on_blocked, clock)))
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            yield Door(fake, f"http://127.0.0.1:{runner.addresses[0][1]}/telegram", recorder)
        finally:
            await runner.cleanup()


async def test_a_message_is_stored_and_then_answered():
    async with door() as here:
        assert await here.post(text("hello")) == 200
    assert here.recorder.texts == ["hello"]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "é\udcff"])
async def test_without_the_secret_nothing_is_stored(secret: str | None):
    async with door() as here:
        assert await here.post(text("hello"), secret) == 403
    assert here.recorder.tried == []


async def test_without_a_secret_of_our_own_there_is_no_route():
    async with fake_and_channel() as (_, telegram):
        arrivals = Arrivals(telegram, Recorder().receive, Recorder().on_blocked, SystemClock())
        assert routes("", arrivals) == []


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe\xfa", b"[" * 60_000, b"1" * 5000])
async def test_a_body_that_is_not_json_is_refused(body: bytes):
    async with door() as here:
        assert await here.post(body) == 400
    assert here.recorder.tried == []


async def test_a_body_that_is_too_large_is_refused():
    async with door() as here:
        assert await here.post(text("x" * 70_000)) == 413
    assert here.recorder.tried == []


@pytest.mark.parametrize("body", [None, [], "hello", {}, update(poll={"id": "1"}), update(message=[])])
async def test_what_is_not_for_us_is_taken_so_that_it_does_not_come_again(body: object):
    async with door() as here:
        assert await here.post(body) == 200
    assert here.recorder.tried == []


async def test_without_a_commit_telegram_delivers_again_and_the_button_stays():
    press = pressed("9:agree:yes", {"9:agree:yes": "Yes"})
    async with door() as here:
        here.recorder.refuses = {"Yes": 1}
        assert [await here.post(press), here.fake.calls] == [503, []]
        assert await here.post(press) == 200
        await here.fake.until("answerCallbackQuery")
        await here.fake.until("editMessageReplyMarkup")
    assert here.recorder.texts == ["Yes"]


async def test_who_blocks_us_is_recorded():
    async with door() as here:
        assert await here.post(blocked(42)) == 200
    assert [one.address for one in here.recorder.blocked] == ["42"]


async def test_telegram_is_told_where_to_deliver_and_brings_the_secret():
    async with door() as here, telegram_at(here.fake.url, telegram_secret=SECRET, public_url=here.url[:-9]) as telegram:
        await announce(telegram, SystemClock())
        assert await here.fake.deliver(text("hello")) == 200
    assert here.recorder.texts == ["hello"]
    assert json.loads(here.fake.webhook["allowed_updates"])[0] == "message"


class Impatient(SystemClock):
    """Waits no time, and keeps how long it should have waited."""

    def __init__(self):
        self.waits: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


async def test_the_service_starts_although_telegram_is_away():
    clock = Impatient()
    async with fake_and_channel(telegram_secret=SECRET, public_url="https://texts.example.org") as (fake, telegram):
        fake.goes_wrong("setWebhook", BAD_GATEWAY, Trouble(401, "Unauthorized"), BAD_GATEWAY)
        await announce(telegram, clock)
    assert (clock.waits, fake.webhook["url"]) == ([1, 2, 4], "https://texts.example.org/telegram")
