"""Twelve weeks in a whole service: what is asked when, what stops it, and what silence leads to. On both databases."""

from typing import Any

import pytest

from bot.store import answering, contacts, episodes, followups, holds
from tests.programme.village import Village, on
from tests.serving import JO, MARGARET, Town, town

FIRST = on("2026-11-24", "10:00")  # the day after they were accepted
BASELINE = ("yes", "walk to the shop", "skip", "8", "6", "3", "skip", "yes", "5", "6", "7", "4", "never")


@pytest.fixture
async def here(database_url: str):
    async with town(database_url, office_number="01632 960000") as made:
        yield made


async def begun(here: Town, number: str = MARGARET, **given: Any) -> tuple[Village, int]:
    """Somebody whose baseline is answered."""
    village = Village(here)
    episode = await village.accept(number, **given)
    await village.at(FIRST)
    _ = await village.says(number, *BASELINE)
    return village, episode


async def test_the_baseline_gives_a_goal_and_scores(here: Town) -> None:
    village, episode = await begun(here)
    (goal,) = await village.goals(episode)
    assert (goal.words, goal.importance, goal.confidence) == ("walk to the shop", 8, 6)
    found = await village.scores(episode)
    assert found["ons4_happy", "baseline", 0] == 7
    assert found["goal", "baseline", 0] == 3
    assert (await village.states(episode))["baseline", 0] == "answered"


async def test_a_check_in_comes_at_their_day_and_hour_and_is_asked_once(here: Town) -> None:
    village, _ = await begun(here)
    before = len(here.channel.to(MARGARET))
    await village.at(on("2026-12-01", "09:59"))
    assert len(here.channel.to(MARGARET)) == before
    await village.at(on("2026-12-01", "10:00"))
    await village.work()
    assert len(here.channel.to(MARGARET)) == before + 1


async def test_after_an_outage_one_thing_at_most_is_asked(here: Town) -> None:
    village, episode = await begun(here)
    before = len(here.channel.to(MARGARET))
    await here.clock.advance(days=22)  # to Wednesday, 16 December: the week's own is a day old
    await village.work()
    assert len(here.channel.to(MARGARET)) == before
    states = await village.states(episode)
    assert [states["checkin", week] for week in (1, 2, 3)] == ["expired"] * 3
    await village.at(on("2026-12-22", "10:00"))
    assert len(here.channel.to(MARGARET)) == before + 1


async def test_a_clock_that_jumps_back_repeats_nothing(here: Town) -> None:
    village, _ = await begun(here)
    await village.at(on("2026-12-01", "10:00"))
    before = len(here.channel.to(MARGARET))
    here.clock._now = on("2026-11-30", "10:00")  # what a clock that is set wrong does
    await village.work()
    await village.at(on("2026-12-01", "12:00"))
    assert len(here.channel.to(MARGARET)) == before


async def test_quiet_is_reminded_of_once_and_ends_on_a_call_list(here: Town) -> None:
    village, episode = await begun(here)
    await village.at(on("2026-12-09", "12:00"))
    states = await village.states(episode)
    assert (states["checkin", 1], states["checkin", 2]) == ("quiet", "open")
    assert sum("when you have a moment" in text.lower() for text in here.channel.to(MARGARET)) == 2
    assert (await village.episode(episode)).hour == "14:00"  # another time of day
    assert "green quiet" not in await here.raised()
    await village.at(on("2026-12-15", "12:00"))
    assert "green quiet" in await here.raised()


@pytest.mark.parametrize("given", [{"level": 3}, {"sub_group": "ending"}])
async def test_silence_weighs_more_where_there_is_more_to_fear(here: Town, given: dict[str, Any]) -> None:
    village, _ = await begun(here, **given)
    await village.at(on("2026-12-15", "12:00"))
    assert "amber quiet" in await here.raised()


async def test_silence_after_a_bad_answer_is_looked_at_the_same_day(here: Town) -> None:
    village, _ = await begun(here)
    await village.at(on("2026-12-01", "10:00"))
    _ = await village.says(MARGARET, "0", "yes please")
    await village.at(on("2026-12-22", "12:00"))
    assert "amber quiet" in await here.raised()


async def test_an_answer_ends_the_reminders_by_whatever_route(here: Town) -> None:
    village, episode = await begun(here)
    await village.at(on("2026-12-01", "10:00"))
    _ = await village.says(MARGARET, "5")
    await village.at(on("2026-12-03", "12:00"))
    assert not any("when you have a moment" in text.lower() for text in here.channel.to(MARGARET))
    await village.at(on("2026-12-08", "10:10"))
    assert (await village.states(episode))["checkin", 1] == "part"


async def test_a_reminder_that_waits_for_the_morning_is_not_sent_once_they_have_answered(here: Town) -> None:
    village, episode = await begun(here)
    async with village.service.database.write() as tx:
        await episodes.change(village.hands(tx), episode, "person", "rhythm", anew=True, hour="19:00")
    await village.at(on("2026-12-01", "19:00"))
    await here.clock.advance(hours=25)  # reminded at 20:00: held back for the night
    await village.work()
    _ = await village.says(MARGARET, "5")
    await village.at(on("2026-12-03", "12:00"))
    assert not any("when you have a moment" in text.lower() for text in here.channel.to(MARGARET))


async def test_an_answer_that_comes_while_the_next_is_on_its_way_counts_for_its_own_week(here: Town) -> None:
    village, episode = await begun(here)
    await village.at(on("2026-12-01", "10:00"))
    await here.clock.advance(days=7)
    _ = await village.service.checkins.ask()  # this week's is in the outbox, and has not gone out
    await here.service.reception.take(here.inbound(MARGARET, "8"))
    await here.settled()
    found = await village.scores(episode)
    assert found["goal", "checkin", 1] == 8
    assert ("goal", "checkin", 2) not in found
    assert "last week" in here.channel.to(MARGARET)[-2] + here.channel.to(MARGARET)[-1]


async def test_stop_stops_it_and_the_key_worker_is_told_to_ring(here: Town) -> None:
    village, episode = await begun(here)
    _ = await village.says(MARGARET, "STOP")
    before = len(here.channel.to(MARGARET))
    await village.at(on("2026-12-02", "10:00"))
    assert len(here.channel.to(MARGARET)) == before
    assert "green ring for the check-in" in await here.raised()
    assert (await village.states(episode))["checkin", 1] == "skipped"


async def test_two_on_one_phone_are_asked_one_after_the_other(here: Town) -> None:
    village, first = await begun(here)
    second = await village.accept(MARGARET, role="carer", programme="caregivers", started_on=FIRST.date())
    await village.at(on("2026-12-01", "10:20"))
    states = [(await village.states(id)) for id in (first, second)]
    assert (states[0]["checkin", 1], states[1]["baseline", 0], states[1]["checkin", 1]) == ("open", "open", "skipped")


async def test_a_flow_that_breaks_loses_only_itself(here: Town) -> None:
    village, episode = await begun(here)
    other = await village.accept(JO, "Jo", started_on=FIRST.date())

    def broken(person: object) -> object:
        raise RuntimeError

    flows = dict(village.service.house.flows)
    object.__setattr__(village.service.house, "flows", flows | {"checkin": broken})
    await village.at(on("2026-12-01", "10:00"))
    assert (await village.states(episode))["checkin", 1] == "skipped"
    assert (await village.states(other))["baseline", 0] == "open"
    assert "green ring for the check-in" in await here.raised()


async def test_a_reported_death_holds_everything_at_once_and_can_be_taken_back(here: Town) -> None:
    village, theirs = await begun(here)
    carers = await village.accept(JO, "Jo", role="carer", programme="caregivers", cares_for=theirs)
    await here.clock.advance(days=6, hours=23)
    async with village.service.database.write() as tx:
        held = await holds.reported(village.hands(tx), (await episodes.one(tx, carers)).contact_id, "theirs", "person")
    assert sorted(held) == sorted([theirs, carers])
    before = [len(here.channel.to(who)) for who in (MARGARET, JO)]
    await village.at(on("2026-12-09", "10:00"))
    assert [len(here.channel.to(who)) for who in (MARGARET, JO)] == before
    async with village.service.database.write() as tx:
        assert sorted(await holds.release(village.hands(tx), theirs, "staff:1")) == sorted([theirs, carers])
    await village.at(on("2026-12-15", "10:00"))
    assert len(here.channel.to(MARGARET)) == before[0] + 1


async def test_a_confirmed_death_closes_theirs_and_leaves_the_caregivers_to_staff(here: Town) -> None:
    village, theirs = await begun(here)
    carers = await village.accept(JO, "Jo", role="carer", programme="caregivers", cares_for=theirs)
    async with village.service.database.write() as tx:
        hands = village.hands(tx)
        _ = await holds.hold(hands, [await episodes.one(tx, theirs)], "staff:1")
        assert await holds.confirm(hands, theirs, "staff:1") == [carers]
    assert (await village.episode(theirs)).ending == "death"
    assert (await village.episode(carers)).state == "held"


async def test_week_12_closes_nothing_and_staff_extend_or_close(here: Town) -> None:
    village, episode = await begun(here)
    async with village.service.database.write() as tx:
        await episodes.extend(village.hands(tx), episode, 16, "staff:1")
    await village.work()
    states = await village.states(episode)
    assert ("final", 16) in states
    assert ("final", 12) not in states
    async with village.service.database.write() as tx:
        await episodes.close(village.hands(tx), episode, "transfer", "staff:1")
    assert set((await village.states(episode)).values()) == {"answered", "cancelled"}


async def test_staff_who_enter_a_phone_call_end_the_silence(here: Town) -> None:
    village, episode = await begun(here)
    await village.at(on("2026-12-01", "10:00"))
    (asked,) = [one for one in await village.past(episode) if one.state == "open"]
    async with village.service.database.write() as tx:
        await answering.answered(village.hands(tx), asked.id, "staff:1")
    await village.at(on("2026-12-08", "09:00"))
    assert not any("when you have a moment" in text.lower() for text in here.channel.to(MARGARET))
    assert (await village.episode(episode)).missed == 0


async def closed(village: Village, episode: int, ending: str) -> None:
    async with village.service.database.write() as tx:
        await episodes.close(village.hands(tx), episode, ending, "staff:1")


@pytest.mark.parametrize(("ending", "expected"), [("completed", "planned"), ("wish", "cancelled")])
async def test_the_follow_up_waits_for_those_who_completed(here: Town, ending: str, expected: str) -> None:
    village, episode = await begun(here)
    await closed(village, episode, ending)
    assert (await village.states(episode))["followup", 25] == expected
    assert (await village.states(episode))["final", 12] == "cancelled"


async def test_whoever_does_not_want_the_follow_up_is_not_asked(here: Town) -> None:
    village, episode = await begun(here)
    async with village.service.database.write() as tx:
        _ = await followups.ask_once_more(village.hands(tx), episode, wanted=False)
    assert (await village.states(episode))["followup", 25] == "cancelled"
    async with village.service.database.write() as tx:
        _ = await followups.ask_once_more(village.hands(tx), episode, wanted=True)
    assert (await village.states(episode))["followup", 25] == "planned"


async def test_the_person_says_what_their_carer_may_be_told_and_the_carer_hears_no_more(here: Town) -> None:
    village, theirs = await begun(here)
    carers = await village.accept(JO, "Jo", role="carer", programme="caregivers", cares_for=theirs)
    await village.at(on("2026-11-25", "10:30"))
    assert "Jo" in here.channel.to(MARGARET)[-1]
    _ = await village.says(MARGARET, "2")
    assert (await village.episode(carers)).may_say == "that"
    assert (await village.states(theirs))["sharing", 0] == "answered"


async def test_nobody_hears_the_name_of_somebody_else_who_is_asked_at_the_same_hour(here: Town) -> None:
    """Whom this carer looks after is not on the programme, and her own name nobody has told us."""
    village = Village(here)
    _ = await village.accept(MARGARET)
    async with here.service.database.write() as tx:
        hands, pair = village.hands(tx), (here.channel.name, JO)
        contact = (await contacts.find_or_make(tx, hands.vault, hands.ids, [pair], hands.now))[pair]
        _ = await village.accept_as(hands, contact, None, role="carer", programme="caregivers")
    await village.at(FIRST)
    _ = await village.says(JO, "skip", "5", "6", "7", "4", "never")
    await village.at(on("2026-12-01", "10:00"))
    assert here.channel.to(JO)[-1].endswith("How has your week been? What helped, or got in the way?")
    assert not [text for text in here.channel.to(JO) if "Margaret" in text]


async def test_a_carers_assessment_is_offered_once(here: Town) -> None:
    village = Village(here)
    episode = await village.accept(JO, "Jo", role="carer", programme="caregivers")
    await village.at(on("2026-11-24", "10:00"))
    _ = await village.says(JO, "skip", "5", "6", "7", "4", "never")
    for week, answers in (("2026-12-01", ("all right", "4", "yes")), ("2026-12-08", ("all right", "4", "6"))):
        await village.at(on(week, "10:00"))
        _ = await village.says(JO, *answers)
    assert sum("assessment. Would you" in text for text in here.channel.to(JO)) == 1
    assert (await village.states(episode))["checkin", 2] == "answered"


async def test_a_review_that_waited_out_one_pause_is_not_lost_in_a_second(here: Town) -> None:
    village, episode = await begun(here)
    await village.at(on("2026-12-15", "15:00"))
    _ = await village.says(MARGARET, "5")
    await village.at(on("2026-12-29", "15:00"))
    _ = await village.says(MARGARET, "5")  # after four weeks of silence their number might be somebody else's
    for first, last in (("2027-01-03", "2027-01-07"), ("2027-01-07", "2027-01-11")):
        await village.at(on(first, "12:00"))
        async with village.service.database.write() as tx:
            pause = {"paused_from": first, "paused_until": last}
            await episodes.change(village.hands(tx), episode, "person", "paused", anew=True, **pause)
    await village.at(on("2027-01-12", "14:30"))
    assert (await village.states(episode))["review", 6] == "open"


async def test_a_reminder_counts_for_the_most_that_they_want_in_a_week(here: Town) -> None:
    village, _ = await begun(here, cap=1)
    before = len(here.channel.to(MARGARET))
    await village.at(on("2026-12-01", "10:00"))
    assert len(here.channel.to(MARGARET)) == before + 1
    await village.at(on("2026-12-03", "12:00"))
    assert len(here.channel.to(MARGARET)) == before + 1
