"""`frontdoor demo` as a process of its own, without a browser: where it listens, and what it says of that."""

import asyncio
import os
import re
import signal
import socket
import sys
from asyncio.subprocess import PIPE, STDOUT
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.errors import CannotListen
from bot.serve import bound
from tests.house.tree import ROOT

PHONE = "/try/+447700900001"
STARTS_WITHIN = 60  # seconds, on a busy machine


@pytest.fixture
async def said(tmp_path: Path) -> AsyncIterator[str]:
    """All that the demo says at its start, on a port that it chose itself; it runs meanwhile."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("FRONTDOOR_")}
    command = [sys.executable, "-m", "bot.cli", "demo", "--port", "0"]
    env = given | {"TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=env, stdout=PIPE, stderr=STDOUT)
    assert process.stdout is not None
    try:
        start = await asyncio.wait_for(process.stdout.readuntil(b"Nothing is kept.\n"), STARTS_WITHIN)
        yield start.decode()
    finally:
        process.send_signal(signal.SIGTERM)
        _ = await asyncio.wait_for(process.wait(), 30)


async def shown_after(address: str, text: str, wanted: str) -> str:
    """The phone's page, once this stands on it."""
    async with ClientSession(headers={"Origin": address}) as browser, asyncio.timeout(30):
        async with browser.post(f"{address}{PHONE}", data={"text": text, "id": "1", "back": PHONE}) as answer:
            html = await answer.text()
        while wanted not in html:
            async with browser.get(f"{address}{PHONE}") as answer:
                html = await answer.text()
    return html


@pytest.mark.slow
async def test_texts_link_to_the_port_that_was_free(said: str):
    (address,) = re.findall(r"(http://127\.0\.0\.1:\d+)/desk", said)
    html = await shown_after(address, "JOIN", "/privacy")
    (privacy,) = set(re.findall(r"http://[^/\s]+/privacy", html))
    assert privacy == f"{address}/privacy"
    async with ClientSession() as browser, browser.get(privacy) as answer:
        assert "Your privacy" in await answer.text()


@pytest.mark.slow
async def test_it_says_once_what_waits_for_the_morning(said: str):
    assert said.count("wait from 20:00 to 08:00 (Europe/London)") == 1


def test_a_port_that_somebody_has_is_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(CannotListen, match="--port"):
        _ = bound("127.0.0.1", taken.getsockname()[1])
