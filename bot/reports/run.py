"""`frontdoor report outcomes` and the other counts: reads what a report rests on, and shows it or writes it to a folder."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rich.console import Console

from bot.clock import Clock, SystemClock
from bot.decided import programmes_of
from bot.errors import CommandWrong
from bot.programme import Programme
from bot.reports import writing
from bot.reports.asked import Asked, cohort, period
from bot.reports.labels import SUB_GROUPS
from bot.reports.outcomes import outcomes
from bot.reports.page import Page
from bot.reports.pages import inputs, items, response, sources, team, time
from bot.reports.pages import outcomes as outcomes_page
from bot.reports.queue import opened
from bot.reports.team import Seen, seen
from bot.settings import Settings
from bot.store import documents, durations, responses, teams, work
from bot.store import outcomes as of_outcomes
from bot.store.sqlite_writer import Tx
from bot.store.tallies import Cohort

EVERYWHERE = "All localities"
YEAR, QUARTER = 365, 90  # days that a report looks back, unless it is told otherwise


class Here(NamedTuple):
    """What a report needs to know of the service that it is about."""

    zone: ZoneInfo
    programmes: Mapping[str, Programme]


@dataclass(frozen=True, slots=True)
class Order:
    """What the command was given. `out`: a folder to write to; without it the tables stand in the terminal."""

    since: str = ""
    until: str = ""
    locality: str = ""
    programme: str = ""
    internal: bool = False
    out: Path | None = None


async def _outcomes(tx: Tx, asked: Asked) -> Page:
    return outcomes_page.page(outcomes(await of_outcomes.found(tx, asked.cohort)), asked)


async def _time(tx: Tx, asked: Asked) -> Page:
    still = await durations.still_open(tx, asked.cohort, asked.now)
    return time.page(await durations.closed(tx, asked.cohort), still, asked)


async def _inputs(tx: Tx, asked: Asked) -> Page:
    return inputs.page(
        await work.inputs_by_category(tx, asked.cohort), await work.count_people(tx, asked.cohort), asked
    )


async def _sources(tx: Tx, asked: Asked) -> Page:
    return sources.page(await work.sources(tx, asked.cohort), asked)


async def _response(tx: Tx, asked: Asked) -> Page:
    return response.page(await responses.by_week(tx, asked.cohort), await responses.by_person(tx, asked.cohort), asked)


async def _items(tx: Tx, asked: Asked) -> Page:
    return items.page(await work.handled(tx, asked.cohort), asked)


async def _team(tx: Tx, asked: Asked) -> Page:
    of, found = asked.cohort, dict[str, list[Seen]]()
    for programme, place in sorted(await teams.asked_before(tx)):
        if of.programme in ("", programme) and of.locality in ("", place):
            name = f"{place or EVERYWHERE}, {programme}"
            found[name] = seen(await teams.rounds(tx, None, programme, place), asked.now.tzinfo)
    return team.page(found, asked)


REPORTS: dict[str, tuple[int, Callable[[Tx, Asked], Awaitable[Page]]]] = {
    "outcomes": (YEAR, _outcomes),
    "time": (YEAR, _time),
    "inputs": (YEAR, _inputs),
    "sources": (YEAR, _sources),
    "response": (QUARTER, _response),
    "items": (QUARTER, _items),
    "team": (YEAR, _team),
}


def carry_out(settings: Settings, name: str, order: Order, console: Console) -> None:
    """Raises CommandWrong with a sentence."""
    asyncio.run(carried_out(settings, name, order, SystemClock(), console))


async def carried_out(settings: Settings, name: str, order: Order, clock: Clock, console: Console) -> None:
    found = await made(settings, name, order, clock)
    if order.out is None:
        writing.show(found, console)
    else:
        for path in writing.write(found, order.out):
            console.print(str(path), markup=False, highlight=False)


async def made(settings: Settings, name: str, order: Order, clock: Clock) -> Page:
    """The report as data. Raises CommandWrong."""
    async with opened(settings) as database, database.read() as tx:
        programmes = programmes_of(settings, await documents.in_use(tx))
        return await page(tx, Here(settings.zone, programmes), name, order, clock.now())


async def page(tx: Tx, here: Here, name: str, order: Order, now: datetime) -> Page:
    """The same in a transaction that is there, as the desk has one. Raises CommandWrong."""
    days, load = REPORTS[name]
    asked = _asked(here, order, now, days)
    await _check(tx, here, asked.cohort)
    return replace(await load(tx, asked), internal=asked.internal and name != "team")  # there nobody sees more


def _asked(here: Here, order: Order, now: datetime, days: int) -> Asked:
    found = period(here.zone, now, order.since, order.until, days)
    programmes = here.programmes.values()
    names = SUB_GROUPS | {code: title for one in programmes for code, title in one.sub_groups.items()}
    names |= {f"team_{side.key}": side.text for one in programmes for side in one.dimensions}
    expected = frozenset(code for one in programmes for code in one.expected_decline)
    of = cohort(found, order.locality, order.programme)
    return Asked(of, now.astimezone(here.zone), order.internal, names, expected)


async def _check(tx: Tx, here: Here, of: Cohort) -> None:
    """A name that nobody knows would give a report about nobody."""
    programmes, places = await work.known(tx)
    for option, given, known in (
        ("--programme", of.programme, programmes | here.programmes.keys()),
        ("--locality", of.locality, places),
    ):
        if given and given not in known:
            raise CommandWrong(f"{option}: there is no {given!r}. There is: {', '.join(sorted(known)) or 'none yet'}.")
