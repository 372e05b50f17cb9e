"""What providers say later of a text: delivered, or not. Failures become a queue item, because silence is not the
resident's fault. Twilio reports two or three times for every reply, so these are what a busy service has most of.
"""

from collections.abc import Sequence

from bot.batches import Batches
from bot.channels.base import DeliveryReport
from bot.clock import Clock
from bot.store import aftermath, outbox, receipts
from bot.store.database import Database
from bot.store.hands import Hands


class Delivery:
    def __init__(self, database: Database, clock: Clock):
        self._database, self._clock = database, clock
        batches = Batches(self._commit)
        self.take, self.run = batches.take, batches.run

    async def _commit(self, reports: Sequence[DeliveryReport]) -> None:
        now = self._clock.now()
        async with self._database.write() as tx:
            owed = await receipts.reported(tx, [(report.outbox, report.provider_id) for report in reports])
            known = [(report, *row) for report, row in zip(reports, owed, strict=True) if row]
            arrived = [(row, report.provider_id) for report, row, _ in known if report.state != "failed"]
            await outbox.sent(tx, arrived, now)  # perhaps the first that anybody hears: whoever sent it was killed
            await receipts.delivered(tx, [row for report, row, _ in known if report.state == "delivered"], now)
            hands = Hands(tx, self._database.vault, self._database.ids, now)
            for report, row, contact in known:
                if report.state == "failed" and await outbox.settle(tx, row, "failed", report.code, now):
                    await aftermath.undelivered(hands, contact, report.reaction, report.code, row)
