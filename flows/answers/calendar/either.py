"""Words that two people mean differently: "next Friday", said while this week's is still to come.

No reader guesses which of the two it is. Where it is asked, both are offered; and whoever says the same again means the
nearer one, which is read back.
"""

from datetime import date, timedelta

from flows.answers.calendar.date_forms import find_days
from flows.answers.choosing.choices import choice
from flows.answers.spelling import numbered
from flows.talk import Context, Ok, Reading
from messages.heard import heard

NEXT = "next"
WEEK = timedelta(days=7)
SHORT = 2  # words: "the 2nd"
KINDS = ("date", "until")
LABELS = ("the first of these", "the second of these")


def either_day(kind: str, text: str, context: Context) -> tuple[str, ...]:
    """The two days, the nearer first, as ISO dates; () where the words name another day, or none."""
    if kind not in KINDS:
        return ()
    found = find_days(numbered(text, context.language), heard(context.language), context.today, "future")
    slots = [one.slots or {} for _, one in found if one.kind == NEXT and one.day is None]
    if len(found) != 1 or not slots or "weekday" not in slots[0]:
        return ()
    nearer = context.today + timedelta(days=(slots[0]["weekday"] - context.today.weekday() - 1) % 7 + 1)
    return nearer.isoformat(), (nearer + WEEK).isoformat()


def which_of_two(days: tuple[str, ...], kind: str, text: str, context: Context) -> str | None:
    """The day that is picked of two; the nearer where the same is said again."""
    picked = choice(*days).read(text, Context(context.today, context.language, LABELS))
    if isinstance(picked, Ok):
        return picked.value
    return days[0] if either_day(kind, text, context) == days else None


def names_a_day(reading: Reading[object], text: str) -> bool:
    """Whether it was read as a day. "The first", which of two, is none: "the first of May" is."""
    if not isinstance(reading, Ok) or len(text.split()) <= SHORT:
        return False
    try:
        return bool(date.fromisoformat(str(reading.value)))
    except ValueError:
        return False
