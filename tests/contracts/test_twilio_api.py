"""Every call that we make is one that Twilio's own description of its API allows. Prism plays that description."""

import os
import shutil
import subprocess
import time
from collections.abc import AsyncGenerator, Generator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import unused_port

from bot.channels.base import Outbound, Ring, SendFailed
from bot.channels.twilio import Account, Twilio
from bot.channels.twilio.api import Api
from bot.channels.twilio.calls import Telephone
from bot.state import Urgency
from tests.components import ROOT
from tests.fakes.twilio_door import HERS, NOON, PUBLIC, account
from tests.fakes.twilio_wire import ACCOUNT, API, NUMBER, SERVICE, TOKEN

pytestmark = [pytest.mark.npm, pytest.mark.shared]

DESCRIPTION = Path("..") / "shared" / "contracts" / "twilio_api_v2010.json"
PRISM = Path("tests") / "contracts" / "node_modules" / ".bin" / "prism"
PATIENCE = 60  # seconds: it needs two, on a busy machine many more
SENT = f"{API}/Messages.json"
GOOD = {"To": HERS, "From": NUMBER, "Body": "hello", "StatusCallback": f"{PUBLIC}/twilio/status?outbox=1"}


@contextmanager
def prism(port: int) -> Generator[None, None, None]:
    command = [str(PRISM), "mock", "--host", "127.0.0.1", "--port", str(port), str(DESCRIPTION)]
    environment = os.environ | {"SCARF_ANALYTICS": "false", "DO_NOT_TRACK": "1"}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet) as process:
        try:
            yield _until_ready(process, port)
        finally:
            process.terminate()


def _until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            urlopen(f"http://127.0.0.1:{port}/", timeout=1).close()
        except HTTPError as error:  # it answers, if only that there is no such page
            error.close()
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail("Prism did not start")


@pytest.fixture(scope="module")
def url() -> Generator[str, None, None]:
    assert shutil.which("node"), "Node.js is not installed"
    port = unused_port()
    with prism(port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
async def session() -> AsyncGenerator[ClientSession, None]:
    async with ClientSession() as session:
        yield session


def a_text(urgency: Urgency = "reply") -> Outbound:
    return Outbound(1152921504606846976, HERS, "Hello! 👍", urgency)


@pytest.mark.parametrize("name", ["sms", "whatsapp"])
@pytest.mark.parametrize("sender", [NUMBER, SERVICE])
@pytest.mark.parametrize("urgency", ["safety", "reply", "prompt"])
async def test_what_we_send_is_taken(url: str, session: ClientSession, name: Any, sender: str, urgency: Urgency):
    sid = await Twilio(name, account(url, sender), session).send(a_text(urgency))
    assert sid.startswith("SM")


@pytest.mark.parametrize("name", ["sms", "whatsapp"])
async def test_we_may_ask_what_became_of_a_text(url: str, session: ClientSession, name: Any):
    found = await Twilio(name, account(url), session).find(a_text(), NOON)
    assert found is None


@pytest.mark.parametrize("sender", [NUMBER, SERVICE])
async def test_we_may_ask_what_arrived(url: str, session: ClientSession, sender: str):
    got = [one async for one in Twilio("sms", account(url, sender), session).missed(NOON - timedelta(days=1))]
    assert got == []


async def test_their_own_example_of_a_page_is_read_and_the_next_one_asked_for(url: str, session: ClientSession):
    """The example's next page is always the same one: a list that turns in circles ends."""
    session.headers["Prefer"] = "example=readFullPage1"
    rows = [one async for one in Api(session, account(url)).messages({"To": NUMBER})]
    assert [row["direction"] for row in rows] == ["outbound-api", "inbound"] * 2


async def test_a_call_that_we_ask_for_is_made(url: str, session: ClientSession):
    sid = await Telephone(account(url), session).ring(Ring(1152921504606846976, HERS))
    assert sid.startswith("CA")


@pytest.mark.parametrize(
    ("change", "status"),
    [({}, 201), ({"From": None}, 422), ({"Timeout": "soon"}, 422), ({"StatusCallback": "not an address"}, 422)],
)
async def test_the_description_of_calls_bites(
    url: str, session: ClientSession, change: Mapping[str, str | None], status: int
):
    good = {"To": HERS, "From": NUMBER, "Timeout": "25", "Url": f"{PUBLIC}/twilio/voice?call=1"}
    fields = {name: value for name, value in {**good, **change}.items() if value is not None}
    headers = {"Authorization": Api(session, account(url))._headers["Authorization"]}
    async with session.post(f"{url}{API}/Calls.json", data=fields, headers=headers) as answer:
        assert answer.status == status


async def test_we_may_ask_for_media(url: str, session: ClientSession):
    assert await Api(session, account(url)).media("MM" + "0" * 32) is not None


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, 201),
        ({"To": None}, 422),
        ({"ValidityPeriod": "soon"}, 422),
        ({"MessagingServiceSid": "MG1"}, 422),
        ({"StatusCallback": "not an address"}, 422),
    ],
)
async def test_the_description_bites(url: str, session: ClientSession, change: Mapping[str, str | None], status: int):
    fields = {name: value for name, value in {**GOOD, **change}.items() if value is not None}
    headers = {"Authorization": Api(session, account(url))._headers["Authorization"]}
    async with session.post(f"{url}{SENT}", data=fields, headers=headers) as answer:
        assert answer.status == status


async def test_no_password_no_service_and_no_account_no_service(url: str, session: ClientSession):
    async with session.post(f"{url}{SENT}", data=GOOD) as answer:
        assert answer.status == 401
    with pytest.raises(SendFailed, match="http_422"):
        _ = await Twilio("sms", Account(url, f"{ACCOUNT}0", TOKEN, NUMBER, PUBLIC), session).send(a_text())
