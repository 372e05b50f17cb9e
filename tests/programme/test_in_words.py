"""What people say about the programme, in the whole service: the rhythm, a rest, how far they are."""

from datetime import date, timedelta

from tests.programme.village import Village, on
from tests.serving import JO, MARGARET, MONDAY_10, town

WEDNESDAY = date(2026, 11, 25)  # week 1 begins: she was accepted on Monday


async def test_another_day_in_words_is_when_the_next_check_in_comes(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        village = Village(here)
        id = await village.accept(MARGARET)
        (answer,) = await village.says(MARGARET, "can you text me on Fridays at 3pm instead")
        assert answer == "All right. I will text you on Fridays at about 3 in the afternoon, every week."
        episode = await village.episode(id)
        assert (episode.day, episode.hour, episode.pace) == (4, "15:00", 1)
        await village.work()
        assert (await village.says(MARGARET, "when's my next check in"))[0].endswith("Tuesday 24 November.")


async def test_a_rest_silences_and_start_ends_it(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        village = Village(here)
        id = await village.accept(MARGARET)
        _ = await village.says(MARGARET, "pause until 5 January")
        assert (await village.episode(id)).paused_until == "2027-01-05"
        before = len(here.channel.to(MARGARET))
        await village.at(on(WEDNESDAY + timedelta(weeks=3), "12:00"))
        assert len(here.channel.to(MARGARET)) == before
        (status,) = await village.says(MARGARET, "STATUS")
        assert "until Tuesday 5 January" in status
        _ = await village.says(MARGARET, "START")
        assert (await village.episode(id)).paused_until is None
        await village.at(here.clock.now() + timedelta(days=8))
        assert len(here.channel.to(MARGARET)) > before + 2


async def test_how_long_a_rest_is_to_be_worries_nobody(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        village = Village(here)
        id = await village.accept(MARGARET)
        _ = await village.says(MARGARET, "PAUSE", "about three weeks")
        assert (await village.episode(id)).paused_until == "2026-12-14"
        _ = await village.says(MARGARET, "START", "I'm away for two weeks")
        assert (await village.episode(id)).paused_until == "2026-12-07"
        assert await here.raised() == []


async def test_what_worries_beside_an_earlier_text_does_so_with_a_command_between(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        village = Village(here)
        _ = await village.accept(MARGARET)
        _ = await village.says(
            MARGARET, "the papers are all in the drawer", "I've found the dog a home", "STATUS", "MENU"
        )
        _ = await village.says(MARGARET, "tell Janet I love her")
        assert [one for one in await here.raised() if one.startswith(("red", "amber"))] != []


async def test_who_asks_for_less_hears_every_other_week(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        village = Village(here)
        id = await village.accept(MARGARET)
        assert (await village.says(MARGARET, "not so often"))[0].endswith("every two weeks.")
        assert (await village.episode(id)).pace == 2
        assert here.clock.now() > MONDAY_10


async def test_a_death_told_by_a_daughter_holds_her_and_whoever_looks_after_her(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        village = Village(here)
        hers = await village.accept(MARGARET)
        carers = await village.accept(JO, "Jo", role="carer", programme="caregivers", cares_for=hers)
        (answer,) = await village.says(MARGARET, "This is her daughter. Mum passed away on Sunday")
        assert answer.startswith("I am so sorry for your loss.")
        assert [(await village.episode(id)).state for id in (hers, carers)] == ["held", "held"]
        assert "amber death reported" in await here.raised()
        before = len(here.channel.taken)
        await village.at(here.clock.now() + timedelta(weeks=2))
        assert len(here.channel.taken) == before
