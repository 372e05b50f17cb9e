"""Several people use this phone: which of them is writing? A first name, and nothing repeated to whoever it is."""

from flows.acts import SpeakAs
from flows.answers import a_name
from flows.talk import Flow, Outcome, Person, ask, do, say


def who_is_speaking(person: Person) -> Flow[Outcome]:
    name = yield from ask("who_is_this", a_name)
    yield do("speaking", SpeakAs(name))
    yield say("thanks_for_saying")
    return Outcome("known", then=person.about.get("then"))
