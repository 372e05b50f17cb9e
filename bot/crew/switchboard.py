"""Calls through our number: the rows that ask for one are dialled, and Twilio is told what to do when somebody picks up.

Their own phone rings first, and only a key that is pressed on it rings the person: a mailbox that answers must not be
put through. Dialling is never tried twice: nobody knows whether the first try rang.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

from bot.alert_words import AlertWords
from bot.channels.base import Ring, SendFailed
from bot.clock import Clock
from bot.crew.order import tell
from bot.state import Reply
from bot.store import calling, staff
from bot.store.calling import Ended
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.sqlite_writer import Tx

Line = Callable[[Ring], Awaitable[str]]
TOLD = {"reached": "staff_call_reached", "not picked up": "staff_call_yours", "not made": "staff_call_failed"}
UNHEARD_OF = timedelta(minutes=3)  # a phone rings for half a minute
MISSED = "staff_call_missed"
log = structlog.get_logger()


class Switchboard:
    """Implements Calls. `line` dials: None while calls are not set up."""

    def __init__(self, database: Database, clock: Clock, words: AlertWords, wake: Callable[[], None]):
        self._database, self._clock, self._words, self._wake = database, clock, words, wake
        self.line: Line | None = None

    async def dial(self) -> None:
        """Make the calls that were asked for, and give up those of which nothing was heard."""
        if self.line is None:
            return
        async with self._database.write() as tx:
            asked = await calling.take_asked(self._hands(tx))
            lost = await calling.unheard_of(tx, self._clock.now() - UNHEARD_OF)
        for one in asked:
            await self._dial(self.line, one)
        for id in lost:
            await self._over(id, "not made")

    async def _dial(self, line: Line, one: calling.Asked) -> None:
        try:
            made = await line(Ring(one.id, one.theirs))
        except SendFailed as failure:
            log.error("call not made", code=failure.code)
            if not failure.ambiguous:
                await self._over(one.id, "not made")
            return
        async with self._database.write() as tx:
            await calling.dialled(tx, one.id, made)

    async def greeting(self, id: int) -> str:
        """What a member of staff hears who picked up; empty when this call is over."""
        async with self._database.read() as tx:
            number = await calling.is_on(tx, id)
        return "" if number is None else self._words.text("voice_press_one", number=str(number))

    @property
    def sorry(self) -> str:
        return self._words.text("voice_not_put_through")

    async def put_through(self, id: int) -> str | None:
        async with self._database.write() as tx:
            return await calling.put_through(self._hands(tx), id)

    async def ended(self, id: int, status: str) -> None:
        """How the person's phone answered."""
        async with self._database.write() as tx:
            hands = self._hands(tx)
            await self._tell(hands, await calling.ended(hands, id, status))
        self._wake()

    async def hung_up(self, id: int) -> None:
        """Their own side is over; if nobody was rung by then, nobody will be."""
        await self._over(id, "not picked up")

    async def _over(self, id: int, why: str) -> None:
        async with self._database.write() as tx:
            hands = self._hands(tx)
            await self._tell(hands, await calling.not_picked_up(hands, id, why))
        self._wake()

    async def _tell(self, hands: Hands, ended: Ended | None) -> None:
        """Whoever made the call hears how it ended."""
        if ended is None:
            return
        team = {one.id: one for one in await staff.team(hands.tx)}
        routes = team[ended.staff].routes if ended.staff in team else ()
        words = self._words.text(TOLD.get(ended.how, MISSED), number=str(ended.number))
        await tell(hands, {routes[0]: Reply(words, "safety")} if routes else {})

    def _hands(self, tx: Tx) -> Hands:
        return Hands(tx, self._database.vault, self._database.ids, self._clock.now())
