"""On a phone that others see, no check-in repeats what somebody told us, by name, in words or in numbers."""

from bot.vocabulary import SCRIPTS
from flows import (
    baseline,
    care,
    carer_checkin,
    checkin,
    goal_news,
    greeting,
    last_time,
    looking_back,
    own_goal,
    review,
    sharing,
)
from flows.lexicon import needs
from messages.wording import Wording
from tests.rehearsal import ENGLISH

OF_CHECK_INS = (
    baseline, care, carer_checkin, checkin, goal_news, greeting, last_time, looking_back, own_goal, review, sharing,
)  # fmt: skip
PLAIN = {"which", "week"}  # first or more; the number of the week: nothing that anybody told


def told(wording: Wording, id: str, variant: str) -> frozenset[str]:
    variables = wording.texts[id].variables
    found = variant if variant in variables else "" if variant == "discreet" else "discreet"
    return variables.get(found, variables[""]) - PLAIN


def test_no_text_of_a_check_in_repeats_anything_there() -> None:
    ids = [need.id for need in needs(*OF_CHECK_INS)]
    repeats = {(id, v): told(ENGLISH, id, v) for id in ids for v in ("discreet", "discreet_again")}
    assert {key: names for key, names in repeats.items() if names} == {}


def test_all_of_them_are_checked() -> None:
    assert set(OF_CHECK_INS) <= set(SCRIPTS)
