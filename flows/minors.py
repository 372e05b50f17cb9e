"""Someone under 18: no check-ins and no contact with the family; Childline, and a person the same day.

"Seen" reads an age given in passing ("im 14 and ..."), so that a young carer who never reaches the
question about age is not treated as an adult.
"""

import re
from functools import cache

from flows.acts import RaiseItem
from flows.answers import birth_year_or_age
from flows.talk import Context, Flow, Ok, Outcome, do, say
from messages.heard import heard

ADULT = 18  # years; younger people go to the children's route
CHILDRENS_ROUTE = "under 18: children's route"
UNDER_18 = "under_18"  # the outcome of a conversation with somebody that young


def under_18() -> Flow[Outcome]:
    yield do("minor_seen", RaiseItem("amber", CHILDRENS_ROUTE, "gave an age under 18"))
    yield say("childline")
    return Outcome(UNDER_18)


def says_under_18(text: str, language: str) -> bool:
    """Whether the writer gives their own age as under 18 in passing."""
    return _own_age(heard(language).under_18).search(text) is not None


@cache
def _own_age(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def is_under_18(text: str, context: Context) -> bool:
    """Whether this answer to "How old are you?" is an age under 18."""
    age = birth_year_or_age.read(text, context)
    return (isinstance(age, Ok) and age.value < ADULT) or says_under_18(text, context.language)
