"""Safety: somebody's words showed danger. What to do now, then one question: are you safe?

An answer can raise the alarm further, never close it: only a person closes an item.
"""

from flows.acts import RaiseItem
from flows.answers import yes_or_no
from flows.talk import Flow, Outcome, Person, Say, ask_if_willing, do, say


def safety(person: Person) -> Flow[Outcome]:
    yield first_words(person.about.get("category", ""))
    safe = yield from ask_if_willing("safe_now", yes_or_no)
    if safe is False:
        yield do("not_safe", RaiseItem("red", person.about.get("category", "medical"), "says they are not safe now"))
        yield say("safety_ring_now")
        _ = yield from ask_if_willing("safe_yet", yes_or_no)  # no form goes on over the head of somebody in danger
    yield say("safety_thanks")
    return Outcome("done")


def first_words(category: str) -> Say:
    if category in ("suicide", "mental_health"):
        return say("safety_crisis")
    if category in ("abuse", "harm_to_others"):
        return say("safety_private")
    return say("safety_emergency")
