"""The end of twelve weeks in a whole service: what was met on the way is told first, and then what has changed."""

from datetime import date, timedelta

import pytest

from tests.programme.test_checkins import begun
from tests.programme.village import on
from tests.serving import MARGARET, Town, town

FIRST = date(2026, 12, 1)
FINAL = FIRST + timedelta(weeks=11)


@pytest.fixture
async def here(sqlite_url: str):
    async with town(sqlite_url, office_number="01632 960000") as made:
        yield made


async def test_the_goal_that_was_met_stands_in_the_closing_message(here: Town) -> None:
    village, episode = await begun(here)
    await village.at(on(FIRST, "10:00"))
    _ = await village.says(MARGARET, "10", "yes", "6", "a good week")
    for week in (3, 6, 9):
        await village.at(on(FIRST + timedelta(weeks=week), "15:00"))
        _ = await village.says(MARGARET, *["skip"] * 6)
    await village.at(on(FINAL, "15:00"))
    _ = await village.says(MARGARET, "8", "8", "8", "3", "never", "the walks", "no", "yes")
    said = " ".join(here.channel.to(MARGARET)[-2:])
    assert 'You set out to do this: "walk to the shop". And you did it.' in said
    assert "You began at 5 and are at 8 now." in said
    assert (await village.states(episode))["final", 12] == "answered"
