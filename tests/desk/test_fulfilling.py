"""A copy of what we hold, and erasing it, at the desk: done once, all of it, and by whom is kept."""

import asyncio
import json
import re

from bot.store.subject import document
from bot.store.views import point
from tests.desk.asking import MEANT, SAM, SURE, asks, copied, goes, item, log, owed
from tests.desk.conftest import Here
from tests.desk.programme import ANN


async def test_the_copy_is_what_export_gives_and_it_is_recorded(here: Here):
    path = await asks(here, "MY DATA")
    _ = await here.post(f"{path}/sure", SURE, **ANN)
    held, headers = await copied(here, path, **ANN)
    number, contact = (await item(here, path)).number, await here.contact()
    assert headers["Content-Disposition"] == f'attachment; filename="copy-for-number-{number}.json"'
    assert (headers["Cache-Control"], headers["Content-Type"]) == ("no-store", "application/json; charset=utf-8")
    assert await log(here, "exported") == [(await here.actor("Ann"), "exported", f"contact:{contact}", "")]
    async with here.database.read() as tx:
        theirs = await document(tx, here.database.vault, [contact], here.clock.now())
    ready = held["contact_points"][0]["messages"]
    assert held | {"contact_points": []} == json.loads(json.dumps(theirs | {"contact_points": []}))
    assert "MY DATA" in [one["text"] for one in ready]
    _, html = await here.get(path, **ANN)
    assert "Copy made</strong>, Ann: they get a text that it is ready" in html


async def test_they_hear_once_that_it_is_ready_and_nothing_of_what_is_in_it(here: Here):
    path = await asks(here, "MY DATA")
    _ = await here.post(f"{path}/sure", SURE, **ANN)
    _ = await copied(here, path, **ANN)
    _ = await copied(here, path, **ANN)
    (text,) = await owed(here)
    assert text.startswith("The copy that you asked for is ready.")
    assert "Margaret" not in text


async def test_no_text_goes_where_it_would_be_wrong(here: Here):
    path = await asks(here, "MY DATA")
    await here.hears("he hits me")
    _, html = await here.get(path, **ANN)
    assert "Abuse is on record. Whoever hurts them may have sent this" in html
    _ = await here.post(f"{path}/sure", SURE, **ANN)
    _, html = await here.get(path, **ANN)
    assert "No text goes to them" in html
    _ = await copied(here, path, **ANN)
    assert await owed(here) == []


async def test_the_item_is_closed_when_they_have_their_copy(here: Here):
    path = await asks(here, "MY DATA")
    _ = await here.post(f"{path}/sure", SURE, **ANN)
    _, html = await here.post(f"{path}/given", {"handed": "post"}, **ANN)
    assert "Not done. First record" in html
    _ = await copied(here, path, **ANN)
    await here.clock.advance(days=3)  # the post is slow; the check was good when the copy was made
    _, html = await here.post(f"{path}/given", {"handed": "post"}, **ANN)
    assert "It is kept that they have their copy." in html
    assert "Copy given</strong>, Ann: By post" in html
    assert ((await item(here, path)).state, (await item(here, path)).outcome) == ("resolved", "copy_given")


async def test_nothing_else_is_done_than_what_they_asked_for(here: Here):
    path = await asks(here, "MY DATA")
    _ = await here.post(f"{path}/sure", SURE, **ANN)
    assert (await here.get(f"{path}/erase", **ANN))[0] == 404
    assert (await here.post(f"{path}/erase", MEANT, **ANN))[0] == 404
    assert (await here.post("/desk/item/1/sure", SURE, **ANN))[0] == 404, "a referral asks for no copy"
    assert (await item(here, "/desk/item/1")).state == "open"


async def test_erasing_shows_first_what_goes_and_what_stays(here: Here):
    await here.raises("amber", "abuse", "he took my money")
    path = await asks(here, "DELETE ME")
    _ = await here.post("/desk/item/1/close", {"outcome": "safeguarding"}, **ANN)
    _ = await here.post(f"{path}/sure", SURE, **ANN)
    _, html = await here.get(f"{path}/erase", **ANN)
    assert "Erase what we hold of Margaret Brown" in html
    assert "11 messages from them" in html
    stays = html.split("What stays")[1]
    assert 'href="/desk/item/1"' in stays
    assert "the law has us keep it whole, with their name and number on it, until 23 Nov 2034" in stays
    assert await log(here, "forgotten") == []


async def test_it_is_erased_and_the_safeguarding_record_stays(here: Here):
    await here.raises("amber", "abuse", "he took my money")
    path = await asks(here, "DELETE ME")
    _ = await here.post("/desk/item/1/close", {"outcome": "safeguarding"}, **ANN)
    _ = await here.post(f"{path}/sure", SURE, **ANN)
    contact = await here.contact()
    status, html = await here.post(f"{path}/erase", MEANT | await goes(here, path), **ANN)
    assert (status, "Erased. What is left is the number of this item" in html) == (200, True)
    assert "Erased, as was asked for" in html
    assert "Made sure who it is</strong>, Ann: I rang the number that we hold" in html
    assert "asked for her name and postcode" not in html, "the note goes with the rest"
    assert ((await item(here, path)).state, (await item(here, path)).outcome) == ("resolved", "forgotten")
    assert (await item(here, "/desk/item/1")).why == "he took my money"
    ((actor, _, subject, detail),) = await log(here, "forgotten")
    assert (actor, subject) == (await here.actor("Ann"), f"contact:{contact}")
    assert "1 safeguarding records kept" in detail
    async with here.database.read() as tx:
        assert (await point(tx, here.database.vault, contact)).address == ""
    assert await owed(here) == [], "nobody is told by text"


async def test_erasing_is_meant(here: Here):
    path = await asks(here, "DELETE ME")
    _ = await here.post(f"{path}/sure", SURE, **ANN)
    seen = await goes(here, path)
    status, html = await here.post(f"{path}/erase", seen | {"word": "yes"}, **ANN)
    assert (status, re.findall(r'id="wrong-(\w+)"', html)) == (422, ["told", "word"])
    await here.hears("no wait, keep it")
    status, html = await here.post(f"{path}/erase", MEANT | seen, **ANN)
    assert (status, "They have written since this page was opened." in html) == (422, True)
    assert await log(here, "forgotten") == []


async def test_danger_that_is_open_stops_it(here: Here):
    path = await asks(here, "DELETE ME")
    _ = await here.post(f"{path}/sure", SURE, **ANN)
    seen = await goes(here, path)
    await here.raises("amber", "abuse", "he took my money")
    _, html = await here.get(f"{path}/erase", **ANN)
    assert "This cannot be erased yet." in html
    assert "Erase it for good" not in html
    status, html = await here.post(f"{path}/erase", MEANT | seen, **ANN)
    assert (status, "This cannot be erased yet." in html) == (422, True)
    assert await log(here, "forgotten") == []


async def test_on_a_shared_phone_each_of_them_must_ask(here: Here):
    path = await asks(here, "DELETE ME")
    for text in ("JOIN", "no", "yes", "80", "yes", "mornings", "Harold", "my shed", "skip", "1"):
        await here.hears(text)
    _ = await here.post(f"{path}/sure", SURE, **ANN)
    seen = await goes(here, path)
    _, html = await here.get(f"{path}/erase", **ANN)
    assert "Margaret Brown and Harold" in html
    status, html = await here.post(f"{path}/erase", MEANT | seen, **ANN)
    assert (status, "Each of them must ask for it." in html) == (422, True)
    _, html = await here.post(f"{path}/erase", MEANT | seen | {"everybody": "yes"}, **ANN)
    assert "Erased." in html


async def test_the_second_is_told_how_it_stands(here: Here):
    path = await asks(here, "DELETE ME")
    _ = await here.post(f"{path}/sure", SURE, **ANN)
    form = MEANT | await goes(here, path)
    for deed in ("sure", "unsure", "erase"):
        _, html = await here.post(f"{path}/{deed}", SURE | form | {"why_not": "not_free"}, **SAM)
        assert " has this. Take it over first, if you must." in html
    both = await asyncio.gather(*(here.post(f"{path}/erase", form, **ANN) for _ in range(2)))
    assert sorted("Erased. What is left" in html for _, html in both) == [False, True]
    assert sum("This was closed already." in html for _, html in both) == 1
    assert len(await log(here, "forgotten")) == 1
    _, html = await here.get(f"{path}/erase", **ANN)
    assert "This was closed already." in html


async def test_who_asks_for_both_has_their_copy_first(here: Here):
    path = await asks(here, "MY DATA")
    await here.hears("DELETE ME")
    _, html = await here.get(path, **ANN)
    assert "They ask for a copy, and to be deleted" in html
    _ = await here.post(f"{path}/sure", SURE, **ANN)
    _ = await copied(here, path, **ANN)
    _ = await here.post(f"{path}/given", {"handed": "hand"}, **ANN)
    assert (await item(here, path)).state == "claimed"
    _, html = await here.post(f"{path}/erase", MEANT | await goes(here, path), **ANN)
    assert "Erased." in html


async def test_an_item_that_asks_for_nothing_is_not_called_closed(here: Here):
    await here.hears("I've took all my tablets")
    _, html = await here.get("/desk/item/1/erase", **ANN)
    assert "Nobody asks there for a copy or to be deleted." in html
    assert "closed already" not in html
