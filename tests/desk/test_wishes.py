"""Somebody asks for a copy or to be deleted: staff record how they made sure who it is, and nothing is done before."""

import re

from tests.desk.asking import MEANT, SURE, asks, copied, goes, item, log, newest, owed
from tests.desk.conftest import JO, Here
from tests.desk.programme import ANN, referred


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
    ann = await here.actor("Ann")
    kept = [(ann, "identity checked", subject, "rang_back") for subject in (f"item:{number}", f"contact:{contact}")]
    assert await log(here, "identity checked") == kept
    assert (await item(here, path)).claimed_by == ann


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
    _, html = await here.post(f"{his}/copy", {}, **ANN)
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
