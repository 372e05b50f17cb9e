"""The triage queue in a terminal: what `frontdoor report queue` shows and does, and /desk in `frontdoor chat`.

For whoever works on the machine itself. Everything is done as at the desk: claiming is the same
conditional UPDATE, and each step is in the audit log under the name that was given.
"""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.clock import Clock, SystemClock
from bot.errors import AlreadyTaken, CommandWrong, SettingsWrong
from bot.guidance import apart
from bot.settings import Settings
from bot.store import holding, items, views
from bot.store.database import Database
from bot.store.items import Item
from bot.store.vault import Vault
from bot.store.views import Point, Told

COLOURS = {"red": "bold red", "amber": "yellow", "green": "green"}
EMPTY = "The queue is empty."


@dataclass(frozen=True, slots=True)
class Line:
    """One item with whom it is about, as far as that is known."""

    item: Item
    who: str

    def short(self) -> str:
        """In one line: RED in capitals, because an alert must not read like the rest."""
        level = self.item.level.upper() if self.item.level == "red" else self.item.level
        times = f" ({self.item.times} times)" if self.item.times > 1 else ""
        return f"{level} {self.item.category}: {' '.join(said(self.item).split())}{times}"


@dataclass(frozen=True, slots=True)
class Order:
    """What the command was asked to do; to show the queue when it is neither to claim nor to resolve."""

    claim: int | None = None
    resolve: int | None = None
    outcome: str = ""
    who: str = ""


def carry_out(settings: Settings, order: Order, console: Console) -> None:
    """Raises CommandWrong, NotFound, AlreadyTaken, each with a sentence."""
    if problem := _problem(order):
        raise CommandWrong(problem)
    asyncio.run(carried_out(settings, order, SystemClock(), console))


def _problem(order: Order) -> str:
    if order.claim is not None and order.resolve is not None:
        return "Claim or resolve one item at a time."
    if (order.claim, order.resolve) == (None, None):
        return "Say what to do with --claim N or --resolve N." if order.who or order.outcome else ""
    if not order.who.strip():
        return "Say who you are with --as NAME: it stands in the audit log."
    if order.resolve is not None and not order.outcome.strip():
        return "Say what came of it with --outcome TEXT."
    return ""


async def carried_out(settings: Settings, order: Order, clock: Clock, console: Console) -> None:
    async with opened(settings) as database:
        if order.claim is not None:
            console.print(Text(await _claim(database, order.claim, order.who.strip(), clock)))
        elif order.resolve is not None:
            told = await _resolve(database, order.resolve, order.who.strip(), order.outcome.strip(), clock)
            console.print(Text(told))
        else:
            found = await lines(database)
            console.print(table(found, clock.now()) if found else EMPTY)


async def _claim(database: Database, number: int, who: str, clock: Clock) -> str:
    async with database.write() as tx:
        item = await items.one(tx, database.vault, number)
        if item.state != "open":
            raise AlreadyTaken(f"Item {number} is {_state(item)}.")
        await holding.claim(tx, database.ids, number, who, clock.now())
    return f"Item {number} is yours, {who}: {item.level} {item.category}."


async def _resolve(database: Database, number: int, who: str, outcome: str, clock: Clock) -> str:
    async with database.write() as tx:
        _ = await items.one(tx, database.vault, number)
        await holding.resolve(tx, database.ids, number, who, outcome, clock.now())
    return f"Item {number} is closed: {outcome}."


async def lines(database: Database) -> list[Line]:
    """The open queue, worst first, oldest first within a level."""
    async with database.read() as tx:
        found = await items.queue(tx, database.vault)
        contacts = [item.contact for item in found]
        points = await views.points(tx, database.vault, contacts)
        told = await views.told_by(tx, database.vault, contacts)
    return [Line(item, _who(item, points[item.contact], told.get(item.contact, []))) for item in found]


def table(found: list[Line], now: datetime) -> Table:
    made = Table("no.", "level", "category", "age", "state", "who", "words", box=None, pad_edge=False)
    for line in found:
        item = line.item
        cells = (
            str(item.number),
            item.level,
            item.category,
            age(now - item.created_at),
            _state(item),
            line.who,
            said(item).partition("\n")[0],
        )
        made.add_row(*(Text(cell) for cell in cells), style=COLOURS[item.level])
    return made


def said(item: Item) -> str:
    """The words that caused it. What staff must know besides stands on the desk."""
    return apart(item.why).words or item.why


def _state(item: Item) -> str:
    return f"claimed by {item.holder}" if item.state == "claimed" else item.state


def age(gone: timedelta) -> str:
    """In the largest unit that fits: 2d, 3h, 12m."""
    minutes = max(0, int(gone.total_seconds() // 60))
    return next(
        (f"{minutes // size}{unit}" for size, unit in ((1440, "d"), (60, "h")) if minutes >= size), f"{minutes}m"
    )


def _who(item: Item, point: Point, told: list[Told]) -> str:
    """A name where one is known, and how to reach them. On a shared phone anybody may have written."""
    mine = next((one for one in told if one.referral == item.referral), None)
    if mine and mine.source == "family":
        return f"{mine.facts.get('name', '?')}, asked for by {mine.facts.get('referrer_name', point.address)}"
    name = "" if point.shared else next((found for one in told if (found := one.name_of(point.id))), "")
    return f"{name}, {point.address}" if name else point.address


@asynccontextmanager
async def opened(settings: Settings) -> AsyncGenerator[Database, None]:
    if not (key := settings.secret_key.get_secret_value()):
        raise SettingsWrong("FRONTDOOR_SECRET_KEY is missing: without it nothing can be read.")
    database = Database(settings.database_url, Vault(key))
    try:
        await database.open()
        yield database
    finally:
        await database.close()


def by_number(found: list[Line]) -> Mapping[int, str]:
    return {line.item.number: line.short() for line in found}
