"""What is urgent goes at once: past ordinary texts that wait for their turn, and past a provider that keeps us waiting.

The clock stands still in all of these: whatever waits for its turn waits for ever.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta

from sqlalchemy import func, select

from bot.app import at_work
from bot.channels.base import Outbound
from bot.clock import ManualClock
from bot.lanes import MOST, YIELD, Lane
from bot.store import holding, staff
from bot.store.tables import outbox
from tests.crew import ANN, BOB, Crew
from tests.serving import JO, MARGARET, MONDAY_10, Kept, Town, town

RED = "I want to end my life"


class Holds(Kept):
    """A provider that takes its time: it has a text, and answers when it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self._came, self.lets_go = asyncio.Event(), asyncio.Event()

    async def send(self, outbound: Outbound) -> str:
        self.taken.append(outbound)
        self._came.set()
        _ = await self.lets_go.wait()
        return f"kept-{outbound.id}"

    async def reads(self, address: str, times: int = 1) -> list[str]:
        """What came to this address, once there are so many."""
        async with asyncio.timeout(20):
            while len(found := self.to(address)) < times:
                self._came.clear()
                _ = await self._came.wait()
        return found


@asynccontextmanager
async def rush(database_url: str, people: int, per_second: float = 1e9) -> AsyncGenerator[tuple[Town, Holds]]:
    """Everybody has written something ordinary, and the outbox is at work on their replies. Margaret is the last."""
    async with town(database_url, messages_per_second=per_second) as here:
        here.channel = channel = Holds()
        here.service.add_channel(channel)
        numbers = [f"+447700900{n}" for n in range(200, 199 + people)]
        for number in [*numbers, MARGARET]:
            await here.service.reception.take(here.inbound(number, "hello"))
        async with at_work(here.service.outbox.run()):
            _ = await channel.reads(numbers[0])
            try:
                yield here, channel
            finally:
                channel.lets_go.set()
                await here.clock.advance(seconds=30)


async def in_state(here: Town, state: str) -> int:
    async with here.service.database.read() as tx:
        return (await tx.execute(select(func.count()).where(outbox.c.state == state))).scalar_one()


async def test_an_alert_does_not_wait_for_ordinary_texts_to_have_their_turn(database_url: str) -> None:
    async with rush(database_url, 10, per_second=1) as (here, channel):
        _ = await Crew(here).enrols("Ann", ANN)
        await here.service.reception.take(here.inbound(JO, RED))
        assert len(await channel.reads(ANN)) == 1
        assert len(await channel.reads(JO)) == 1


async def test_whoever_waits_for_an_ordinary_reply_has_the_safety_text_at_once(database_url: str) -> None:
    """Because what waits for its turn is not claimed: it would hold up all else of the same contact."""
    async with rush(database_url, 10, per_second=1) as (here, channel):
        await here.service.reception.take(here.inbound(MARGARET, RED))
        assert "999" in (await channel.reads(MARGARET))[0]
        assert await in_state(here, "claimed") <= 3


async def test_ordinary_texts_leave_room_at_a_slow_provider(database_url: str) -> None:
    async with rush(database_url, MOST + 10) as (here, channel):
        _ = await Crew(here).enrols("Ann", ANN)
        await here.service.reception.take(here.inbound(JO, RED))
        assert len(await channel.reads(ANN)) == 1
        assert await in_state(here, "queued") >= 10


async def test_the_reds_of_distinct_people_do_not_wait_for_each_other_on_a_phone(database_url: str) -> None:
    async with rush(database_url, 2) as (here, channel):
        _ = await Crew(here).enrols("Ann", ANN)
        for who in (JO, MARGARET):
            await here.service.reception.take(here.inbound(who, RED))
        assert len(set(await channel.reads(ANN, times=2))) == 2


async def test_that_an_item_is_taken_does_not_come_before_its_alert(database_url: str) -> None:
    async with rush(database_url, 2) as (here, channel):
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        _ = await crew.enrols("Bob", BOB)
        await here.service.reception.take(here.inbound(JO, RED))
        _ = await channel.reads(ANN)
        async with here.service.database.write() as tx:
            await holding.claim(tx, here.service.database.ids, 1, staff.actor(crew.ids["Bob"]), here.clock.now())
        await here.service.alerts.tick()
        await here.service.reception.take(here.inbound(MARGARET, RED))
        later = (await channel.reads(ANN, times=2))[1]
        assert later.startswith("Red item 2")
        channel.lets_go.set()
        assert "Bob" in (await channel.reads(ANN, times=3))[2]


async def test_a_lane_takes_on_no_more_than_goes_within_a_second() -> None:
    lane = Lane(ManualClock(MONDAY_10), 8)
    for id in range(8):
        lane.enter(id)
    assert lane.room == 0
    lane.leave(3)
    assert lane.room == 1


async def test_a_slow_pace_has_room_for_one() -> None:
    assert Lane(ManualClock(MONDAY_10), 0.1).room == 1


async def test_ordinary_texts_make_room_for_urgent_ones_but_are_not_put_off_for_ever() -> None:
    clock = ManualClock(MONDAY_10)
    lane = Lane(clock, 8)
    for _urgent in range(100):
        lane.overtake()
    went = asyncio.create_task(lane.turn(1))
    await clock.advance(seconds=0.9)
    assert not went.done()
    await clock.advance(seconds=0.2)
    assert went.done()
    assert clock.now() - MONDAY_10 <= YIELD + timedelta(seconds=0.2)
