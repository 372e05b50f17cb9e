"""A copy of what we hold, and erasing it, at the desk: never before it is recorded how staff made sure who asks."""

import asyncio
import json
import re
from typing import Any

from sqlalchemy import select

from bot.store import items
from bot.store.subject import document
from bot.store.tables import audit, outbox
from bot.store.views import point
from tests.desk.conftest import JO, MARGARET, Here
from tests.desk.programme import ANN, PERSON, referred

SAM = {"Cookie": "desk_name=Sam"}
SURE = {"how": "rang_back", "note": "asked for her name and postcode"}
MEANT = {"word": "erase", "told": "yes"}


async def asks(here: Here, text: str, who: str = MARGARET) -> str:
    """The path of the item of somebody who is known, and texts this."""
    _ = await referred(here, who)
    await here.hears(text, who)
    return await newest(here)


async def newest(here: Here) -> str:
    async with here.database.read() as tx:
        found = await items.queue(tx, here.database.vault)
    return f"/desk/item/{max(one.number for one in found)}"


async def item(here: Here, path: str) -> items.Item:
    async with here.database.read() as tx:
        return await items.one(tx, here.database.vault, int(path.rsplit("/", 1)[1]))


async def log(here: Here, *actions: str) -> list[tuple[str, str, str, str]]:
    query = select(audit.c.actor, audit.c.action, audit.c.subject, audit.c.detail)
    async with here.database.read() as tx:
        rows = await tx.execute(query.where(audit.c.action.in_(actions)).order_by(audit.c.id))
        return [tuple(row) for row in rows]


async def owed(here: Here) -> list[str]:
    async with here.database.read() as tx:
        rows = (await tx.execute(select(outbox.c.id, outbox.c.text).where(outbox.c.state == "queued"))).all()
    return [here.database.vault.open("outbox.text", row.id, row.text) for row in rows]


async def copied(here: Here, path: str, **headers: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The file, and its headers."""
    ours = {"Origin": str(here.client.make_url("/")).rstrip("/")}
    async with here.client.post(f"{path}/copy", headers=ours | headers) as answer:
        return json.loads(await answer.text()), dict(answer.headers)


async def goes(here: Here, path: str) -> dict[str, str]:
    """What the form on the page before erasing carries with it."""
    status, html = await here.get(f"{path}/erase", **ANN)
    assert (status, "What goes" in html) == (200, True)
    return {"seen": re.findall(r'name="seen" value="(\d+)"', html)[0]}


async def test_the_page_says_how_to_make_sure_and_offers_nothing_before(here: Here):
    path = await asks(here, "MY DATA")
    _, html = await here.get(path, **ANN)
    assert "They ask for a copy" in html
    assert "Ask for two things that we hold" in html
    assert "Do not read anything out" in html
    assert "/copy" not in html
    assert "/erase" not in html


async def test_without_a_recorded_check_nothing_is_done(here: Here):
    path = await asks(here, "MY DATA")
    await here.hears("DELETE ME")
    for deed, form in (("copy", {}), ("erase", MEANT)):
        _, html = await here.post(f"{path}/{deed}", form, **ANN)
        assert "Not done. First record how you made sure who it is" in html
    _, html = await here.get(f"{path}/erase", **ANN)
    assert "Not done. First record how you made sure who it is" in html
    assert await log(here, "exported", "copy made", "forgotten") == []
    assert (await item(here, path)).state == "open"


async def test_a_check_is_kept_with_how_by_whom_and_the_note(here: Here):
    path = await asks(here, "MY DATA")
    _, html = await here.post(f"{path}/sure", SURE, **ANN)
    assert "You have 24 hours for what they ask." in html
    assert "Ann made sure who it is" in html
    assert "asked for her name and postcode" in html
    assert "Make the copy" in html
    number, contact = (await item(here, path)).number, await here.contact()
    kept = [("Ann", "identity checked", subject, "rang_back") for subject in (f"item:{number}", f"contact:{contact}")]
    assert await log(here, "identity checked") == kept
    assert (await item(here, path)).claimed_by == "Ann"


async def test_mistakes_come_back_with_what_was_written(here: Here):
    path = await asks(here, "MY DATA")
    status, html = await here.post(f"{path}/sure", {"how": "", "note": "<b>rang</b>"}, **ANN)
    assert (status, re.findall(r'id="wrong-(\w+)"', html)) == (422, ["how"])
    assert "&lt;b&gt;rang&lt;/b&gt;" in html
    status, html = await here.post(f"{path}/sure", {"how": "met"}, **ANN)
    assert (status, re.findall(r'id="wrong-(\w+)"', html)) == (422, ["note"])
    status, html = await here.post(f"{path}/unsure", {}, **ANN)
    assert (status, re.findall(r'id="wrong-(\w+)"', html)) == (422, ["why_not"])
    assert await log(here, "identity checked", "identity not confirmed") == []


async def test_whoever_acts_says_who_they_are(here: Here):
    path = await asks(here, "MY DATA")
    _, html = await here.get(path)
    assert "Say who you are first, at the top of the page." in html
    for form in ("sure", "copy"):
        status, html = await here.post(f"{path}/{form}", SURE)
        assert (status, "Say who you are first" in html) == (422, True)
    assert (await item(here, path)).state == "open"


async def test_the_copy_is_what_export_gives_and_it_is_recorded(here: Here):
    path = await asks(here, "MY DATA")
    _ = await here.post(f"{path}/sure", SURE, **ANN)
    held, headers = await copied(here, path, **ANN)
    number, contact = (await item(here, path)).number, await here.contact()
    assert headers["Content-Disposition"] == f'attachment; filename="copy-for-number-{number}.json"'
    assert (headers["Cache-Control"], headers["Content-Type"]) == ("no-store", "application/json; charset=utf-8")
    assert await log(here, "exported") == [("Ann", "exported", f"contact:{contact}", "")]
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


async def test_a_check_ends_after_a_day(here: Here):
    path = await asks(here, "DELETE ME")
    _ = await here.post(f"{path}/sure", SURE, **ANN)
    form = MEANT | await goes(here, path)
    await here.clock.advance(hours=24)
    _, html = await here.post(f"{path}/erase", form, **ANN)
    assert "Not done. First record how you made sure who it is" in html
    assert await log(here, "forgotten") == []


async def test_a_check_of_one_is_not_good_for_another(here: Here):
    hers, his = await asks(here, "MY DATA"), await asks(here, "MY DATA", JO)
    _ = await here.post(f"{hers}/sure", SURE, **ANN)
    _, html = await here.post(f"{his}/copy", **ANN)
    assert "Not done. First record how you made sure who it is" in html


async def test_who_could_not_be_confirmed_gets_nothing_and_it_stays_open(here: Here):
    path = await asks(here, "DELETE ME")
    _ = await here.post(f"{path}/sure", SURE, **ANN)
    form = MEANT | await goes(here, path)
    _, html = await here.post(f"{path}/unsure", {"why_not": "somebody_else", "said": "a man answered"}, **ANN)
    assert "Could not make sure who it is</strong>, Ann: It was somebody else" in html
    assert "a man answered" in html
    _, html = await here.post(f"{path}/erase", form, **ANN)
    assert "Not done. First record how you made sure who it is" in html
    assert (await item(here, path)).state == "claimed"


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
    assert "messages from them" in html, re.findall("[0-9]+ message", html)
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
    assert (actor, subject) == ("Ann", f"contact:{contact}")
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
        assert "Somebody else has this. Take it over first, if you must." in html
    both = await asyncio.gather(*(here.post(f"{path}/erase", form, **ANN) for _ in range(2)))
    assert sorted("Erased. What is left" in html for _, html in both) == [False, True]
    assert sum("This was closed already." in html for _, html in both) == 1
    assert len(await log(here, "forgotten")) == 1
    _, html = await here.get(f"{path}/erase", **ANN)
    assert "This was closed already." in html


async def test_they_may_ask_in_another_way_than_by_text(here: Here):
    referral = await referred(here)
    contact = f"/desk/contact/{await here.contact()}"
    for page in (referral, contact):
        assert "They ask for their data, or to be deleted" in (await here.get(page))[1]
    assert "Not done. Choose what they asked for" in (await here.post(f"{contact}/asks", {"wish": "all"}, **ANN))[1]
    _, html = await here.post(f"{contact}/asks", {"wish": "copy"}, **ANN)
    assert "You have it now." in html
    assert "asks for a copy of their data, told to staff" in html
    path = await newest(here)
    _ = await here.post(f"{path}/sure", SURE | {"how": "met"}, **ANN)
    _ = await copied(here, path, **ANN)
    assert await owed(here) == [], "whoever holds the phone did not ask"


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
