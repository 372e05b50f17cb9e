"""Whatever people reply to a check-in: replay stays whole, nothing breaks, and there is an end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rehearsal import Rehearsal
from tests.replay.test_properties import whole

GOAL = {"goal_id": "7", "goal": "walk to the shop", "goal_last": "5"}
GOALS = {
    "goal_1_id": "7",
    "goal_1": "walk",
    "goal_1_then": "2",
    "goal_1_last": "6",
    "goal_2_id": "8",
    "goal_2": "choir",
}
ALL = {"name": "Jean", "worker": "Sue", "measures": "ons4 loneliness ucla3 phq2 gad2", "then_ons4_satisfied": "4"}
OPENED = [
    ("baseline", ALL),
    ("baseline", {"role": "carer", "goals_wanted": "9"}),
    ("checkin", {**ALL, **GOAL, "week": "3", "wellbeing": "ons4_anxious", "wellbeing_last": "2", "said": "the bus."}),
    ("checkin", {**GOAL, "week": "4", "wellbeing": "loneliness_often", "step_id": "9", "step": "ring", "first": "yes"}),
    ("checkin", {"week": "5", "worded": "yes", "flat_weeks": "4", "goal_id": "7", "goal_last": "x", "wellbeing": "phq2_down"}),
    ("carer_checkin", {**ALL, **GOAL, "role": "carer", "person": "Mary", "first": "yes", "may_say": "how"}),
    ("carer_checkin", {**GOAL, "role": "carer", "week": "6", "assessment_offered": "yes", "said": "nights"}),
    ("review", {**ALL, **GOALS, "kind": "review", "week": "6"}),
    ("review", {**ALL, **GOALS, "kind": "final", "week": "12", "expected_decline": "yes"}),
    ("review", {**GOALS, "kind": "followup"}),
    ("team_checkin", {"dimensions": "trust|one_door|trust", "text_trust": "Trust"}),
    ("sharing", {"carer": "Tom"}),
    ("goal_news", {"who": "worker", "step": "ring the council", "by": "Friday"}),
]  # fmt: skip
SAID = (
    "0 | 1 | 2 | 3 | 4 | 5 | 9 | 10 | about a 7 | no, 6 | yes | no | yes please | no thanks | skip | fine | often | never | back"
    " | friday | tomorrow | help | help! | pause | the bus was late | change my goal | I would rather talk | "
)
REPLIES = st.sampled_from(SAID.split(" | "))
TEXTS = st.one_of(REPLIES, REPLIES, REPLIES, st.text(max_size=20))
LONGEST = 60  # replies to the longest of them, when each is read


@pytest.mark.parametrize(("flow", "about"), OPENED)
@settings(max_examples=25, deadline=None)
@given(st.lists(TEXTS, max_size=30))
def test_any_replies_leave_a_whole_state(flow: str, about: dict[str, str], said: list[str]) -> None:
    rehearsal = Rehearsal()
    happened = [rehearsal.opens(flow, **about), *(rehearsal.hears(text) for text in said)]
    assert not any("could not answer" in line for lines in happened for line in lines), (said, happened)
    whole(rehearsal.state)


@pytest.mark.parametrize(("flow", "about"), OPENED)
@pytest.mark.parametrize("reply", ["skip", "1", "10 yes", "no", "things are hard"])
def test_every_check_in_ends(flow: str, about: dict[str, str], reply: str) -> None:
    """With the same reply to everything, or SKIP, and 1 where a summary takes neither."""
    rehearsal = Rehearsal()
    _ = rehearsal.opens(flow, **about)
    for _ in range(LONGEST):
        talk = rehearsal.state.speaking_now()
        if talk is None or talk.question is None:
            break
        answer = "1" if talk.question.review else "skip" if talk.question.tries else reply
        _ = rehearsal.hears(answer)
    assert rehearsal.state.speaking_now() is None
