"""The person says what may be told to the one who cares for them. Until they have said it, nothing is told.

What they tell us is never shown to their carer: "how it goes" is for a talk between people.
"""

from typing import Literal, TypeAlias

from flows.about import About, is_so
from flows.acts import LetCarerKnow, RaiseItem
from flows.answers import choice
from flows.talk import Flow, Outcome, Person, ask_if_willing, do, say

What: TypeAlias = Literal["nothing", "that", "how"]
TAKEN_BACK = "what a carer may be told"
TOLD: dict[str, What] = {"nothing": "nothing", "that": "that", "how": "how"}


def sharing(person: Person) -> Flow[Outcome]:
    if is_so(person.about, "taken_back"):
        return (yield from taken_back(person.about))
    what = yield from what_may_be_told(person.about.get("carer", ""))
    yield do("carer_may_know", LetCarerKnow(TOLD[what or "nothing"]))
    if what in ("that", "how"):
        yield say("sharing_some")
    else:
        yield say("sharing_nothing")
    return Outcome("done")


def taken_back(about: About) -> Flow[Outcome]:
    """They take it back, or would change it: nothing is told from now on, and a person asks what they would like."""
    yield do("carer_may_know", LetCarerKnow("nothing"))
    yield do("asked_of_us", RaiseItem("green", TAKEN_BACK, about.get("words", "")))
    yield say("sharing_nothing")
    return Outcome("done")


def what_may_be_told(carer: str) -> Flow[str | None]:
    if carer:
        return (yield from ask_if_willing("sharing", choice("nothing", "that", "how"), carer=carer))
    return (yield from ask_if_willing("sharing_unnamed", choice("nothing", "that", "how")))
