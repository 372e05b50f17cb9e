"""Which wellbeing question comes round this week, and how long somebody has said only "fine". Pure."""

from collections.abc import Sequence


def in_rotation(items: Sequence[str], asked: int) -> str:
    """The item after so many weekly check-ins; "" when the programme asks none."""
    return items[asked % len(items)] if items else ""


def flat_weeks(said: Sequence[bool]) -> int:
    """How many of the latest answers, in a row, were only "fine"."""
    count = 0
    for flat in reversed(said):
        if not flat:
            break
        count += 1
    return count
