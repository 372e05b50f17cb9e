"""kill -9, twenty times under load: nothing is lost, nothing is torn, nothing is sent twice without need."""

import asyncio
import random
import socket
import time
from collections import Counter
from collections.abc import Mapping

import pytest

from tests.fakes.twilio_wire import ACCOUNT, NUMBER, TOKEN
from tests.faults.fast import FastClock
from tests.faults.inspection import Looked, looked_at
from tests.faults.town import Slow, Town, provider
from tests.faults.victim import Victim, victim
from tests.serving import KEY

KILLS = 20
AT_ONCE = 16  # phones that write at any moment
MOST = 30  # texts that a process takes before it is killed
MOMENT = 0.2  # seconds after the last of them, at most
SETTLED = 60  # seconds in which all that is owed must be handed over, once nobody is killed


def environment(url: str, api: str, port: int) -> Mapping[str, str]:
    given = {
        "database_url": url, "secret_key": KEY, "out_of_hours": "none", "port": str(port),
        "public_url": f"http://127.0.0.1:{port}", "messages_per_second": "1000",
        "twilio_account_sid": ACCOUNT, "twilio_auth_token": TOKEN, "twilio_from": NUMBER, "twilio_api_url": api,
    }  # fmt: skip
    return {f"FRONTDOOR_{name.upper()}": value for name, value in given.items()}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.slow
async def test_killed_twenty_times_under_load(database_url: str) -> None:
    began, port, dice = time.time(), free_port(), random.Random(20)
    fake = Slow(now=FastClock(began).now, dice=random.Random(21))
    town = Town(fake, f"http://127.0.0.1:{port}", dice)
    async with provider(fake) as api, victim(environment(database_url, api, port), began) as service:
        doubts = await killed_under_load(service, town, database_url)
        await settled(database_url)
        await fake.settled()
        assert await service.stop() == 0
    async with looked_at(database_url) as looked:
        await verify(looked, town, doubts)


async def killed_under_load(service: Victim, town: Town, url: str) -> set[int]:
    """Start, live, kill, and start again; the rows that were in doubt at any kill."""
    doubts: set[int] = set()
    await service.start()
    life = asyncio.create_task(town.live(AT_ONCE))
    for _ in range(KILLS):
        await under_way(town, town.dice.randint(0, MOST))
        await service.kill()
        async with looked_at(url) as looked:
            doubts |= await looked.in_doubt()
        await service.start()
        assert not life.done(), life.exception()
    town.ended = True
    async with asyncio.timeout(SETTLED):
        await life
    return doubts


async def under_way(town: Town, texts: int) -> None:
    """Until so many more texts are taken, and then any instant: a slow machine is killed at work as well as a fast one."""
    enough = len(town.taken) + texts
    async with asyncio.timeout(SETTLED):
        while len(town.taken) < enough:  # noqa: ASYNC110  # the service is another process, and has no event for us
            await asyncio.sleep(0.01)
    await asyncio.sleep(town.dice.uniform(0, MOMENT))  # the moment of the kill: the test's very subject


async def settled(url: str) -> None:
    async with asyncio.timeout(SETTLED), looked_at(url) as looked:
        while await looked.waiting():
            await looked.connection.rollback()
            await asyncio.sleep(0.1)


async def verify(looked: Looked, town: Town, doubts: set[int]) -> None:
    stored = await looked.stored()
    assert set(town.taken) == town.brought, "a text was never taken"
    assert stored == Counter(looked.key(sid) for sid in town.brought), "a text is lost, or stored twice"
    assert set(await looked.states()) <= {"sent", "delivered"}
    assert await looked.confused() == []
    owed = await looked.owed()
    handed = Counter(int(row["outbox"]) for row in town.fake.sent)
    assert await looked.words(set(owed) - set(handed)) == [], "replies that were not handed over"
    assert set(handed) <= set(owed), "handed over and not stored"
    again = {row for row, times in handed.items() if times > 1}
    assert again <= doubts, "handed over twice, and not in doubt at any kill"
    assert await looked.torn() == []
    assert in_order(town, owed)
    print(f"\n{len(stored)} texts, {len(owed)} replies, {len(doubts)} in doubt at a kill, {len(again)} sent again")
    assert len(stored) > KILLS * 5, "hardly anything was under way when it was killed"


def in_order(town: Town, owed: Mapping[int, tuple[int, str]]) -> bool:
    """Each phone got its replies in the order in which they were owed; safety may overtake."""
    first = {int(row["outbox"]): n for n, row in reversed(list(enumerate(town.fake.sent)))}
    last = dict[tuple[int, str], int]()
    for row, whose in owed.items():
        if first[row] < last.get(whose, -1):
            return False
        last[whose] = first[row]
    return True
