"""What an administrator does with the data, one function a command: they open the database, do it, and give back
what to say. Nothing here prints, asks or decides."""

import asyncio
import json
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from bot import backup as backups
from bot.clock import Clock, SystemClock
from bot.errors import FrontdoorError, SettingsWrong
from bot.settings import Settings
from bot.store.database import Database
from bot.store.forgetting import FORGOTTEN, erase
from bot.store.hands import Hands
from bot.store.log import record
from bot.store.rekeying import rekey as rekey_all
from bot.store.scrubbing import scrub
from bot.store.subject import document, find
from bot.store.vault import Vault

ADMINISTRATOR = "administrator"
LEFT_OVER = (
    "Backups made before today still hold it, and so may what others wrote about them in their own messages. "
    "Delete old backups when you can, and search the desk for their name."
)


class CannotWrite(FrontdoorError):
    """The file could not be written, or is there already."""


def rekey(settings: Settings) -> str:
    return asyncio.run(_rekey(settings))


async def _rekey(settings: Settings) -> str:
    async with _opened(settings) as database:
        done = await rekey_all(database, SystemClock())
    said = f"{sum(done.sealed.values())} values were encrypted again and {done.hashed} addresses hashed again."
    if done.left:
        return f"{said}\n{done.left} were written with an old key meanwhile: restart the service, then run this again."
    if done.twins:
        return (
            f"{said}\n{done.twins} addresses are there twice: the service ran with the new key alone. Keep the old key."
        )
    return (
        f"{said}\nEverything opens with the first key alone: take the others out of FRONTDOOR_SECRET_KEY, and restart."
    )


def export(settings: Settings, who: str, out: Path | None) -> str:
    """The document, or where it was written: a file that only its owner can read."""
    held = json.dumps(asyncio.run(_export(settings, who)), ensure_ascii=False, indent=2)
    if out is None:
        return held
    try:
        with os.fdopen(os.open(out, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            _ = file.write(f"{held}\n")
    except OSError as error:
        raise CannotWrite(f"{out}: {error.strerror}.") from None
    return f"Written to {out}. Read `read_first` in it before you hand it over."


async def _export(settings: Settings, who: str) -> dict[str, object]:
    clock = SystemClock()
    async with _opened(settings) as database:
        async with database.write() as tx:
            found = await find(tx, database.vault, who)
            entries = [(ADMINISTRATOR, "exported", f"contact:{id}", "") for id in found]
            await record(tx, database.ids, clock.now(), entries)
        async with database.read() as connection:
            return await document(connection, database.vault, found, clock.now())


def look(settings: Settings, who: str) -> str:
    """What `forget` would be about, in a line, without anybody's words."""
    return asyncio.run(_look(settings, who))


async def _look(settings: Settings, who: str) -> str:
    async with _opened(settings) as database, database.read() as connection:
        found = await find(connection, database.vault, who)
        held = await document(connection, database.vault, found, SystemClock().now())
    points = held["contact_points"]
    names = ", ".join(person["name"] for point in points for person in point["people"] if "name" in person)
    reached = ", ".join(f"{point['channel']} {point['address']}" for point in points)
    return f"{reached}: {names or 'no name'}, {sum(len(point['messages']) for point in points)} messages."


def forget(settings: Settings, who: str) -> str:
    return asyncio.run(_forget(settings, who, SystemClock()))


async def _forget(settings: Settings, who: str, clock: Clock) -> str:
    async with _opened(settings) as database:
        async with database.write() as tx:
            hands = Hands(tx, database.vault, database.ids, clock.now())
            erased = await erase(hands, await find(tx, database.vault, who), ADMINISTRATOR, FORGOTTEN)
        _ = await scrub(database.url)
    return f"Erased: {erased}.\n{LEFT_OVER}"


def backup(settings: Settings, to: Path) -> str:
    file = backups.backup(settings.database_url, to, SystemClock().now())
    return (
        f"{file}, checked, {file.stat().st_size:,} bytes. It can only be restored with SECRET_KEY: keep that elsewhere."
    )


def restore(settings: Settings, file: Path, *, overwrite: bool) -> str:
    told = backups.restore(settings.database_url, file, _vault(settings), overwrite=overwrite)
    return f"Restored. What was changed since the backup, opt-outs too, is not in it. {told}".strip()


def _vault(settings: Settings) -> Vault:
    if not (key := settings.secret_key.get_secret_value()):
        raise SettingsWrong("FRONTDOOR_SECRET_KEY is missing: without it nothing can be read.")
    return Vault(key)


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncGenerator[Database]:
    database = Database(settings.database_url, _vault(settings))
    try:
        await database.open()
        yield database
    finally:
        await database.close()
