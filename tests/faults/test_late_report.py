"""A service dies between request and record, and the provider's report is the first that anybody hears of the text."""

import pytest

from bot.channels.base import DeliveryReport
from bot.store import outbox
from tests.serving import MARGARET, Town, town


async def taken_and_not_recorded(here: Town) -> int:
    """What a killed process leaves: a claimed row that the provider has taken."""
    database = here.service.database
    async with database.write() as tx:
        (owed,) = await outbox.claim(tx, database.vault, ["sms"], 1, here.clock.now())
    return owed.id


@pytest.mark.parametrize("state", ["sent", "delivered"])
async def test_a_report_before_the_record_shows_the_question(database_url: str, state: str) -> None:
    async with town(database_url) as here:
        await here.service.reception.take(here.inbound(MARGARET, "hello"))
        row = await taken_and_not_recorded(here)
        await here.service.outbox.report(DeliveryReport("SM1", state, outbox=row))  # type: ignore[arg-type]
        await here.clock.advance(minutes=3)
        await here.service.outbox.reconcile()
        answer = await here.texts(MARGARET, "1")
        assert answer, "the question was never shown, and nothing can answer it"
