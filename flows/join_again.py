"""A phone that already has a request asks to join: the same person, or another who uses this phone?"""

from flows.answers import yes_or_no
from flows.talk import Flow, Outcome, Person, ask, say


def join_again(person: Person) -> Flow[Outcome]:
    if (yield from ask("same_person", yes_or_no)):
        yield say("already_with_team")
        return Outcome("known")
    return Outcome("another", then="self_referral", about={**person.about, "new_person": "yes"})
