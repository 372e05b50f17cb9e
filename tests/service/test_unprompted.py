"""What is said without being asked: nudges and expiries, once, at decent hours, and only where it is safe."""

from datetime import timedelta

import pytest

from tests.serving import MARGARET, Town, town

DAY, FORTNIGHT = timedelta(days=1), timedelta(days=14)


async def nudged(here: Town) -> int:
    count = await here.service.unprompted.nudge(DAY)
    await here.settled()
    return count


async def test_a_referral_left_halfway_is_asked_about_once(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "JOIN", "yes", "78", "no")
        assert await nudged(here) == 0
        await here.clock.advance(hours=25)
        assert await nudged(here) == 1
        assert here.channel.to(MARGARET)[-1].endswith("What name shall we call you?")
        await here.clock.advance(hours=25)
        assert await nudged(here) == 0
        assert "What matters most" in (await here.texts(MARGARET, "Jean"))[-1]


async def test_it_waits_for_the_morning(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "JOIN", "yes", "78")
        await here.clock.advance(hours=35)  # 21:03
        assert await nudged(here) == 0
        await here.clock.advance(hours=12)
        assert await nudged(here) == 1


async def test_a_phone_that_others_see_is_written_to_only_in_its_safe_time(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "JOIN", "yes", "78", "yes", "mornings")
        await here.clock.advance(hours=28)  # 14:05
        assert await nudged(here) == 0
        await here.clock.advance(hours=20)  # 10:05
        assert await nudged(here) == 1
        assert here.channel.to(MARGARET)[-1].startswith("Hello. We can go on when it suits you.")


@pytest.mark.parametrize("safe_time", ["skip", "any time except when he is home"])
async def test_one_that_named_no_safe_time_is_never_written_to_first(database_url: str, safe_time: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "JOIN", "yes", "78", "yes", safe_time)
        for _hour in range(48):
            await here.clock.advance(hours=1)
            assert await nudged(here) == 0


async def test_a_safe_hour_begins_when_they_said(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "JOIN", "yes", "78", "yes", "half past two")
        await here.clock.advance(hours=28, minutes=10)  # 14:15
        assert await nudged(here) == 0
        await here.clock.advance(minutes=20)
        assert await nudged(here) == 1


async def test_stop_and_pause_end_nudges(database_url: str) -> None:
    for word in ("STOP", "PAUSE"):
        async with town(database_url) as here:
            _ = await here.texts("+447700900077" if word == "STOP" else MARGARET, "JOIN", "yes", "78", word)
            await here.clock.advance(hours=25)
            assert await nudged(here) == 0


async def test_silence_closes_the_conversation_and_leaves_the_referral_in_the_queue(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "JOIN", "yes", "78")
        await here.clock.advance(days=15)
        assert await here.service.unprompted.expire(FORTNIGHT) == 1
        assert await here.service.unprompted.expire(FORTNIGHT) == 0
        assert (await here.raised(), (await here.referral()).state) == (["green referral"], "incomplete")
        assert "I have kept your message" in (await here.texts(MARGARET, "I was in hospital"))[0]
