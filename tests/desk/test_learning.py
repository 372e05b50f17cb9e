"""Verdicts, what was shared, danger that was missed and the random sample, as coordinators meet them at the desk."""

import re

from sqlalchemy import select

from bot.store import items
from bot.store.items import Item
from bot.store.reviews import draw
from bot.store.tables import incidents, messages
from tests.desk.conftest import JO, MARGARET, Here

ANN = {"by": "Ann"}
RED = "I want to end my life"


async def item(here: Here, number: int = 1) -> Item:
    async with here.database.read() as tx:
        return await items.one(tx, here.database.vault, number)


async def message_ids(here: Here) -> list[int]:
    async with here.database.read() as tx:
        return list((await tx.execute(select(messages.c.id).order_by(messages.c.id))).scalars())


async def drawn(here: Here) -> None:
    await here.clock.advance(minutes=20)
    _ = await draw(here.database, here.clock.now(), share=1.0)


async def test_the_verdict_is_given_when_closing(here: Here):
    await here.hears(RED)
    _ = await here.post("/desk/item/1/take", {}, **ANN)
    _, html = await here.get("/desk", **ANN)
    assert "Was the level right?" in html
    assert "The level was too high" in html
    assert 'value="missed"' not in html
    _ = await here.post("/desk/item/1/close", {"outcome": "advice", "verdict": "too_high"}, **ANN)
    assert (await item(here)).verdict == "too_high"
    _, html = await here.get("/desk/done")
    assert "The level was too high." in html


async def test_without_one_none_is_kept_and_a_false_alarm_is_one(here: Here):
    await here.hears(RED)
    await here.hears(RED, JO)
    _ = await here.post("/desk/item/1/close", {"outcome": "advice", "verdict": "missed"})
    _ = await here.post("/desk/item/2/close", {"outcome": "false_alarm"})
    assert [(await item(here, n)).verdict for n in (1, 2)] == [None, "false_alarm"]


async def test_and_later_on_the_items_page(here: Here):
    await here.hears(RED)
    _, html = await here.get("/desk/item/1", **ANN)
    assert "Keep the verdict" not in html, "while it is open the danger may be going on"
    assert "Before you ring or write" in html
    _ = await here.post("/desk/item/1/close", {"outcome": "advice"}, **ANN)
    _, html = await here.post("/desk/item/1/verdict", {"verdict": "right_level", "words": "she said so"}, **ANN)
    assert "Number 1: Thank you. Your verdict is kept." in html
    assert "So far: The level was right." in html
    assert "she said so" in html
    _, html = await here.post("/desk/item/1/verdict", {"verdict": "perhaps"}, **ANN)
    assert "Please choose a verdict" in html
    assert (await item(here)).verdict == "right_level"


async def test_missed_needs_words_and_is_an_incident(here: Here):
    await here.hears("I fell in the kitchen this morning but I am fine")
    _ = await here.post("/desk/item/1/close", {"outcome": "emergency_called"}, **ANN)
    _, html = await here.post("/desk/item/1/verdict", {"verdict": "missed", "words": " "}, **ANN)
    assert "say what should have been seen" in html
    _, html = await here.post("/desk/item/1/verdict", {"verdict": "missed", "words": "she hit her <head>"}, **ANN)
    assert "Your verdict is kept." in html
    _, html = await here.get("/desk/check")
    assert "she hit her &lt;head&gt;" in html
    assert "as the verdict on its item" in html
    assert "nobody by an alert." in html


async def test_what_was_shared_is_in_the_history(here: Here):
    await here.hears(RED)
    form = {"to": "her GP", "why": "she is in danger", "wishes": "she said <no>"}
    _, html = await here.post("/desk/item/1/share", form | {"wishes": " "}, **ANN)
    assert "Please say with whom, why, and what they wished." in html
    _, html = await here.post("/desk/item/1/share", form, **ANN)
    assert "Number 1: What was shared is kept." in html
    _, html = await here.post("/desk/item/1/share", form | {"to": "the police"}, **ANN)
    history = html[html.index("What happened") :]
    assert history.index("In the queue") < history.index("With: her GP") < history.index("With: the police")
    assert "They wished: she said &lt;no&gt;" in history


async def test_danger_that_was_missed_is_put_in_the_queue_from_a_transcript(here: Here):
    await here.hears("hello")
    (id,) = await message_ids(here)
    _, html = await here.get(f"/desk/contact/{await here.contact()}")
    assert f'href="/desk/message/{id}?back=/desk/contact/{await here.contact()}"' in html
    _, html = await here.get(f"/desk/message/{id}?back=/desk/done")
    assert "The screen saw no danger in this." in html
    assert 'href="/desk/done"' in html
    form = {"level": "red", "category": "suicide", "part": "at_risk", "words": "she said goodbye"}
    _, html = await here.post(f"/desk/message/{id}/missed", form | {"category": ""}, **ANN)
    assert "Please choose how urgent it is and what it is." in html
    _, html = await here.post(f"/desk/message/{id}/missed", form, **ANN)
    assert "Number 1: In the queue." in html
    assert "FOUND LATE" in html
    found = await item(here)
    assert (found.level, found.category, found.state) == ("red", "suicide", "open")
    _, html = await here.post(f"/desk/message/{id}/missed", form, **ANN)
    assert "That was found already." in html
    _, html = await here.get("/desk/check")
    assert "Suicide or self-harm, red" in html
    assert "by Ann, reading at the desk" in html


async def test_the_sample_is_read_with_what_stands_before_it_and_without_a_name(here: Here):
    await here.hears("JOIN")
    await here.hears("yes")
    await here.hears(RED, JO)
    await drawn(here)
    _, html = await here.get("/desk")
    assert "Check (2)" in html
    _, html = await here.get("/desk/check")
    assert html.count("Nothing was missed") == 2
    assert "We wrote: " in html
    assert RED not in html, "what was flagged is not in it"
    assert MARGARET[-6:] not in html
    reviews = re.findall(r"/desk/check/(\d+)/nothing", html)
    _, html = await here.post(f"/desk/check/{reviews[0]}/nothing", {}, **ANN)
    assert "Thank you. That one is done." in html
    assert html.count("Nothing was missed") == 1
    _, html = await here.post(f"/desk/check/{reviews[0]}/nothing", {}, **ANN)
    assert "Somebody else has read that one." in html


async def test_a_miss_of_the_sample_is_in_the_queue_and_read(here: Here):
    await here.hears("hello")
    await drawn(here)
    (id,) = await message_ids(here)
    form = {"level": "amber", "category": "abuse", "part": "witness"}
    _ = await here.post(f"/desk/message/{id}/missed", form, **ANN)
    assert [(await item(here)).level, (await item(here)).part] == ["amber", "witness"]
    async with here.database.read() as tx:
        assert (await tx.execute(select(incidents.c.source))).scalar_one() == "sample"
    _, html = await here.get("/desk/check")
    assert "Nothing waits to be read." in html


async def test_what_is_not_there(here: Here):
    for path in ("/desk/item/9", "/desk/message/9"):
        assert (await here.get(path))[0] == 404
    for path, form in (
        ("/desk/item/9/share", {"to": "a", "why": "b", "wishes": "c"}),
        ("/desk/item/9/verdict", {"verdict": "too_high"}),
        ("/desk/item/9/verdict", {"verdict": "missed", "words": "a"}),
        ("/desk/message/9/missed", {"level": "red", "category": "fall"}),
    ):
        assert (await here.post(path, form))[0] == 404
