"""Durable turns a second and their latency, beside a handler that stores nothing and beside plainly written code.

Server and generator each have a core of their own. The servers that are compared take turns, round by round, so that
a slow minute of the machine hits both; each ratio is of neighbours, and the median of them is shown.
"""

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.store.migrate import migrate
from tests.bench.dialogue import TEXTS, check_signing, requests
from tests.bench.load import Load, Round

RUNS = 3
PHONES = {"bare": 1000, "idle": 1000, "busy": 1000, "naive": 200}  # naive is slower: fewer phones, the same dialogue
WARM = 100  # phones of a first dialogue that is not counted


@dataclass
class Under:
    """A server under load. `last` is what it last said of itself."""

    kind: str
    load: Load
    last: dict[str, Any] = field(default_factory=dict[str, Any])

    async def round(self, phones: range, turn: int, run: int = 0) -> Round:
        """One text from each phone. A busy server's round ends when all that it owes is handed over."""
        ready, before = requests(phones, turn, run), self.last.get("cpu", 0.0)
        round, began = await self.load.round(ready), time.perf_counter()
        self.last = json.loads(await self.load.ask("/_next"))
        if self.kind != "busy":
            return Round(round.seconds, round.each, self.last["worked"] - before)
        return Round(round.seconds + time.perf_counter() - began, round.each, self.last["cpu"] - before)

    async def dialogue(self, phones: range, run: int = 0) -> list[Round]:
        return [await self.round(phones, turn, run) for turn in range(len(TEXTS))]


@asynccontextmanager
async def server(
    kind: str, url: str, connections: int, *options: str, given: Mapping[str, str] | None = None
) -> AsyncGenerator[Under]:
    """`given`: settings, for a server that reads them."""
    command = ["-m", "tests.bench.server", kind, url, *options]
    env = os.environ | {f"FRONTDOOR_{name}": value for name, value in (given or {}).items()}
    process = await asyncio.create_subprocess_exec(sys.executable, *command, stdin=PIPE, stdout=PIPE, env=env)
    assert process.stdin
    assert process.stdout
    try:
        line = await process.stdout.readline()
        load = await Load.on(json.loads(line)["port"], connections)
        yield Under(kind, load)
        load.close()
    finally:
        process.stdin.close()
        _ = await asyncio.wait_for(process.wait(), 30)


@asynccontextmanager
async def fresh() -> AsyncGenerator[str]:
    """The address of a new, migrated SQLite database, on a disk and not in memory."""
    with tempfile.TemporaryDirectory(prefix="frontdoor-bench-", dir=os.environ.get("BENCH_DIR")) as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}"
        await asyncio.to_thread(migrate, url)
        yield url


@dataclass
class Compared:
    """The rounds of two servers that took turns."""

    ours: list[Round] = field(default_factory=list[Round])
    theirs: list[Round] = field(default_factory=list[Round])

    @property
    def ratio(self) -> float:
        return statistics.median(our.rate / their.rate for our, their in zip(self.ours, self.theirs, strict=True))


async def compare(kind: str, beside: str, connections: int = 64, runs: int = RUNS) -> Compared:
    check_signing()
    seen = Compared()
    for run in range(runs):
        async with (
            fresh() as url,
            fresh() as url_beside,
            server(kind, url, connections) as one,
            server(beside, url_beside, connections) as other,
        ):
            for warming in (one, other):
                _ = await warming.dialogue(range(9_000_000, 9_000_000 + WARM), 100 + run)
            for turn in range(len(TEXTS)):
                seen.ours.append(await one.round(range(PHONES[kind]), turn, run))
                seen.theirs.append(await other.round(range(PHONES[beside]), turn, run))
    return seen


def rate(rounds: list[Round]) -> float:
    return statistics.median(round.rate for round in rounds)


def cpu(rounds: list[Round]) -> float:
    """Microseconds of the server's processor a request."""
    return 1e6 * statistics.median(round.cpu / len(round.each) for round in rounds)


def quantile(rounds: list[Round], q: float) -> float:
    """Milliseconds: the median over the rounds of each round's own quantile."""
    return 1000 * statistics.median(sorted(r.each)[min(int(q * len(r.each)), len(r.each) - 1)] for r in rounds)
