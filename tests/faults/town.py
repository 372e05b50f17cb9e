"""People and their provider, while the service behind them is killed.

Each phone goes through a self-referral: it answers what it was last asked, and the provider repeats its webhook with
the same id until somebody answers 200, as providers do; now and then it does so after that, too.
"""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import ClientError, web

from tests.fakes.twilio import FakeTwilio
from tests.fakes.twilio_wire import Callbacks, Row

TEXTS = ("JOIN", "yes", "78", "no", "Margaret", "I miss the garden club", "12 TQ14 9BH", "ring me", "mornings", "yes")
DANGER = "I've took all my tablets"
LOOK = 0.02  # seconds between two looks at what has arrived
PATIENCE = 3.0  # real seconds after which somebody who got no answer writes all the same
TRAVEL = 2.0  # real seconds, at most, until the first report of a text
READING = 0.4  # real seconds: four of the service's, one more than it takes for a question to count as read


class Slow(FakeTwilio):
    """Reports come when the text has travelled: perhaps after the service that sent it was killed, and another started."""

    async def _tell(self, row: Row, how: Callbacks) -> None:
        await asyncio.sleep(self.dice.uniform(0, TRAVEL))
        await super()._tell(row, how)


@dataclass
class Town:
    fake: FakeTwilio
    url: str
    dice: random.Random
    taken: Counter[str] = field(default_factory=Counter[str])
    brought: set[str] = field(default_factory=set[str])
    answered: Counter[str] = field(default_factory=Counter[str])
    phones: list[str] = field(default_factory=list[str])
    ended: bool = False
    _seen: int = 0

    async def live(self, at_once: int) -> None:
        """So many phones at any time, new ones after those that are through, until it is ended."""
        async with asyncio.TaskGroup() as people:
            _ = people.create_task(self._watch())
            for _ in range(at_once):
                _ = people.create_task(self._somebody())

    async def _somebody(self) -> None:
        while not self.ended:
            phone = f"+447700900{100 + len(self.phones):03}"
            self.phones.append(phone)
            in_danger = len(self.phones) % 7 == 0
            texts = (*TEXTS[:5], DANGER, *TEXTS[5:]) if in_danger else TEXTS
            for text in texts:
                if self.ended:
                    return  # half-way, as people do
                before = self.answered[phone]
                await self._text(phone, text)
                _ = await _until(lambda before=before, phone=phone: self.answered[phone] > before, PATIENCE)
                await asyncio.sleep(READING)  # as people do

    async def _text(self, phone: str, text: str) -> None:
        row = self.fake.arrive(text, From=phone)
        sid = row["sid"]
        self.brought.add(sid)
        fields = {"MessageSid": sid, "SmsSid": sid, "From": phone, "To": row["to"], "Body": text, "NumMedia": "0"}
        while not await self._took(fields):  # noqa: ASYNC110  # a process that is being killed has no event to wait for
            await asyncio.sleep(0.1)  # a provider's pause before it tries again
        self.taken[sid] += 1
        if self.dice.random() < 0.1 and await self._took(fields):
            self.taken[sid] += 1

    async def _took(self, fields: dict[str, str]) -> bool:
        try:
            return await self.fake.post(f"{self.url}/twilio/message", fields) == 200
        except (ClientError, TimeoutError, OSError):
            return False

    async def _watch(self) -> None:
        """Count what each phone has received, while anybody is there."""
        while not (self.ended and self._seen == len(self.fake.rows)):
            rows = self.fake.rows[self._seen :]
            self._seen += len(rows)
            self.answered.update(row["to"] for row in rows if row["direction"] == "outbound-api")
            await asyncio.sleep(LOOK)


async def _until(holds: Callable[[], bool], seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            while not holds():  # noqa: ASYNC110  # what it holds is told by another process
                await asyncio.sleep(LOOK)
    except TimeoutError:
        return False
    return True


@asynccontextmanager
async def provider(fake: FakeTwilio) -> AsyncGenerator[str, None]:
    """The fake on a real port; reports come in any order, some twice."""
    fake.callbacks = Callbacks(shuffled=True, twice=True)
    fake.page = 1000
    runner = web.AppRunner(fake.app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
