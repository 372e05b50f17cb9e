"""Progress as a picture: once, after the words, only where a phone can show it and nobody else sees it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from aiohttp import ClientSession
from sqlalchemy import select, update

from bot.pictures import draw
from bot.programme import Asked
from bot.state import Picture
from bot.store import items
from bot.store.tables import contacts, outbox
from bot.store.views import on_phone
from flows.acts import ShowProgress
from flows.answers import free_text
from flows.catalogue import FLOWS
from flows.talk import Flow, Outcome, Person, ask, do, say
from tests.fakes.telegram import BLOCKED, Trouble
from tests.handsets import Handset, Street, street
from tests.programme.test_checkins import BASELINE
from tests.programme.village import WELLBEING, Village, on
from tests.serving import town

MARGARET = "+447700900001"
DRAWN = Picture("Your progress", "at the start", "now", (("Happy", 4, 7), ("walk to the shop", 2, 6)))


def a_review(_: Person) -> Flow[Outcome]:
    yield from ask("matters", free_text)
    yield say("noted")
    yield do("shown", ShowProgress("progress", (("ons4_happy", 4, 7), ("walk to the shop", 2, 6))))
    yield from ask("address", free_text)
    return Outcome("done")


@asynccontextmanager
async def reviewed(database_url: str, kind: str, **contact: object) -> AsyncGenerator[tuple[Street, Handset]]:
    """Somebody whose contact point is like this has come to the middle of a review."""
    async with street(database_url, {**FLOWS, "welcome": a_review}) as here:
        phone = here.handset(kind, MARGARET)
        await says(here, phone, "hello")
        if contact:
            async with here.service.database.write() as tx:
                _ = await tx.execute(update(contacts).values(**contact))
        await says(here, phone, "company")
        yield here, phone


async def says(here: Street, phone: Handset, text: str) -> None:
    await here.clock.advance(minutes=1)
    await phone.writes(text)
    await here.settled()


async def pictures(here: Street) -> list[str]:
    """The states of the rows of the outbox that show one."""
    async with here.service.database.read() as connection:
        rows = await connection.execute(select(outbox.c.state).where(outbox.c.picture.is_not(None)))
        return list(rows.scalars())


async def test_a_photo_comes_once_and_after_the_words(database_url: str):
    async with reviewed(database_url, "telegram") as (here, phone):
        noted, shown = phone.shows()[-2:]
        assert "Thank you" in noted.text
        assert shown.text == "Your progress"
        assert here.telegram.files["photo"] == await asyncio.to_thread(draw, DRAWN)
        await says(here, phone, "12 TQ14 9BH")
        assert len(here.telegram.made("sendPhoto")) == 1
        assert await pictures(here) == ["sent"]


@pytest.mark.parametrize("kind", ["sms", "terminal"])
async def test_where_no_picture_can_be_shown_none_is_owed(database_url: str, kind: str):
    async with reviewed(database_url, kind) as (here, phone):
        assert await pictures(here) == []
        assert not any("Your progress" in shown.text for shown in phone.shows())


@pytest.mark.parametrize("contact", [{"discreet": True}, {"shared": True}])
async def test_on_a_phone_that_others_see_none_is_owed(database_url: str, contact: dict[str, object]):
    async with reviewed(database_url, "telegram", **contact) as (here, phone):
        assert len(phone.shows()) > 1
        assert await pictures(here) == []


@pytest.mark.parametrize("trouble", [Trouble(400, "Bad Request: IMAGE_PROCESS_FAILED"), Trouble(502), BLOCKED])
async def test_a_picture_that_fails_is_given_up_and_the_words_go_on(database_url: str, trouble: Trouble):
    async with street(database_url, {**FLOWS, "welcome": a_review}) as here:
        phone = here.handset("telegram", MARGARET)
        here.telegram.goes_wrong("sendPhoto", trouble)
        for text in ("hello", "company", "12 TQ14 9BH"):
            await says(here, phone, text)
        assert await pictures(here) == ["failed"]
        assert len(here.telegram.made("sendPhoto")) == 1
        async with here.service.database.read() as connection:
            assert await items.queue(connection, here.service.database.vault) == []


async def test_a_phone_in_the_browser_shows_it_with_words_for_who_cannot_see_it(database_url: str):
    async with reviewed(database_url, "browser") as (here, _), ClientSession(here.url) as browser:
        bubble = (await here.phones.phone(MARGARET)).bubbles[-1]
        address = f"/try/{MARGARET}/picture/{bubble.key}"
        async with browser.get(f"/try/{MARGARET}/screen") as page:
            assert f'<img src="{address}" alt="{DRAWN.in_words}">' in await page.text()
        async with browser.get(address) as got:
            assert (got.content_type, (await got.read())[:4]) == ("image/png", b"\x89PNG")
        async with browser.get(f"/try/{MARGARET}/picture/browser-1") as got:
            assert got.status == 404


async def test_it_is_still_there_when_the_phone_is_loaded_from_the_store(database_url: str):
    async with reviewed(database_url, "browser") as (here, _):
        database = here.service.database
        async with database.read() as connection:
            lines = await on_phone(connection, database.vault, "browser", MARGARET)
    assert [line.picture for line in lines if line.picture] == [DRAWN]


async def test_the_review_of_somebody_on_the_programme_ends_with_their_picture(database_url: str):
    async with town(database_url, office_number="01632 960000") as here:
        here.channel.name = "telegram"
        here.service.add_channel(here.channel)
        village = Village(here)
        here.service.programmes["wellbeing"] = replace(
            WELLBEING, asked=(WELLBEING.asked[0], Asked(1, "review", ("ons4",)))
        )
        _ = await village.accept(MARGARET)
        await village.at(on("2026-11-24", "10:00"))
        _ = await village.says(MARGARET, *BASELINE)
        await village.at(on("2026-12-01", "10:00"))
        _ = await village.says(MARGARET, "8", "5", "6", "9", "3")
        shown = [one.picture for one in here.channel.taken if one.picture]
    bars = (("walk to the shop", 3, 8), ("Satisfied with life", 5, 5))
    assert [one.bars for one in shown] == [bars]
