"""Reviews, as transcripts: half-way, at the end, three months later."""

from flows.acts import Learn, RaiseItem, Remember, ShowProgress
from tests.acting import acts
from tests.rehearsal import Rehearsal

GOAL = 'goals=1 goal_1_id=7 goal_1="walk to the shop" goal_1_then=2 goal_1_last=5'
JEAN = f"name=Jean worker=Sue {GOAL} measures=ons4 then_ons4_satisfied=4 then_ons4_happy=5 then_ons4_anxious=6"
ONS4 = """does: RecordMeasure
    bot:  read_back_score, ons4_worthwhile?
    them: 7
    does: RecordMeasure
    bot:  read_back_score, ons4_happy?
    them: 6
    does: RecordMeasure
    bot:  read_back_score, ons4_anxious?
    them: 4"""


def test_half_way_asks_the_same_and_shows_then_and_now() -> None:
    rehearsal = Rehearsal().reads(f"""
        opens: review kind=review week=6 {JEAN}
        bot:  greeting, review_half_way, review_how, goal_1_progress?
        them: 6
        does: RecordMeasure
        bot:  read_back_score, ons4_intro, ons4_satisfied?
        them: 6
        {ONS4}
        does: RecordMeasure, FinishCheckIn, ShowProgress
        bot:  read_back_score, progress_goal, progress_satisfied, story_up, review_goes_on
    """)
    bars = (("walk to the shop", 2, 6), ("ons4_satisfied", 4, 6))
    assert acts(rehearsal, ShowProgress) == [ShowProgress("progress", bars)]
    assert acts(rehearsal, RaiseItem) == []


def test_the_last_one_asks_what_helped_and_celebrates_what_is_met() -> None:
    rehearsal = Rehearsal().reads(f"""
        opens: review kind=final week=12 {JEAN}
        bot:  greeting, review_final, review_how, goal_1_progress?
        them: 10
        does: RecordMeasure
        bot:  read_back_score, goal_done?
        them: yes
        does: CloseGoal
        bot:  goal_met, ons4_intro, ons4_satisfied?
        them: 7
        {ONS4}
        does: RecordMeasure
        bot:  read_back_score, helped_most?
        them: Sue, and Pat next door
        bot:  would_change?
        them: no
        does: Remember
        bot:  ask_once_more?
        them: yes of course
        does: Learn, FinishCheckIn, ShowProgress
        bot:  progress_goal, progress_satisfied, story_up, review_then_talk
    """)
    assert acts(rehearsal, Remember) == [Remember("helped most: Sue, and Pat next door")]
    assert acts(rehearsal, Learn) == [Learn("followup", "yes")]


def test_a_fall_is_told_honestly_and_kindly_and_a_person_looks() -> None:
    rehearsal = Rehearsal().reads(f"""
        opens: review kind=review week=6 {JEAN.replace("ons4 ", "loneliness ")} then_loneliness_often=4
        bot:  greeting, review_half_way, review_how, goal_1_progress?
        them: 1
        does: RecordMeasure
        bot:  read_back_score, loneliness_often?
        them: often
        does: RecordMeasure, FinishCheckIn, ShowProgress, RaiseItem
        bot:  progress_goal, story_down, review_goes_on, care_lonely, care_call?
        them: yes please
        does: RaiseItem
        bot:  care_call_asked
    """)
    worries, call = acts(rehearsal, RaiseItem)
    assert (worries.level, worries.category) == ("amber", "drop")
    assert worries.why.split("; ") == [
        "loneliness_often: 4 at the start, 1 now (1 to 5, 5 is best)",
        'goal "walk to the shop": 5 last time, 1 now (0 is no progress yet, 10 is all done)',
    ]
    assert call.why == 'loneliness_often: 1; goal "walk to the shop": 1'


def test_where_numbers_must_fall_what_fell_is_left_unsaid() -> None:
    rehearsal = Rehearsal().reads(f"""
        opens: review kind=review week=6 {GOAL} expected_decline=yes measures=loneliness then_loneliness_often=5
        bot:  greeting_plain, review_half_way, review_how, goal_1_progress?
        them: 1
        does: RecordMeasure
        bot:  read_back_score, loneliness_often?
        them: some of the time
        does: RecordMeasure, FinishCheckIn
        bot:  review_goes_on, care_goal, care_call_team?
        them: no
        bot:  care_no_call
    """)
    assert acts(rehearsal, RaiseItem) == []


def test_three_months_later_with_several_goals() -> None:
    rehearsal = Rehearsal().reads("""
        opens: review kind=followup name=Jean goal_1_id=7 goal_1=shop goal_1_then=2 goal_2_id=8 goal_2=choir goal_2_then=3
        bot:  greeting, review_followup, review_how, goal_1_progress?
        them: 9
        does: RecordMeasure
        bot:  read_back_score, goal_done?
        them: yes
        does: CloseGoal
        bot:  goal_met, goal_2_progress?
        them: 10
        does: RecordMeasure
        bot:  read_back_score, goal_done?
        them: no
        does: FinishCheckIn, ShowProgress
        bot:  goal_goes_on, progress_goal, progress_goal_2, story_up, review_any_time
    """)
    assert acts(rehearsal, ShowProgress) == [ShowProgress("progress", (("shop", 2, 9), ("choir", 3, 10)))]


def test_nothing_to_compare_is_no_story() -> None:
    _ = Rehearsal().reads("""
        opens: review kind=review
        does: FinishCheckIn
        bot:  greeting_plain, review_half_way, review_how, review_goes_on
    """)


def test_what_was_met_on_the_way_comes_first_and_a_slow_rise_is_no_bad_news() -> None:
    _ = Rehearsal().reads("""
        opens: review kind=final week=12 met_1="walk to the shop" met_2=choir goal_1_id=9 goal_1=sleep goal_1_then=1 goal_1_last=1
        bot:  greeting_plain, review_final, review_how, goal_1_progress?
        them: 2
        does: RecordMeasure
        bot:  read_back_score, helped_most?
        them: skip
        bot:  would_change?
        them: skip
        bot:  ask_once_more?
        them: skip
        does: Learn, FinishCheckIn, ShowProgress
        bot:  story_met, story_met_2, progress_goal, story_up, review_then_talk
    """)


def test_after_a_word_of_self_harm_nothing_more_is_asked() -> None:
    rehearsal = Rehearsal()
    _ = rehearsal.opens("review", kind="final", measures="phq9 loneliness", then_loneliness_often="4")
    happened = [line for _ in range(9) for line in rehearsal.hears("2")]
    assert happened[-2:] == ["does: RecordMeasure, RaiseItem, FinishCheckIn", "bot: self_harm_heard"]
    assert rehearsal.state.speaking_now() is None
