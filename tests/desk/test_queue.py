"""The queue: worst first, claimed by one, closed with an outcome, and every word of it escaped."""

import asyncio
import re

from sqlalchemy import select

from bot.store.tables import audit
from tests.desk.conftest import JO, Here


def titles(html: str) -> list[str]:
    return re.findall(r'<h2 id="title-\d+"><a [^>]*>([^<]+)</a>', html)


async def test_the_worst_comes_first_and_then_the_oldest(here: Here):
    for minute, (level, category) in enumerate(
        [("green", "wrote to us"), ("amber", "fall"), ("red", "abuse"), ("amber", "housing"), ("red", "suicide")]
    ):
        await here.clock.advance(minutes=minute)
        await here.raises(level, category, "x", f"+44770090001{minute}")  # the risks of one person are one item
    _, html = await here.get("/desk")
    assert titles(html) == ["Abuse or neglect", "Suicide or self-harm", "A fall", "Home or housing", "Wrote to us"]


async def test_an_item_says_its_level_its_words_its_age_and_how_often(here: Here):
    await here.raises("red", "medical", "my chest hurts")
    await here.clock.advance(minutes=9)
    await here.raises("red", "medical", "it still hurts")
    await here.clock.advance(minutes=3)
    _, html = await here.get("/desk")
    assert "Red: act now" in html
    assert "Number 1<" in html
    assert "my chest hurts" in html
    assert "07700 900001" in html
    assert "<strong>12 minutes</strong>, since 10:00" in html
    assert "2 times, last 3 minutes ago" in html


async def test_the_title_counts_the_reds_that_nobody_has(here: Here):
    await here.raises("red", "abuse", "x")
    await here.raises("red", "abuse", "y", JO)
    _ = await here.post("/desk/item/1/take")
    _, html = await here.get("/desk")
    assert "<title>(1 red) Queue" in html
    assert "Taken: 1" in html


async def test_an_empty_queue_is_kind(here: Here):
    _, html = await here.get("/desk")
    assert "All is well" in html
    assert "<title>Queue" in html


async def test_a_form_alone_takes_and_closes_an_item(here: Here):
    await here.raises("amber", "fall", "fell in the kitchen")
    status, html = await here.post("/desk/item/1/take", {"back": "/desk"}, by="Sam Reed")
    assert status == 200
    assert "Number 1: You have it now." in html
    assert "You have this (Sam Reed)." in html
    _, html = await here.post("/desk/item/1/close", {"back": "/desk", "outcome": "visit"}, by="Sam Reed")
    assert "Number 1: Closed. Thank you." in html
    assert "All is well" in html
    _, html = await here.get("/desk/done")
    assert "Visit arranged" in html
    assert "Taken by Sam Reed. Closed Mon 23 Nov, 10:00." in html


async def test_of_two_who_take_it_at_once_one_wins_and_the_other_is_told(here: Here):
    await here.raises("red", "abuse", "he hits me")
    both = await asyncio.gather(here.post("/desk/item/1/take", by="Sam"), here.post("/desk/item/1/take", by="Ann"))
    said = sorted(re.findall(r"Number 1: ([^<]+)", html)[0] for _, html in both)
    _, html = await here.get("/desk")
    (first,) = re.findall(r"<strong>(Sam|Ann)</strong> has this", html)
    assert said == sorted([f"{first} has taken this.", "You have it now."])


async def test_what_somebody_has_is_closed_by_nobody_else_unless_they_take_it_over(here: Here):
    await here.raises("red", "abuse", "he hits me")
    _ = await here.post("/desk/item/1/take", by="Ann")
    _, html = await here.get("/desk", by="Sam")
    assert "<strong>Ann</strong> has this." in html
    assert "Close it" not in html
    _, html = await here.post("/desk/item/1/close", {"outcome": "no_action"}, by="Sam")
    assert "Number 1: Ann has this. Take it over first" in html
    assert "<strong>Ann</strong> has this." in html
    _, html = await here.post("/desk/item/1/over", {"holder": await here.actor("Ann")}, by="Sam")
    assert "You have this (Sam)." in html
    _, html = await here.post("/desk/item/1/close", {"outcome": "advice"}, by="Ann")
    assert "Take it over first" in html
    _, html = await here.post("/desk/item/1/close", {"outcome": "advice"}, by="Sam")
    assert "Number 1: Closed." in html


async def test_it_is_taken_over_only_from_whom_the_page_showed(here: Here):
    await here.raises("red", "abuse", "he hits me")
    _ = await here.post("/desk/item/1/take", by="Ann")
    ann = await here.actor("Ann")
    both = await asyncio.gather(*(here.post("/desk/item/1/over", {"holder": ann}, by=name) for name in ("Sam", "Ida")))
    said = sorted(re.findall(r"Number 1: ([^<]+)", html)[0] for _, html in both)
    assert [line.split(" ", 1)[1] for line in said] == ["has taken this.", "have it now."]


async def test_taking_over_stands_in_the_audit_log(here: Here):
    await here.raises("red", "abuse", "he hits me")
    _ = await here.post("/desk/item/1/take", by="Ann")
    _ = await here.post("/desk/item/1/over", {"holder": await here.actor("Ann")}, by="Sam")
    async with here.database.read() as tx:
        log = select(audit.c.actor, audit.c.detail).where(audit.c.action == "item taken over")
        entries = [tuple(row) for row in await tx.execute(log)]
    assert entries == [(await here.actor("Sam"), f"from {await here.actor('Ann')}")]


async def test_words_that_are_an_alarm_and_what_matters_stand_once(here: Here):
    for text in ("JOIN", "yes", "78", "no", "Margaret Brown", "I have no food  in the house"):
        await here.hears(text)
    _, html = await here.get("/desk")
    assert titles(html) == ["Food, warmth or money", "New referral"]
    assert html.count("I have no food") == 1
    assert "What matters to them is in number 2." in html


async def test_it_is_not_closed_without_an_outcome_nor_twice(here: Here):
    await here.raises("green", "housing", "x")
    _, html = await here.post("/desk/item/1/close", {"outcome": "whatever"})
    assert "Please choose what came of it." in html
    _ = await here.post("/desk/item/1/close", {"outcome": "advice"})
    _, html = await here.post("/desk/item/1/close", {"outcome": "no_action"})
    assert "This was closed already." in html
    _, html = await here.get("/desk/done")
    assert "Advice given" in html


async def test_hostile_words_are_shown_and_never_run(here: Here):
    words = "<script>alert(1)</script> \"'><img src=x onerror=alert(1)>"
    await here.raises("red", "<b>odd</b>", words)
    await here.hears(words)
    contact = await here.contact()
    for path in ("/desk", "/desk/queue", f"/desk/contact/{contact}", "/try", "/desk/done"):
        _, html = await here.get(path, by="<i>Sam</i>")
        assert "<script>alert" not in html
        assert "<img" not in html
        assert "<b>odd" not in html
        assert "<i>Sam" not in html
    _, html = await here.get(f"/desk/contact/{contact}")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


async def test_the_list_alone_is_what_the_script_fetches(here: Here):
    await here.raises("red", "abuse", "x")
    await here.changes.look()
    _, html = await here.get("/desk/queue")
    assert f'data-number="{here.changes.number}"' in html
    assert 'data-title="(1 red) Queue' in html
    assert "<html" not in html


async def test_an_open_page_is_told_of_a_change_within_a_second(here: Here):
    await here.raises("green", "housing", "x")
    await here.changes.look()
    async with here.client.get("/desk/changes", headers=await here.headers("Ann Lee")) as stream:
        assert stream.content_type == "text/event-stream"
        first = await stream.content.readuntil(b"\n\n")
        _ = await here.post("/desk/item/1/take")
        await here.clock.advance(seconds=1)
        while here.changes.number in first.decode():
            await asyncio.wait_for(here.changes.bell.after(here.changes.bell.count), 5)
        assert await stream.content.readuntil(b"\n\n") == f"data: {here.changes.number}\n\n".encode()


async def test_a_helpline_that_nobody_checked_in_time_is_a_warning(here: Here):
    _, html = await here.get("/desk")
    assert "checked these numbers" not in html
    await here.clock.advance(days=400)
    _, html = await here.get("/desk")
    assert "Nobody has checked these numbers in time" in html
    assert "Samaritans 116 123" in html
