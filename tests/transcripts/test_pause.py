"""A rest from check-ins: asked for or offered, with the day on which they begin again; and its end."""

import pytest

from flows.acts import PauseUntil, RaiseItem, Resume
from tests.acting import acts
from tests.rehearsal import Rehearsal
from tests.transcripts.residents import MARGARET, on, said, with_her


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("pause until 5 January", "2027-01-05"),
        ("I'm on holiday until the 8th", "2026-12-08"),
        ("no texts till Easter", "2027-03-30"),
        ("please don't text me for a fortnight", "2026-12-07"),
        ("hold the texts till the new year", "2027-01-02"),
        ("stop texting me till I'm home on Friday", "2026-11-27"),
        ("we're off to Spain till the 20th", "2026-12-20"),
        ("I'm away next week", "2026-12-07"),
        ("pause for now", ""),
    ],
)
def test_a_rest_that_says_how_long_begins_at_once(text: str, day: str) -> None:
    rehearsal = with_her()
    lines = rehearsal.hears(text)
    assert lines == ["does: PauseUntil", f"bot: {'pause_is' if day else 'pause_is_open'}"]
    assert acts(rehearsal, PauseUntil) == [PauseUntil(day)]


def test_the_day_is_read_back() -> None:
    words = said(on(MARGARET), "pause until 5 January")
    assert words.startswith("All right. No more check-ins until Tuesday 5 January. Text START")
    assert said(on(MARGARET, discreet=True), "pause until 5 January").startswith("All right, I will not write before")


@pytest.mark.parametrize("text", ["START", "you can text me again", "unpause"])
def test_a_rest_that_is_still_to_come_can_be_called_off(text: str) -> None:
    rest = MARGARET._replace(paused_from="2026-11-30", paused_until="2026-12-14")
    assert Rehearsal(contact=on(rest)).hears(text) == ["does: Resume", "bot: pause_over"]


def test_a_rest_that_is_over_is_not_called_off() -> None:
    rest = MARGARET._replace(paused_from="2026-11-02", paused_until="2026-11-23")
    assert "does: Resume" not in Rehearsal(contact=on(rest)).hears("START")


def test_pause_by_itself_is_one_at_once_and_asks_until_when() -> None:
    rehearsal = with_her().reads("""
        them: PAUSE
        does: PauseUntil
        bot:  pause_until?
        them: the 14th of December
        does: PauseUntil
        bot:  pause_is
    """)
    assert acts(rehearsal, PauseUntil) == [PauseUntil(), PauseUntil("2026-12-14")]


@pytest.mark.parametrize("text", ["not sure", "I'll let you know", "till I'm better", "skip"])
def test_nobody_has_to_know_until_when(text: str) -> None:
    rehearsal = with_her().reads(f"""
        them: PAUSE
        does: PauseUntil
        bot:  pause_until?
        them: {text}
        does: PauseUntil
        bot:  pause_is_open
    """)
    assert acts(rehearsal, PauseUntil) == [PauseUntil(), PauseUntil()]


def test_who_goes_into_hospital_is_offered_one_and_the_key_worker_hears_of_it() -> None:
    rehearsal = with_her().reads("""
        them: I'm going into hospital on Monday
        does: RaiseItem
        bot:  pause_in_hospital?
        them: out on the 10th they say
        does: PauseUntil
        bot:  pause_begins, pause_is
    """)
    (item,) = acts(rehearsal, RaiseItem)
    assert (item.level, item.category, item.why) == ("green", "in hospital", "I'm going into hospital on Monday")
    assert acts(rehearsal, PauseUntil) == [PauseUntil("2026-12-10", "2026-11-30")]


def test_with_the_day_they_come_home_nothing_is_asked() -> None:
    _ = with_her().reads("""
        them: in hospital, back in a month
        does: RaiseItem, PauseUntil
        bot:  pause_is
    """)


def test_whoever_would_rather_hear_from_us_all_the_same() -> None:
    rehearsal = with_her().reads("""
        them: I'm in hospital
        does: RaiseItem
        bot:  pause_in_hospital?
        them: no, keep texting me, it passes the time
        bot:  pause_none
    """)
    assert acts(rehearsal, PauseUntil) == []


def test_what_was_being_asked_is_asked_no_more() -> None:
    rehearsal = with_her().reads("""
        opens: checkin week=3 goal_id=7 goal=walk
        bot:  greeting_plain, goal_progress?
        them: pause until 5 January
        does: PauseUntil
        bot:  pause_is
        them: thanks love
        bot:  you_are_welcome
    """)
    assert [talk.state for talk in rehearsal.state.talks] == ["done", "done"]


def test_but_when_they_go_on_as_we_are_it_is() -> None:
    _ = with_her().reads("""
        opens: checkin week=3 goal_id=7 goal=walk
        bot:  greeting_plain, goal_progress?
        them: been taken into hospital
        does: RaiseItem
        bot:  pause_in_hospital?
        them: no
        bot:  pause_none, goal_progress?
    """)


def test_hospital_in_an_answer_in_their_own_words_is_an_answer_and_a_green_item() -> None:
    _ = with_her().reads("""
        opens: checkin week=3
        bot:  greeting_plain, your_week?
        them: I'm in hospital with my chest, home on Friday I hope
        desk: green in hospital
        does: Remember, FinishCheckIn
        bot:  thanks_any_time
    """)


@pytest.mark.parametrize(
    "text", ["START", "I'm back", "home from hospital now", "you can text me again", "back home now"]
)
@pytest.mark.parametrize("until", [None, "2027-01-05"])
def test_a_rest_ends_when_they_say_so(text: str, until: str | None) -> None:
    rehearsal = with_her()
    rehearsal.contact.programmes = (MARGARET._replace(paused_from="2026-11-20", paused_until=until),)
    _ = rehearsal.reads(f"""
        them: {text}
        does: Resume
        bot:  pause_over
    """)
    assert acts(rehearsal, Resume) == [Resume()]


def test_back_is_no_news_where_nothing_rests() -> None:
    _ = with_her().reads("""
        them: I'm back home now
        desk: green wrote to us
        bot:  noted
    """)


def test_without_a_programme_it_is_as_it_was() -> None:
    rehearsal = with_her()
    rehearsal.contact.programmes = ()
    _ = rehearsal.reads("""
        them: pause until 5 January
        desk: green asks for a pause
        bot:  paused
    """)
    assert rehearsal.state.contact.paused_at is not None


@pytest.mark.parametrize("text", ["I am here again", "START", "HELP", "I've fallen and can't get up"])
def test_after_later_we_write_no_more_until_they_write_again(text: str) -> None:
    here = Rehearsal(contact=on(MARGARET, discreet=True, safe_time="morning"))
    assert here.hears("later") == ["desk: green asks for a pause", "bot: hidden"]
    assert here.state.contact.paused_at == here.now
    _ = here.hears("later"), here.hears("thanks")
    assert here.state.contact.paused_at is not None
    _ = here.hears(text)
    assert here.state.contact.paused_at is None
