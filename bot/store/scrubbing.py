"""What was erased must also leave the file: SQLite's log and PostgreSQL's dead rows still hold it for a while.

SQLite overwrites what is deleted (`secure_delete`, see database.py); here its log is written back and emptied. On
PostgreSQL a vacuum frees dead rows; its own log (WAL) and the disk below are the operator's. Backups are not touched.
"""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.store.tables import metadata


async def scrub(url: str) -> bool:
    """Clear away what deleted rows left behind. False when somebody else was reading: it is then cleared later."""
    engine = create_async_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                return (await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))).scalar() == 0
            tables = ", ".join(table.name for table in metadata.sorted_tables)
            _ = await connection.execute(text(f"VACUUM {tables}"))
            return True
    finally:
        await engine.dispose()
