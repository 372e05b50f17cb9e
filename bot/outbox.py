"""The outbox: hand over what is owed, one in flight per contact point, in order, and record what became of it.

Urgent texts, that is alerts and safety replies, never wait for ordinary ones, however many those are and however slow
the provider; and alerts not even for each other.

Handed over at least once; a second time only when the process died, or the line broke, between request and
record, and then only after asking the provider. Safety replies know no cap, no quiet hours, no giving up early.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot import metrics
from bot.channels.base import Channel, Outbound, SendFailed
from bot.clock import Clock
from bot.hours import Hours
from bot.lanes import Lane
from bot.store import aftermath, answering, outbox, receipts, staff
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.outbox import Owed
from bot.store.sqlite_writer import Tx

SKEW = timedelta(minutes=1)  # by which a provider's clock may be behind ours; it was given nothing before the claim
DOUBT_AFTER = timedelta(seconds=90)  # a claim this old has no task that still works on it
TRIES = {
    "safety": 40,
    "reply": 12,
    "prompt": 5,
    "reminder": 5,
    "first": 5,
}  # 5 s, 10 s ... 5 min: three hours, one hour, minutes
LONGEST_WAIT = 300.0  # seconds between tries
LOOK_AGAIN = timedelta(minutes=15)  # for what waits until a person has finished writing with them
UNPROMPTED = ("prompt", "reminder", "first")
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast and how often: per channel and second, unprompted per contact and day, and in which hours."""

    per_second: float
    daily_cap: int
    hours: Hours


class Outbox:
    def __init__(self, database: Database, channels: Mapping[str, Channel], clock: Clock, pace: Pace):
        self._database, self._channels, self._clock, self._pace = database, channels, clock, pace
        self._lanes: dict[str, Lane] = {}
        self._wake = asyncio.Event()
        self._accepted: list[tuple[int, str]] = []
        self._sending: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        self._wake.set()

    async def run(self) -> None:
        """Send what is due, for ever; look again when woken and every second."""
        try:
            while True:
                self._wake.clear()
                if not await self._tried():
                    await self._nap()
        finally:
            _ = await asyncio.gather(*self._sending)
            _ = await self._write_down()  # an orderly stop leaves nothing in doubt

    async def flush(self) -> None:
        """Send all that is due now, and return when what became of it is recorded."""
        while await self._round():
            _ = await asyncio.gather(*self._sending)

    async def _tried(self) -> bool:
        try:
            return await self._round()
        except Exception as error:  # what was taken is kept, and recorded by the next: else it would be sent again
            log.error("outbox could not look", error=type(error).__name__)
            return False

    async def _nap(self) -> None:
        waiting = [asyncio.create_task(self._wake.wait()), asyncio.create_task(self._clock.sleep(1))]
        try:
            _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                _ = task.cancel()

    async def _round(self) -> bool:
        """In one transaction: record what providers took, and claim what is due next. False when there was neither."""
        accepted = self._accepted
        claimed = await self._write_down(claim=True)
        for owed in claimed:
            if not owed.is_urgent:
                self._lane(owed.channel).enter(owed.id)
            task = asyncio.create_task(self._hand_over(owed))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
        return bool(claimed or accepted)

    async def _write_down(self, *, claim: bool = False) -> list[Owed]:
        """Write down what providers took, many at a time: only then does a question count as shown."""
        (accepted, self._accepted), now = (self._accepted, []), self._clock.now()
        try:
            async with self._database.write() as tx:
                await outbox.sent(tx, accepted, now)
                room = {channel: self._lane(channel).room for channel in self._channels}
                return await outbox.claim(tx, self._database.vault, room, now) if claim else []
        except BaseException:
            self._accepted = accepted + self._accepted
            raise

    async def _hand_over(self, owed: Owed) -> None:
        try:
            if await self._held_back(owed):
                return
            await self._turn(owed)
            provider_id = await self._channels[owed.channel].send(_outbound(owed))
        except SendFailed as failure:
            await self._failed(owed, failure)
        except Exception as error:  # a bug in a channel must not lose the text: it is tried again
            log.error("channel broke", channel=owed.channel, error=type(error).__name__)
            await self._failed(owed, SendFailed(type(error).__name__, ambiguous=True))
        else:
            metrics.sent.labels(owed.channel).inc()
            self._accepted.append((owed.id, provider_id))
        finally:
            self._lane(owed.channel).leave(owed.id)
            self._wake.set()

    async def _turn(self, owed: Owed) -> None:
        if owed.is_urgent:
            self._lane(owed.channel).overtake()
        else:
            await self._lane(owed.channel).turn(owed.id)

    def _lane(self, channel: str) -> Lane:
        return self._lanes.setdefault(channel, Lane(self._clock, self._pace.per_second))

    async def _held_back(self, owed: Owed) -> bool:
        """Expired, opted out, answered meanwhile, over a person's words or the cap, or at the wrong hour: live facts, read
        at sending."""
        now = self._clock.now()
        if owed.expires_at is not None and owed.expires_at <= now:
            await self._settle(owed, "expired", "")
        elif owed.contact_state in ("opted_out", "wrong_number") and owed.urgency != "safety":
            await self._settle(owed, "cancelled", owed.contact_state)
        elif owed.hides:
            await self._settle(owed, "cancelled", outbox.HIDES)
        elif owed.urgency == "reminder" and not await self._is_waited_for(owed):
            await self._settle(owed, "cancelled", "answered")
        elif owed.over_a_person and not owed.is_urgent and not await self._is_staffs(owed):
            await self._silent(owed, now)
        elif owed.urgency in UNPROMPTED and (due := await self._decent(owed, now)) > now:
            await self._later(owed, due, "held back")
        else:
            return False
        return True

    async def _silent(self, owed: Owed, now: datetime) -> None:
        """A person writes with them: what we wanted to ask waits until they hand it back, an answer of ours is void."""
        if owed.urgency in UNPROMPTED:
            await self._later(owed, now + LOOK_AGAIN, "held back")
        else:
            await self._settle(owed, "cancelled", outbox.PERSON_WRITES)

    async def _is_staffs(self, owed: Owed) -> bool:
        """A colleague's phone: what they hear of the queue must reach them, whoever writes with them besides."""
        async with self._database.glance() as connection:
            return bool(await staff.by_contacts(connection, self._database.vault, [owed.contact]))

    async def _is_waited_for(self, owed: Owed) -> bool:
        async with self._database.glance() as connection:
            return await answering.is_waited_for(connection, owed.id)

    async def _decent(self, owed: Owed, now: datetime) -> datetime:
        async with self._database.glance() as connection:
            today = await outbox.unprompted_since(connection, owed.contact, now - timedelta(days=1))
        if today >= self._pace.daily_cap:
            return now + timedelta(hours=6)
        return self._pace.hours.next(now) or now

    async def _failed(self, owed: Owed, failure: SendFailed) -> None:
        metrics.failed.labels(owed.channel, failure.code).inc()
        if owed.picture is not None:  # its words went before it: tried once, holding up nothing, and nobody is told
            await self._settle(owed, "failed", failure.code)
            return
        if failure.ambiguous and (found := await self._ask(owed)):
            self._accepted.append((owed.id, found))
            return
        gave_up = failure.reaction != "alarm" and (failure.permanent or owed.attempts >= TRIES[owed.urgency])
        if gave_up:
            await self._settle(owed, "failed", failure.code)
        else:
            await self._later(owed, self._clock.now() + timedelta(seconds=_wait(owed, failure)), failure.code)
        if gave_up or failure.reaction:
            await self._tell(owed, failure, gave_up=gave_up)

    async def _ask(self, owed: Owed) -> str | None:
        """Whether the provider took a text whose hand-over we did not see end.

        It knows a text by its words, and gives the newest: one that we know for an earlier row is not this one.
        """
        try:
            found = await self._channels[owed.channel].find(_outbound(owed), owed.claimed_at - SKEW)
            async with self._database.glance() as connection:
                known = found and await receipts.by_provider_id(connection, found)
            return None if known not in (None, owed.id) else found
        except Exception as error:  # the provider cannot say: at least once means that it is sent again
            log.warning("could not reconcile", channel=owed.channel, error=type(error).__name__)
            return None

    async def reconcile(self, older: timedelta = DOUBT_AFTER) -> None:
        """Rows claimed by a process that died: found at the provider, or queued again and counted."""
        async with self._database.glance() as connection:
            lost = await outbox.in_doubt(connection, self._database.vault, self._clock.now() - older)
        for owed in lost:
            if found := await self._ask(owed):
                self._accepted.append((owed.id, found))
            else:
                metrics.handed_over_again.inc()
                await self._later(owed, self._clock.now(), "in doubt")
        _ = await self._write_down()

    async def _tell(self, owed: Owed, failure: SendFailed, *, gave_up: bool) -> None:
        row = owed.id if gave_up else None
        async with self._database.write() as tx:
            await aftermath.undelivered(self._hands(tx), owed.contact, failure.reaction, failure.code, row)

    async def _settle(self, owed: Owed, state: str, why: str) -> None:
        async with self._database.write() as tx:
            _ = await outbox.settle(tx, owed.id, state, why, self._clock.now())

    async def _later(self, owed: Owed, due: datetime, why: str) -> None:
        async with self._database.write() as tx:
            await outbox.later(tx, owed.id, due, why)

    def _hands(self, tx: Tx) -> Hands:
        return Hands(tx, self._database.vault, self._database.ids, self._clock.now())


def _outbound(owed: Owed) -> Outbound:
    return Outbound(owed.id, owed.address, owed.text, owed.urgency, owed.buttons, owed.asks, owed.picture)  # type: ignore[arg-type]


def _wait(owed: Owed, failure: SendFailed) -> float:
    """Seconds until the next try: what the provider asked for, or twice as long each time."""
    return failure.retry_after or min(5.0 * 2 ** (owed.attempts - 1), LONGEST_WAIT)
