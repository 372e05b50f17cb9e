"""A clock that is moved on: whoever sleeps wakes, and whatever falls due on the way happens, in its order and once."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from bot.clock import ShiftedClock, SystemClock
from bot.journey import LOOKS, Journey
from bot.store import enrolment, staff
from bot.store.hands import Hands
from bot.store.tables import alerts
from bot.ticker import Chore
from tests.programme.test_checkins import BASELINE
from tests.programme.village import LONDON, Village, on
from tests.serving import JO, MARGARET, Town, town

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
RUTH = "+447700900009"


def journey(here: Town, *more: Chore) -> Journey:
    for chore in more:
        here.service.also(chore)
    return Journey(here.service, here.clock)


async def looks(here: Town, by: timedelta) -> list[datetime]:
    """When the chores looked on such a journey."""
    seen = list[datetime]()

    async def note() -> None:
        seen.append(here.clock.now())

    await journey(here, Chore("note", HOUR, note)).go_on(by)
    return seen


async def test_whoever_sleeps_until_a_moment_that_is_passed_wakes():
    clock = ShiftedClock()
    sleeping = asyncio.create_task(clock.sleep(3600))
    await asyncio.sleep(0)  # it has begun
    await clock.move_to(clock.now() + HOUR / 2)
    assert not sleeping.done()
    await clock.move_to(clock.now() + HOUR / 2)
    await asyncio.wait_for(sleeping, 5)
    assert abs(clock.now() - SystemClock().now() - HOUR) < timedelta(minutes=1)


async def test_a_clock_is_never_moved_back_and_still_goes_by_itself():
    clock = ShiftedClock()
    before = clock.now()
    await clock.move_to(before - DAY)
    await asyncio.wait_for(clock.sleep(0.01), 5)
    assert timedelta(seconds=0.01) <= clock.now() - before < timedelta(minutes=1)


async def test_a_referral_left_half_way_is_asked_about_at_its_time_and_once(database_url: str):
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "JOIN", "yes")
        left = here.clock.now()
        await journey(here).go_on(2 * DAY)
        nudges = [line for line in await here.transcript(MARGARET) if line.at > left and not line.inbound]
        after = timedelta(hours=here.service.settings.nudge_after_hours)
    assert len(nudges) == 1
    assert timedelta() < nudges[0].at - left - after < timedelta(seconds=1)


async def test_the_journey_stops_at_each_rung_of_the_ladder(database_url: str):
    """A red that nobody takes is told again as often as if somebody had watched all the time."""
    async with town(database_url) as here:
        await enrolled(here)
        _ = await here.texts(JO, "I've took all my tablets")
        raised, pace = here.clock.now(), timedelta(minutes=here.service.settings.red_rung_minutes)
        await journey(here).go_on(HOUR)
        async with here.service.database.read() as connection:
            told = (await connection.execute(select(alerts.c.created_at).order_by(alerts.c.created_at))).scalars().all()
    assert told[0] == raised
    assert told[1] - told[0] == pace
    assert len(here.channel.to(RUTH)) >= 2


async def enrolled(here: Town) -> None:
    """Ruth, whose phone is known."""
    database = here.service.database
    async with database.write() as tx:
        hands = Hands(tx, database.vault, database.ids, here.clock.now())
        code = await enrolment.new_code(hands, await staff.enrol(hands, "Ruth Bell", "supervisor"))
    _ = await here.texts(RUTH, code)


async def test_it_looks_ever_more_seldom_but_always_when_the_hours_open_and_ends_where_it_should(database_url: str):
    async with town(database_url) as here:
        start = here.clock.now()
        seen = await looks(here, DAY)
    assert seen == sorted(seen)
    assert max(later - earlier for earlier, later in pairwise([start, *seen])) <= LOOKS.seldom
    assert start + LOOKS.soon in seen
    assert seen[-1] == start + DAY
    assert on("2026-11-24", "08:00") in seen
    assert len(seen) < 20


async def test_who_asks_twice_goes_on_once(database_url: str):
    async with town(database_url) as here:
        start, one = here.clock.now(), journey(here)
        _ = await asyncio.gather(one.go_on(3 * HOUR), one.go_on(3 * HOUR))
        assert here.clock.now() - start < 4 * HOUR
        await one.go_on(3 * HOUR)
        assert here.clock.now() - start > 5 * HOUR


async def test_a_chore_that_always_finds_something_does_not_stop_the_clock(database_url: str):
    async with town(database_url) as here:

        async def busy() -> None:
            _ = await here.texts(MARGARET, "hello")

        start = datetime(2026, 11, 23, 10, tzinfo=UTC)
        await asyncio.wait_for(journey(here, Chore("busy", HOUR, busy)).go_on(2 * HOUR), 60)
        assert here.clock.now() >= start + 2 * HOUR


async def test_a_check_in_comes_at_its_hour_and_is_reminded_of_a_day_later(database_url: str):
    async with town(database_url, office_number="01632 960000") as here:
        village = Village(here)
        _ = await village.accept(MARGARET)
        start, one = here.clock.now(), journey(here)
        await one.go_on(2 * DAY)
        _ = await here.texts(MARGARET, *BASELINE)
        answered = here.clock.now()
        await one.go_on(8 * DAY)
        ours = [line.at.astimezone(LONDON) for line in await here.transcript(MARGARET) if not line.inbound]
    days = [f"{at:%a} {at.hour}:{at.minute:02}" for at in ours if at > answered]
    assert start < ours[0]
    assert days == ["Tue 10:00", "Wed 10:00"]


@pytest.mark.parametrize("hours", [0, -3])
async def test_no_time_is_no_journey(database_url: str, hours: int):
    async with town(database_url) as here:
        assert await looks(here, hours * HOUR) == []
