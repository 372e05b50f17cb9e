"""Several people use this phone: which of them is writing? A first name, and nothing repeated to whoever it is.

`about` may hold whom the conversation beneath belongs to (`expected`, "" when they have not said). Only the same name
goes on with it: two people's questions are never open together.
"""

from flows.acts import SpeakAs
from flows.answers import a_name
from flows.talk import Flow, Outcome, Person, ask, do, say

ANOTHER = "another_speaks"  # the outcome after which the conversation beneath is left to a person
SAME_NAME = 80  # of 100: "Margret" is Margaret, "Mary" is not


def who_is_speaking(person: Person) -> Flow[Outcome]:
    name = yield from ask("who_is_this", a_name)
    yield do("speaking", SpeakAs(name))
    expected = person.about.get("expected")
    if expected is not None and is_called(name, expected):
        yield say("thanks_for_saying")
        return Outcome("known")
    yield say("words_kept")
    return Outcome("known" if expected is None else ANOTHER)


def is_called(said: str, name: str) -> bool:
    """Whether the first of these names is one of the other's, a slip allowed."""
    from rapidfuzz.fuzz import ratio  # imported here: 34 ms, spent only on a shared phone

    first = said.split()[0].casefold()
    return any(ratio(part.casefold(), first) >= SAME_NAME for part in name.split())
