"""When and how often we write: changed in plain words at any time, and read back as it will be from now on.

`about` holds what they asked for (`change`), whether it was surely of our texts (`sure`), how it is now, and from when
until when we may text them unasked (`opens`, `closes`). What is not clear is asked; nothing else is.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from flows.about import About, is_so, number
from flows.acts import RaiseItem, SetRhythm
from flows.answers import a_rhythm, time_of_day, yes_or_no
from flows.answers.rhythm.change import PARTS, Change, unpacked
from flows.spoken import WEEKDAYS, hour_said
from flows.talk import Flow, Outcome, Person, ask, ask_if_willing, do, say

LATEST = timedelta(hours=1)  # before texts may go out no more: one that waits in a queue is still in time
EVERY = {1: "week", 2: "two_weeks", 3: "three_weeks", 4: "month"}


def rhythm(person: Person) -> Flow[Outcome]:
    about = person.about
    change = yield from what_to_change(about, unpacked(about.get("change", "")))
    if change is None:
        yield from as_it_was(about)
        return Outcome("done")
    pace = change.pace_from(number(about, "pace") or 1)
    yield do("rhythm_set", SetRhythm(change.day, change.hour, pace, change.cap, change.way))
    yield from read_back(about, change, pace)
    return Outcome("done")


def what_to_change(about: About, wish: Change) -> Flow[Change | None]:
    if not is_so(about, "sure") and not (yield from is_meant(wish)):
        return None
    told = yield from made_clear(wish)
    return (yield from at_a_decent_hour(about, told)) if told else None


def as_it_was(about: About) -> Flow[None]:
    """Words that may have been of something else are for a person."""
    if is_so(about, "sure"):
        yield say("rhythm_as_it_was")
        return
    yield do("asked_of_us", RaiseItem("green", "wrote to us", about.get("words", "")))
    yield say("rhythm_passed_on")


def is_meant(wish: Change) -> Flow[bool]:
    """ "Can we do Thursday": perhaps of a visit, and not of our texts."""
    if wish.day is not None:
        return (yield from ask("rhythm_meant_day", yes_or_no, day=WEEKDAYS[wish.day]))
    if wish.hour:
        said = hour_said(_by_clock(wish.hour))
        return (yield from ask("rhythm_meant_hour", yes_or_no, hour=said.hour, part=said.part))
    return True


def made_clear(wish: Change) -> Flow[Change | None]:
    """With the day or the hour that they did not name; None when they would rather leave it as it is."""
    match wish.ask:
        case "":
            return wish
        case "day":
            line = yield from ask_if_willing("rhythm_day", a_rhythm)
        case "hour":
            time = yield from ask_if_willing("rhythm_hour", time_of_day)
            line = f"hour={time}" if time and time != "any" else None
        case _:
            line = yield from ask_if_willing("rhythm_what", a_rhythm)
    return wish.plus(unpacked(line)) if line else None


def at_a_decent_hour(about: About, change: Change) -> Flow[Change | None]:
    """By the clock, and when we may text unasked: else the nearest such hour is offered. None when nothing is left."""
    if not change.hour:
        return change
    wanted = _by_clock(change.hour)
    decent = nearest(wanted, about.get("opens", "08:00"), about.get("closes", "20:00"))
    if wanted != decent and change.hour not in PARTS:
        said = hour_said(decent)
        if not (yield from ask("rhythm_decent", yes_or_no, hour=said.hour, part=said.part)):
            rest = replace(change, hour="")
            return rest if rest != Change() else None
    return change.plus(Change(hour=decent))


def _by_clock(hour: str) -> str:
    return PARTS.get(hour, hour)


def nearest(hour: str, opens: str, closes: str) -> str:
    """The hour itself, or the first or last at which we text unasked."""
    latest = (datetime.strptime(closes, "%H:%M") - LATEST).strftime("%H:%M")  # noqa: DTZ007  wall time
    return max(min(hour, latest), opens)


def read_back(about: About, change: Change, pace: int | None) -> Flow[None]:
    """The whole of it as it is from now on, and what else was asked for."""
    if change.cap:
        yield say("rhythm_most")
    if change.way:
        yield say("rhythm_way", way=change.way)
    if change.day is not None or change.hour or pace:
        day = change.day if change.day is not None else number(about, "day") or 0
        said = hour_said(change.hour or about.get("hour", "10:00"))
        every = EVERY.get(pace or number(about, "pace") or 1, "month")
        yield say("rhythm_is", day=WEEKDAYS[day], hour=said.hour, part=said.part, every=every)
