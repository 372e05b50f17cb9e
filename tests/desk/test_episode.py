"""The page of an episode: how it stands, and each thing that staff can do there."""

import re

import pytest

from bot.store import answering, checkins, scores
from bot.store.tables import checkins as rows
from tests.desk.conftest import JO, Here
from tests.desk.programme import ANN, BY_PHONE, accepted, hands, newest, referred, stored, wish, worker


async def first(here: Here, path: str) -> int:
    """Its first check-in."""
    async with here.database.read() as tx:
        return (await checkins.of_episode(tx, here.database.vault, id_of(path)))[0].id


def id_of(path: str) -> int:
    return int(path.rsplit("/", 1)[1])


async def mistakes(here: Here, path: str, **form: str) -> set[str]:
    status, html = await here.post(path, form, **ANN)
    assert status == 422
    return set(re.findall(r'id="wrong-([\w-]+)"', html))


async def test_the_page_says_how_it_stands(here: Here):
    path = await accepted(here)
    _, html = await here.get(path)
    assert "Begins this week" in html
    assert "Tuesday 10:00, every week, 3 texts a week at most" in html
    assert "Tue 24 Nov, 10:00" in html
    assert "Needing social support" in html
    assert "The wellbeing hub" in html
    await here.clock.advance(days=8)
    _, html = await here.get(path)
    assert "Week 1 of 12, until 16 Feb 2027" in html


async def test_who_and_how_much_help_are_changed(here: Here):
    path, tom = await accepted(here), await worker(here, "Tom Hart")
    _, html = await here.post(f"{path}/details", {"key_worker": str(tom), "level": "4", "sub_group": "ending"}, **ANN)
    assert "Changed." in html
    (one,) = await stored(here)
    assert (one.key_worker_id, one.level, one.sub_group) == (tom, 4, "ending")
    assert await mistakes(here, f"{path}/details", level="x", sub_group="moon") == {"key_worker", "level", "sub_group"}


async def test_the_rhythm_is_changed_and_planned_anew(here: Here):
    path = await accepted(here)
    _ = await here.post(f"{path}/rhythm", {"day": "4", "hour": "15:00", "pace": "2", "cap": "2"}, **ANN)
    (one,) = await stored(here)
    assert (one.day, one.hour, one.pace, one.cap, one.planned_at) == (4, "15:00", 2, 2, here.clock.now())
    wrong = await mistakes(here, f"{path}/rhythm", day="7", hour="21:00", pace="3", cap="0")
    assert wrong == {"day", "hour", "pace", "cap"}


async def test_a_pause_begins_and_ends(here: Here):
    path = await accepted(here)
    assert await mistakes(here, f"{path}/pause", until="2026-11-23") == {"until"}
    _, html = await here.post(f"{path}/pause", {"until": "2026-12-24"}, **ANN)
    assert "Paused until 24 Dec 2026" in html
    (one,) = await stored(here)
    assert (one.paused_from, one.paused_until) == ("2026-11-23", "2026-12-24")
    _, html = await here.post(f"{path}/carry-on", {}, **ANN)
    assert "The pause is over." in html
    assert (await stored(here))[0].paused_from is None


async def test_a_year_that_nobody_means_is_said_and_breaks_nothing(here: Here):
    path = await accepted(here)
    for until in ("9999-12-31", "2027-12-24", "0001-01-01"):
        assert await mistakes(here, f"{path}/pause", until=until) == {"until"}
    for on in ("9999-12-31", "2025-11-01", "1926-11-23"):
        assert await mistakes(here, f"{path}/input", category="home_help", minutes="45", on=on) == {"on"}
    _, html = await here.post(f"{path}/input", {"category": "home_help", "minutes": "45", "on": "20261122"}, **ANN)
    assert "22 Nov 2026: Help at home, 45 minutes" in " ".join(re.sub(r"<[^>]+>", " ", html).split())
    _ = await here.post(f"{path}/pause", {"until": "20261224"}, **ANN)
    assert (await stored(here))[0].paused_until == "2026-12-24", "in one way, whatever browser sent it"


async def test_it_runs_longer_and_says_why_it_is_open(here: Here):
    path = await accepted(here)
    assert await mistakes(here, f"{path}/extend", weeks="12") == {"weeks"}
    _ = await here.post(f"{path}/extend", {"weeks": "16"}, **ANN)
    _, html = await here.post(f"{path}/reason", {"reason": "housing"}, **ANN)
    assert "<dd>Housing</dd>" in html
    (one,) = await stored(here)
    assert (one.weeks, one.open_reason) == (16, "housing")
    assert await mistakes(here, f"{path}/reason", reason="weather") == {"reason"}


async def test_it_is_closed_for_good_only_by_somebody_who_is_sure(here: Here):
    path = await accepted(here)
    assert await mistakes(here, f"{path}/close", ending="death") == {"ending", "sure"}
    _, html = await here.post(f"{path}/close", {"ending": "completed", "sure": "yes"}, **ANN)
    assert "Closed. Thank you." in html
    assert "Change it" not in html
    _, html = await here.post(f"{path}/extend", {"weeks": "20"}, **ANN)
    assert "Not done" in html
    _, html = await here.get("/desk/programme?closed")
    assert "They came to the end of it." in html


async def test_a_reported_death_holds_everything_until_somebody_has_looked(here: Here):
    path = await accepted(here)
    referral = await referred(here, JO, ("hello", "3", "yes", "52", "no", "Jo", "rest", "skip", "2", "skip", "yes"))
    carer = wish(await worker(here), programme="caregivers", sub_group="", cares_for=str(id_of(path)))
    _ = await here.post(f"{referral}/accept", carer, **ANN)
    carers = await newest(here)
    _, html = await here.post(f"{path}/hold", {}, **ANN)
    assert "A death was reported" in html
    assert {one.state for one in await stored(here)} == {"held"}
    _, html = await here.get("/desk")
    assert "Death reported" in html
    _, html = await here.post(f"{path}/close", {"ending": "wish", "sure": "yes"}, **ANN)
    assert "first confirm the death, or take the report back" in html
    _ = await here.post(f"{path}/release", {}, **ANN)
    assert {one.state for one in await stored(here)} == {"active"}
    _ = await here.post(f"{path}/hold", {}, **ANN)
    assert await mistakes(here, f"{path}/confirm") == {"died"}
    _ = await here.post(f"{path}/confirm", {"died": "yes"}, **ANN)
    assert [(one.state, one.ending) for one in await stored(here)] == [("closed", "death"), ("held", None)]
    _, html = await here.get(carers)
    assert "Go on with them" in html
    assert "Confirm the death" not in html
    _ = await here.post(f"{carers}/release", {}, **ANN)
    assert (await stored(here))[1].state == "active"


async def test_goals_and_steps_are_added_and_marked(here: Here):
    path = await accepted(here)
    assert await mistakes(here, f"{path}/goal", goal=" ") == {"goal"}
    _, html = await here.post(f"{path}/goal", {"goal": "see my <b>sister</b>"}, **ANN)
    assert "“see my &lt;b&gt;sister&lt;/b&gt;”" in html
    (goal,) = re.findall(r'name="of" value="(\d+)"', html)[:1]
    wrong = await mistakes(here, f"{path}/step", of=goal, **{f"does-{goal}": "dog", f"by-{goal}": "soon"})
    assert wrong == {f"what-{goal}", f"does-{goal}", f"by-{goal}"}
    step = {"of": goal, f"what-{goal}": "book the bus", f"does-{goal}": "worker", f"by-{goal}": "2026-12-01"}
    _, html = await here.post(f"{path}/step", step, **ANN)
    assert (
        "Their key worker: book the bus, by 1 Dec 2026. <strong>Open.</strong> They have not heard of it yet." in html
    )
    (made,) = re.findall(r'name="step" value="(\d+)"', html)
    _, html = await here.post(f"{path}/mark-step", {"step": made, "state": "done"}, **ANN)
    assert "<strong>Done.</strong>" in html
    _, html = await here.post(f"{path}/mark-goal", {"of": goal, "state": "met"}, **ANN)
    assert '<p class="under">Met.' in html


async def test_the_goals_of_one_are_not_marked_from_anothers_page(here: Here):
    path = await accepted(here)
    _, html = await here.post(f"{path}/goal", {"goal": "mine"}, **ANN)
    (goal,) = re.findall(r'name="of" value="(\d+)"', html)[:1]
    other = await accepted(here, JO)
    _, html = await here.post(f"{other}/mark-goal", {"of": goal, "state": "met"}, **ANN)
    assert "Not done" in html
    _, html = await here.get(path)
    assert '<p class="under">Open.' in html


async def test_then_and_now_stand_side_by_side(here: Here):
    path = await accepted(here)
    asked = await first(here, path)
    async with here.database.write() as tx:
        await scores.record_answers(hands(here, tx), [scores.Answered(asked, "ons4", "ons4_happy", 4)])
    _, html = await here.post(f"{path}/score", {"measure": "pam", "phase": "baseline", "value": "58,1"}, **ANN)
    _, html = await here.post(f"{path}/score", {"measure": "pam", "phase": "final", "value": "60"}, **ANN)
    assert 'Happy yesterday</th><td data-head="Start">4' in html
    assert re.search(r"PAM\).*?</th><td[^>]*>58\.1[^<]*</td><td[^>]*>60[^<]*</td><td[^>]*>May be chance", html)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"measure": "pam", "phase": "final", "value": "101"}, "This goes from 0 to 100."),
        ({"measure": "cfs", "phase": "final", "value": "2.5"}, "This goes from 1 to 9, in whole numbers."),
        ({"measure": "cfs", "phase": "final", "value": "four"}, "Write a number, such as 58.1."),
        ({"measure": "phq9", "phase": "later", "value": "4"}, "Choose what was measured."),
    ],
)
async def test_a_score_out_of_range_is_named_and_not_kept(here: Here, given: dict[str, str], said: str):
    path = await accepted(here)
    status, html = await here.post(f"{path}/score", given, **ANN)
    assert (status, said in html) == (422, True)
    async with here.database.read() as tx:
        assert await scores.of_episode(tx, id_of(path)) == []


async def test_what_was_done_is_noted_with_its_minutes(here: Here):
    path = await accepted(here)
    _, html = await here.post(f"{path}/input", {"category": "befriender", "minutes": "40", "on": "2026-11-23"}, **ANN)
    assert "23 Nov 2026: Befriender, 40 minutes. Ann" in html
    wrong = await mistakes(here, f"{path}/input", category="x", minutes="many", on="today")
    assert wrong == {"category", "minutes", "on"}


async def test_their_own_words_stand_with_their_check_in_and_never_with_their_carers(here: Here):
    path = await accepted(here)
    referral = await referred(here, JO, ("hello", "3", "yes", "52", "no", "Jo", "rest", "skip", "2", "skip", "yes"))
    carer = wish(await worker(here), programme="caregivers", sub_group="", cares_for=str(id_of(path)))
    _ = await here.post(f"{referral}/accept", carer, **ANN)
    carers = await newest(here)
    for whose, said in ((path, "he shouts at me"), (carers, "she forgets to eat")):
        id = await first(here, whose)
        async with here.database.write() as tx:
            _ = await tx.execute(rows.update().where(rows.c.id == id).values(due_at=here.clock.now()))
            await answering.remember(hands(here, tx), id, said, flat=False)
    await here.clock.advance(hours=1)
    (_, theirs), (_, of_carer) = await here.get(path), await here.get(carers)
    assert ("he shouts at me" in theirs, "she forgets to eat" in theirs) == (True, False)
    assert ("he shouts at me" in of_carer, "she forgets to eat" in of_carer) == (False, True)


async def test_what_is_not_there_leads_back(here: Here):
    for path in ("/desk/episode/1", "/desk/referral/1/accept"):
        status, _ = await here.get(path)
        assert status == 404
    _, html = await here.get("/desk/programme")
    assert "Nobody is on a programme yet." in html


async def test_somebody_to_ring_is_shown_as_such(here: Here):
    _ = await here.post("/desk/newcomer", BY_PHONE, **ANN)
    _, html = await here.get("/desk")
    referral = re.findall(r"/desk/referral/\d+", html)[0]
    _ = await here.post(f"{referral}/accept", wish(await worker(here)), **ANN)
    await here.clock.advance(hours=1)
    _, html = await here.get(await newest(here))
    assert '<dt>To ring</dt><dd><a href="/desk/contact/' in html


@pytest.mark.parametrize(
    ("form", "given", "said"),
    [
        ("step", {"by": "2026-11-22"}, "This day has gone by"),
        ("input", {"category": "equipment", "on": "2026-11-24"}, "This day is still to come"),
        ("extend", {"weeks": "12"}, "It has 12 weeks now: write a number from 13 to 52."),
    ],
)
async def test_a_day_or_a_length_that_cannot_be_meant_is_named(here: Here, form: str, given: dict[str, str], said: str):
    path = await accepted(here)
    _, html = await here.post(f"{path}/goal", {"goal": "see my sister"}, **ANN)
    goal = re.findall(r'name="of" value="(\d+)"', html)[0]
    of_step = {"of": goal, f"what-{goal}": "ring", f"does-{goal}": "worker", f"by-{goal}": given.get("by", "")}
    status, html = await here.post(f"{path}/{form}", of_step if form == "step" else given, **ANN)
    assert (status, said in html) == (422, True)


async def test_when_the_weeks_are_over_the_page_says_what_is_to_be_done(here: Here):
    path = await accepted(here)
    await here.clock.advance(days=12 * 7 + 2)
    _, html = await here.get(path)
    assert "Its 12 weeks are over since 16 Feb 2027: let it run longer, or close it" in html
    _, html = await here.get("/desk/caseload")
    assert "its 12 weeks are over" in html
