"""A caregiver's check-in, as transcripts."""

from flows.acts import Learn, RaiseItem, RecordMeasure, Remember
from tests.acting import acts
from tests.rehearsal import Rehearsal

TOM = "opens: carer_checkin role=carer name=Tom worker=Sue person=Mary"
USUAL = f"{TOM} assessment_offered=yes"


def test_the_first_one_says_who_hears_what_and_offers_an_assessment() -> None:
    rehearsal = Rehearsal().reads(f"""
        {TOM} first=yes week=2 may_say=that
        bot:  greeting, each_week, carer_may_know, carer_apart, how_is_person?
        them: she sleeps badly but she eats
        does: Remember
        bot:  carer_load?
        them: 5
        does: RecordMeasure
        bot:  read_back_score, carers_assessment?
        them: yes please
        does: Learn, RaiseItem, FinishCheckIn
        bot:  carers_assessment_asked, thanks_next_week
    """)
    assert acts(rehearsal, RecordMeasure) == [RecordMeasure("carer_load", "carer_load", 5)]
    assert acts(rehearsal, Learn) == [Learn("carers_assessment", "wanted")]
    (item,) = acts(rehearsal, RaiseItem)
    assert (item.level, item.category) == ("green", "carer's assessment")


def test_without_the_persons_agreement_nothing_at_all_is_said_of_them() -> None:
    _ = Rehearsal().reads(f"""
        {TOM} first=yes week=2 may_say=nothing
        bot:  greeting, each_week, carer_apart, how_is_person?
    """)


def test_nor_are_they_named_to_somebody_who_may_know_nothing() -> None:
    _ = Rehearsal().reads("""
        opens: carer_checkin role=carer name=Tom worker=Sue unnamed=yes assessment_offered=yes week=2
        bot:  greeting, how_are_they?
        them: up and down
        does: Remember
        bot:  carer_load?
    """)


def test_an_assessment_is_offered_once() -> None:
    rehearsal = Rehearsal().reads(f"""
        {TOM} week=4
        bot:  greeting, how_is_person?
        them: skip
        bot:  carer_load?
        them: 2
        does: RecordMeasure
        bot:  read_back_score, carers_assessment?
        them: not just now
        does: Learn, FinishCheckIn
        bot:  carers_assessment_later, thanks_helps
        wait: 14 d
        {USUAL} week=6
        bot:  greeting, how_is_person?
        them: much the same
        does: Remember
        bot:  carer_load?
        them: 3
        does: RecordMeasure
        bot:  read_back_score, carer_time?
        them: a little
        does: FinishCheckIn
        bot:  thanks_next_week
    """)
    assert acts(rehearsal, RaiseItem) == []
    assert acts(rehearsal, Remember) == [Remember("much the same", flat=True)]


def test_a_heavy_load_is_met_with_care_and_reaches_the_team() -> None:
    rehearsal = Rehearsal().reads(f"""
        {USUAL} week=4
        bot:  greeting, how_is_person?
        them: up and down
        does: Remember
        bot:  carer_load?
        them: 9
        does: RecordMeasure, RaiseItem, FinishCheckIn
        bot:  read_back_score, care_carer, care_call?
        them: yes
        does: RaiseItem
        bot:  care_call_asked
    """)
    assert [(i.level, i.category, i.why) for i in acts(rehearsal, RaiseItem)] == [
        ("amber", "carer_strain", "how heavy caring feels: 9 of 10"),
        ("amber", "asks for a call", "how heavy caring feels: 9"),
    ]


def test_whoever_cannot_go_on_is_asked_nothing_more_but_whether_to_ring() -> None:
    rehearsal = Rehearsal().reads("""
        opens: carer_checkin role=carer name=Tom week=4 assessment_offered=yes
        bot:  greeting, your_week?
        them: skip
        bot:  carer_load?
        them: skip
        bot:  carer_time?
        them: 4
        does: RaiseItem, FinishCheckIn
        bot:  care_carer, care_call_team?
    """)
    (item,) = acts(rehearsal, RaiseItem)
    assert (item.level, item.category) == ("amber", "carer_strain")


def test_their_own_goal_and_how_they_feel_come_in_turn() -> None:
    _ = Rehearsal().reads(f"""
        {USUAL} week=6 said="the nights" goal_id=3 goal="choir on Tuesdays" goal_last=2 wellbeing=ons4_happy
        bot:  greeting, since_last_time?
        them: a sitter comes on Mondays now
        does: Remember
        bot:  carer_load?
        them: 4
        does: RecordMeasure
        bot:  read_back_score, goal_progress?
        them: 5
        does: RecordMeasure, FinishCheckIn
        bot:  read_back_score, thanks_next_week
        wait: 14 d
        {USUAL} week=8 goal_id=3 goal="choir on Tuesdays" goal_last=5 wellbeing=ons4_happy
        bot:  greeting, how_is_person?
        them: fine
        does: Remember
        bot:  carer_load?
        them: 4
        does: RecordMeasure
        bot:  read_back_score, ons4_scale, ons4_happy?
        them: 7
        does: RecordMeasure, FinishCheckIn
        bot:  read_back_score, thanks_helps
    """)


def test_danger_to_the_person_is_heard_as_from_a_carer() -> None:
    rehearsal = Rehearsal()
    _ = rehearsal.opens("carer_checkin", role="carer", person="Mary")
    happened = rehearsal.hears("she fell down the stairs and she isn't moving")
    assert happened[0].startswith("desk: red")
