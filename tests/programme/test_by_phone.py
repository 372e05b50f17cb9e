"""Somebody without a mobile, in a whole service: we ring, staff enter the answers, and all else is as by text."""

from typing import Any

import pytest
from sqlalchemy import func, select

from bot.casework import newcomers, phone_call
from bot.casework.newcomers import Told as Newcomer
from bot.casework.phone_call import Told
from bot.errors import FormWrong, NotFound
from bot.ringing import RING
from bot.store import goals, holding, items, referrals
from bot.store.items import Item
from bot.store.tables import checkins as rows
from bot.store.tables import outbox
from tests.programme.village import Village, on
from tests.serving import MARGARET, Town, town

WORKER = "staff:1"


@pytest.fixture
async def here(sqlite_url: str):
    async with town(sqlite_url, office_number="01632 960000") as made:
        yield made


async def rung(here: Town, **given: Any) -> tuple[Village, int]:
    """Edna, who has a landline, on the programme."""
    village = Village(here)
    async with here.service.database.write() as tx:
        hands = village.hands(tx)
        told = Newcomer("Edna", "resident", "01632 960001", "TQ9 5AB", "84", "spoken")
        id = await newcomers.add(hands, told, WORKER)
        referral = await referrals.one(tx, hands.vault, id)
        given |= {"referral": id, "started_on": here.clock.now().date()}
        return village, await village.accept_as(hands, referral.contact, referral.person, **given)


async def asked(village: Village, episode: int, kind: str, week: int = 0) -> int:
    return next(one.id for one in await village.past(episode) if (one.kind, one.week) == (kind, week))


async def enters(village: Village, checkin: int, **told: Any) -> None:
    async with village.service.database.write() as tx:
        given: dict[str, Any] = {"answers": {}, "goals": {}, **told}
        _ = await phone_call.enter(village.hands(tx), village.service.programmes, checkin, Told(**given), WORKER)


async def sheet(village: Village, checkin: int) -> phone_call.Sheet:
    database = village.service.database
    async with database.read() as tx:
        return await phone_call.sheet(tx, database.vault, village.service.programmes, checkin)


async def goal_id(village: Village, episode: int) -> str:
    return str((await village.goals(episode))[0].id)


async def test_nothing_is_ever_sent_and_somebody_is_asked_to_ring(here: Town) -> None:
    village, episode = await rung(here)
    await village.at(on("2026-11-24", "10:00"))
    assert (await village.states(episode))["baseline", 0] == "skipped"
    assert "green ring for the check-in" in await here.raised()
    assert (
        next(item.why for item in await here.queue() if item.category.startswith("ring"))
        == "first check-in: has no mobile"
    )
    async with here.service.database.read() as tx:
        assert (await tx.execute(select(func.count()).select_from(outbox))).scalar_one() == 0


async def rings(here: Town) -> list[Item]:
    return [item for item in await here.queue() if item.category == RING]


async def closed(here: Town, *, only_taken: bool = False) -> None:
    """Somebody takes what asks to ring, and closes it."""
    database, now = here.service.database, here.clock.now()
    async with database.write() as tx:
        for item in await items.queue(tx, database.vault):
            if item.category == RING and item.state == "open":
                await holding.claim(tx, database.ids, item.number, "Ann", now)
            if item.category == RING and not only_taken:
                await holding.resolve(tx, database.ids, item.number, "Ann", "advice", now)


async def test_one_item_stands_for_all_that_was_not_asked_until_somebody_closes_it(here: Town) -> None:
    village, _ = await rung(here)
    await village.at(on("2026-12-01", "10:00"))
    await closed(here, only_taken=True)
    await village.at(on("2026-12-08", "10:00"))
    (item,) = await rings(here)
    assert (item.state, item.times) == ("claimed", 3)
    assert item.why.split("\n") == ["first check-in: has no mobile", "week 1: has no mobile", "week 2: has no mobile"]
    await closed(here)
    await village.at(on("2026-12-15", "10:00"))
    (item,) = await rings(here)
    assert (item.state, item.times, item.why) == ("open", 1, "week 3: has no mobile")


async def test_whoever_stopped_is_not_put_in_the_queue_each_week_once_somebody_has_closed_it(here: Town) -> None:
    village = Village(here)
    episode = await village.accept(MARGARET, started_on=here.clock.now().date())
    _ = await village.says(MARGARET, "STOP")
    await village.at(on("2026-12-01", "10:00"))
    (item,) = await rings(here)
    assert item.why.split("\n")[1] == "week 1: cannot be texted: they texted STOP"
    await closed(here)
    await village.at(on("2026-12-29", "12:00"))
    assert await rings(here) == []
    assert (await village.states(episode))["checkin", 4] == "skipped"
    await village.at(on("2027-01-05", "12:00"))
    (item,) = await rings(here)
    assert item.why == "half-way review: cannot be texted: they texted STOP"
    await closed(here)
    _ = await village.says(MARGARET, "START", "STOP")
    await village.at(on("2027-01-12", "12:00"))
    (item,) = await rings(here)
    assert item.why == "week 7: cannot be texted: they texted STOP"


async def test_two_on_one_landline_are_two_items(here: Town) -> None:
    village, _ = await rung(here)
    async with here.service.database.write() as tx:
        hands = village.hands(tx)
        told = Newcomer("Albert", "resident", "01632 960001", "TQ9 5AB", "86", "spoken")
        referral = await referrals.one(tx, hands.vault, await newcomers.add(hands, told, WORKER))
        given = {"referral": referral.id, "started_on": here.clock.now().date(), "day": 3}
        _ = await village.accept_as(hands, referral.contact, referral.person, **given)
    await village.at(on("2026-12-03", "12:00"))
    assert sorted(item.why.split("\n")[-1] for item in await rings(here)) == [
        "Albert, week 2: has no mobile",
        "Edna, week 1: has no mobile",
    ]


async def test_whoever_asked_us_not_to_write_before_they_came_on_a_programme_is_rung(here: Town) -> None:
    _ = await here.texts(MARGARET, "hello", "PAUSE")
    village = Village(here)
    _ = await village.accept(MARGARET, started_on=here.clock.now().date())
    await village.at(on("2026-11-24", "12:00"))
    (item,) = await rings(here)
    assert item.why == "first check-in: asked us not to write until they text us"
    _ = await village.says(MARGARET, "here I am")
    await village.at(on("2026-12-01", "12:00"))
    assert "how happy did you feel yesterday?" in here.channel.to(MARGARET)[-1]


async def test_the_answers_of_a_call_count_as_any(here: Town) -> None:
    village, episode = await rung(here)
    await village.at(on("2026-11-24", "10:00"))
    first = await asked(village, episode, "baseline")
    found = await sheet(village, first)
    assert (found.new_goals, found.items[:2]) == (1, ("ons4_satisfied", "ons4_worthwhile"))
    answers = {"ons4_satisfied": "5", "ons4_happy": "6", "loneliness_often": "2"}
    await enters(village, first, answers=answers, new_goals=[("see my sister", "3")], words="glad you rang")
    assert (await village.states(episode))["baseline", 0] == "answered"
    scored = await village.scores(episode)
    assert (scored["ons4_happy", "baseline", 0], scored["goal", "baseline", 0]) == (6, 3)
    (past,) = [one for one in await village.past(episode) if one.id == first]
    assert (past.by, past.words, past.opened_at) == (WORKER, "glad you rang", here.clock.now())
    await village.at(on("2026-12-01", "10:00"))
    weekly = await asked(village, episode, "checkin", 1)
    about = (await sheet(village, weekly)).about
    assert (about["goal"], about["goal_last"], about["wellbeing"]) == ("see my sister", "3", "ons4_happy")
    await enters(village, weekly, answers={"ons4_happy": "5"}, words="the bus never came")
    await village.at(on("2026-12-08", "10:00"))
    about = (await sheet(village, await asked(village, episode, "checkin", 2))).about
    assert (about["said"], about["wellbeing"]) == ("the bus never came", "ons4_satisfied")


async def test_what_would_raise_an_item_from_a_text_does_from_a_call(here: Town) -> None:
    village, episode = await rung(here)
    await village.at(on("2026-11-24", "10:00"))
    await enters(village, await asked(village, episode, "baseline"), new_goals=[("see my sister", "8")])
    await village.at(on("2026-12-01", "10:00"))
    goal = await goal_id(village, episode)
    await enters(village, await asked(village, episode, "checkin", 1), goals={goal: "4"})
    assert "amber drop" in await here.raised()
    await village.at(on("2026-12-08", "10:00"))
    await enters(village, await asked(village, episode, "checkin", 2), words="I want to end it all")
    (item,) = [item for item in await here.queue() if item.category == "suicide"]
    assert (item.level, item.why) == ("red", "I want to end it all\nTold on the phone.")


async def test_numbers_that_were_always_going_to_fall_raise_nothing(here: Town) -> None:
    village, episode = await rung(here, sub_group="declining")
    await village.at(on("2026-11-24", "10:00"))
    await enters(village, await asked(village, episode, "baseline"), new_goals=[("see my sister", "8")])
    await village.at(on("2026-12-01", "10:00"))
    await enters(village, await asked(village, episode, "checkin", 1), goals={await goal_id(village, episode): "1"})
    assert [one for one in await here.raised() if one.startswith("amber")] == []


async def test_a_review_by_phone_is_compared_with_the_start(here: Town) -> None:
    village, episode = await rung(here)
    await village.at(on("2026-11-24", "10:00"))
    await enters(village, await asked(village, episode, "baseline"), answers={"ons4_happy": "8"})
    await village.at(on("2027-01-05", "10:00"))
    half_way = await asked(village, episode, "review", 6)
    assert "loneliness_often" in (await sheet(village, half_way)).items
    await enters(village, half_way, answers={"ons4_happy": "2"})
    (item,) = [item for item in await here.queue() if item.category == "drop"]
    assert item.why.startswith("ons4_happy: 8 at the start, 2 now")


async def test_a_carers_call_asks_how_heavy_it_is_and_strain_is_raised(here: Town) -> None:
    village, _ = await rung(here)
    carers = await village.accept(MARGARET, "Jo", role="carer", programme="caregivers")
    await village.at(on("2026-12-01", "10:00"))
    checkin = await asked(village, carers, "checkin", 1)
    assert (await sheet(village, checkin)).items[0] == "carer_load"
    await enters(village, checkin, answers={"carer_load": "9"})
    assert "amber carer_strain" in await here.raised()


async def test_a_call_ends_reminders_and_what_waits_to_be_sent(here: Town) -> None:
    village = Village(here)
    episode = await village.accept(MARGARET)
    await village.at(on("2026-11-24", "10:00"))
    checkin = await asked(village, episode, "baseline")
    await enters(village, checkin, answers={"ons4_happy": "6"})
    before = len(here.channel.to(MARGARET))
    await village.at(on("2026-11-26", "12:00"))
    assert len(here.channel.to(MARGARET)) == before
    async with here.service.database.read() as tx:
        states = (await tx.execute(select(outbox.c.state))).scalars().all()
        assert (await tx.execute(select(rows.c.next_at).where(rows.c.id == checkin))).scalar() is None
    assert "queued" not in states


async def test_every_mistake_is_named_and_nothing_is_kept(here: Town) -> None:
    village, episode = await rung(here)
    await village.at(on("2026-11-24", "10:00"))
    checkin = await asked(village, episode, "baseline")
    wrong = {"ons4_happy": "11", "loneliness_often": "0", "ons4_satisfied": "lots"}
    with pytest.raises(FormWrong) as error:
        await enters(village, checkin, answers=wrong, new_goals=[("", "12")])
    assert set(error.value.wrong) == {*wrong, "new-1", "now-1"}
    assert error.value.wrong["loneliness_often"].startswith("Write a number from 1 to 5")
    with pytest.raises(FormWrong, match="Fill in"):
        await enters(village, checkin)
    assert await village.scores(episode) == {}
    await enters(village, checkin, words="all well")
    with pytest.raises(NotFound):
        await enters(village, checkin, words="again")


async def test_steps_that_staff_added_are_heard_of_on_the_phone(here: Town) -> None:
    village, episode = await rung(here)
    await village.at(on("2026-11-24", "10:00"))
    await enters(village, await asked(village, episode, "baseline"), new_goals=[("see my sister", "3")])
    async with here.service.database.write() as tx:
        new = goals.NewStep(int(await goal_id(village, episode)), "s", "book the bus", "worker")
        step = await goals.plan_step(village.hands(tx), new, WORKER)
    await village.at(on("2026-12-01", "10:00"))
    checkin = await asked(village, episode, "checkin", 1)
    assert (await sheet(village, checkin)).unheard == {step: "book the bus"}
    await enters(village, checkin, words="fine", heard=[step])
    (goal,) = await village.goals(episode)
    assert goal.steps[0].told_at == here.clock.now()
