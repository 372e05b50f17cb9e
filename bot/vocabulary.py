"""What the service itself says, outside any conversation: each text with the variables that it is given.

A test compares this with the calls in bot/, and start-up compares it with every language's wording.
"""

from types import ModuleType

from flows import (
    agreement,
    family_referral,
    join_again,
    minors,
    reach,
    safety,
    safety_before,
    self_referral,
    welcome,
    who_is_speaking,
    wrong_number,
)
from flows.lexicon import needs
from messages.wording import Need, Wording

SCRIPTS: tuple[ModuleType, ...] = (
    agreement,
    family_referral,
    join_again,
    minors,
    reach,
    safety,
    safety_before,
    self_referral,
    welcome,
    who_is_speaking,
    wrong_number,
)

PLAIN = [
    "stopped",
    "started",
    "help",
    "menu",
    "human_asked",
    "language_asked",
    "language_seen",
    "language_changed",
    "paused",
    "hidden",
    "amber_hard",
    "amber_carer",
    "amber_read_now",
    "nothing_to_go_back_to",
    "you_are_welcome",
    "noted",
    "kept_for_team",
    "welcome_back",
    "nudge",
    "a_person_answers",
    "status_none",
    "status_incomplete",
    "status_waiting",
    "status_taken",
    "status_closed",
    "status_of_someone_else",
    "status_they_said_yes",
    "skip_or_person",
    "please_or_person",
    "got_picture",
    "got_voice",
    "got_place",
    "got_nothing",
    "voice_answer",
    "button_yes",
    "button_no",
    "button_skip",
    "alert_take",
    "alert_story",
    "alert_call",
    "told_person",
    "taken_by_someone",
]
OF_AN_ALERT = ("level", "number", "place", "unit", "count")
WITH = {
    "my_data_asked": ("by",),
    "delete_me_asked": ("by",),
    "language_offer": ("language", "word"),
    "amber_read_later": ("day", "time"),
    "read_back_score": ("score",),
    "read_back_day": ("day",),
    "alert": OF_AN_ALERT,
    "alert_times": (*OF_AN_ALERT, "times"),
    "alert_last": OF_AN_ALERT,
    "alert_again": ("number",),
    "alert_taken": ("name", "number"),
    "alert_closed": ("number",),
    "taken_by": ("name",),
}


def of_the_service() -> list[Need]:
    return [Need(id) for id in PLAIN] + [Need(id, frozenset(names)) for id, names in WITH.items()]


def check(wording: Wording) -> None:
    """Raise WordingError, naming every gap, when a language lacks something that we say."""
    wording.check([*needs(*SCRIPTS), *of_the_service()])
