"""Accepting somebody onto a programme at the desk, and adding somebody who has no mobile."""

import asyncio
import re

import pytest

from bot.casework.accepting import free_day
from bot.store import holding
from tests.desk.conftest import JO, Here
from tests.desk.looking import TIM
from tests.desk.programme import ANN, BY_PHONE, accepted, newest, referred, stored, wish, worker


async def test_what_is_known_is_filled_in(here: Here):
    path = await referred(here)
    _, html = await here.get(path)
    assert "Accept onto a programme" in html
    _ = await worker(here)
    _, html = await here.get(f"{path}/accept")
    assert '<option value="Teignmouth" selected>' in html
    assert '<option value="75-84" selected>' in html
    assert '<option value="text" selected>' in html
    assert "Twelve weeks of wellbeing (12 weeks, Tuesday 10:00)" in html
    assert "Ruth Bell" in html
    assert "Twelve weeks for carers" not in html
    assert "<blockquote" in html


async def test_accepting_begins_the_programme_and_closes_the_item(here: Here):
    path = await accepted(here)
    (one,) = await stored(here)
    assert (one.programme, one.role, one.level, one.sub_group, one.source) == (
        "wellbeing",
        "resident",
        2,
        "social",
        "hub",
    )
    assert (one.day, one.hour, one.pace, one.weeks) == (1, "10:00", 1, 12)
    assert (one.locality, one.age_band, one.issues) == ("Teignmouth", "75-84", "social")
    assert one.person_id
    _, html = await here.get(path)
    assert "<h1>Margaret Brown</h1>" in html
    assert "Ruth Bell" in html
    _, html = await here.get("/desk")
    assert "All is well" in html
    _, html = await here.get("/desk/programme")
    assert f'<a href="/desk/person/{one.person_id}">Margaret Brown</a>' in html


async def test_what_is_asked_first_stands_on_the_page_at_once(here: Here):
    path = await accepted(here)
    _, html = await here.get(path)
    assert "<dt>Next</dt><dd>Tue 24 Nov, 10:00</dd>" in html
    assert "Nothing was asked yet" not in html


async def test_every_mistake_is_named_at_its_field_and_nothing_is_kept(here: Here):
    path = await referred(here)
    wrong = {
        "programme": "team",
        "level": "9",
        "day": "8",
        "hour": "23:00",
        "locality": "Rome",
        "age_band": "7",
        "issues": "x",
    }
    status, html = await here.post(f"{path}/accept", wrong, **ANN)
    assert status == 422
    named = set(re.findall(r'id="wrong-(\w+)"', html))
    assert named == {*wrong, "key_worker", "source", "consent"}
    assert "Choose who looks after them." in html
    assert await stored(here) == []
    _, html = await here.get(path)
    assert "Accept onto a programme" in html


async def test_what_was_chosen_comes_back_with_the_mistakes(here: Here):
    path = await referred(here)
    _, html = await here.post(
        f"{path}/accept", wish(await worker(here), sub_group="moon", level="4", hour="11:00"), **ANN
    )
    assert re.findall(r'id="wrong-(\w+)"', html) == ["sub_group"]
    assert "Choose one of: Maintaining mental health, " in html
    assert '<option value="4" selected>' in html
    assert '<option value="11:00" selected>' in html


async def test_of_two_who_accept_at_once_one_is_told(here: Here):
    path, id = await referred(here), await worker(here)
    both = await asyncio.gather(*(here.post(f"{path}/accept", wish(id), **ANN) for _ in range(2)))
    assert sorted("Somebody else has accepted this" in html for _, html in both) == [False, True]
    assert len(await stored(here)) == 1


async def test_an_item_that_a_colleague_holds_stays_with_them(here: Here):
    path, id = await referred(here), await worker(here)
    async with here.database.write() as tx:
        await holding.claim(tx, here.database.ids, 1, "Sam", here.clock.now())
    _ = await here.post(f"{path}/accept", wish(id), **ANN)
    assert len(await stored(here)) == 1
    _, html = await here.get("/desk")
    assert "<strong>Sam</strong> has this." in html


async def test_a_second_on_one_phone_has_another_day(here: Here):
    _ = await accepted(here)
    harold = ("JOIN", "no", "yes", "80", "yes", "mornings", "Harold", "my shed", "skip", "2", "skip")
    path, id = await referred(here, said=harold), await worker(here)
    status, html = await here.post(f"{path}/accept", wish(id, day="1"), **ANN)
    assert (status, re.findall(r'id="wrong-(\w+)"', html)) == (422, ["day"])
    assert "another check-in on Tuesday" in html
    _ = await here.post(f"{path}/accept", wish(id), **ANN)
    assert [one.day for one in await stored(here)] == [1, 3]


@pytest.mark.parametrize(
    ("usual", "busy", "given"), [(1, {1}, 3), (4, {4}, 0), (1, {1, 3}, 4), (5, set[int](), 5), (0, {*range(7)}, 0)]
)
def test_the_next_free_day_is_a_working_day_two_days_on(usual: int, busy: set[int], given: int):
    assert free_day(usual, busy) == given


async def test_a_carer_is_accepted_with_whom_they_look_after(here: Here):
    theirs = await accepted(here)
    path = await referred(here, JO, ("hello", "3", "yes", "52", "no", "Jo", "rest", "skip", "2", "skip", "yes"))
    _, html = await here.get(f"{path}/accept")
    assert "Margaret Brown, Teignmouth" in html
    assert "Twelve weeks for carers" in html
    assert "Twelve weeks of wellbeing" not in html
    carer = wish(await worker(here), programme="caregivers", sub_group="", cares_for=theirs.rsplit("/", 1)[1])
    _ = await here.post(f"{path}/accept", carer, **ANN)
    rows = await stored(here)
    assert (rows[1].role, rows[1].cares_for_id) == ("carer", rows[0].id)
    _, html = await here.get(theirs)
    assert f'<a href="{await newest(here)}">Jo</a>' in html


async def test_nobody_of_another_locality_is_named_as_whom_a_carer_looks_after(here: Here):
    _ = await here.signed_in(TIM, "coordinator", "Totnes")
    theirs = await accepted(here)
    path = await referred(here, JO, ("hello", "3", "yes", "52", "no", "Jo", "rest", "skip", "2", "skip", "yes"))
    carer = wish(await worker(here), programme="caregivers", sub_group="", cares_for=theirs.rsplit("/", 1)[1])
    status, html = await here.post(f"{path}/accept", carer, by=TIM)
    assert (status, "Choose somebody who is on a programme now, or nobody." in html) == (422, True)
    assert "Margaret" not in html
    assert len(await stored(here)) == 1


async def test_a_resident_looks_after_nobody_here(here: Here):
    theirs = await accepted(here)
    path = await referred(here, JO)
    again = wish(await worker(here), cares_for=theirs.rsplit("/", 1)[1])
    status, html = await here.post(f"{path}/accept", again, **ANN)
    assert (status, "Only somebody on a programme for carers" in html) == (422, True)


async def test_somebody_without_a_mobile_is_added_and_accepted(here: Here):
    id = await worker(here)
    _, html = await here.post("/desk/newcomer", BY_PHONE, **ANN)
    assert "Accept Edna Moss" in html
    assert '<option value="Totnes" selected>' in html
    assert '<option value="85+"' in html
    assert '<option value="spoken" selected>' in html
    _, html = await here.get("/desk")
    referral = re.findall(r"/desk/referral/\d+", html)[0]
    assert "Edna Moss, 01632 960001" in html
    _ = await here.post(f"{referral}/accept", wish(id, consent="spoken"), **ANN)
    _, html = await here.get(await newest(here))
    assert "<h1>Edna Moss</h1>" in html
    assert "To ring" in html


async def test_two_without_a_phone_are_two(here: Here):
    for name in ("Edna Moss", "Edna Moss", "Ivy Lake"):
        status, _ = await here.post("/desk/newcomer", BY_PHONE | {"name": name, "number": ""}, **ANN)
        assert status == 200
    _, html = await here.get("/desk")
    assert "Ivy Lake, No phone" in html
    assert len(set(re.findall(r"/desk/referral/\d+", html))) == 3


async def test_two_on_one_landline_share_it_and_are_not_mixed_up(here: Here):
    _ = await here.post("/desk/newcomer", BY_PHONE, **ANN)
    status, html = await here.post("/desk/newcomer", BY_PHONE, **ANN)
    assert (status, re.findall(r'id="wrong-(\w+)"', html)) == (422, ["name"])
    status, _ = await here.post("/desk/newcomer", BY_PHONE | {"name": "Bert Moss"}, **ANN)
    assert status == 200
    _, html = await here.get("/desk")
    assert {"Edna Moss", "Bert Moss"} <= set(re.findall(r"(\w+ Moss), 01632", html))


async def test_mistakes_about_a_newcomer_are_named(here: Here):
    wrong = {"name": " ", "role": "x", "number": "12", "address": "here", "age": "7"}
    wrong |= {"source": "", "reach": "", "can_decide": ""}
    status, html = await here.post("/desk/newcomer", wrong, **ANN)
    assert status == 422
    assert set(re.findall(r'id="wrong-(\w+)"', html)) == {*wrong, "consent"}
    _, html = await here.get("/desk")
    assert "All is well" in html
