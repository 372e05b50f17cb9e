"""What the service itself says, outside any conversation: each text with the variables that it is given.

A test compares this with the calls in bot/, and start-up compares it with every language's wording.
"""

from collections.abc import Iterable
from types import ModuleType

from bot.measure_words import of_the_operator
from flows import (
    agreement,
    baseline,
    care,
    carer_checkin,
    checkin,
    death,
    family_referral,
    goal_news,
    greeting,
    join_again,
    last_time,
    looking_back,
    minors,
    own_goal,
    pause,
    reach,
    review,
    rhythm,
    safety,
    safety_before,
    self_referral,
    sharing,
    team_checkin,
    welcome,
    who_is_speaking,
    wrong_number,
)
from flows.lexicon import AROUND_MEASURES, needs, needs_of
from flows.measures import MEASURES
from messages.wording import Need, Wording, WordingError

SCRIPTS: tuple[ModuleType, ...] = (
    agreement,
    baseline,
    care,
    carer_checkin,
    checkin,
    death,
    family_referral,
    goal_news,
    greeting,
    join_again,
    last_time,
    looking_back,
    minors,
    own_goal,
    pause,
    reach,
    review,
    rhythm,
    safety,
    safety_before,
    self_referral,
    sharing,
    team_checkin,
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
    "my_data_ready",
    "hidden",
    "amber_hard",
    "amber_carer",
    "amber_read_now",
    "nothing_to_go_back_to",
    "you_are_welcome",
    "noted",
    "kept_for_team",
    "kept_for_last_week",
    "checkin_reminder",
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
    "status_held",
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
    "voice_not_put_through",
]
OF_STAFF = [
    "staff_code_bad",
    "staff_help",
    "staff_help_pin",
    "staff_pin_first",
    "staff_pin_wrong",
    "staff_pin_locked",
    "staff_broken",
    "staff_too_many",
    "staff_edited",
    "staff_question_open",
    "staff_queue_empty",
    "staff_nobody",
    "staff_none",
    "staff_ring_plain",
    "staff_no_mobile",
    "staff_ring",
    "staff_digest_none",
    "staff_rule_deaf",
    "staff_rule_opted_out",
    "staff_rule_neither",
    "staff_rule_not_theirs",
    "staff_rule_seen",
    "staff_rule_shared",
]
OF_AN_ITEM = [
    "staff_no_item",
    "staff_with_nobody",
    "staff_closed",
    "staff_took",
    "staff_took_no_call",
    "staff_tried",
    "staff_noted",
    "staff_noted_closed",
    "staff_passed",
    "staff_story_no_page",
    "staff_sent",
    "staff_opted_out",
    "staff_not_reached",
    "staff_not_theirs",
    "staff_answered",
    "staff_ring_yes",
    "staff_ringing",
    "staff_no_line",
    "staff_no_number",
    "staff_call_reached",
    "staff_call_missed",
    "staff_call_failed",
    "staff_call_yours",
]
WITH_STAFF = {
    "staff_bound": ("name",),
    "staff_bound_pin": ("name",),
    "staff_pin_warning": ("name", "times"),
    "staff_elsewhere": ("number", "place"),
    "staff_with": ("name", "number"),
    "staff_which": ("verb", "number"),
    "staff_which_words": ("verb", "number"),
    "staff_queue_more": ("count",),
    "staff_queue_yours": ("numbers",),
    "staff_done": ("number", "outcome"),
    "staff_outcomes": ("number", "outcomes"),
    "staff_passed_to": ("number", "name"),
    "staff_nobody_called": ("name", "names"),
    "staff_on": ("name",),
    "staff_off": ("name",),
    "staff_off_who": ("names",),
    "staff_you_cover": ("name",),
    "staff_story": ("number", "minutes", "link"),
    "staff_too_long": ("count",),
    "staff_ring_rules": ("number", "rules"),
    "staff_do_not_ring": ("number", "rules"),
    "staff_digest": ("red", "amber", "oldest", "late", "yours"),
}
OF_A_PICTURE = ("then", "now", "ons4_satisfied", "ons4_worthwhile", "ons4_happy", "ons4_anxious", "carer_load")
OF_AN_ALERT = ("level", "number", "place", "unit", "count")
WITH = {
    "my_data_asked": ("by",),
    "delete_me_asked": ("by",),
    "language_offer": ("language", "word"),
    "amber_read_later": ("day", "time"),
    "status_begins": ("day",),
    "status_begins_soon": (),
    "status_rests": (),
    "status_rests_until": ("day",),
    "status_week": ("week", "weeks"),
    "status_next": ("week", "weeks", "day"),
    "status_paused": ("week", "weeks"),
    "status_paused_until": ("week", "weeks", "day"),
    "read_back_score": ("score",),
    "read_back_day": ("day",),
    "alert": OF_AN_ALERT,
    "alert_item": OF_AN_ALERT,
    "alert_times": (*OF_AN_ALERT, "times"),
    "alert_last": OF_AN_ALERT,
    "alert_again": ("number",),
    "alert_taken": ("name", "number"),
    "alert_closed": ("number",),
    "taken_by": ("name",),
    "person_writes": ("name",),
    "person_done": ("name",),
    "voice_press_one": ("number",),
}


def of_the_service() -> list[Need]:
    given = WITH | WITH_STAFF | dict.fromkeys(OF_AN_ITEM, ("number",))
    drawn = Need("progress", options=OF_A_PICTURE)
    return (
        [drawn] + [Need(id) for id in (*PLAIN, *OF_STAFF)] + [Need(id, frozenset(names)) for id, names in given.items()]
    )


def check(wording: Wording, measures: Iterable[str] = ()) -> None:
    """Raise WordingError, naming every gap, when a language lacks something that we say, or the operator's file of measures
    is not right. `measures`: the ids of those that the programmes ask."""
    shipped = [need for measure in MEASURES.values() if measure.kind == "shipped" for need in needs_of(measure)]
    ours = [*needs(*SCRIPTS), *AROUND_MEASURES, *shipped, *of_the_service()]
    if problems := [*wording.unmet(ours), *of_the_operator(wording, measures)]:
        raise WordingError(problems)
