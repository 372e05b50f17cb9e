"""A part of a transaction that can be taken back by itself: what it wrote, and what it recorded in the audit log."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.store import chain
from bot.store.sqlite_writer import Tx


@asynccontextmanager
async def undoable(tx: Tx) -> AsyncGenerator[None]:
    """Whatever is raised inside takes this part back and is raised further. An error of the database is not ours to
    mend: the whole transaction is run again."""
    recorded = chain.remembered(tx)
    _ = await tx.execute(text("SAVEPOINT part"))
    try:
        yield
    except DBAPIError:
        raise
    except Exception:
        _ = await tx.execute(text("ROLLBACK TO SAVEPOINT part"))
        _ = await tx.execute(text("RELEASE SAVEPOINT part"))
        chain.unremember(tx, recorded)
        raise
    _ = await tx.execute(text("RELEASE SAVEPOINT part"))
