"""When and how often we write, changed in plain words."""

import pytest

from flows.acts import RaiseItem, RecordMeasure, Remember, SetRhythm
from tests.acting import acts
from tests.transcripts.residents import MARGARET, on, said, with_her

CHECK_IN = "opens: checkin week=3 goal_id=7 goal=walk goal_last=5"


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("can you text me on Thursdays instead", SetRhythm(day=3)),
        ("mornings are better", SetRhythm(hour="10:00")),
        ("text me at 4 o'clock every Friday please", SetRhythm(day=4, hour="16:00")),
        ("every other week is plenty", SetRhythm(pace=2)),
        ("once a month", SetRhythm(pace=4)),
        ("not so often", SetRhythm(pace=2)),
        ("twice a week is too much", SetRhythm(cap=1)),
        ("go back to every week", SetRhythm(pace=1)),
        ("use telegram", SetRhythm(channel="telegram")),
    ],
)
def test_it_is_done_at_once_and_read_back(text: str, change: SetRhythm) -> None:
    rehearsal = with_her()
    lines = rehearsal.hears(text)
    assert lines[0] == "does: SetRhythm"
    assert acts(rehearsal, SetRhythm) == [change]
    assert lines[1] in ("bot: rhythm_is", "bot: rhythm_most", "bot: rhythm_way")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("can you text me on Thursdays instead", "on Thursdays at about 10 in the morning, every week."),
        ("afternoons are better", "on Tuesdays at about 2 in the afternoon, every week."),
        ("once a fortnight on a Wednesday about half two would be better", "on Wednesdays at about 2.30 in the afternoon, every two weeks."),
        ("once a month", "on Tuesdays at about 10 in the morning, once a month."),
    ],
)  # fmt: skip
def test_the_whole_of_it_is_said_as_it_will_be(text: str, told: str) -> None:
    assert said(on(MARGARET), text) == f"All right. I will text you {told}"


def test_a_phone_that_others_see_repeats_nothing() -> None:
    for text in ("can you text me on Thursdays instead", "once a month", "twice a week is too much"):
        assert said(on(MARGARET, discreet=True), text) == "All right, I have changed that."


def test_slower_is_from_how_it_is_now() -> None:
    rehearsal = with_her()
    rehearsal.contact.programmes = (MARGARET._replace(pace=2),)
    _ = rehearsal.hears("too many texts")
    assert acts(rehearsal, SetRhythm) == [SetRhythm(pace=4)]


def test_a_day_that_they_did_not_name_is_asked_for() -> None:
    rehearsal = with_her().reads("""
        them: could you text me on another day
        bot:  rhythm_day?
        them: I'm not sure yet
        bot:  rhythm_day??
        them: oh, Fridays
        does: SetRhythm
        bot:  rhythm_is
    """)
    assert acts(rehearsal, SetRhythm) == [SetRhythm(day=4)]


def test_it_may_be_left_as_it_is() -> None:
    _ = with_her().reads("""
        them: can I change my texts
        bot:  rhythm_what?
        them: skip
        bot:  rhythm_as_it_was
    """)


@pytest.mark.parametrize(
    ("text", "decent"), [("text me at half nine at night", "19:00"), ("text me at 5am please", "08:00")]
)
def test_an_hour_at_which_we_do_not_text_is_met_with_the_nearest(text: str, decent: str) -> None:
    rehearsal = with_her().reads(f"""
        them: {text}
        bot:  rhythm_decent?
        them: yes that's fine
        does: SetRhythm
        bot:  rhythm_is
    """)
    assert acts(rehearsal, SetRhythm) == [SetRhythm(hour=decent)]


def test_or_it_stays_as_it_was() -> None:
    _ = with_her().reads("""
        them: text me at 11 at night
        bot:  rhythm_decent?
        them: no
        bot:  rhythm_as_it_was
    """)


def test_the_hours_are_those_in_which_their_phone_is_safe() -> None:
    rehearsal = with_her(discreet=True, safe_time="morning").reads("""
        them: can you text me at 3pm every time
        bot:  rhythm_decent?
        them: yes
        does: SetRhythm
        bot:  rhythm_is
    """)
    assert acts(rehearsal, SetRhythm) == [SetRhythm(hour="11:00")]


def test_what_may_be_of_something_else_is_asked_about_first() -> None:
    """ "Can we do Thursday": a visit, perhaps."""
    rehearsal = with_her().reads("""
        them: can we do Thursday
        bot:  rhythm_meant_day?
        them: no I mean the fitting for my hearing aid
        does: RaiseItem
        bot:  rhythm_passed_on
        them: make it 4 o'clock
        bot:  rhythm_meant_hour?
        them: yes
        does: SetRhythm
        bot:  rhythm_is
    """)
    (item,) = acts(rehearsal, RaiseItem)
    assert (item.level, item.category, item.why) == ("green", "wrote to us", "can we do Thursday")


def test_before_an_answer_the_question_stays_open() -> None:
    rehearsal = with_her().reads(f"""
        {CHECK_IN}
        bot:  greeting_plain, goal_progress?
        them: can we do Thursdays
        does: SetRhythm
        bot:  rhythm_is, goal_progress?
        them: 6
        does: RecordMeasure
        bot:  read_back_score, your_week?
        them: can you text me in the evenings, I'm out in the day
        does: SetRhythm
        bot:  rhythm_is, your_week?
        them: Thursdays are my bad days
        does: Remember, FinishCheckIn
        bot:  thanks_any_time
    """)
    assert acts(rehearsal, RecordMeasure) == [RecordMeasure("goal", "goal_7", 6)]
    assert acts(rehearsal, Remember) == [Remember("Thursdays are my bad days")]


def test_an_answer_and_a_request_are_both_taken() -> None:
    rehearsal = with_her().reads(f"""
        {CHECK_IN}
        bot:  greeting_plain, goal_progress?
        them: 7. And can you text me on Thursdays please
        does: RecordMeasure, SetRhythm
        bot:  rhythm_is, your_week?
        them: My sister came, it was grand. Could you text me less often though
        does: Remember, FinishCheckIn, SetRhythm
        bot:  thanks_any_time, rhythm_is
    """)
    assert acts(rehearsal, RecordMeasure) == [RecordMeasure("goal", "goal_7", 7)]


@pytest.mark.parametrize(
    "text",
    [
        "mornings are better",
        "once a month",
        "not so often as I would like",
        "mornings please",
        "twice a week I see my son",
    ],
)
def test_their_own_words_stay_an_answer(text: str) -> None:
    rehearsal = with_her().reads(f"""
        opens: checkin week=3
        bot:  greeting_plain, your_week?
        them: {text}
        does: Remember, FinishCheckIn
        bot:  thanks_any_time
    """)
    assert acts(rehearsal, Remember) == [Remember(text)]


def test_of_a_day_and_an_hour_that_is_none_the_day_is_kept() -> None:
    rehearsal = with_her().reads("""
        them: text me on Thursdays at 5 in the morning
        bot:  rhythm_decent?
        them: no
        does: SetRhythm
        bot:  rhythm_is
    """)
    assert acts(rehearsal, SetRhythm) == [SetRhythm(day=3)]


def test_for_everybody_else_the_words_go_where_they_went() -> None:
    rehearsal = with_her()
    rehearsal.contact.programmes = ()
    _ = rehearsal.reads("""
        them: can you text me on Thursdays instead
        desk: green wrote to us
        bot:  noted
    """)
    rehearsal.contact.programmes = (MARGARET._replace(state="held"),)
    _ = rehearsal.reads("""
        them: can you text me on Thursdays instead
        desk: green wrote to us
        bot:  noted
    """)


def test_what_does_not_suit_is_never_taken_for_what_does() -> None:
    rehearsal = with_her().reads("""
        them: please no texts on a Sunday
        bot:  rhythm_day?
        them: Saturdays then
        does: SetRhythm
        bot:  rhythm_is
    """)
    assert acts(rehearsal, SetRhythm) == [SetRhythm(day=5)]


def test_too_early_may_be_of_a_visit() -> None:
    rehearsal = with_her().reads("""
        them: too early
        bot:  rhythm_hour?
        them: skip
        does: RaiseItem
        bot:  rhythm_passed_on
    """)
    assert acts(rehearsal, RaiseItem)[0].why == "too early"
