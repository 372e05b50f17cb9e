""" "Next Friday", said before this week's has come: both are offered, and nobody is asked a third time."""

import pytest

from flows.acts import PauseUntil, PlanStep
from tests.acting import acts
from tests.rehearsal import Rehearsal
from tests.transcripts.residents import MARGARET, on, said, with_her

BASELINE = ("see my sister", "skip", "skip", "skip", "skip", "ring her", "me")


def asked_by_when() -> Rehearsal:
    """On Monday 23 November."""
    here = Rehearsal()
    _ = here.opens("baseline", name="Jean")
    for text in BASELINE[:-1]:
        _ = here.hears(text)
    assert here.hears(BASELINE[-1]) == ["bot: goal_by?"]
    return here


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1", "2026-11-27"), ("2", "2026-12-04"), ("the second one", "2026-12-04"), ("the first", "2026-11-27"),
        ("the 4th", "2026-12-04"), ("27 November", "2026-11-27"), ("first of December", "2026-12-01"), ("Friday", "2026-11-27"), ("tomorrow", "2026-11-24"),
        ("next friday", "2026-11-27"), ("next Friday I said", "2026-11-27"),
    ],
)  # fmt: skip
def test_both_days_are_offered_and_any_plain_answer_counts(text: str, day: str) -> None:
    here = asked_by_when()
    assert here.hears("next Friday") == ["bot: either_day?"]
    _ = here.hears(text)
    assert acts(here, PlanStep) == [PlanStep("1", "ring her", "person", day)]


def test_what_is_put_down_is_read_back_and_can_be_put_right() -> None:
    here = asked_by_when()
    _ = here.hears("next Friday")
    assert here.hears("next Friday") == ["does: PlanStep", "bot: read_back_day, check_goal_and_step?"]
    _ = here.hears("no, 4 December")
    assert acts(here, PlanStep)[-1].by == "2026-12-04"


def test_skip_and_what_is_no_day_are_as_ever() -> None:
    here = asked_by_when()
    _ = here.hears("next Friday")
    assert here.hears("when the bus runs") == ["bot: skip_or_person"]
    _ = here.hears("skip")
    assert acts(here, PlanStep) == [PlanStep("1", "ring her", "person", "")]


@pytest.mark.parametrize("text", ["next Monday", "Friday", "next week", "next Friday or Saturday"])
def test_nothing_is_offered_where_the_words_are_no_such_day(text: str) -> None:
    assert "bot: either_day?" not in asked_by_when().hears(text)


@pytest.mark.parametrize(
    ("text", "day"), [("2", "2026-12-04"), ("next Friday", "2026-11-27"), ("not sure", ""), ("the 8th", "2026-12-08")]
)
def test_a_rest_until_next_friday_ends_on_the_one_that_they_mean(text: str, day: str) -> None:
    here = with_her()
    assert here.hears("PAUSE") == ["does: PauseUntil", "bot: pause_until?"]
    assert here.hears("until next friday") == ["bot: either_day?"]
    _ = here.hears(text)
    assert acts(here, PauseUntil)[-1] == PauseUntil(day)


def test_the_two_days_in_words_and_none_of_them_where_others_read() -> None:
    assert said(on(MARGARET), "PAUSE", "next Friday") == (
        "Do you mean Friday 27 November, or Friday 4 December? Reply 1 or 2."
    )
    discreet = on(MARGARET, discreet=True, safe_time="morning")
    assert "Friday" not in said(discreet, "I'm going into hospital", "until next Friday")
