"""A rehearsal from its first text to its last: the service, the town beside it, and an outage in the middle."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from bot.app import Service, wordings_of
from bot.clock import ManualClock
from bot.journey import Journey, Looks
from bot.ladder import Shift
from bot.rehearsal.cast import cast
from bot.rehearsal.colleague import Colleague
from bot.rehearsal.neighbour import Neighbour
from bot.rehearsal.office import Office
from bot.rehearsal.stage import Provider, Stage
from bot.settings import Settings
from bot.store import enrolment, staff
from bot.store.hands import Hands
from bot.ticker import Chore, Ticker

START = date(2026, 9, 21)  # a Monday: the clocks go back in week 5, and Christmas is in week 14
DOWN, UP = (
    timedelta(days=36, hours=10, minutes=20),
    timedelta(days=37, hours=21),
)  # a Tuesday morning to Wednesday night
LOOKS = Looks(timedelta(hours=6), timedelta(hours=12))  # more often would only cost time
EACH = 25  # people to one coordinator
ROTA = 10  # so many coordinators take turns with the alerts, two a weekday; fewer than that are told of all together
ALL_DAY = 24 * 60  # minutes
CHANNELS = ("sms", "telegram")


@dataclass(frozen=True, slots=True)
class Played:
    """What is left when a rehearsal is over, its database still open."""

    service: Service
    stage: Stage
    neighbours: Sequence[Neighbour]
    colleagues: Sequence[Colleague]
    start: datetime
    end: datetime
    down: tuple[datetime, datetime]


@asynccontextmanager
async def played(settings: Settings, people: int, weeks: int, seed: int) -> AsyncGenerator[Played]:
    """Everything that happens in so many weeks. `settings` name a database that is migrated, and empty."""
    midnight = datetime.combine(START, time(0), settings.zone)
    start, end = (moment.astimezone(UTC) for moment in (midnight, midnight + timedelta(weeks=weeks)))
    clock = ManualClock(start)
    stage = Stage(clock)
    chance = Random(f"{seed}:staff")
    service = _service(settings, stage)
    hours = service.alerts.watch.hours
    neighbours = [
        Neighbour(one, stage, settings.zone, Random(f"{seed}:{one.address}")) for one in cast(people, seed, midnight)
    ]
    colleagues = [
        Colleague(name, str(9_000_000 + n), stage, hours, Random(f"{seed}:{name}"))
        for n, name in enumerate(_names(people))
    ]
    stage.phones = {**{one.who.address: one for one in neighbours}, **{one.address: one for one in colleagues}}
    referred = [one.who.about for one in neighbours if one.who.about]
    down = ((midnight + DOWN).astimezone(UTC), (midnight + UP).astimezone(UTC))
    async with _at_work(service, stage):
        await _enrol(service, colleagues, start)
        for one in neighbours:
            one.moves_in(writes=one.who not in referred)
        Office(stage, colleagues, chance).opens(midnight.date(), weeks, settings.zone)
        await _journey(service, stage).go_on(min(down[0], end) - clock.now())
    if end > down[0]:
        await _pass(stage, min(down[1], end))
    service = _service(settings, stage)
    async with _at_work(service, stage):
        await Ticker(service.chores()).run_all()
        await service.outbox.flush()
        await _journey(service, stage).go_on(end - clock.now())
        yield Played(service, stage, neighbours, colleagues, start, end, down)


def _service(settings: Settings, stage: Stage) -> Service:
    service = Service(settings, stage.clock, wordings_of(settings))
    for name in CHANNELS:
        service.add_channel(Provider(name, stage))
    service.also(Chore("missed", timedelta(hours=1), stage.deliver_what_waits))
    return service


@asynccontextmanager
async def _at_work(service: Service, stage: Stage) -> AsyncGenerator[None]:
    async with service.working():
        stage.service = service
        try:
            yield
        finally:
            stage.service = None


def _journey(service: Service, stage: Stage) -> Journey:
    assert isinstance(stage.clock, ManualClock)  # noqa: S101  a rehearsal has no other
    return Journey(service, stage.clock, stage, LOOKS)


async def _pass(stage: Stage, until: datetime) -> None:
    """Time goes by for everybody but the service."""
    clock = stage.clock
    assert isinstance(clock, ManualClock)  # noqa: S101
    while (moment := stage.next()) is not None and moment < until:
        await clock.move_to(moment)
        _ = await stage.act()
    await clock.move_to(until)


def _names(people: int) -> Sequence[str]:
    return ("Ruth Bell", *(f"Tom Hart {n}" for n in range(1, max(2, people // EACH + 1))))


async def _enrol(service: Service, colleagues: Sequence[Colleague], start: datetime) -> None:
    async with service.database.write() as tx:
        hands = Hands(tx, service.database.vault, service.database.ids, service.clock.now())
        for n, one in enumerate(colleagues):
            id = await staff.enrol(hands, one.name, "coordinator" if n else "supervisor")
            if len(colleagues) > ROTA and 1 <= n <= ROTA:
                await staff.work(hands, id, [Shift("", n % 5, 0, ALL_DAY)])
            one.begins(await enrolment.new_code(hands, id), start + timedelta(hours=8))
