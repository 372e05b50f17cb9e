"""When the service is open, as it is written in the settings or on the desk's page: the hours, the words for them that
stand in texts, and the days on which it is closed besides bank holidays."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any

from bot.errors import FormWrong
from bot.service_hours import ServiceHours, parse_days
from bot.settings import MUST, SHAPES, Settings

MOST_CLOSED = 100  # days
LONGEST_WHY = 60  # characters
CLOSED_DAY = re.compile(r"(\d{4}-\d\d-\d\d)\s*(.*)")


@dataclass(frozen=True, slots=True)
class Opening:
    """`words` stand in texts. `closed`: a line a day, "2026-12-24 Christmas Eve"."""

    opens: str
    closes: str
    days: str
    words: str
    closed: str = ""

    @property
    def text(self) -> str:
        """As it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False)


def of_settings(s: Settings) -> Opening:
    return Opening(s.opens, s.closes, s.open_days, s.service_hours)


def of_text(text: str) -> Opening:
    """As it was kept. Raises FormWrong when it cannot be used."""
    raw: Any = json.loads(text)
    found = Opening(**raw)
    check(found)
    return found


def in_words(text: str) -> str:
    """What was kept, for whoever looks at its versions."""
    one = of_text(text)
    closed = f" Closed: {', '.join(one.closed.splitlines())}." if one.closed else ""
    return f"{one.opens} to {one.closes}, {one.days}; in texts: {one.words}.{closed}"


def check(one: Opening) -> None:
    """Raises FormWrong, which names each field."""
    if wrong := dict(_mistakes(one)):
        raise FormWrong(wrong)


def _mistakes(one: Opening) -> Iterator[tuple[str, str]]:
    shaped: Mapping[str, tuple[str, str]] = {
        "opens": ("opens", one.opens), "closes": ("closes", one.closes), "words": ("service_hours", one.words),
    }  # fmt: skip
    for field, (setting, value) in shaped.items():
        if not re.fullmatch(SHAPES[setting], value) or not value.isprintable():
            yield field, f"This {MUST[setting]}."
    try:
        _ = parse_days(one.days)
    except ValueError:
        yield "days", f"This {MUST['open_days']}."
    are_times = re.fullmatch(SHAPES["opens"], one.opens) and re.fullmatch(SHAPES["closes"], one.closes)
    if are_times and wall(one.opens) >= wall(one.closes):
        yield "closes", "This must be later in the day than when people begin to read."
    yield from _closed_mistakes(one.closed)


def _closed_mistakes(closed: str) -> Iterator[tuple[str, str]]:
    lines = [line.strip() for line in closed.splitlines() if line.strip()]
    if wrong := [line for line in lines if not _is_day(line)]:
        yield "closed", f"“{wrong[0][:40]}” is no day: write 2026-12-24 Christmas Eve."
    elif len(lines) > MOST_CLOSED or any(len(line) > LONGEST_WHY + len("2026-12-24") for line in lines):
        yield "closed", f"Write at most {MOST_CLOSED} days, each with at most {LONGEST_WHY} characters."


def _is_day(line: str) -> bool:
    found = CLOSED_DAY.fullmatch(line)
    try:
        return found is not None and bool(date.fromisoformat(found[1]))
    except ValueError:
        return False


def days_closed(one: Opening) -> frozenset[date]:
    return frozenset(date.fromisoformat(line.strip()[:10]) for line in one.closed.splitlines() if line.strip())


def hours(one: Opening, s: Settings) -> ServiceHours:
    """As the rest of the service asks for them."""
    days, on_call = parse_days(one.days), s.out_of_hours == "on call"
    return ServiceHours(
        wall(one.opens), wall(one.closes), days, s.zone, s.nation, on_call=on_call, closed=days_closed(one)
    )


def wall(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))
