"""A service that can be killed and started again."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOON = 60  # seconds in which a service must have started or ended


class Victim:
    def __init__(self, maker: Process):
        self._maker, self._running = maker, 0

    async def start(self) -> None:
        """A new process of the service; returns when it takes texts."""
        assert self._maker.stdin
        self._maker.stdin.write(b"start\n")
        self._running = await self._told("running")

    async def kill(self) -> None:
        """kill -9; returns when it is gone."""
        os.kill(self._running, signal.SIGKILL)
        ended, self._running = await self._told("ended"), 0
        assert ended == -signal.SIGKILL

    async def stop(self) -> int:
        """An orderly stop; what the process ended with."""
        os.kill(self._running, signal.SIGTERM)
        ended, self._running = await self._told("ended"), 0
        return ended

    async def close(self) -> None:
        """Nothing of it is left."""
        for process in filter(None, (self._running, self._maker.pid)):
            os.kill(process, signal.SIGKILL)
        _ = await self._maker.wait()

    async def _told(self, word: str) -> int:
        """The number after this word; other lines are the service's log."""
        assert self._maker.stdout
        async with asyncio.timeout(SOON):
            while line := (await self._maker.stdout.readline()).decode():
                if line.startswith(f"{word} "):
                    return int(line.split()[1])
                print(line, end="")
                if line.startswith("ended "):
                    break
        raise RuntimeError(f"the service ended before it said {word!r}")


@asynccontextmanager
async def victim(environment: Mapping[str, str], began: float) -> AsyncGenerator[Victim, None]:
    maker = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.faults.server", repr(began),
        cwd=ROOT, env={**os.environ, **environment}, stdin=PIPE, stdout=PIPE,
    )  # fmt: skip
    made = Victim(maker)
    try:
        yield made
    finally:
        await made.close()
