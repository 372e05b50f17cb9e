"""A rest from check-ins, and its end: asked for, or offered to somebody who goes away or into hospital.

`about` holds what they said of it (`since`, `until`: ISO dates, or "open"), whether they asked for it (`asked`) and whether
they spoke of a hospital. Somebody who asked hears no more from us at once, whether or not they say until when.
"""

from flows.about import About, is_so
from flows.acts import PauseUntil, RaiseItem, Resume
from flows.answers import until_when
from flows.answers.rhythm.until import NONE, OPEN
from flows.spoken import day_said
from flows.talk import Flow, Outcome, Person, ask_if_willing, do, say

PAUSED = "paused"  # the outcome after which what was being asked is asked no more
HOSPITAL = "in hospital"


def pause(person: Person) -> Flow[Outcome]:
    about = person.about
    if is_so(about, "hospital"):
        yield do("hospital_told", RaiseItem("green", HOSPITAL, about.get("words", "")))
    until = about.get("until") or (yield from until_what_day(about))
    if until == NONE:
        yield say("pause_none")
        return Outcome("done")
    yield from rest(about.get("since", ""), "" if until == OPEN else until)
    return Outcome(PAUSED)


def until_what_day(about: About) -> Flow[str]:
    """NONE when they would rather hear from us all the same."""
    if is_so(about, "asked"):
        yield do("paused", PauseUntil())
        return (yield from ask_if_willing("pause_until", until_when)) or OPEN
    if is_so(about, "hospital"):
        return (yield from ask_if_willing("pause_in_hospital", until_when)) or NONE
    return (yield from ask_if_willing("pause_away", until_when)) or NONE


def rest(since: str, until: str) -> Flow[None]:
    """A name of its own: what was paused without an end is amended, and not undone."""
    yield do("rest_set", PauseUntil(until, since))
    if not until:
        yield say("pause_is_open")
        return
    end = day_said(until)
    if since:
        start = day_said(since)
        yield say("pause_begins", weekday=start.weekday, date=start.date, month=start.month)
    yield say("pause_is", weekday=end.weekday, date=end.date, month=end.month)


def unpause(_: Person) -> Flow[Outcome]:
    yield do("resumed", Resume())
    yield say("pause_over")
    return Outcome("done")
