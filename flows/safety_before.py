"""The safety conversation as it was in 0.1.0, for those that began then and are still open. Nothing new begins with it."""

from flows.acts import RaiseItem
from flows.answers import safe_or_not
from flows.talk import Flow, Outcome, Person, Say, ask_if_willing, do, say


def begun_before(person: Person) -> Flow[Outcome]:
    category, them = person.about.get("category", "medical"), person.about.get("who") == "them"
    yield first_words(category, them)
    if person.about.get("under_18"):
        yield say("childline")
    yield from are_they_safe(category) if them else are_you_safe(category)
    yield say("safety_thanks")
    return Outcome("done")


def first_words(category: str, them: bool) -> Say:
    if category == "harm_to_others":
        return say("safety_harm")
    if them:
        return say("safety_for_them")
    if category in ("suicide", "mental_health"):
        return say("safety_crisis")
    return say("safety_private") if category == "abuse" else say("safety_emergency")


def are_you_safe(category: str) -> Flow[None]:
    """No form goes on over the head of somebody in danger: a no is asked about until it is a yes."""
    if (yield from ask_if_willing("safe_now", safe_or_not)) is False:
        yield do("not_safe", RaiseItem("red", category, "says they are not safe now"))
        yield say("safety_ring_now")
        _ = yield from ask_if_willing("safe_yet", safe_or_not)


def are_they_safe(category: str) -> Flow[None]:
    if (yield from ask_if_willing("they_safe_now", safe_or_not)) is False:
        yield do("they_not_safe", RaiseItem("red", category, "says that the other person is not safe now"))
        yield say("they_ring_now")
        _ = yield from ask_if_willing("they_safe_yet", safe_or_not)
