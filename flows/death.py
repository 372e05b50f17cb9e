"""A death was told: plain sorrow in a line or two, no question, and nothing more is sent until staff have looked.

`about` holds whose death it is (`whose`) and the words that told it. That this can be wrong is for staff to see: the words
fit somebody bereaved as well.
"""

from flows.acts import HoldForDeath
from flows.talk import Flow, Outcome, Person, do, say

HELD = "held"  # the outcome after which nothing is asked any more, whatever was open


def death(person: Person) -> Flow[Outcome]:
    words = person.about.get("words", "")
    if person.about.get("whose") == "theirs":
        yield do("held", HoldForDeath("theirs", words))
        yield say("death_of_theirs")
    else:
        yield do("held", HoldForDeath("mine", words))
        yield say("death_told")
    return Outcome(HELD)
