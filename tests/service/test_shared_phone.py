"""A person is not a phone: two people on one, nothing repeated on it, and each asked who they are."""

from tests.serving import MARGARET, town

FULL = ("JOIN", "yes", "78", "no", "Margaret", "company", "skip", "1", "skip", "yes")


async def test_a_second_person_makes_the_phone_shared_and_discreet(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, *FULL)
        assert (await here.texts(MARGARET, "JOIN"))[0].startswith("We already have a request from this phone.")
        summary = await here.texts(
            MARGARET, "no", "yes", "80", "yes", "mornings", "Harold", "my shed", "skip", "1", "skip"
        )
        assert "Harold" not in summary[-1]
        assert summary[-1].startswith("I have noted your answers.")
        _ = await here.texts(MARGARET, "1")
        assert await here.raised() == ["green referral", "green referral"]
        await here.clock.advance(days=2)
        assert (await here.texts(MARGARET, "hello"))[-1] == "Hello. What is your first name?"
        assert await here.texts(MARGARET, "Margaret") == ["Thank you. I have kept your message for the team."]
        assert "I have kept your message" in (await here.texts(MARGARET, "when is the club?"))[0]


async def test_a_phone_that_others_see_repeats_nothing(database_url: str) -> None:
    async with town(database_url) as here:
        texts = await here.texts(MARGARET, *FULL[:3], "yes", "mornings", *FULL[4:-1])
        assert texts[-1].startswith("I have noted your answers.")
        assert "Margaret" not in " ".join(here.channel.to(MARGARET))


async def test_after_four_silent_weeks_nothing_is_repeated(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, *FULL[:-2])
        await here.clock.advance(days=29)
        assert "Margaret" not in " ".join(await here.texts(MARGARET, "any time"))
