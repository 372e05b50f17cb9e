"""When an unprompted text may go out: not in quiet hours, and on a phone that others see only in its safe time.

Pure, in wall time. Answers to a person are never held back by this.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

PARTS = {"morning": (time(8), time(12)), "afternoon": (time(12), time(17)), "evening": (time(17), time(20))}
STEP = timedelta(minutes=15)  # fine enough for a text, and two weeks of steps are searched in no time
HORIZON = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Hours:
    """Unprompted texts go out from `opens` until `closes`, local time in `zone`."""

    opens: time
    closes: time
    zone: ZoneInfo

    def allow(self, now: datetime, safe_time: str = "any") -> bool:
        """`safe_time` is a part of the day, "HH:MM" (from then to the full hour), "any", or "" for never."""
        if not safe_time:
            return False
        local = now.astimezone(self.zone).time()
        start, end = window(safe_time)
        return max(self.opens, start) <= local < min(self.closes, end)

    def next(self, now: datetime, safe_time: str = "any") -> datetime | None:
        """The first moment from now on that is allowed, to the quarter of an hour; None when there is none."""
        moment = now
        while moment - now <= HORIZON:
            if self.allow(moment, safe_time):
                return moment
            moment = _next_quarter(moment)
        return None


def window(safe_time: str) -> tuple[time, time]:
    if safe_time in PARTS:
        return PARTS[safe_time]
    if ":" in safe_time:
        start = time.fromisoformat(safe_time)
        return start, time(start.hour + 1) if start.hour < 23 else time.max
    return time.min, time.max


def _next_quarter(moment: datetime) -> datetime:
    return moment - timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond) + STEP
