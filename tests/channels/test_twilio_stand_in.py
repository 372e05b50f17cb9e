"""The stand-in for Twilio as the tests of whole processes use it: alone, told and asked by HTTP."""

import asyncio
import sys
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import unused_port

from bot.channels.base import Outbound, SendFailed
from bot.channels.twilio import Twilio
from tests.components import ROOT
from tests.fakes.twilio_door import HERS, account, door


@pytest.fixture
async def url() -> AsyncGenerator[str, None]:
    command = [sys.executable, "-m", "tests.fakes.twilio", "--port", "0"]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    ready = (await asyncio.wait_for(process.stdout.readline(), 60)).decode()
    assert ready.startswith("ready on port "), ready
    yield f"http://127.0.0.1:{ready.split()[-1]}"
    process.terminate()
    _ = await process.wait()


async def test_it_takes_fails_reports_and_brings_as_it_is_told(url: str):
    port = unused_port()
    async with door(port) as step, ClientSession(url) as session:

        async def tell(path: str, **order: Any) -> Any:
            async with session.post(path, json=order) as answer:
                return await answer.json()

        async def ask(path: str) -> Any:
            async with session.get(path) as answer:
                return await answer.json()

        sms = Twilio("sms", account(url, public_url=f"http://127.0.0.1:{port}"), session)
        _ = await tell("/_fail", status=429, code=20429, retry_after=2)
        with pytest.raises(SendFailed, match="20429"):
            _ = await sms.send(Outbound(7, HERS, "hello"))
        _ = await tell("/_callbacks", on=True, end="undelivered", error="30005")
        sid = await sms.send(Outbound(7, HERS, "hello"))
        assert [(one["sid"], one["outbox"], one["body"]) for one in await ask("/_sent")] == [(sid, "7", "hello")]
        assert [one["code"] for one in await ask("/_refused")] == [20429]
        while len(await ask("/_callbacks")) < 3:  # until all have been answered
            pass
        assert [(one.state, one.reaction) for one in step.reports] == [("sent", ""), ("failed", "unreachable")]
        brought = await tell("/_bring", url=f"http://127.0.0.1:{port}/twilio/message", text="hi", From=HERS)
        missed = await tell("/_arrive", text="are you there?", From=HERS)
        assert (brought, [one.text for one in step.inbound]) == ({"status": 200}, ["hi"])
        assert missed["sid"] != step.inbound[0].provider_id
