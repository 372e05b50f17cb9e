"""Phones in the browser: a channel that tells which question a reply answers, and forms that need no script."""

import asyncio
import json
import re
from datetime import timedelta

from aiohttp import ClientResponse

from bot.channels.base import Outbound
from bot.channels.browser.channel import BrowserPhones
from tests.desk.conftest import MARGARET, START, Here

PATH = f"/try/{MARGARET}"


def hidden(html: str, name: str) -> str:
    return re.findall(rf'name="{name}" value="([^"]*)"', html)[-1]


async def written(here: Here, **form: str) -> str:
    """A plain form, as without script; the page that waits for a reply goes on when the clock does."""
    asked = asyncio.create_task(here.post(PATH, form))
    while not asked.done():
        await here.clock.advance(seconds=2)
    return (await asked)[1]


async def test_a_conversation_with_forms_alone(here: Here):
    html = await written(here, text="hello", id="one", back=PATH)
    assert "hello" in html
    await here.hand_over()
    _, html = await here.get(PATH)
    assert "Who is this for?" in html
    assert re.findall(r'<button type="submit">([^<]+)</button>', html)[:2] == ["Me", "Someone else"]
    press = {name: re.findall(rf'name="{name}" value="([^"]*)"', html)[0] for name in ("reply_to", "text", "pressed")}
    _ = await written(here, id="two", **press)
    await here.hand_over()
    _, html = await here.get(PATH)
    assert "Is this OK?" in html
    assert hidden(html, "reply_to").endswith(":consent")
    assert re.findall(r'<button type="submit">([^<]+)</button>', html)[:2] == ["Yes", "No"]


async def test_the_reply_is_on_the_page_that_a_plain_form_leads_to(here: Here):
    asked = asyncio.create_task(here.post(PATH, {"text": "hello", "id": "one", "back": PATH}))
    phone = await here.phones.phone(MARGARET)
    while not phone.bubbles:
        await here.phones.bell.after(here.phones.bell.count)
    while len(phone.bubbles) < 2:
        await here.hand_over()
    assert "Who is this for?" in (await asked)[1]


async def test_a_message_sent_again_is_one_message(here: Here):
    for _ in range(2):
        _ = await written(here, text="hello", id="one")
    await here.hand_over()
    phone = await here.phones.phone(MARGARET)
    assert [bubble.mine for bubble in phone.bubbles] == [True, False]


async def test_typed_words_say_which_question_was_on_the_screen(here: Here):
    _ = await written(here, text="hello", id="one")
    await here.hand_over()
    _, html = await here.get(PATH)
    asks = hidden(html, "reply_to")
    assert asks.endswith(":who_for")
    phone = await here.phones.phone(MARGARET)
    _ = await written(here, text="1", id="two", reply_to=asks)  # at once: the newest question says so itself
    await here.hand_over()
    assert "Is this OK?" in phone.bubbles[-1].text


async def test_a_question_that_comes_more_than_once_is_answered_as_any(here: Here):
    for name in ("7:goal_words.1", "7:who_for", "7:not a question"):
        _ = await written(here, text="walk to the shop", id=name, reply_to=name)
    phone = await here.phones.phone(MARGARET)
    assert [bubble.answers for bubble in phone.bubbles if bubble.mine] == ["7:goal_words.1", "7:who_for", ""]


async def test_what_could_not_be_stored_is_not_shown_as_sent(here: Here):
    here.broken = True
    status, said = await here.post(PATH, {"text": "hello", "id": "one"}, **{"X-Live": "1"})
    assert (status, said) == (503, "Not sent. Please try again.")
    assert (await here.phones.phone(MARGARET)).bubbles == []
    status, html = await here.post(PATH, {"text": "hello", "id": "one"})
    assert status == 503
    assert "Not sent. Please try again." in html


async def test_after_a_restart_the_phone_remembers_and_the_question_is_still_open(here: Here):
    await here.hears("hello")
    fresh = BrowserPhones(here.database, here.clock)
    before, after = await here.phones.phone(MARGARET), await fresh.phone(MARGARET)
    assert [bubble.text for bubble in after.bubbles] == ["hello", before.bubbles[-1].text]
    assert (after.asks, after.buttons) == (before.asks, before.buttons)
    assert next(iter(after.buttons.values())) == "Me"


async def test_what_was_not_recorded_as_sent_is_not_on_the_phone_and_comes_again(here: Here):
    await here.clock.advance(minutes=1)
    _ = await written(here, text="hello", id="one")
    fresh = BrowserPhones(here.database, here.clock)
    assert [bubble.mine for bubble in (await fresh.phone(MARGARET)).bubbles] == [True]


async def test_a_text_that_was_taken_is_found_again(here: Here):
    text = Outbound(7, MARGARET, "hello", asks="1:consent")
    assert await here.phones.find(text, START) is None
    id = await here.phones.send(text)
    assert await here.phones.find(text, START) == id
    assert (await here.phones.phone(MARGARET)).asks == "1:consent"


async def test_the_live_page_hears_of_a_new_message(here: Here):
    _ = await here.phones.phone(MARGARET)
    async with here.client.get("/try/changes") as stream:
        assert (await news(stream))["changes"] == {MARGARET: 0}
        _ = await here.phones.send(Outbound(7, MARGARET, "hello"))
        assert await news(stream) == {"now": "Monday 23 November 2026, 10:00", "changes": {MARGARET: 1}}


async def news(stream: ClientResponse) -> dict[str, object]:
    return json.loads((await stream.content.readuntil(b"\n\n")).removeprefix(b"data: "))


async def test_the_clock_is_moved_on_from_the_page_and_the_page_tells_the_day(here: Here):
    _ = await here.phones.send(Outbound(7, MARGARET, "on Monday"))
    _, html = await here.get(PATH)
    assert "Monday 23 November 2026, 10:00" in html
    status, html = await here.post("/try/later", {"by": "week", "back": PATH})
    assert (status, here.clock.now() - START) == (200, timedelta(days=7))
    assert "Monday 30 November 2026, 10:00" in html
    _ = await here.phones.send(Outbound(8, MARGARET, "a week on"))
    _, html = await here.get(PATH)
    days = re.findall(r'class="day"[^>]*>([^<]+)<', html)
    assert days == ["Monday 23 November 2026", "Monday 30 November 2026"]


async def test_only_a_day_or_a_week_and_only_from_our_own_page(here: Here):
    assert (await here.post("/try/later", {"by": "year"}))[0] == 400
    assert (await here.post("/try/later", {"by": "week"}, Origin="https://elsewhere.example"))[0] == 403
    assert (await here.get("/try/later"))[0] in (404, 405)
    assert here.clock.now() == START


async def test_a_page_shows_up_to_four_phones_and_any_other_by_its_number(here: Here):
    _, html = await here.get("/try?phones=4")
    assert len(re.findall('class="phone"', html)) == 4
    _, html = await here.get("/try?phones=99")
    assert len(re.findall('class="phone"', html)) == 2
    _ = await here.get("/try/+447700900555")
    _, html = await here.get("/try")
    assert "Another phone 07700 900555" in html
