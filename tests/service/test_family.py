"""Family referral on a real database: the person is asked once, decides alone, and the referrer learns nothing."""

from datetime import timedelta

from bot.guidance import HELD
from bot.store.items import Item
from tests.serving import JO, MARGARET, Town, town

TO_THE_PHONE = ("hello", "2", "yes", "no", "yes", "Jo", "my mum", "Margaret", "2", "yes")
ASKED = "Hello, this is Frontdoor Wellbeing. May we send you a text"


async def refers(here: Town, who: str, phone: str) -> str:
    """A whole family referral of the person with this number; returns the last text to the referrer."""
    return (await here.texts(who, *TO_THE_PHONE, phone, "she never goes out", "yes"))[-1]


async def opened(here: Town) -> None:
    _ = await here.service.unprompted.open_waiting()
    await here.settled()


async def test_the_person_says_yes_and_it_goes_on_as_theirs(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        _ = await refers(here, JO, "07700 900001")
        assert (await here.referral()).state == "awaiting_agreement"
        await opened(here)
        assert [text.startswith(ASKED) for text in here.channel.to(MARGARET)] == [True]
        _ = await here.texts(MARGARET, "yes", "yes", "yes")
        assert (await here.referral()).state == "incomplete"
        last = await here.texts(MARGARET, "78", "no", "Peggy", "company", "skip", "1", "skip", "yes")
        assert "The team has your message" in last[-1]
        referral = await here.referral()
        assert (referral.state, referral.facts["name"], referral.facts["matters"]) == ("complete", "Peggy", "company")
        assert referral.facts["referrer_says"] == "she never goes out"


async def test_the_referrer_hears_of_a_yes_only_with_consent(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        _ = await refers(here, JO, "07700 900001")
        await opened(here)
        before = await here.texts(JO, "STATUS")
        _ = await here.texts(MARGARET, "yes", "yes", "no")
        assert await here.texts(JO, "STATUS") == before
    async with town(sqlite_url, here.clock.now()) as here:
        _ = await here.texts(MARGARET, "BACK", "yes")
        assert await here.texts(JO, "STATUS") != before


async def test_status_says_only_what_has_happened(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        for text in TO_THE_PHONE:
            _ = await here.texts(JO, text)
        assert (await here.texts(JO, "STATUS"))[0].startswith("We have started on your request")
        _ = await here.texts(JO, "skip", "skip", "yes")
        assert await here.texts(JO, "STATUS") == [
            "We have passed what you told us to the team. We can only tell you more if the person says so."
        ]


async def test_whose_word_an_agreement_rests_on_stands_on_the_referral_and_in_the_queue(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        for last in (*TO_THE_PHONE[:-1], "yes but she gets muddled", "07700 900001", "she stays in", "yes"):
            _ = await here.texts(JO, last)
        await opened(here)
        word = "the person knows, and may not agree, and may not be able to decide, on the word of Jo"
        item = next(item for item in await here.queue() if item.category == "agreement")
        assert (item.level, word in item.why) == ("amber", True)
        assert (await here.referral()).facts["agreement"].startswith(f"agreement is provisional: {word}")
        assert here.channel.to(MARGARET) == []


async def test_a_no_closes_it_and_is_never_asked_again(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        first = await refers(here, JO, "07700 900001")
        await opened(here)
        assert await here.texts(MARGARET, "no") == [
            "That is fine. We will not write again. If you ever want us, text JOIN."
        ]
        assert (await here.referral()).state == "closed"
        await here.clock.advance(days=100)
        again = await refers(here, JO, "07700 900001")
        await opened(here)
        assert again == first
        assert len(here.channel.to(MARGARET)) == 2
        assert "green agreement" in await here.raised()


async def test_one_first_message_in_ninety_days_whoever_asks(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        for who in (JO, "+447700900003"):
            _ = await refers(here, who, "07700 900001")
            await opened(here)
        assert len(here.channel.to(MARGARET)) == 1


async def test_the_referrer_reads_the_same_whether_or_not_the_person_is_known(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        unknown = await refers(here, JO, "07700 900055")
        _ = await here.texts(MARGARET, "JOIN", "yes")
        known = await refers(here, "+447700900003", "07700 900001")
        assert known == unknown
        told = len(here.channel.to(MARGARET))
        await opened(here)
        assert len(here.channel.to(MARGARET)) == told
        assert any("recorded safe contact" in item.why for item in await here.queue())


async def test_at_most_three_referred_numbers_a_sender_a_day(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        numbers = [f"+4477009001{n:02}" for n in range(4)]
        for number in numbers:
            _ = await refers(here, JO, number)
        await opened(here)
        assert [len(here.channel.to(number)) for number in numbers] == [1, 1, 1, 0]


async def test_the_first_message_waits_for_a_decent_hour(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        await here.clock.advance(hours=11)  # 21:00
        _ = await refers(here, JO, "07700 900001")
        await opened(here)
        assert here.channel.to(MARGARET) == []
        await here.clock.advance(hours=11)
        await opened(here)
        assert len(here.channel.to(MARGARET)) == 1


async def test_a_landline_is_rung_by_a_person(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        _ = await refers(here, JO, "01626 201234")
        await opened(here)
        assert any("ring to ask" in item.why for item in await here.queue())
        assert {one.address for one in here.channel.taken} == {JO}


async def test_no_answer_in_a_week_goes_to_a_person(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        _ = await refers(here, JO, "07700 900001")
        await opened(here)
        await here.clock.advance(days=8)
        assert await here.service.unprompted.expire(timedelta(days=14)) == 1
        assert any("no answer to the first text" in item.why for item in await here.queue())


async def test_wrong_number_ends_it_for_good(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        _ = await refers(here, JO, "07700 900001")
        await opened(here)
        _ = await here.texts(MARGARET, "wrong number")
        await here.clock.advance(days=100)
        _ = await refers(here, JO, "07700 900001")
        await opened(here)
        assert len(here.channel.to(MARGARET)) == 2


async def test_wrong_number_ends_an_invitation_that_still_waits_and_start_brings_nothing_back(
    sqlite_url: str,
) -> None:
    async with town(sqlite_url) as here:
        await here.clock.advance(hours=11)  # 21:00: the invitation waits for the morning
        _ = await refers(here, JO, "07700 900001")
        _ = await here.texts(MARGARET, "wrong number", "START")
        await here.clock.advance(hours=12)
        await opened(here)
        assert not any(text.startswith(ASKED) for text in here.channel.to(MARGARET))
        assert any("ask for another" in item.why for item in await here.queue())


async def test_start_after_wrong_number_does_not_open_the_invitation_again(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        _ = await refers(here, JO, "07700 900001")
        await opened(here)
        _ = await here.texts(MARGARET, "wrong number", "START")
        await opened(here)
        assert (await here.texts(MARGARET, "yes"))[0].startswith("Hello, this is Frontdoor Wellbeing. We are not for")
        assert (await here.referral()).state == "awaiting_agreement"
        await here.clock.advance(days=100)
        _ = await refers(here, JO, "07700 900001")
        await opened(here)
        assert [text.startswith(ASKED) for text in here.channel.to(MARGARET)].count(True) == 1


async def test_the_senders_own_number_is_not_written_to(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        last = await refers(here, JO, "07700 900002")
        await opened(here)
        assert here.channel.to(JO)[-1] == last
        assert any("the sender's own" in item.why for item in await here.queue())


async def test_the_first_message_waits_until_another_conversation_is_over(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        _ = await here.texts(MARGARET, "hello")
        _ = await refers(here, JO, "07700 900001")
        await opened(here)
        assert len(here.channel.to(MARGARET)) == 1
        _ = await here.texts(MARGARET, "4")
        await opened(here)
        assert here.channel.to(MARGARET)[-1].startswith(ASKED)


HARM = "I slapped mum last night"


async def item_of_the_other(here: Town) -> Item:
    """The one about the person who was referred."""
    return next(item for item in await here.queue() if item.part == "witness")


async def test_whoever_turns_out_to_have_caused_harm_invites_nobody(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        _ = await refers(here, JO, "07700 900001")
        _ = await here.texts(JO, HARM)
        await opened(here)
        await here.clock.advance(days=8)
        await opened(here)
        assert here.channel.to(MARGARET) == []
        other = await item_of_the_other(here)
        assert (other.level, other.categories) == ("red", ("abuse",))
        assert HELD in other.why
        assert (await here.referral()).state == "awaiting_agreement"


async def test_a_first_text_that_is_still_in_the_outbox_is_held_too(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        _ = await refers(here, JO, "07700 900001")
        _ = await here.service.unprompted.open_waiting()
        await here.service.reception.take(here.inbound(JO, HARM))
        await here.settled()
        assert here.channel.to(MARGARET) == []
        assert HELD in (await item_of_the_other(here)).why


async def test_what_was_sent_already_is_not_said_to_be_held(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        _ = await refers(here, JO, "07700 900001")
        await opened(here)
        _ = await here.texts(JO, HARM)
        assert HELD not in (await item_of_the_other(here)).why
        assert await here.texts(MARGARET, "yes")


async def test_a_referral_after_that_goes_to_a_person(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        _ = await here.texts(JO, HARM, "yes")
        await here.clock.advance(days=3)
        _ = await refers(here, JO, "07700 900001")
        await opened(here)
        assert here.channel.to(MARGARET) == []
        assert any("nobody is invited for them" in item.why for item in await here.queue())
