"""`frontdoor check`: what stands in the way of running, one sentence each, before anything is opened.

`serve` refuses to start for the same problems. What only looks unwise is advice, and stops nobody.
"""

import asyncio
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

import typer

from bot import opening
from bot.alerts import warning
from bot.app import wordings_of
from bot.clock import Clock, SystemClock
from bot.decided import make, sentences
from bot.errors import FrontdoorError
from bot.programme_check import left_behind
from bot.settings import PREFIX, Settings, for_a_try, load
from bot.settings_check import advice, problems
from bot.store import documents
from bot.store.chain_check import Misfit, verify
from bot.store.database import Database
from bot.store.migrate import sqlite_file
from bot.store.vault import Vault
from messages.audit import MOST_SEGMENTS, audit, render
from messages.helplines import FILE as HELPLINES
from messages.helplines import Helpline, helplines, overdue, unverified
from messages.wording import WordingError

if TYPE_CHECKING:
    from rich.console import Console

TAMPERED = (
    "The audit log was changed by something else than this service: {where}. What comes before it fits. Keep a copy of the "
    "database as it is, and compare it with a backup."
)


def checkup(clock: Clock | None = None) -> int:
    """Print every problem and all advice; 0 when there is no problem."""
    now = (clock or SystemClock()).now()
    try:
        settings = load()
    except FrontdoorError as error:
        typer.echo(error)
        return 1
    (found, advised), whole = asyncio.run(look(settings, now)), list[str]()
    if not found:
        whole, found = asyncio.run(_of_log(settings))
    said = [*found, *(f"Advice: {one}" for one in advised), *whole]
    typer.echo("\n".join(said if found else [*said, "All is well: `frontdoor serve` can start."]))
    return 1 if found else 0


async def look(settings: Settings, now: datetime) -> tuple[list[str], list[str]]:
    """Every problem, and all advice."""
    found = problems(settings)
    if not any("LANGUAGES" in one or "PROGRAMME" in one for one in found):
        found += await asyncio.to_thread(_of_wording, settings)  # a second of work
    if not any("SECRET_KEY" in one for one in found):
        found += await _of_database(settings)
    ours = _of_helplines(now.date(), helplines(settings.nation).values())
    here = [*ours] if found else await _of_those_here(settings, now)
    return found, [*advice(settings), *here]


def _of_helplines(today: date, lines: Collection[Helpline]) -> Iterator[str]:
    """Numbers that nobody has looked at for too long, or never at their own source."""
    if late := overdue(today, lines):
        yield f"nobody has checked these numbers in time, and people may be told to ring them: {_named(late)}."
    if unsure := unverified(lines):
        yield f"to be verified by the service, before people are told to ring them: {_named(unsure)}. Ring each."


def _named(lines: list[Helpline]) -> str:
    return f"{', '.join(f'{line.name} {line.number}' for line in lines)} (messages/{HELPLINES.name})"


def wording(settings: Settings, console: "Console") -> int:
    """`frontdoor wording`: every text with this service's own name, hours, number and address in it."""
    try:
        spoken = wordings_of(for_a_try(settings))
    except WordingError as error:
        typer.echo(error)
        return 1
    return max(render(audit(one), console) for one in spoken.values())


def _of_wording(settings: Settings) -> list[str]:
    """Whether every text is there, and none became too long by what this service calls itself."""
    try:
        rows = [row for one in wordings_of(for_a_try(settings)).values() for row in audit(one).rows]
    except WordingError as error:
        return [str(error)]
    long = [row for row in rows if row.too_long]
    if not long:
        return []
    worst = max(long, key=lambda row: row.size.segments)
    return [
        f"{len(long)} texts need more than {MOST_SEGMENTS} segments ({worst.id} needs {worst.size.segments}): shorten "
        f"{PREFIX}SERVICE_NAME, {PREFIX}SERVICE_HOURS or {PREFIX}PRIVACY_URL, and avoid letters such as ŷ, which halve "
        "what fits. `frontdoor wording` shows them."
    ]


async def _of_database(settings: Settings) -> list[str]:
    if (file := sqlite_file(settings.database_url)) is not None and not file.exists():  # opening would make it
        return [f"There is no database {file} yet: run `frontdoor migrate`."]
    try:
        database = Database(settings.database_url, Vault(settings.secret_key.get_secret_value()))
    except FrontdoorError as error:
        return [str(error)]
    try:
        await database.open()
    except FrontdoorError as error:
        return [str(error)]
    finally:
        await database.close()
    return []


async def _of_log(settings: Settings) -> tuple[list[str], list[str]]:
    """What can be said of the audit log: that it is whole, or where it is not."""
    database = Database(settings.database_url, Vault(settings.secret_key.get_secret_value()))
    try:
        seen = await verify(database)
    finally:
        await database.close()
    if isinstance(seen, Misfit):
        return [], [TAMPERED.format(where=seen)]
    return [f"The audit log is whole: {seen.entries} entries, the last is {seen.head}."] if seen.entries else [], []


async def _of_those_here(settings: Settings, now: datetime) -> list[str]:
    """Whether an alert would reach somebody who is on duty, and all who are on a programme are asked; and of numbers that
    nobody has looked at."""
    database = Database(settings.database_url, Vault(settings.secret_key.get_secret_value()))
    try:
        async with database.read() as tx:
            used = await documents.in_use(tx)
        made = await asyncio.to_thread(make, settings, used)
        unheard = await warning(database, opening.hours(made.opening, settings), now)
        left = await left_behind(database, made.programmes)
        lines = made.lines.values()
        return [*_of_helplines(now.date(), lines), *filter(None, [unheard]), *left, *sentences(made.unused)]
    finally:
        await database.close()
