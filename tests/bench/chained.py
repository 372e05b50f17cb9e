"""What the chain of the audit log costs a batch, and how long `frontdoor check` looks at a long log. In process:
python -m tests.bench.chained [PHONES [ENTRIES]].

Two services that differ in the chain alone take turns, text by text; each ratio is of neighbours.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.serve import calm_the_collector, quiet_logs
from bot.store import chain
from bot.store.chain_check import Fits, verify
from bot.store.database import Database
from bot.store.log import record
from bot.store.migrate import migrate
from bot.store.sqlite_writer import Tx
from bot.store.vault import Vault
from tests.bench.dialogue import TEXTS
from tests.bench.inprocess import texts
from tests.bench.server import resident, service_on
from tests.bench.turns import fresh
from tests.serving import KEY

ROUNDS, PHONES, ENTRIES = 5, 100, 1_000_000
AT_ONCE = 10_000  # entries a transaction, when the log is filled


class Unchained(Database):
    """The same, and nothing is linked."""

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[Tx, None]:
        writer = self._writer
        assert writer
        async with writer.transaction() as tx:
            chain.begin(tx)
            yield tx


async def ratio(phones: int) -> tuple[float, float]:
    """With the chain beside without, of the same texts: the median and the worst of the rounds."""
    found: list[float] = []
    async with AsyncExitStack() as stack:
        sides = [await _side(stack, Database), await _side(stack, Unchained)]
        for round in range(ROUNDS):
            mine = range(round * phones, (round + 1) * phones)
            taken = [0.0, 0.0]
            for turn in range(len(TEXTS)):
                for at in (0, 1) if turn % 2 else (1, 0):
                    service, clock = sides[at]
                    taken[at] += await texts(service, clock, mine, turn)
                    await service.outbox.flush()
                    clock.skip()
            found.append(taken[0] / taken[1])
    return statistics.median(found), max(found)


async def _side(stack: AsyncExitStack, kind: type[Database]):
    service, clock, _ = service_on(await stack.enter_async_context(fresh()))
    service.database.__class__ = kind  # everything of the service holds this very database already
    _ = await stack.enter_async_context(service.working())
    return service, clock


async def looking(entries: int) -> tuple[float, int]:
    """The seconds that a look at a log of so many entries takes, and the memory that it needs more."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'frontdoor.db'}"
        await asyncio.to_thread(migrate, url)
        database = Database(url, Vault(KEY))
        await database.open()
        for start in range(0, entries, AT_ONCE):
            now = datetime.now(UTC)
            async with database.write() as tx:
                many = [("staff:912643640525528081", "seen", f"item:{n}", "") for n in range(start, start + AT_ONCE)]
                await record(tx, database.ids, now, many)
        before, began = resident(), time.perf_counter()
        seen = await verify(database)
        took, more = time.perf_counter() - began, resident() - before
        assert isinstance(seen, Fits)
        assert seen.entries == entries
        await database.close()
        return took, more


async def main(phones: int, entries: int) -> None:
    median, worst = await ratio(phones)
    print(f"a batch with the chain beside one without: median {median:.3f}, worst of {ROUNDS} {worst:.3f}")
    took, more = await looking(entries)
    print(f"a look at {entries:,} entries: {took:.1f} s, {more / 1e6:.0f} MB more")


if __name__ == "__main__":
    quiet_logs()
    calm_the_collector()
    given = [int(one) for one in sys.argv[1:]]
    asyncio.run(main(*given, *(PHONES, ENTRIES)[len(given) :]))
