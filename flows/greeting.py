"""The first and the last words of what we send each week: sub-scripts of the check-ins."""

from flows.about import About
from flows.talk import Flow, Say, say


def hello(about: About) -> Say:
    name = about.get("name")
    return say("greeting", name=name) if name else say("greeting_plain")


def thanks(week: int) -> Say:
    """Not the same every week: a text that never changes is not read."""
    match week % 4:
        case 1:
            return say("thanks_heard")
        case 2:
            return say("thanks_next_week")
        case 3:
            return say("thanks_any_time")
        case _:
            return say("thanks_helps")


def how_it_goes(about: About) -> Flow[None]:
    """Before the first check-in of all: what will come each week, and that it may be left."""
    if about.get("first") == "yes":
        yield say("each_week")
