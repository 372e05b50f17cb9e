"""The person's page: the story on one page, and how one comes to it."""

import re

import pytest
from sqlalchemy import update

from bot.store import scores
from bot.store.tables import contacts, episodes, items
from tests.desk.conftest import JO, MARGARET, Here
from tests.desk.person import newest, on_a_programme, page_of, section
from tests.desk.programme import ANN, hands, referred, wish, worker
from tests.desk.test_episode import first, id_of

TIM = "Tim Moss"
FAMILY = ("hello", "2", "yes", "no", "yes", "Jo", "my mum", "Peggy Quince", "2", "yes", "07700 900009", "skip", "yes")
SCRIPT = '<script>alert("x")</script>'
HEAVIEST = 150_000


async def test_the_story_stands_on_one_page(here: Here):
    path, episode = await on_a_programme(here)
    _ = await here.post(f"{episode}/goal", {"goal": "see my sister"}, **ANN)
    _ = await here.post(f"{episode}/input", {"category": "befriender", "minutes": "40", "on": "2026-11-23"}, **ANN)
    await here.hears("I had a fall in the kitchen")
    status, html = await here.get(path)
    assert (status, "<h1>Margaret Brown</h1>" in html) == (200, True)
    assert "<blockquote>company</blockquote>" in html
    assert "They say that nobody else sees this phone." in section(html, "safe")
    for said in ("Age 78", "12 Sea View, TQ14 9BH", "Ruth Bell", "2 – Manages with some help", "Teignmouth"):
        assert said in section(html, "known")
    assert "“see my sister”" in section(html, "goals")
    assert "23 Nov 2026: Befriender, 40 minutes. Ann" in section(html, "inputs")
    assert "For themselves" in section(html, "came")
    assert "Anybody else: nothing without asking the person first." in section(html, "shared")
    assert "I had a fall in the kitchen" in html
    assert f'href="/desk/conversation/{await here.contact()}"' in html
    assert "To do" in html


async def test_of_the_conversation_stand_the_last_lines(here: Here):
    path = await page_of(here)
    for n in range(12):
        await here.hears(f"line {n} of twelve")
    _, html = await here.get(path)
    (talk,) = re.findall(r'<ol class="bubbles">(.*?)</ol>', html, re.DOTALL)
    assert ("line 3 of" in talk, "line 11 of" in talk) == (False, True)


async def test_names_lead_to_it(here: Here):
    path, episode = await on_a_programme(here)
    await here.hears("I had a fall in the kitchen")
    for list in ("/desk", "/desk/caseload", "/desk/programme", f"/desk/contact/{await here.contact()}", episode):
        assert f'href="{path}"' in (await here.get(list))[1], list
    referral = re.findall(r"/desk/referral/\d+", (await here.get(path))[1])[0]
    assert f'href="{path}"' in (await here.get(referral))[1]


async def test_somebody_whom_another_asked_for_has_a_page_before_they_agree(here: Here):
    _ = await referred(here, JO, FAMILY)
    status, html = await here.get(await newest(here))
    assert (status, "<h1>Peggy Quince</h1>" in html) == (200, True)
    assert "We may tell them" not in html
    assert "By somebody who knows them: we may tell them nothing." in section(html, "shared")
    assert "my mum" not in html, "what Jo wrote to us is Jo’s"


async def test_others_on_a_shared_phone_keep_theirs(here: Here):
    path = await page_of(here)
    for text in ("JOIN", "no", "yes", "80", "yes", "mornings", "Harold", "my shed", "skip", "1", "skip", "yes"):
        await here.hears(text)
    other = await newest(here)
    assert other != path
    assert "my shed" in section((await here.get(other))[1], "matters")
    assert "my shed" not in section((await here.get(path))[1], "matters")
    _, html = await here.get(f"/desk/contact/{await here.contact()}")
    assert (path in html, other in html) == (True, True)
    assert "Several people use this phone: ask who is speaking" in section((await here.get(path))[1], "safe")


async def test_how_they_may_be_reached_stands_first(here: Here):
    path = await page_of(here)
    async with here.database.write() as tx:
        _ = await tx.execute(update(contacts).values(discreet=True, safe_time="morning", state="opted_out"))
    _, html = await here.get(path)
    assert "CANNOT BE TEXTED, RING" in section(html, "safe")
    assert "OTHERS MAY SEE THIS PHONE" in section(html, "safe")
    assert "Safe time: morning." in section(html, "safe")
    assert html.index('id="safe"') < html.index('id="matters"') < html.index('id="known"')


async def test_a_measure_is_drawn_and_said(here: Here):
    path, episode = await on_a_programme(here)
    for phase, value in (("baseline", "40"), ("review", "55.5"), ("final", "60")):
        _ = await here.post(f"{episode}/score?to=person", {"measure": "pam", "phase": phase, "value": value}, **ANN)
    _, html = await here.get(path)
    assert 'aria-label="week 0: 40; week 6: 55.5; week 12: 60 (from 0 to 100)"' in html
    assert '<polyline points="6,27.6 80,22 154,20.4"/>' in html
    assert "from 0 to 100. Week 0: 40; week 6: 55.5; week 12: 60." in section(html, "measures")
    asked = await first(here, episode)
    async with here.database.write() as tx:
        await scores.record_answers(hands(here, tx), [scores.Answered(asked, "ons4", "ons4_happy", 4)])
    _, html = await here.get(path)
    assert "Happy yesterday" in section(html, "measures")
    assert html.count("<svg") == 1, "one value is no course"


async def test_what_is_done_on_it_leads_back_to_it(here: Here):
    path, episode = await on_a_programme(here)
    _, html = await here.get(path)
    assert f'action="{episode}/goal?to=person"' in html
    _, html = await here.post(f"{episode}/goal?to=person", {"goal": "see my sister"}, **ANN)
    assert "The goal is kept." in html
    assert f'action="{path}' in html or "What matters to them" in html
    status, html = await here.post(f"{episode}/input?to=person", {"category": "", "on": "today"}, **ANN)
    assert (status, 'value="today"' in html) == (422, True), "what was typed is shown again"


async def test_answers_of_a_call_are_entered_from_it(here: Here):
    path, episode = await on_a_programme(here)
    asked = await first(here, episode)
    await here.clock.advance(days=2)
    _, html = await here.get(path)
    assert f'href="{episode}/call/{asked}"' in html


async def test_script_in_names_messages_and_referrals_is_shown_as_it_was_written(here: Here):
    said = ("JOIN", "yes", "78", "no", SCRIPT, f"company {SCRIPT}", f"12 {SCRIPT}, TQ14 9BH", "2", "skip", "yes")
    _ = await referred(here, MARGARET, said)
    await here.hears(f"hello {SCRIPT}")
    path = await newest(here)
    for page in (path, f"{path}?said={SCRIPT}"):
        status, html = await here.get(page)
        assert status == 200
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;" in html


@pytest.fixture
async def elsewhere(here: Here) -> tuple[str, str]:
    """Margaret is of Teignmouth, and Tim for Totnes."""
    _ = await here.signed_in(TIM, "coordinator", "Totnes")
    path, episode = await on_a_programme(here)
    async with here.database.write() as tx:
        _ = await tx.execute(update(items).values(locality="Teignmouth"))
    return path, episode


async def test_the_page_of_another_locality_is_not_there(here: Here, elsewhere: tuple[str, str]):
    path, _ = elsewhere
    assert (await here.get(path, by=TIM))[0] == 404
    assert (await here.get(path))[0] == 200
    async with here.database.write() as tx:
        _ = await tx.execute(update(episodes).values(locality="Totnes"))
    assert (await here.get(path, by=TIM))[0] == 200, "whoever is known in two is seen in both"


async def test_no_number_but_a_persons_is_a_page(here: Here):
    assert (await here.get("/desk/person/1"))[0] == 404
    for page in ("person", "contact", "referral", "episode"):
        assert (await here.get(f"/desk/{page}/{'9' * 19}"))[0] == 404, "no id is as long as that"


async def test_the_page_is_light(here: Here):
    """Twelve weeks, long messages and all."""
    path, episode = await on_a_programme(here)
    for n in range(6):
        _ = await here.post(f"{episode}/goal", {"goal": f"goal {n} " + "w" * 280}, **ANN)
    for n in range(24):
        await here.hears(f"{n} " + '"<&>' * 400)
    await light(here, path)


async def light(here: Here, path: str) -> None:
    status, html = await here.get(path)
    assert (status, len(html.encode()) < HEAVIEST) == (200, True)


async def test_a_carers_page_says_whom_they_look_after_and_what_may_be_said(here: Here):
    path, episode = await on_a_programme(here)
    referral = await referred(here, JO, ("hello", "3", "yes", "52", "no", "Jo", "rest", "skip", "2", "skip", "yes"))
    carer = wish(await worker(here), programme="caregivers", sub_group="", cares_for=str(id_of(episode)))
    _ = await here.post(f"{referral}/accept", carer, **ANN)
    carers = await newest(here)
    assert "Looked after at home by Jo" in section((await here.get(path))[1], "shared")
    html = (await here.get(carers))[1]
    assert "Looks after Margaret Brown" in section(html, "shared")
    assert f'href="{path}"' in html


@pytest.mark.parametrize("page", ["change/name", "change/level", "note", "notes", "history", "told"])
async def test_nor_is_anything_below_it(here: Here, elsewhere: tuple[str, str], page: str):
    path, _ = elsewhere
    assert (await here.get(f"{path}/{page}", by=TIM))[0] == 404
    assert (await here.get(f"{path}/{page}"))[0] == 200
    if page not in ("notes", "history"):
        assert (await here.post(f"{path}/{page}", {"name": "X", "note": "X", "level": "4"}, by=TIM))[0] == 404
    for form in ("merge", "apart"):
        assert (await here.post(f"{path}/{form}", {"other": "1", "of": "1"}, by=TIM))[0] == 404
