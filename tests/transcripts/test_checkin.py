"""The weekly check-in, as transcripts."""

import pytest

from bot.state import Contact
from flows.acts import RaiseItem, RecordMeasure, Remember
from tests.acting import acts
from tests.aloud import Aloud
from tests.rehearsal import Rehearsal

WHO = "week=3 name=Jean worker=Sue"
GOAL = 'goal_id=7 goal="walk to the shop"'
WEEK = f"opens: checkin {WHO} {GOAL} wellbeing=ons4_happy"


def test_a_usual_week_is_three_questions() -> None:
    rehearsal = Rehearsal().reads(f"""
        {WEEK} goal_last=5 wellbeing_last=6
        bot:  greeting, goal_progress?
        them: 6
        does: RecordMeasure
        bot:  read_back_score, ons4_scale, ons4_happy?
        them: about a 7
        does: RecordMeasure
        bot:  read_back_score, your_week?
        them: my sister came and we went to the shop
        does: Remember, FinishCheckIn
        bot:  thanks_any_time
    """)
    assert acts(rehearsal, RecordMeasure) == [
        RecordMeasure("goal", "goal_7", 6),
        RecordMeasure("ons4", "ons4_happy", 7),
    ]
    assert acts(rehearsal, Remember) == [Remember("my sister came and we went to the shop")]


def test_the_first_one_says_what_will_come() -> None:
    _ = Rehearsal().reads(f"""
        opens: checkin first=yes week=1 {GOAL} goal_last=2
        bot:  greeting_plain, each_week, goal_progress?
        them: 2
        does: RecordMeasure
        bot:  read_back_score, care_slow, your_week?
        them: skip
        does: FinishCheckIn
        bot:  thanks_heard
    """)


def test_what_they_said_last_time_comes_first_and_is_the_open_question() -> None:
    rehearsal = Rehearsal().reads(f"""
        {WEEK} said="the bus was the trouble"
        bot:  greeting, since_trouble?
        them: they put the early one back on, so yes
        does: Remember
        bot:  goal_progress?
        them: 6
        does: RecordMeasure
        bot:  read_back_score, ons4_scale, ons4_happy?
        them: 7
        does: RecordMeasure, FinishCheckIn
        bot:  read_back_score, thanks_any_time
    """)
    assert acts(rehearsal, Remember) == [Remember("they put the early one back on, so yes")]


def test_a_trouble_that_is_still_there_goes_to_the_team() -> None:
    rehearsal = Rehearsal().reads(f"""
        opens: checkin {WHO} said="the bus was the trouble"
        bot:  greeting, since_trouble?
        them: no
        does: RaiseItem, Remember, FinishCheckIn
        bot:  still_so, thanks_any_time
    """)
    (item,) = acts(rehearsal, RaiseItem)
    assert (item.level, item.category) == ("green", "no better")
    assert item.why == 'said last time: "the bus was the trouble", and now: "no"'
    assert acts(rehearsal, Remember) == [Remember("no", flat=True)]


def test_a_goal_that_is_met_is_celebrated() -> None:
    _ = Rehearsal().reads(f"""
        {WEEK} goal_last=8
        bot:  greeting, goal_progress?
        them: 10
        does: RecordMeasure
        bot:  read_back_score, goal_done?
        them: yes!
        does: CloseGoal
        bot:  goal_met, ons4_scale, ons4_happy?
        them: 8
        does: RecordMeasure, FinishCheckIn
        bot:  read_back_score, thanks_any_time
    """)


def test_a_goal_that_is_nearly_met_may_go_on() -> None:
    _ = Rehearsal().reads(f"""
        opens: checkin {WHO} {GOAL} said="my sister is coming"
        bot:  greeting, since_last_time?
        them: she came
        does: Remember
        bot:  goal_progress?
        them: 9
        does: RecordMeasure
        bot:  read_back_score, goal_done?
        them: not yet
        does: FinishCheckIn
        bot:  goal_goes_on, thanks_any_time
    """)


def test_every_other_week_a_step_that_is_due_takes_the_place_of_the_open_question() -> None:
    _ = Rehearsal().reads("""
        opens: checkin week=4 name=Jean step_id=9 step="ring the bus people" said="the bus was the trouble"
        bot:  greeting, step_managed?
        them: yes I did
        does: MarkStep, FinishCheckIn
        bot:  step_done, thanks_helps
        wait: 7 d
        opens: checkin week=6 name=Jean step_id=10 step="buy the ticket"
        bot:  greeting, step_managed?
        them: no
        does: FinishCheckIn
        bot:  step_not_yet, thanks_next_week
    """)


def test_two_weeks_of_fine_change_the_question() -> None:
    rehearsal = Rehearsal().reads("""
        opens: checkin week=5 name=Jean
        bot:  greeting, your_week?
        them: fine thanks, same as ever
        does: Remember, FinishCheckIn
        bot:  thanks_heard
        wait: 7 d
        opens: checkin week=7 name=Jean worded=yes
        bot:  greeting, your_week_worded?
        them: 3
        does: Remember, FinishCheckIn
        bot:  care_harder, care_call_team?
        them: no thanks
        bot:  care_no_call
    """)
    assert acts(rehearsal, Remember) == [Remember("things are harder")]


def test_somebody_who_would_rather_talk_is_not_asked_twice_whether() -> None:
    rehearsal = Rehearsal().reads("""
        opens: checkin week=7 name=Jean worded=yes flat_weeks=4
        does: RaiseItem
        bot:  greeting, your_week_worded?
        them: I would rather talk
        does: Remember, RaiseItem, FinishCheckIn
        bot:  care_call_asked, thanks_any_time
    """)
    assert [(i.level, i.category) for i in acts(rehearsal, RaiseItem)] == [
        ("green", "says fine every week"),
        ("amber", "asks for a call"),
    ]


def test_fine_is_remembered_as_fine() -> None:
    rehearsal = Rehearsal()
    _ = rehearsal.opens("checkin", week="5")
    _ = rehearsal.hears("not too bad thank you")
    assert acts(rehearsal, Remember) == [Remember("not too bad thank you", flat=True)]


def test_danger_comes_before_everything_and_the_check_in_goes_on_afterwards() -> None:
    _ = Rehearsal().reads(f"""
        {WEEK}
        bot:  greeting, goal_progress?
        them: I want to end it all
        desk: red suicide
        bot:  safety_crisis, safety_read_now, safety_talk, safe_now?
        them: yes I am safe
        bot:  where_now?
        them: skip
        bot:  safety_thanks, goal_progress?
    """)


def test_on_a_phone_that_others_see_no_number_and_no_words_of_theirs_come_back() -> None:
    rehearsal = Rehearsal(contact=Contact(1, "sms", discreet=True))
    _ = rehearsal.reads(f"""
        {WEEK} said="he shouts at me"
        bot:  greeting, since_last_time?
        them: a little
        does: Remember
        bot:  goal_progress?
        them: 2
        does: RecordMeasure, FinishCheckIn
        bot:  care_goal, care_call?
    """)


DONE = ("I did it", "did it", "done it!", "managed it", "did it twice", "yes, Pat and I walked there", "I've done it")


@pytest.mark.parametrize("text", DONE)
@pytest.mark.parametrize("seen", [False, True])
def test_a_step_is_done_in_whatever_words(text: str, seen: bool) -> None:
    """As the question goes out, and as it goes out on a phone that others see."""
    rehearsal = Aloud(contact=Contact(1, "sms", discreet=seen))
    _ = rehearsal.opens_as_written('checkin week=2 name=Jean step_id=9 step="walk to the corner"')
    assert rehearsal.hears(text)[0].startswith("us:   Well done. Each step counts.")
