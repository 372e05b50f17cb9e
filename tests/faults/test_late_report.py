"""A service dies between claim and record. What the provider then tells must be read for what it is."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.channels.base import DeliveryReport, Outbound
from bot.outbox import SKEW
from bot.store import outbox, receipts, tables
from tests.serving import MARGARET, Kept, Town, town


class ByBody(Kept):
    """A provider that knows a text by its words and number only, as Twilio's list does."""

    async def find(self, outbound: Outbound, since: datetime) -> str | None:
        same = [one for one in self.taken if (one.address, one.text) == (outbound.address, outbound.text)]
        return f"kept-{same[-1].id}" if same else None


async def taken_and_not_recorded(here: Town) -> int:
    """What a killed process leaves: a claimed row that the provider has taken."""
    database = here.service.database
    async with database.write() as tx:
        (owed,) = await outbox.claim(tx, database.vault, {"sms": 1}, here.clock.now())
    return owed.id


@pytest.mark.parametrize("state", ["sent", "delivered"])
async def test_a_report_before_the_record_shows_the_question(database_url: str, state: str) -> None:
    async with town(database_url) as here:
        await here.service.reception.take(here.inbound(MARGARET, "hello"))
        row = await taken_and_not_recorded(here)
        await here.service.delivery.take(DeliveryReport("SM1", state, outbox=row))  # type: ignore[arg-type]
        await here.clock.advance(minutes=3)
        await here.service.outbox.reconcile()
        answer = await here.texts(MARGARET, "1")
        assert answer, "the question was never shown, and nothing can answer it"


async def test_an_earlier_text_with_the_same_words_is_not_this_one(database_url: str) -> None:
    async with town(database_url) as here:
        here.channel = ByBody()
        here.service.add_channel(here.channel)
        [answer] = await here.texts(MARGARET, "JOIN", "help")
        await here.clock.advance(minutes=1)
        await here.service.reception.take(here.inbound(MARGARET, "help"))
        _ = await taken_and_not_recorded(here)  # and killed before it was handed over
        await here.clock.advance(minutes=3)
        await here.service.outbox.reconcile(timedelta(0))
        await here.settled()
        assert here.channel.to(MARGARET).count(answer) == 2, "a reply that never went out counts as sent"


class Asked(Kept):
    """Remembers how far back it was asked to look."""

    since: datetime | None = None

    async def find(self, outbound: Outbound, since: datetime) -> str | None:
        self.since = since
        return None


async def test_the_provider_is_asked_for_nothing_older_than_the_claim(database_url: str) -> None:
    """What was due long before, and waited for its turn, cannot be mistaken for an older text with the same words."""
    async with town(database_url) as here:
        here.channel = asked = Asked()
        here.service.add_channel(asked)
        await here.service.reception.take(here.inbound(MARGARET, "hello"))
        await here.clock.advance(hours=3)
        claimed = here.clock.now()
        _ = await taken_and_not_recorded(here)
        await here.clock.advance(minutes=3)
        await here.service.outbox.reconcile()
        assert asked.since == claimed - SKEW


async def test_reports_of_several_texts_are_kept_together(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "JOIN", "help")
        database = here.service.database
        async with database.read() as reader:
            rows = (await reader.execute(select(tables.outbox.c.id))).scalars().all()
        async with database.write() as tx:
            await receipts.delivered(tx, rows, here.clock.now())
        async with database.read() as reader:
            states = (await reader.execute(select(tables.outbox.c.state))).scalars().all()
        assert len(states) > 1
        assert set(states) == {"delivered"}
