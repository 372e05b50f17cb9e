"""What the inspection after a kill takes for torn, and what it does not."""

from sqlalchemy import select, update

from bot.store.tables import conversations, messages
from tests.faults.inspection import looked_at
from tests.serving import MARGARET, Town, town


async def torn(url: str) -> list[str]:
    async with looked_at(url) as looked:
        return await looked.torn()


async def test_a_message_that_closes_one_conversation_and_begins_another_is_whole(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "hello", "1", "yes", "78", "no", "Margaret")
        assert await flows(here) == ["welcome", "self_referral"]
        assert await torn(database_url) == []


async def test_an_answer_kept_with_no_conversation_is_torn(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "hello", "1", "yes", "78")
        for sent in (1, 2):
            await keep_apart(here, sent)
        assert [what.split(" message ")[0] for what in await torn(database_url)] == [
            "welcome: answer from",
            "self_referral: answer from",
        ]


async def flows(here: Town) -> list[str]:
    async with here.service.database.read() as reader:
        return list((await reader.execute(select(conversations.c.flow).order_by(conversations.c.id))).scalars())


async def keep_apart(here: Town, sent: int) -> None:
    """Their message of this number, counted from 0, belongs to no conversation any more."""
    async with here.service.database.write() as tx:
        ids = (await tx.execute(select(messages.c.id).order_by(messages.c.id))).scalars().all()
        _ = await tx.execute(update(messages).where(messages.c.id == ids[sent]).values(conversation_id=None))
