"""Without HTTP: the dialogue through reception, and what memory and disk a conversation takes. A process of its own.

python -m tests.bench.inprocess dialogue DATABASE_URL PHONES      messages a second
python -m tests.bench.inprocess fill DATABASE_URL COUNT [COUNT]   resident memory after so many conversations
"""

import asyncio
import json
import sys
import time
from collections.abc import Sequence

from bot.app import Service
from bot.channels.base import Inbound
from bot.serve import calm_the_collector, quiet_logs
from tests.bench.dialogue import TEXTS, phone
from tests.bench.server import Ahead, resident, service_on

TOGETHER = 1000  # messages that wait at once, when many conversations are made


async def texts(service: Service, clock: Ahead, phones: Sequence[int], turn: int) -> float:
    """One text from each phone, all at once; the seconds until the last is committed."""
    now = clock.now()
    inbounds = [Inbound("sms", phone(n), f"{turn}-{n}", TEXTS[turn], now) for n in phones]
    began = time.perf_counter()
    _ = await asyncio.gather(*(service.reception.take(one) for one in inbounds))
    return time.perf_counter() - began


async def dialogue(url: str, phones: int) -> None:
    service, clock, _ = service_on(url)
    taken = 0.0
    async with service.working():
        for turn in range(len(TEXTS)):
            taken += await texts(service, clock, range(phones), turn)
            await service.outbox.flush()
            clock.skip()
    print(json.dumps({"messages": phones * len(TEXTS), "seconds": taken}))


async def fill(url: str, counts: Sequence[int]) -> None:
    service, clock, _ = service_on(url)
    made, memory = 0, dict[int, int]()
    async with service.working():
        for count in counts:
            for start in range(made, count, TOGETHER):
                phones = range(start, min(start + TOGETHER, count))
                _ = await texts(service, clock, phones, 0)
            made = count
            memory[count] = resident()
    print(json.dumps(memory))


if __name__ == "__main__":
    quiet_logs()
    calm_the_collector()
    what, url, *numbers = sys.argv[1:]
    if what == "dialogue":
        asyncio.run(dialogue(url, int(numbers[0])))
    else:
        asyncio.run(fill(url, [int(number) for number in numbers]))
