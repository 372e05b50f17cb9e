"""`frontdoor rehearse`: in a folder of its own that is gone afterwards; the settings are this service's, its data never is."""

import asyncio
import logging
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import structlog
from rich.console import Console

from bot.clock import SystemClock
from bot.errors import CommandWrong
from bot.rehearsal import summary
from bot.rehearsal.checks import verdicts
from bot.rehearsal.running import Played, played
from bot.reports import run, writing
from bot.reports.page import Page
from bot.settings import Settings, for_a_try, load
from bot.store import rehearsed
from bot.store.migrate import migrate

KEY = "only for the rehearsal which holds nobody's real words"
MEMORY = Path("/dev/shm")  # noqa: S108  a rehearsal is lost with its machine: where it can, it waits for no disk
REPORTS = ("outcomes", "response", "items", "time")
MOST_PEOPLE, MOST_WEEKS = 5000, 52


@dataclass(frozen=True, slots=True)
class Order:
    """What the command was given. `out`: a folder for the summary and the reports; without it they stand in the terminal."""

    people: int
    weeks: int
    seed: int
    out: Path | None = None


def carry_out(order: Order, console: Console) -> bool:
    """Whether every rule held. Raises CommandWrong."""
    if not (1 <= order.people <= MOST_PEOPLE and 1 <= order.weeks <= MOST_WEEKS):
        raise CommandWrong(f"--people is 1 to {MOST_PEOPLE}, --weeks 1 to {MOST_WEEKS}.")
    _only_errors()
    clock = SystemClock()
    began = clock.ticks()
    with tempfile.TemporaryDirectory(prefix="frontdoor-rehearsal-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        settings = _settings(f"sqlite+aiosqlite:///{Path(folder) / 'rehearsal.db'}")
        found, pages = asyncio.run(rehearsed_as(settings, order))
    took = clock.ticks() - began
    _show(found, pages, order, console)
    console.print(f"{order.weeks} weeks of {order.people} people took {took:.0f} seconds.", highlight=False)
    return not any(row[2] == "broken" for row in found.tables[0].rows)


def _settings(url: str) -> Settings:
    migrate(url)
    return for_a_try(load(None, database_url=url, secret_key=KEY, out_of_hours="none", messages_per_second=1e9))


async def rehearsed_as(settings: Settings, order: Order) -> tuple[Page, list[Page]]:
    """The summary, and the reports about the people in it."""
    async with played(settings, order.people, order.weeks, order.seed) as over:
        database = over.service.database
        async with database.read() as tx:
            weeks = await rehearsed.checkins_by_state(tx)
        found = summary.page(over, (order.people, order.weeks, order.seed), await verdicts(over), weeks)
        return found, await _reports(settings, over)


async def _reports(settings: Settings, over: Played) -> list[Page]:
    days = run.Order(f"{over.start.astimezone(settings.zone):%Y-%m-%d}", f"{over.end:%Y-%m-%d}", internal=True)
    async with over.service.database.read() as tx:
        here = run.Here(settings.zone, over.service.programmes)
        return [await run.page(tx, here, name, days, over.end) for name in REPORTS]


def _show(found: Page, pages: list[Page], order: Order, console: Console) -> None:
    writing.show(found, console)
    if order.out is not None:
        for one in (found, *pages):
            for path in writing.write(one, order.out):
                console.print(str(path), markup=False, highlight=False)


def _only_errors() -> None:
    """That a provider was busy is part of the play."""
    only = structlog.make_filtering_bound_logger(logging.ERROR)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr), wrapper_class=only)
