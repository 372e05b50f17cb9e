"""Days and hours as parts that a text puts together: their names, and no words."""

from datetime import date
from typing import NamedTuple

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
AFTERNOON, EVENING = 12, 18  # o'clock


class Day(NamedTuple):
    weekday: str
    date: str
    month: str


class Hour(NamedTuple):
    """ "10.30", and the part of the day that it is in."""

    hour: str
    part: str


def day_said(iso: str) -> Day:
    day = date.fromisoformat(iso)
    return Day(WEEKDAYS[day.weekday()], str(day.day), MONTHS[day.month - 1])


def hour_said(hour: str) -> Hour:
    """Of "HH:MM"."""
    whole, minutes = (int(part) for part in hour.split(":"))
    part = "evening" if whole >= EVENING else "afternoon" if whole >= AFTERNOON else "morning"
    figure = (whole - 1) % 12 + 1
    return Hour(f"{figure}.{minutes:02}" if minutes else str(figure), part)
