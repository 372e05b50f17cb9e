"""Three months after the end, in a whole service: who is asked once more, who is not, and what staff hear of it. On both
databases."""

from datetime import timedelta

import pytest

from bot.store import episodes, followups, holds, staff
from tests.programme.test_checkins import begun
from tests.programme.village import Village, on
from tests.serving import JO, MARGARET, Town, town

ENDS, DAY = on("2027-02-16", "12:00"), on("2027-05-18", "10:05")  # of week 12, and of week 25
RING = "green ring for the check-in"


@pytest.fixture
async def here(database_url: str):
    async with town(database_url, office_number="01632 960000") as made:
        yield made


async def closed(village: Village, episode: int, ending: str = "completed") -> None:
    async with village.service.database.write() as tx:
        await episodes.close(village.hands(tx), episode, ending, "staff:1")


async def over(here: Town) -> tuple[Village, int]:
    """Somebody who completed it in the week of the baseline."""
    village, episode = await begun(here)
    await closed(village, episode)
    return village, episode


async def state(village: Village, episode: int, week: int = 25) -> str:
    return (await village.states(episode))["followup", week]


async def why(here: Town) -> str:
    return next(item.why for item in await here.queue() if item.category == "ring for the check-in")


async def never_silent(village: Village) -> None:
    """They write every three weeks, until a few days before they are asked."""
    clock = village.town.clock
    while clock.now() < DAY - timedelta(days=21):
        await clock.advance(days=20)
        _ = await village.says(MARGARET, "We have a new cat")


async def test_who_kept_in_touch_is_asked_by_text(here: Town) -> None:
    village, episode = await over(here)
    await never_silent(village)
    await village.at(DAY)
    assert await state(village, episode) == "open"
    assert any("Three months have gone by" in text for text in here.channel.to(MARGARET))
    _ = await village.says(MARGARET, "7", "6", "6", "7", "3")
    assert await state(village, episode) == "answered"
    assert (await village.scores(episode))["ons4_happy", "followup", 25] == 7
    assert any("3/10 at the start" in text for text in here.channel.to(MARGARET)[-3:])


async def test_for_whom_has_been_silent_somebody_rings_that_day(here: Town) -> None:
    village, episode = await over(here)
    await village.at(DAY)
    assert await state(village, episode) == "skipped"
    said = "how they are, three months after the end: has not written for four weeks: the number may have a new owner"
    assert await why(here) == said


async def test_no_answer_to_it_is_no_silence_of_the_programme_but_somebody_rings(here: Town) -> None:
    village, episode = await over(here)
    await never_silent(village)
    await village.at(DAY + timedelta(days=8))
    assert await state(village, episode) == "quiet"
    assert await why(here) == "how they are, three months after the end: has not answered our text"
    assert "green quiet" not in await here.raised()


async def test_what_could_not_be_asked_all_the_week_is_not_lost(here: Town) -> None:
    village, episode = await over(here)
    await here.clock.advance(seconds=(DAY + timedelta(days=9) - here.clock.now()).total_seconds())  # an outage
    await village.work()
    assert await state(village, episode) == "expired"
    assert await why(here) == "how they are, three months after the end: could not be texted in time"


async def test_somebody_who_has_begun_again_is_not_asked_about_the_last_time(here: Town) -> None:
    village, first = await over(here)
    carer = await village.accept(MARGARET, role="carer", programme="caregivers")
    await village.work()
    assert await state(village, first) == "planned"
    await closed(village, carer)
    _ = await village.accept(MARGARET)
    assert (await state(village, first), await state(village, carer)) == ("cancelled", "planned")


async def test_a_no_holds_when_it_runs_longer(here: Town) -> None:
    village, episode = await begun(here)
    async with here.service.database.write() as tx:
        assert await followups.ask_once_more(village.hands(tx), episode, wanted=False)
        await episodes.extend(village.hands(tx), episode, 16, "staff:1")
    await village.work()
    assert await state(village, episode, 29) == "cancelled"
    assert ("followup", 25) not in await village.states(episode)
    async with here.service.database.write() as tx:
        assert await followups.ask_once_more(village.hands(tx), episode, wanted=True)
        await episodes.change(village.hands(tx), episode, "staff:1", "rhythm changed", anew=True, hour="11:00")
    await village.work()
    assert await state(village, episode, 29) == "planned"


async def test_a_death_that_is_told_when_all_is_over_is_heard(here: Town) -> None:
    village, episode = await over(here)
    await never_silent(village)
    before = len(here.channel.to(MARGARET))
    _ = await village.says(MARGARET, "This is her daughter, Margaret died last week")
    assert await state(village, episode) == "cancelled"
    await village.at(DAY + timedelta(days=1))
    assert not any("Three months" in text for text in here.channel.to(MARGARET)[before:])


async def test_a_report_that_was_wrong_takes_nothing_from_them(here: Town) -> None:
    village, theirs = await begun(here)
    carers = await village.accept(JO, "Jo", role="carer", programme="caregivers", cares_for=theirs)
    await closed(village, theirs)
    async with here.service.database.write() as tx:
        contact = (await episodes.one(tx, carers)).contact_id
        assert await holds.reported(village.hands(tx), contact, "theirs", "person") == [carers]
    assert await state(village, theirs) == "cancelled"
    async with here.service.database.write() as tx:
        _ = await holds.release(village.hands(tx), carers, "staff:1")
    assert await state(village, theirs) == "planned"


async def test_nobody_is_promised_a_call_from_somebody_who_has_left(here: Town) -> None:
    village, episode = await over(here)
    await never_silent(village)
    async with here.service.database.write() as tx:
        gone = (await episodes.one(tx, episode)).key_worker_id
        assert gone
        await staff.retire(village.hands(tx), gone)
    await village.at(DAY)
    _ = await village.says(MARGARET, "0", "0", "0", "0", "10")
    said = " ".join(here.channel.to(MARGARET)[-2:])
    assert "ring you? Reply YES or NO" in said
    assert "Ruth" not in said


async def test_each_carer_may_be_told_what_was_said_of_them(here: Town) -> None:
    """She lets us tell Jo; of Tom she is asked by name, and what Jo may hear stays."""
    tom = "+447700900003"
    village, theirs = await begun(here)
    first = await village.accept(JO, "Jo", role="carer", programme="caregivers", cares_for=theirs)
    await village.at(on("2026-11-25", "10:30"))
    assert "Jo looks after you" in here.channel.to(MARGARET)[-1]
    _ = await village.says(MARGARET, "2")
    second = await village.accept(tom, "Tom", role="carer", programme="caregivers", cares_for=theirs)
    assert (await village.episode(second)).may_say == "nothing"
    await village.at(on("2026-12-01", "10:30"))  # not in their first week, which has had three texts
    assert "Tom looks after you" in here.channel.to(MARGARET)[-1]
    _ = await village.says(MARGARET, "3")
    assert [(await village.episode(id)).may_say for id in (first, second)] == ["that", "how"]
    assert [(await village.states(theirs))["sharing", n] for n in (0, 1)] == ["answered", "answered"]


@pytest.mark.parametrize(("may_say", "them"), [("nothing", "the one you look after"), ("that", "Margaret")])
async def test_a_carer_is_not_told_whom_we_know_until_that_one_agrees(here: Town, may_say: str, them: str) -> None:
    village, theirs = await begun(here)
    carers = await village.accept(JO, "Jo", role="carer", programme="caregivers", cares_for=theirs)
    async with here.service.database.write() as tx:
        await episodes.let_carers_know(village.hands(tx), theirs, may_say, carers)
    await village.at(on("2026-11-25", "10:30"))
    _ = await village.says(JO, "skip", "5", "6", "7", "4", "never")
    await village.at(on("2026-12-01", "10:30"))
    assert f"How are things with {them}?" in here.channel.to(JO)[-1]
    assert any("Margaret" in text for text in here.channel.to(JO)) == (may_say == "that")


async def test_what_is_taken_back_by_text_holds_at_once(here: Town) -> None:
    village, theirs = await begun(here)
    carers = await village.accept(JO, "Jo", role="carer", programme="caregivers", cares_for=theirs)
    async with here.service.database.write() as tx:
        await episodes.let_carers_know(village.hands(tx), theirs, "how", carers)
    _ = await village.says(MARGARET, "Please don't tell Jo anything")
    assert (await village.episode(carers)).may_say == "nothing"
    assert "green what a carer may be told" in await here.raised()


@pytest.mark.parametrize(("said", "becomes"), [((), "quiet"), (("7",), "part")])
async def test_what_was_asked_when_it_was_closed_does_not_wait_for_ever(
    here: Town, said: tuple[str, ...], becomes: str
):
    village, episode = await begun(here)
    await village.at(on("2026-12-01", "10:05"))
    assert (await village.states(episode))["checkin", 1] == "open"
    _ = await village.says(MARGARET, *said)
    await closed(village, episode)
    sent = len(here.channel.to(MARGARET))
    await village.at(on("2026-12-09", "10:05"))
    assert (await village.states(episode))["checkin", 1] == becomes
    assert len(here.channel.to(MARGARET)) == sent, "nobody is reminded of what is over"
