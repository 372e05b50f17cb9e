"""Steps that staff added: the person hears of them once, at a decent hour, and is not asked anything again by it."""

import pytest

from bot.casework import work
from bot.store import contacts, goals
from tests.programme.village import Village, on
from tests.serving import MARGARET, Town, town

WORKER = "staff:1"


@pytest.fixture
async def here(database_url: str):
    async with town(database_url, office_number="01632 960000") as made:
        yield made


async def begun(here: Town, cap: int = 3) -> tuple[Village, int, int]:
    """Margaret, who has just been accepted; the id of a goal of hers."""
    village = Village(here)
    episode = await village.accept(MARGARET, cap=cap)
    async with village.service.database.write() as tx:
        return village, episode, await work.add_goal(village.hands(tx), episode, "see my sister", WORKER)


async def plans(village: Village, goal: int, *whats: str, does: str = "worker", by: str = "") -> None:
    async with village.service.database.write() as tx:
        for what in whats:
            _ = await work.add_step(village.hands(tx), goal, what, does, by, WORKER, village.town.clock.now().date())


def heard(here: Town) -> list[str]:
    return [text for text in here.channel.to(MARGARET) if "News on" in text or "next step is" in text]


async def test_they_hear_who_does_what_by_when(here: Town) -> None:
    village, episode, goal = await begun(here)
    await plans(village, goal, "book the bus", by="2026-12-01")
    await village.work()
    await village.work()
    expected = 'News on your goal. Ruth will see to this: "book the bus".\nWe hope that will be by Tuesday 1 December.'
    assert heard(here) == [expected]
    (one,) = await village.goals(episode)
    assert one.steps[0].told_at == here.clock.now()


async def test_several_come_together(here: Town) -> None:
    village, _, goal = await begun(here)
    await plans(village, goal, "book the bus", "ring the club")
    await plans(village, goal, "find your coat", does="person")
    await village.work()
    (text,) = heard(here)
    assert all(what in text for what in ("book the bus", "ring the club", "your next step is", "find your coat"))


async def test_no_more_than_one_text_of_it_a_week(here: Town) -> None:
    village, _, goal = await begun(here)
    await plans(village, goal, "book the bus")
    await village.work()
    await plans(village, goal, "ring the club")
    await village.work()
    assert len(heard(here)) == 1
    await village.at(on("2026-12-04", "12:00"))
    assert ["ring the club" in text for text in heard(here)] == [False, True]


async def test_at_night_it_waits_for_the_morning(here: Town) -> None:
    village, _, goal = await begun(here)
    await here.clock.advance(hours=11)
    await plans(village, goal, "book the bus")
    await village.work()
    assert heard(here) == []
    await here.clock.advance(hours=11.5)
    await village.work()
    assert len(heard(here)) == 1


async def test_what_was_asked_stays_asked_and_is_not_asked_again(here: Town) -> None:
    village, episode, goal = await begun(here, cap=6)
    await village.at(on("2026-11-24", "10:00"))
    before = len(here.channel.to(MARGARET))
    await plans(village, goal, "book the bus")
    await village.work()
    assert heard(here) == [], "just now they are asked something else"
    await village.at(on("2026-11-26", "10:30"))
    after = here.channel.to(MARGARET)[before:]
    assert [text in heard(here) for text in after] == [False, True], "one reminder, and the news"
    assert (await village.states(episode))["baseline", 0] == "open"


async def test_whoever_has_heard_enough_from_us_this_week_hears_it_later(here: Town) -> None:
    village, _, goal = await begun(here, cap=1)
    await village.at(on("2026-11-24", "10:00"))
    _ = await village.says(MARGARET, "STOP", "START")
    await plans(village, goal, "book the bus")
    await village.at(on("2026-11-30", "12:00"))
    assert heard(here) == []


@pytest.mark.parametrize("state", ["opted_out", "unreachable"])
async def test_whom_no_text_may_reach_hears_it_on_the_phone(here: Town, state: str) -> None:
    village, episode, goal = await begun(here)
    async with village.service.database.write() as tx:
        contact = (await village.episode(episode)).contact_id
        found = (await contacts.load_states(tx, village.hands(tx).vault, [contact], here.clock.now()))[contact].contact
        found.state = state  # type: ignore[assignment]
        await contacts.save_contacts(tx, [found])
    await plans(village, goal, "book the bus")
    await village.work()
    assert here.channel.to(MARGARET) == []
    (one,) = await village.goals(episode)
    assert one.steps[0].told_at is None


async def test_a_step_that_is_done_or_of_a_closed_goal_is_no_news(here: Town) -> None:
    village, episode, goal = await begun(here)
    await plans(village, goal, "book the bus")
    async with village.service.database.write() as tx:
        await goals.close(village.hands(tx), goal, goals.MET, WORKER)
    await village.work()
    assert heard(here) == []
    assert (await village.episode(episode)).state == "active"
