"""The ladder: who is told of an item, and when the next are told because nobody took it. Pure.

On call -> all of the locality -> the supervisor, and the supervisor again until somebody takes it. Red climbs every
few minutes while anybody reads; amber climbs in service hours and wakes nobody; green never climbs.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.service_hours import ServiceHours

NOBODY_YET, ON_CALL, LOCALITY, SUPERVISOR = 0, 1, 2, 3
AGAIN = 3  # rungs between two alerts to the supervisor
RUNGS = {ON_CALL: "on call", LOCALITY: "all of the locality", SUPERVISOR: "supervisor"}


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a rung waits for somebody to take the item."""

    red: timedelta = timedelta(minutes=5)
    amber: timedelta = timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class Shift:
    """On the rota in `locality` (empty: everywhere) on a weekday (0 is Monday), in minutes of its local day; one that
    ends after midnight closes after 1440."""

    locality: str
    weekday: int
    opens: int
    closes: int

    def covers(self, local: datetime) -> bool:
        minutes, day = local.hour * 60 + local.minute, local.weekday()
        today = day == self.weekday and self.opens <= minutes < self.closes
        return today or (day == (self.weekday + 1) % 7 and minutes + 1440 < self.closes)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff at work here. `routes`: the contact points that reach them, the first is tried first."""

    id: int
    role: str = "coordinator"
    localities: frozenset[str] = frozenset()
    on_duty: bool = True
    cover: int | None = None
    away_from: datetime | None = None
    away_until: datetime | None = None
    shifts: tuple[Shift, ...] = ()
    routes: tuple[int, ...] = ()

    def is_away(self, now: datetime) -> bool:
        return (
            self.away_from is not None and self.away_from <= now and (self.away_until is None or now < self.away_until)
        )

    def is_there(self, now: datetime) -> bool:
        return self.on_duty and bool(self.routes) and not self.is_away(now)

    def serves(self, locality: str) -> bool:
        return not locality or not self.localities or locality in self.localities


@dataclass(frozen=True, slots=True)
class Team:
    """Everybody who is enrolled, and the hours they keep."""

    staff: tuple[Colleague, ...]
    hours: ServiceHours

    def on_rung(self, step: int, locality: str, now: datetime, key_worker: int | None = None) -> tuple[Colleague, ...]:
        """Who is told on this rung; with nobody on call the first one is the supervisor's. The person's key worker, or who
        stands in for them, hears with the first while people read: they know the story."""
        if step == ON_CALL:
            worker = (one for one in self.staff if one.id == key_worker and self.hours.is_read(now))
            first = self.on_call(locality, now) or self._supervisors(locality, now)
            return tuple(dict.fromkeys((*self._there(worker, now), *first)))
        return self._all(locality, now) if step == LOCALITY else self._supervisors(locality, now)

    def among(self, named: Collection[int], step: int, locality: str, now: datetime) -> tuple[Colleague, ...]:
        """The same of an item that only those named may open: whoever of them is there. Where nobody is, and at the top, the
        supervisors, who may open it all the same. Nobody stands in for somebody who is named."""
        there = tuple(one for one in self.staff if one.id in named and one.is_there(now))
        if there and step < SUPERVISOR:
            return there
        return tuple(dict.fromkeys((*there, *self._supervisors(locality, now))))

    def on_call(self, locality: str, now: datetime) -> tuple[Colleague, ...]:
        """Whoever the rota names now, or their cover. Where there is no rota: all coordinators, while people read."""
        local = now.astimezone(self.hours.zone)
        if any(one.shifts for one in self.staff):
            mine = (one for one in self.staff for s in one.shifts if s.covers(local) and _meet(s.locality, locality))
        elif self.hours.is_read(now):
            mine = (one for one in self.staff if one.role != "supervisor" and one.serves(locality))
        else:
            mine = iter(())
        return self._there(mine, now)

    def _all(self, locality: str, now: datetime) -> tuple[Colleague, ...]:
        return self._there((one for one in self.staff if one.serves(locality)), now)

    def _supervisors(self, locality: str, now: datetime) -> tuple[Colleague, ...]:
        """Theirs, or another locality's; if none is there, off duty and on leave too; at the very last anybody."""
        all_of_them = [one for one in self.staff if one.role == "supervisor"]
        reachable = tuple(one for one in all_of_them if one.routes)
        return (
            self._there((one for one in all_of_them if one.serves(locality)), now)
            or self._there(all_of_them, now)
            or reachable
            or self._there(self.staff, now)
            or tuple(one for one in self.staff if one.routes)
        )

    def _there(self, found: Iterable[Colleague], now: datetime) -> tuple[Colleague, ...]:
        """Each who is there, or whoever stands in for them; nobody twice."""
        standing = (self._stand_in(one, now) for one in found)
        return tuple(dict.fromkeys(one for one in standing if one is not None))

    def _stand_in(self, one: Colleague, now: datetime) -> Colleague | None:
        """Their cover, or their cover's cover, where that ends at somebody."""
        known, asked = {other.id: other for other in self.staff}, {one.id}
        while not one.is_there(now):
            if one.cover is None or one.cover in asked or one.cover not in known:
                return None
            one = known[one.cover]
            asked.add(one.id)
        return one

    def someone_reads(self, now: datetime) -> bool:
        return self.hours.is_read(now) or bool(self.on_call("", now))


def _meet(one: str, other: str) -> bool:
    return not one or not other or one == other


def first_climb(level: str, now: datetime, hours: ServiceHours) -> datetime | None:
    """When the first are told: red at once, amber in hours, green never."""
    if level == "red":
        return now
    return hours.next_opening(now) if level == "amber" else None


def next_climb(level: str, step: int, now: datetime, team: Team, pace: Pace) -> datetime | None:
    """When the next are told, if nobody has taken it by then."""
    hours, rungs = team.hours, AGAIN if step >= SUPERVISOR else 1
    if level == "red":
        return now + pace.red * rungs if team.someone_reads(now) else hours.next_opening(now)
    return hours.next_opening(now + pace.amber * rungs) if level == "amber" else None


def rungs_due(level: str, step: int, due: datetime, now: datetime, team: Team, pace: Pace) -> Sequence[int]:
    """The rungs to be told now: one, or those that a stopped service has missed as well. They end at the supervisor."""
    rungs: list[int] = []
    at: datetime | None = due
    while at is not None and at <= now and (not rungs or step < SUPERVISOR):
        step += 1
        rungs.append(step)
        at = next_climb(level, step, at, team, pace)
    return rungs
