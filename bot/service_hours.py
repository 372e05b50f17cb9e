"""When people read: the service's days and hours, less its nation's bank holidays. Pure, in wall time.

Not to be mixed up with `hours.py`, which says when we may text somebody who has not written.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

NATIONS = {"England": "ENG", "Wales": "WLS", "Scotland": "SCT", "Northern Ireland": "NIR"}
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY = timedelta(days=1)


@cache
def bank_holidays(nation: str) -> Container[date]:
    """Those of one nation, any year: each is worked out when it is first asked for."""
    import holidays  # here, because it loads slowly and most commands do not need it

    return holidays.country_holidays("GB", subdiv=NATIONS[nation])


@dataclass(slots=True, eq=False)
class ServiceHours:
    """Open from `opens` until `closes`, local time in `zone`, on `days` (0 is Monday), less `closed`. `on_call`: somebody
    reads at any hour. All of a service share one, so that new hours (`become`) hold everywhere at once."""

    opens: time
    closes: time
    days: frozenset[int]
    zone: ZoneInfo
    nation: str = "England"
    on_call: bool = False
    closed: frozenset[date] = frozenset()

    def become(self, other: "ServiceHours") -> None:
        self.opens, self.closes, self.days, self.closed = other.opens, other.closes, other.days, other.closed

    def is_working(self, day: date) -> bool:
        return day.weekday() in self.days and day not in self.closed and day not in bank_holidays(self.nation)

    def is_open(self, now: datetime) -> bool:
        day = self._day(now)
        return self.is_working(day) and self._at(day, self.opens) <= now < self._at(day, self.closes)

    def is_read(self, now: datetime) -> bool:
        return self.on_call or self.is_open(now)

    def next_opening(self, now: datetime) -> datetime:
        """The first moment from now on that is open; now, while it is."""
        if self.is_open(now):
            return now
        day = self._day(now)
        if now >= self._at(day, self.opens):
            day += DAY
        return self._at(self._working(day), self.opens)

    def closing(self, now: datetime) -> datetime:
        """The end of the working day that is open at `now`."""
        return self._at(self._day(now), self.closes)

    def after_working_days(self, now: datetime, count: int) -> datetime:
        """The same time of day, so many working days on; what comes while it is closed counts from the opening."""
        start = self.next_opening(now).astimezone(self.zone)
        day = start.date()
        for _ in range(count):
            day = self._working(day + DAY)
        return self._at(day, start.time())

    def _working(self, day: date) -> date:
        while not self.is_working(day):
            day += DAY
        return day

    def _day(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()

    def _at(self, day: date, wall: time) -> datetime:
        return datetime.combine(day, wall, self.zone).astimezone(UTC)


def parse_days(text: str) -> frozenset[int]:
    """ "Mon-Fri" or "Mon Wed Sat" as numbers of days, 0 for Monday. Raises ValueError."""
    found: set[int] = set()
    for part in text.replace(",", " ").split():
        first, _, last = part.partition("-")
        start, end = (WEEKDAYS.index(name[:3].title()) for name in (first, last or first))
        found |= {(start + n) % 7 for n in range((end - start) % 7 + 1)}
    if not found:
        raise ValueError("no day")
    return frozenset(found)


OFFICE_HOURS = ServiceHours(time(9), time(17), frozenset(range(5)), ZoneInfo("Europe/London"))
