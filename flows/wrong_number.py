"""Wrong number: whoever has this phone is not the person we meant. No invitation to it waits, opens or comes again."""

from flows.acts import EndInvitations
from flows.talk import Flow, Outcome, Person, do, say


def wrong_number(person: Person) -> Flow[Outcome]:
    yield do("ended", EndInvitations())
    yield say("wrong_number_noted")
    return Outcome("wrong_number")
