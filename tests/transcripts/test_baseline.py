"""The first check-in, as transcripts: goals in their own words, then the measures."""

from bot.state import Contact
from flows.acts import PlanStep, RecordMeasure, SetGoal
from tests.acting import acts
from tests.rehearsal import Rehearsal

OPENS = 'opens: baseline name=Jean worker=Sue measures="ons4 loneliness"'
HELLO = "greeting, baseline_for, baseline_how, goal_words?"


def test_one_goal_and_the_measures() -> None:
    rehearsal = Rehearsal().reads(f"""
        {OPENS}
        bot:  {HELLO}
        them: Get to the shop on my own again.
        does: SetGoal
        bot:  goal_helps?
        them: my neighbour Pat, and I have my stick
        bot:  goal_importance?
        them: 9
        bot:  read_back_score, goal_confidence?
        them: 4
        does: SetGoal
        bot:  read_back_score, goal_1_progress?
        them: 2
        does: RecordMeasure
        bot:  read_back_score, goal_step?
        them: walk to the corner with Pat
        bot:  goal_who?
        them: me
        bot:  goal_by?
        them: Friday
        does: PlanStep
        bot:  read_back_day, check_goal_and_step?
        them: yes
        bot:  goal_words?
        them: no that's all thanks
        bot:  baseline_measures, ons4_intro, ons4_satisfied?
        them: 5
        does: RecordMeasure
        bot:  read_back_score, ons4_worthwhile?
        them: 6
        does: RecordMeasure
        bot:  read_back_score, ons4_happy?
        them: 4
        does: RecordMeasure
        bot:  read_back_score, ons4_anxious?
        them: 6
        does: RecordMeasure
        bot:  read_back_score, loneliness_often?
        them: 2
        does: RecordMeasure, FinishCheckIn
        bot:  baseline_thanks
    """)
    words, helps = "Get to the shop on my own again.", "my neighbour Pat, and I have my stick"
    assert acts(rehearsal, SetGoal) == [SetGoal("1", words), SetGoal("1", words, helps, 9, 4)]
    assert acts(rehearsal, PlanStep) == [PlanStep("1", "walk to the corner with Pat", "person", "2026-11-27")]
    assert acts(rehearsal, RecordMeasure)[0] == RecordMeasure("goal", "goal_1", 2)
    assert acts(rehearsal, RecordMeasure)[-1] == RecordMeasure("loneliness", "loneliness_often", 2)


def test_all_of_it_may_be_skipped() -> None:
    _ = Rehearsal().reads("""
        opens: baseline measures=loneliness
        bot:  greeting_plain, baseline_for_team, baseline_how, goal_words?
        them: skip
        bot:  baseline_measures, loneliness_often?
        them: skip
        does: FinishCheckIn
        bot:  baseline_thanks
    """)


TO_THE_SECOND = """
    them: see my sister more
    does: SetGoal
    bot:  goal_helps?
    them: skip
    bot:  goal_importance?
    them: skip
    bot:  goal_confidence?
    them: skip
    does: SetGoal
    bot:  goal_1_progress?
    them: skip
    bot:  goal_step?
    them: skip
    bot:  check_goal?
    them: yes
    bot:  goal_words?
"""


def test_a_second_goal_is_asked_about_in_the_same_words_and_kept_apart() -> None:
    rehearsal = Rehearsal().reads(f"""
        opens: baseline goals_wanted=2
        bot:  greeting_plain, baseline_for_team, baseline_how, goal_words?
        {TO_THE_SECOND}
        them: yes please
        bot:  goal_named?
        them: keep the garden
        does: SetGoal
        bot:  goal_importance?
        them: 10
        bot:  read_back_score, goal_confidence?
        them: 8
        does: SetGoal
        bot:  read_back_score, goal_2_progress?
        them: 5
        does: RecordMeasure
        bot:  read_back_score, goal_step?
        them: my son cuts the hedge
        bot:  goal_who?
        them: family
        bot:  goal_by?
        them: skip
        does: PlanStep
        bot:  check_goal_and_step?
        them: yes
        does: FinishCheckIn
        bot:  baseline_thanks
    """)
    assert acts(rehearsal, SetGoal)[-1] == SetGoal("2", "keep the garden", "", 10, 8)
    assert acts(rehearsal, PlanStep) == [PlanStep("2", "my son cuts the hedge", "family")]


def test_a_second_goal_told_at_once_is_not_asked_for_again() -> None:
    _ = Rehearsal().reads(f"""
        opens: baseline
        bot:  greeting_plain, baseline_for_team, baseline_how, goal_words?
        {TO_THE_SECOND}
        them: yes, keep the garden
        does: SetGoal
        bot:  goal_importance?
    """)


def test_a_goal_read_back_wrong_is_put_right() -> None:
    rehearsal = Rehearsal().reads(f"""
        opens: baseline goals_wanted=1
        bot:  greeting_plain, baseline_for_team, baseline_how, goal_words?
        {TO_THE_SECOND.rpartition("them: yes")[0]}
        them: 2
        bot:  goal_words?
        them: see my brother more
        does: SetGoal, SetGoal
        bot:  check_goal?
        them: change my goal to see my whole family more
        does: SetGoal, SetGoal
        bot:  check_goal?
        them: 1
        does: FinishCheckIn
        bot:  baseline_thanks
    """)
    assert acts(rehearsal, SetGoal)[-1].words == "see my whole family more"


def test_whoever_stops_half_way_has_a_goal_and_finds_their_place() -> None:
    rehearsal = Rehearsal().reads(f"""
        {OPENS}
        bot:  {HELLO}
        them: more company
        does: SetGoal
        bot:  goal_helps?
        wait: 2 d
        them: the church ladies
        bot:  welcome_back, goal_importance?
    """)
    assert acts(rehearsal, SetGoal) == [SetGoal("1", "more company")]


def test_a_carer_is_told_that_it_is_about_themself() -> None:
    _ = Rehearsal().reads("""
        opens: baseline role=carer name=Tom measures=carer_load
        bot:  greeting, baseline_for_team, baseline_for_carer, baseline_how, goal_words?
        them: no
        bot:  baseline_measures, carer_load?
        them: 8
        does: RecordMeasure, RaiseItem, FinishCheckIn
        bot:  read_back_score, baseline_thanks, care_carer, care_call_team?
        them: not just now
        bot:  care_no_call
    """)


def test_on_a_phone_that_others_see_a_goal_is_not_read_back() -> None:
    _ = Rehearsal(contact=Contact(1, "sms", discreet=True)).reads(f"""
        {OPENS}
        bot:  {HELLO}
        them: a place of my own
        does: SetGoal
        bot:  goal_helps?
        them: skip
        bot:  goal_importance?
        them: 9
        bot:  goal_confidence?
    """)
