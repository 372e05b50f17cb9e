"""From what was found in a message to what is to be changed: two days, or an hour of either half of the day, and we ask."""

from collections.abc import Sequence

from flows.answers.rhythm.change import Change
from flows.answers.rhythm.slots import NOT_WHEN, PACE, UNKNOWN, WAY, Slot

TURNS = ("slower", "faster")
ASKED = {"ask_day": "day", "ask_hour": "hour", "ask": "what"}


def change_of(meaning: str, slots: Sequence[Slot]) -> Change | None:
    if meaning in TURNS:
        return Change(turn=meaning)
    if meaning in ASKED:
        return Change(ask=ASKED[meaning])
    if meaning == "cap":
        return _at_most(slots)
    return another(slots) if meaning == "another" else named(slots)


def _at_most(slots: Sequence[Slot]) -> Change:
    """ "No more than once a month" is a pace; once a week, or less than they get, is a limit."""
    seldom = [slot.value for slot in slots if slot.what == PACE and slot.value != "1"]
    return Change(pace=int(seldom[0])) if seldom else Change(cap=1)


def another(slots: Sequence[Slot]) -> Change:
    """What they named does not suit."""
    return Change(ask="hour" if {slot.what for slot in slots} == {"hour"} else "day")


def named(slots: Sequence[Slot]) -> Change | None:
    """What the slots hold; None when they hold nothing that is regular."""
    days, hours, paces, ways = (_values(slots, what) for what in ("day", "hour", PACE, WAY))
    if not (days or hours or paces or ways):
        return None
    hour = _hour(hours)
    if len(days) > 1 or hour is None:
        return Change(ask="day" if len(days) > 1 else "hour")
    pace = int(paces[0]) if len(paces) == 1 else None
    return Change(int(days[0]) if days else None, hour, pace, way=ways[0] if len(ways) == 1 else "")


def _values(slots: Sequence[Slot], what: str) -> list[str]:
    """The different ones, in their order."""
    return list(dict.fromkeys(slot.value for slot in slots if slot.what == what and slot.word != NOT_WHEN))


def _hour(hours: Sequence[str]) -> str | None:
    """ "Mornings, about 10" is at ten; None where it is not clear."""
    by_clock = [hour for hour in hours if ":" in hour]
    found = by_clock or [hour for hour in hours if hour != UNKNOWN]
    if not hours:
        return ""
    return found[0] if len(found) == 1 and UNKNOWN not in hours else None
