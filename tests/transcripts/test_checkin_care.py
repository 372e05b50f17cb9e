"""What a low number, or a fall, is met with in the weekly check-in; and when it reaches a person."""

from flows.acts import RaiseItem
from tests.acting import acts
from tests.rehearsal import Rehearsal

WHO = "week=3 name=Jean worker=Sue"
GOAL = 'goal_id=7 goal="walk to the shop"'
WEEK = f"opens: checkin {WHO} {GOAL} wellbeing=ons4_happy"


def test_a_low_answer_is_met_with_care_and_not_with_the_next_question() -> None:
    rehearsal = Rehearsal().reads(f"""
        {WEEK}
        bot:  greeting, goal_progress?
        them: 2
        does: RecordMeasure, FinishCheckIn
        bot:  read_back_score, care_goal, care_call?
        them: yes please
        does: RaiseItem
        bot:  care_call_asked
    """)
    assert acts(rehearsal, RaiseItem) == [RaiseItem("amber", "asks for a call", 'goal "walk to the shop": 2')]


def test_nobody_has_to_want_a_call() -> None:
    rehearsal = Rehearsal().reads("""
        opens: checkin week=4 wellbeing=ons4_satisfied
        bot:  greeting_plain, ons4_scale, ons4_satisfied?
        them: 3
        does: RecordMeasure, FinishCheckIn
        bot:  read_back_score, care_low, care_call_team?
        them: no I just had a bad week
        bot:  care_no_call
    """)
    assert acts(rehearsal, RaiseItem) == []


def test_of_worry_less_is_better() -> None:
    rehearsal = Rehearsal().reads("""
        opens: checkin week=4 worker=Sue wellbeing=ons4_anxious wellbeing_last=4
        bot:  greeting_plain, ons4_anxious?
        them: 8
        does: RecordMeasure, RaiseItem, FinishCheckIn
        bot:  read_back_score, care_worried, care_call?
        them: skip
        bot:  care_no_call
        wait: 7 d
        opens: checkin week=5 worker=Sue wellbeing=ons4_anxious wellbeing_last=8
        bot:  greeting_plain, ons4_anxious?
        them: 2
        does: RecordMeasure
        bot:  read_back_score, your_week?
    """)
    (item,) = acts(rehearsal, RaiseItem)
    assert (item.level, item.category, item.why) == (
        "amber", "drop", "ons4_anxious: 4 last time, 8 now (0 to 10, 0 is best)",
    )  # fmt: skip


def test_a_fall_of_three_that_is_not_low_is_told_and_the_questions_go_on() -> None:
    rehearsal = Rehearsal().reads(f"""
        {WEEK} goal_last=8
        bot:  greeting, goal_progress?
        them: 5
        does: RecordMeasure, RaiseItem
        bot:  read_back_score, care_lower, ons4_scale, ons4_happy?
    """)
    (item,) = acts(rehearsal, RaiseItem)
    assert (item.level, item.category) == ("amber", "drop")
    assert item.why == 'goal "walk to the shop": 8 last time, 5 now (0 is no progress yet, 10 is all done)'


def test_two_lows_in_a_row_reach_a_person_at_once() -> None:
    rehearsal = Rehearsal().reads(f"""
        {WEEK} goal_last=3 goal_before=5
        bot:  greeting, goal_progress?
        them: 2
        does: RecordMeasure, RaiseItem, FinishCheckIn
        bot:  read_back_score, care_goal, care_call?
    """)
    (item,) = acts(rehearsal, RaiseItem)
    assert (item.level, item.category) == ("amber", "low twice")


def test_a_goal_that_stays_low_is_a_routine_and_hides_no_other_question() -> None:
    rehearsal = Rehearsal().reads(f"""
        {WEEK} goal_last=2 goal_before=2
        bot:  greeting, goal_progress?
        them: 2
        does: RecordMeasure, RaiseItem
        bot:  read_back_score, care_slow, ons4_scale, ons4_happy?
    """)
    (item,) = acts(rehearsal, RaiseItem)
    assert (item.level, item.category) == ("green", "low twice")


def test_a_low_goal_that_has_risen_is_no_bad_news() -> None:
    rehearsal = Rehearsal().reads(f"""
        {WEEK} goal_last=1
        bot:  greeting, goal_progress?
        them: 3
        does: RecordMeasure
        bot:  read_back_score, care_risen, ons4_scale, ons4_happy?
    """)
    assert acts(rehearsal, RaiseItem) == []


def test_numbers_that_were_always_going_to_fall_raise_nothing_and_low_ones_still_meet_care() -> None:
    rehearsal = Rehearsal().reads(f"""
        {WEEK} goal_last=8 wellbeing_last=6 expected_decline=yes
        bot:  greeting, goal_progress?
        them: 4
        does: RecordMeasure
        bot:  read_back_score, ons4_scale, ons4_happy?
        them: 2
        does: RecordMeasure, FinishCheckIn
        bot:  read_back_score, care_low, care_call?
        them: yes
        does: RaiseItem
        bot:  care_call_asked
    """)
    assert [item.category for item in acts(rehearsal, RaiseItem)] == ["asks for a call"]
