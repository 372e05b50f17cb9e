"""Where a text could harm whoever wrote, nothing is said after the answer to their own words: not that a person was told,
and not who took it."""

import pytest
from sqlalchemy import update

from bot.store.tables import contacts
from tests.crew import ANN, Crew
from tests.serving import MARGARET, Town, town

TOLD = "Someone in our team has been told about your message."
TAKEN = "Ann from our team has your message and will be in touch."
DEATH, ABUSE = "I want to end my life", "my husband hits me"


async def taken(here: Town, *texts: str) -> list[str]:
    """What Margaret reads after the answers to her texts, until Ann has taken all of it."""
    crew = Crew(here)
    _ = await crew.enrols("Ann Lee", ANN)
    _ = await here.texts(MARGARET, *texts)
    before = len(here.channel.to(MARGARET))
    await crew.ticks(1)
    for item in await here.queue():
        await crew.claims("Ann Lee", item.number)
    await crew.ticks(61)
    return here.channel.to(MARGARET)[before:]


async def test_on_a_phone_of_their_own_they_hear_both(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        assert await taken(here, DEATH) == [TOLD, TAKEN]


@pytest.mark.parametrize(
    "texts",
    [(ABUSE,), (DEATH, ABUSE), (ABUSE, DEATH), (DEATH, "later"), (ABUSE, "later"), (DEATH, "yes", "here", ABUSE)],
)
async def test_nothing_more_is_said_of_abuse_or_after_later(sqlite_url: str, texts: tuple[str, ...]) -> None:
    async with town(sqlite_url) as here:
        assert await taken(here, *texts) == []


@pytest.mark.parametrize("safe_time", ["", "morning", "14:00"])
async def test_nothing_more_is_said_on_a_phone_that_others_see(sqlite_url: str, safe_time: str) -> None:
    async with town(sqlite_url) as here:
        _ = await here.texts(MARGARET, "hello")
        async with here.service.database.write() as tx:
            _ = await tx.execute(update(contacts).values(discreet=True, safe_time=safe_time))
        assert await taken(here, DEATH) == []
