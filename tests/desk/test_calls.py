"""The page on which the answers of a phone call are entered."""

import re

from bot.ringing import RING
from bot.store import checkins
from bot.store.raising import Raised, raise_items
from tests.desk.conftest import JO, Here
from tests.desk.programme import ANN, BY_PHONE, accepted, newest, stored, wish, worker
from tests.desk.test_episode import first, id_of


async def edna(here: Here) -> tuple[str, str]:
    """The paths of her episode, and of the call for her first check-in, which is due tomorrow."""
    _ = await here.post("/desk/newcomer", BY_PHONE, **ANN)
    _, html = await here.get("/desk")
    referral = re.findall(r"/desk/referral/\d+", html)[0]
    _ = await here.post(f"{referral}/accept", wish(await worker(here)), **ANN)
    path = await newest(here)
    return path, f"{path}/call/{await first(here, path)}"


async def test_the_questions_are_read_out_as_we_text_them(here: Here):
    path, call = await edna(here)
    await here.clock.advance(hours=1)
    _, html = await here.get(path)
    assert f'<a href="{call}">Enter answers of a call</a>' in html
    status, html = await here.get(call)
    assert (status, "A call with Edna Moss" in html, "01632 960001" in html) == (200, True, True)
    assert "Overall, how satisfied are you with your life nowadays?" in html
    assert '<option value="5">5 – Never</option>' in html
    assert "What would they like to work towards?" in html
    assert html.count("Next I would like to ask you four questions about your feelings") == 1


async def test_what_they_say_is_kept_with_whoever_entered_it(here: Here):
    _, call = await edna(here)
    form = {"ons4_happy": "7", "new-1": "see my sister", "now-1": "3", "words": "glad you rang"}
    _, html = await here.post(call, form, **ANN)
    assert "Their answers are kept." in html
    assert "answered on the phone, entered by Ann" in html
    assert "“see my sister”" in html
    assert "glad you rang" in html
    assert 'Happy yesterday</th><td data-head="Start">7' in html
    _, html = await here.post(call, form, **ANN)
    assert "That one was answered already." in html
    assert (await here.get(call))[0] == 404


async def test_what_they_said_that_is_danger_is_told_to_whoever_enters_it(here: Here):
    _, call = await edna(here)
    _, html = await here.post(call, {"words": "I want to kill myself"}, **ANN)
    assert "What they said has put something RED into the queue: take it there now." in html
    assert "Red: act now" in (await here.get("/desk"))[1]


async def test_how_she_is_reached_safely_stands_where_she_is_rung_and_no_word_of_hers_is_cut(here: Here):
    path, call = await edna(here)
    (page,) = set(re.findall(r"/desk/person/\d+", (await here.get(path))[1]))
    seen = re.findall(r'name="seen" value="(\w+)"', (await here.get(f"{page}/change/safe_contact"))[1])[0]
    _ = await here.post(f"{page}/change/safe_contact", {"safe_contact": "Never on Sundays.", "seen": seen}, **ANN)
    assert "Never on Sundays." in (await here.get(call))[1]
    status, html = await here.post(call, {"words": "well, " * 200 + "I want to kill myself"}, **ANN)
    assert (status, "1,000 characters at most: this has 1,221" in html, "kill myself</textarea>" in html) == (
        422,
        True,
        True,
    )


async def test_the_item_that_asks_for_the_call_is_named_before_and_after(here: Here):
    _, call = await edna(here)
    assert "in the queue asks for this call" not in (await here.get(call))[1]
    (one,) = await stored(here)
    async with here.database.write() as tx:
        raised = Raised("green", RING, "baseline: has no mobile", one.contact_id, person=one.person_id, standing=True)
        _ = await raise_items(tx, here.database.vault, here.database.ids, [raised], here.clock.now())
    assert '<a href="/desk/item/2">Number 2</a> in the queue asks for this call.' in (await here.get(call))[1]
    _, html = await here.post(call, {"ons4_happy": "7"}, **ANN)
    assert "is still in the queue: close it when that is all" in html


async def test_mistakes_come_back_with_what_was_written(here: Here):
    path, call = await edna(here)
    status, html = await here.post(call, {"ons4_happy": "77", "words": "<i>well</i>"}, **ANN)
    assert (status, re.findall(r'id="wrong-(\w+)"', html)) == (422, ["ons4_happy"])
    assert "Write a number from 0 to 10, or leave it empty." in html
    assert "&lt;i&gt;well&lt;/i&gt;" in html
    async with here.database.read() as tx:
        (asked, *_) = await checkins.of_episode(tx, here.database.vault, id_of(path))
    assert (asked.state, asked.words) == ("planned", "")


async def test_one_persons_call_is_not_entered_on_anothers_page(here: Here):
    _, call = await edna(here)
    other = await accepted(here, JO)
    _ = await first(here, other)
    swapped = f"{other}/call/{call.rsplit('/', 1)[1]}"
    assert (await here.get(swapped))[0] == 404
    _, html = await here.post(swapped, {"words": "hello"}, **ANN)
    assert "answered already" in html
    assert len(await stored(here)) == 2
