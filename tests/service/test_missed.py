"""What Twilio kept for us while we were away is taken when we come back: all of it, in order, many at a time."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import func, select

from bot.app import Service
from bot.channels.base import Inbound
from bot.clock import ManualClock
from bot.settings import load
from bot.store.tables import changes, messages
from bot.ticker import Ticker
from bot.wiring import add_twilio, take_all
from tests.fakes.twilio import FakeTwilio
from tests.fakes.twilio_wire import ACCOUNT, NUMBER, TOKEN
from tests.serving import KEY, MONDAY_10
from tests.spoken import spoken

PHONES = [f"+447700900{n:03}" for n in range(100, 200)]
WORDS = ("hello", "is anyone there", "I am Margaret")


@asynccontextmanager
async def away(url: str) -> AsyncGenerator[tuple[Service, FakeTwilio, ManualClock], None]:
    """A service that has not looked yet what Twilio kept for it."""
    clock = ManualClock(MONDAY_10)
    fake = FakeTwilio(now=clock.now, page=1000)
    async with TestClient(TestServer(fake.app())) as theirs:
        api = str(theirs.make_url("")).rstrip("/")
        given = {"twilio_account_sid": ACCOUNT, "twilio_auth_token": TOKEN, "twilio_from": NUMBER, "secret_key": KEY}
        settings = load(None, database_url=url, twilio_api_url=api, public_url=api, out_of_hours="none", **given)
        service = Service(settings, clock, spoken(settings))
        async with add_twilio(service), service.working():
            yield service, fake, clock


async def missed(service: Service) -> None:
    chore = next(chore for chore in service.chores() if chore.name == "missed sms")
    await Ticker([chore]).run(chore)


async def test_three_hundred_texts_are_taken_in_a_few_commits_each_phones_in_order(sqlite_url: str):
    async with away(sqlite_url) as (service, fake, clock):
        for words in WORDS:
            await clock.advance(minutes=1)
            for phone in PHONES:
                _ = fake.arrive(words, From=phone)
        await missed(service)
        vault = service.database.vault
        async with service.database.read() as tx:
            commits = (await tx.execute(select(func.count()).select_from(changes))).scalar_one()
            rows = (await tx.execute(select(messages).order_by(messages.c.id))).all()
    said: dict[int, list[str]] = {}
    for row in rows:
        said.setdefault(row.contact_id, []).append(vault.open("messages.text", row.id, row.text))
    assert list(said.values()) == [list(WORDS)] * len(PHONES)
    assert commits <= 4


async def test_what_is_fetched_again_is_taken_once(sqlite_url: str):
    async with away(sqlite_url) as (service, fake, _):
        _ = fake.arrive("hello")
        await missed(service)
        await missed(service)
        async with service.database.read() as tx:
            assert (await tx.execute(select(func.count()).select_from(messages))).scalar_one() == 1


async def test_one_that_cannot_be_stored_holds_up_no_other():
    stored: list[str] = []

    async def receive(inbound: Inbound) -> None:
        if inbound.text == "2":
            raise OSError("the disk is full")
        stored.append(inbound.text)

    texts = [Inbound("sms", PHONES[0], f"SM{n}", f"{n}", MONDAY_10) for n in range(600)]
    with pytest.raises(OSError, match="disk is full"):
        await take_all(receive, texts)
    assert stored == [f"{n}" for n in range(600) if n != 2]
