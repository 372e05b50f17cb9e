"""What a coordinator does to an item at the desk beside taking and closing it."""

from datetime import timedelta

from bot.desk.item_page import in_short
from bot.store import items
from bot.store.chronicle import Entry
from tests.desk.conftest import JO, START, Here


async def test_a_note_and_a_contact_attempt_are_kept_and_shown(here: Here):
    await here.raises("red", "abuse", "he hits me")
    _ = await here.post("/desk/item/1/take", by="Ann")
    _, html = await here.get("/desk", by="Ann")
    assert "Have you tried to reach them?" in html
    form = {"note": "<b>rang</b>, no answer", "attempted": "yes"}
    _, html = await here.post("/desk/item/1/note", form, by="Ann")
    assert "Number 1: Noted." in html
    assert "Ann: &lt;b&gt;rang&lt;/b&gt;, no answer" in html
    _, html = await here.get("/desk", by="Ann")
    assert "Have you tried to reach them?" not in html
    async with here.database.read() as tx:
        assert (await items.one(tx, here.database.vault, 1)).attempted_at is not None


async def test_an_attempt_is_its_holders_and_a_note_anybodys(here: Here):
    await here.raises("red", "abuse", "he hits me")
    _ = await here.post("/desk/item/1/take", by="Ann")
    form = {"note": "I saw her", "attempted": "yes"}
    _, html = await here.post("/desk/item/1/note", form, by="Sam")
    assert " has taken this." in html
    assert "Sam: I saw her" in html
    async with here.database.read() as tx:
        assert (await items.one(tx, here.database.vault, 1)).attempted_at is None


async def test_a_note_that_is_too_long_is_said_to_be_and_shown_again_whole(here: Here):
    await here.raises("red", "abuse", "he hits me")
    _ = await here.post("/desk/item/1/take", by="Ann")
    long = "a & b " * 1000
    for path, name in (("note", "note"), ("close", "note"), ("pass", "handover")):
        form = {name: long, "outcome": "advice", "attempted": "yes"}
        status, html = await here.post(f"/desk/item/1/{path}", form, by="Ann")
        assert status == 422
        assert "1,000 characters at most: this has 5,999" in html
        assert long.strip().replace("&", "&amp;") in html
    async with here.database.read() as tx:
        item = await items.one(tx, here.database.vault, 1)
    assert (item.state, item.attempted_at) == ("claimed", None)


async def test_a_note_that_was_typed_is_kept_when_the_item_is_closed_instead(here: Here):
    await here.raises("red", "abuse", "he hits me")
    _ = await here.post("/desk/item/1/take", by="Ann")
    _, html = await here.post("/desk/item/1/close", {"note": "she is at her sister’s", "attempted": "yes"}, by="Ann")
    assert "Please choose what came of it." in html
    assert "Ann: she is at her sister’s" in html
    _, html = await here.post(
        "/desk/item/1/close", {"note": "the police went", "outcome": "emergency_called"}, by="Ann"
    )
    assert "Closed. Thank you." in html
    _, html = await here.get("/desk/item/1", by="Ann")
    assert "she is at her sister’s" in html
    assert "the police went" in html


async def test_an_empty_note_is_not_said_to_be_kept(here: Here):
    await here.raises("red", "abuse", "he hits me")
    _ = await here.post("/desk/item/1/take", by="Ann")
    _, html = await here.post("/desk/item/1/note", {"note": "  "}, by="Ann")
    assert "Number 1: Nothing was kept. Write a note first" in html


async def test_what_was_closed_is_opened_again(here: Here):
    await here.raises("amber", "fall", "fell in the kitchen")
    await here.raises("amber", "housing", "damp", JO)
    _ = await here.post("/desk/item/1/close", {"outcome": "lead_taken"})
    _, html = await here.get("/desk/done")
    assert "We have taken the lead" in html
    _, html = await here.post("/desk/item/1/reopen", {"back": "/desk"})
    assert "Number 1: Open again." in html
    assert "fell in the kitchen" in html
    _, html = await here.post("/desk/item/2/reopen", {"back": "/desk"})
    assert "Number 2: This is open already." in html


async def test_why_it_could_not_be_done_is_how_it_stands(here: Here):
    await here.raises("amber", "fall", "fell in the kitchen")
    _, html = await here.post("/desk/item/1/note", {"attempted": "yes"}, by="Ann")
    assert "Number 1: Nobody has this. Take it first." in html
    _ = await here.post("/desk/item/1/take", by="Ann")
    _, html = await here.post("/desk/item/1/take", by="Ann")
    assert "Number 1: You have it now." in html
    _, html = await here.post("/desk/item/1/reopen", by="Sam")
    assert "Number 1: This is open already." in html
    _ = await here.post("/desk/item/1/close", {"outcome": "advice"}, by="Ann")
    _, html = await here.post("/desk/item/1/take", by="Sam")
    assert "Number 1: This was closed already." in html


def test_of_many_alike_in_a_row_the_first_and_the_last_are_shown():
    def at(hour: int, what: str, detail: str = "", note: str = "") -> Entry:
        return Entry(START + timedelta(hours=hour), "service", what, detail, note)

    rungs = [at(n, "alerted", f"rung {n}, supervisor: nobody can be reached") for n in range(1, 7)]
    notes = [at(10 + n, "note", note="rang, no answer") for n in range(5)]
    shown = in_short([at(0, "in the queue"), *rungs, *notes, *rungs[:3]])
    assert [one.detail for one in shown[:3]] == [
        "",
        "rung 1, supervisor: nobody can be reached",
        "5 times more, the last: rung 6, supervisor: nobody can be reached",
    ]
    assert [one.note for one in shown[3:8]] == ["rang, no answer"] * 5
    assert len(shown) == 11
