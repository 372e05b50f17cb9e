"""The weekly check-in, as transcripts."""

from flows.acts import Act, RaiseItem, RecordMeasure, Remember
from tests.rehearsal import Rehearsal

WEEK = 'opens: checkin week=3 name=Jean worker=Sue goal_id=7 goal="walk to the shop" wellbeing=ons4_happy'


def acts(rehearsal: Rehearsal, kind: type[Act]) -> list[Act]:
    return [act for act in rehearsal.acts.values() if isinstance(act, kind)]


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
