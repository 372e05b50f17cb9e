"""Micro-batches: what arrives while a commit is under way is committed together by the next one.

One fsync serves the batch, and one statement a table instead of one each. A batch that fails is committed one by
one, so that what cannot be stored loses only itself; whoever brought it hears so.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import structlog
from sqlalchemy.exc import DBAPIError

T = TypeVar("T")

MOST = 256  # a batch: enough that the fsync no longer counts, few enough that nobody waits long
TRIES = 3  # of a whole batch, when the database chose it as the victim of a deadlock
log = structlog.get_logger()


@dataclass(slots=True)
class Waiting(Generic[T]):
    """One that has arrived, and whoever waits for its commit."""

    one: T
    stored: asyncio.Future[None]


class Batches(Generic[T]):
    """`commit` stores all that it is given in one transaction, or raises and stores nothing."""

    def __init__(self, commit: Callable[[Sequence[T]], Awaitable[None]]):
        self._commit = commit
        self._arrived: asyncio.Queue[Waiting[T]] = asyncio.Queue()

    async def take(self, one: T, /) -> None:
        """Returns when it is committed. Raises the database's error when it is not."""
        waiting = Waiting(one, asyncio.get_running_loop().create_future())
        self._arrived.put_nowait(waiting)
        await waiting.stored

    async def run(self) -> None:
        while True:
            batch = [await self._arrived.get()]
            while len(batch) < MOST and not self._arrived.empty():
                batch.append(self._arrived.get_nowait())
            await self._settle(batch)

    async def _settle(self, batch: Sequence[Waiting[T]]) -> None:
        """Commit the batch, or else each alone, and tell whoever waits."""
        error = await self._attempt([waiting.one for waiting in batch])
        if error is not None and len(batch) > 1:
            for waiting in batch:
                await self._settle([waiting])
            return
        for waiting in batch:
            if waiting.stored.done():
                continue
            if error is None:
                waiting.stored.set_result(None)
            else:
                waiting.stored.set_exception(error)

    async def _attempt(self, batch: Sequence[T]) -> Exception | None:
        for left in reversed(range(TRIES)):
            try:
                await self._commit(batch)
            except Exception as error:  # whatever it was, whoever brought it must hear that it is not stored
                if left and _worth_again(error):
                    continue
                log.error("batch not stored", size=len(batch), error=type(error).__name__)
                return error
            return None
        return None


def _worth_again(error: Exception) -> bool:
    """Deadlock or serialization failure: the database asks for the same once more."""
    state = getattr(getattr(error, "orig", None), "sqlstate", None) if isinstance(error, DBAPIError) else None
    return state in ("40001", "40P01")
