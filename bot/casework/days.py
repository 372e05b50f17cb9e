"""A day as somebody writes it into a form: as browsers send it, 2026-11-24, and kept in that way alone. One with a year that
nobody means is none: beyond it days cannot be reckoned with. Pure."""

from datetime import date, timedelta

YEARS = range(2000, 2100)
A_YEAR = timedelta(days=366)


def day_of(written: str) -> date | None:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if day.year in YEARS else None
