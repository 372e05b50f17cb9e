"""Welcome: a stranger's first text. Who is this for?"""

from flows.acts import RaiseItem
from flows.answers import choice
from flows.talk import Flow, Outcome, Person, ask, do, say

ROADS = {"myself": "self_referral", "carer": "carer_referral", "someone": "family_referral"}


def welcome(person: Person) -> Flow[Outcome]:
    yield say("hello")
    who = yield from ask("who_for", choice("myself", "someone", "carer", "person"))

    if who == "person":
        yield do("person_asked", RaiseItem("green", "asks for a person", "chose to talk to a person"))
        yield say("person_asked_for")
        return Outcome("person")

    return Outcome("chosen", then=ROADS[who], about=person.about)
