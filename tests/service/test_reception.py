"""Reception on a real database: stored once, folded in order, answered after the commit, nothing lost."""

import asyncio
import sqlite3

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base import Inbound
from tests.serving import JO, MARGARET, Town, town

FULL = ("JOIN", "yes", "78", "no", "Margaret", "I miss the garden club", "12 TQ14 9BH", "ring me", "mornings", "yes")


async def test_a_whole_referral_arrives_in_the_queue(database_url: str) -> None:
    async with town(database_url) as here:
        last = await here.texts(MARGARET, *FULL)
        assert "The team has your message" in last[0]
        assert await here.raised() == ["green referral"]
        referral = await here.referral()
        assert referral.state == "complete"
        assert referral.facts["name"] == "Margaret"
        assert referral.facts["matters"] == "I miss the garden club"
        assert referral.facts["address"] == "12, TQ14 9BH"
        lines = await here.transcript(MARGARET)
        assert [line.text for line in lines if line.inbound] == list(FULL)


async def test_it_is_in_the_queue_from_the_moment_of_agreement(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "JOIN")
        assert await here.raised() == []
        _ = await here.texts(MARGARET, "yes")
        assert (await here.raised(), (await here.referral()).state) == (["green referral"], "incomplete")


async def test_a_redelivery_drops_out(database_url: str) -> None:
    async with town(database_url) as here:
        once = here.inbound(MARGARET, "hello", id="SM1")
        for _ in range(2):
            await here.service.reception.take(once)
        _ = await asyncio.gather(*(here.service.reception.take(once) for _ in range(5)))
        await here.settled()
        assert len(here.channel.to(MARGARET)) == 1
        assert len([line for line in await here.transcript(MARGARET) if line.inbound]) == 1


async def test_one_batch_folds_a_contacts_messages_in_order(database_url: str) -> None:
    """Three at once from one phone: the first begins, the others came before anything could be read."""
    async with town(database_url) as here:
        many = [here.inbound(MARGARET, words) for words in ("hello", "is anyone", "there")]
        many += [here.inbound(JO, "JOIN")]
        _ = await asyncio.gather(*(here.service.reception.take(one) for one in many))
        await here.settled()
        assert [line.note for line in await here.transcript(MARGARET) if line.inbound] == [False, True, True]
        assert (len(here.channel.to(MARGARET)), len(here.channel.to(JO))) == (1, 2)


async def test_a_question_asked_before_another_message_of_the_batch_can_be_answered(database_url: str) -> None:
    """The second message changes nothing: the question that the first led to is still the one that is asked."""
    async with town(database_url) as here:
        both = [here.inbound(MARGARET, words) for words in ("JOIN", "is anyone there")]
        _ = await asyncio.gather(*(here.service.reception.take(one) for one in both))
        await here.settled()
        assert "How old are you?" in (await here.texts(MARGARET, "yes"))[-1]


async def test_two_hundred_strangers_at_once_each_get_an_answer(database_url: str) -> None:
    async with town(database_url) as here:
        numbers = [f"+447700900{n:03}" for n in range(100, 300)]
        _ = await asyncio.gather(*(here.service.reception.take(here.inbound(who, "hello")) for who in numbers))
        await here.settled()
        assert sorted(one.address for one in here.channel.taken) == numbers


async def test_a_turn_that_raises_loses_only_itself(database_url: str) -> None:
    """A conversation whose flow is gone: the message is kept, the sender hears so, and a person is asked."""
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "JOIN")
        async with here.service.database.write() as tx:
            _ = await tx.execute(text("UPDATE conversations SET flow = 'gone'"))
        await here.clock.advance(minutes=1)
        gone = here.service.reception.take(here.inbound(MARGARET, "yes"))
        well = here.service.reception.take(here.inbound(JO, "JOIN"))
        _ = await asyncio.gather(gone, well)
        await here.settled()
        assert here.channel.to(MARGARET)[-1].startswith("Sorry, something went wrong here.")
        assert await here.raised() == ["amber the service could not answer"]
        assert [line.text for line in await here.transcript(MARGARET) if line.inbound] == ["JOIN", "yes"]
        assert len(here.channel.to(JO)) == 2


async def test_a_commit_that_fails_is_told_to_whoever_waits(database_url: str) -> None:
    async with town(database_url) as here:
        async with here.service.database.write() as tx:
            _ = await tx.execute(text("ALTER TABLE messages RENAME TO messages_away"))
        with pytest.raises((SQLAlchemyError, sqlite3.Error)):
            await here.service.reception.take(here.inbound(MARGARET, "hello", id="SM1"))
        async with here.service.database.write() as tx:
            _ = await tx.execute(text("ALTER TABLE messages_away RENAME TO messages"))
        await here.service.reception.take(here.inbound(MARGARET, "hello", id="SM1"))
        await here.settled()
        assert len(here.channel.to(MARGARET)) == 1


@pytest.mark.postgres
async def test_two_processes_take_one_persons_messages_at_once_and_lose_none(postgres_url: str) -> None:
    async with town(postgres_url) as one, town(postgres_url) as other:
        sent = [Inbound("sms", MARGARET, f"SM{n}", f"message {n}", one.clock.now()) for n in range(60)]
        takers = [(one if n % 2 else other).service.reception.take(message) for n, message in enumerate(sent)]
        again = [other.service.reception.take(message) for message in sent]  # and each delivered twice
        _ = await asyncio.gather(*takers, *again)
        stored = [line.text for line in await one.transcript(MARGARET) if line.inbound]
        assert sorted(stored) == sorted(message.text for message in sent)


async def test_danger_is_in_the_queue_with_the_message(database_url: str) -> None:
    async with town(database_url) as here:
        answer = await here.texts(MARGARET, "I've took all my tablets")
        assert "116 123" in answer[0]
        item = (await here.queue())[0]
        assert (item.level, item.category) == ("red", "suicide")
        assert item.why.splitlines()[0] == "I've took all my tablets"
        assert item.why.splitlines()[1].startswith("SCRIPT FOR 999: ")


async def test_what_no_question_takes_is_kept_as_a_note(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "JOIN", "yes and my knees are bad")
        assert [line.note for line in await here.transcript(MARGARET) if line.inbound] == [False, True]


async def whole(here: Town, who: str) -> list[str]:
    return [f"{'<' if line.inbound else '>'} {line.text}" for line in await here.transcript(who)]


async def test_a_restart_goes_on_where_it_was(database_url: str) -> None:
    async with town(database_url) as before:
        _ = await before.texts(MARGARET, "JOIN", "yes", "78")
    async with town(database_url, before.clock.now()) as after:
        answer = await after.texts(MARGARET, "no")
        assert answer[0].startswith("What name shall we call you?")
        assert (await whole(after, MARGARET))[-2:] == ["< no", f"> {answer[0]}"]


async def test_a_child_who_wrote_is_remembered_when_danger_comes(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "im 14 and i look after my mum")
        answer = await here.texts(MARGARET, "my dad hits me")
        assert any("0800 1111" in text for text in answer)
        assert "red under 18: children's route" in await here.raised()
