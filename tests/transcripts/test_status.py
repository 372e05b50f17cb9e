"""STATUS tells somebody on a programme how far they have come and when we write next, and nothing else."""

from datetime import timedelta

import pytest

from bot.state import Contact
from tests.rehearsal import START, Rehearsal
from tests.transcripts.residents import MARGARET, on, said


def test_stage_and_date() -> None:
    assert said(on(MARGARET), "STATUS") == "You are in week 3 of 12. Next check-in: Tuesday 24 November."


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"next_at": None}, "status_week"),
        ({"next_at": START - timedelta(hours=1)}, "status_week"),
        ({"started_on": "2026-11-22"}, "status_begins"),
        ({"started_on": "2026-11-22", "next_at": None}, "status_begins_soon"),
        ({"started_on": "2026-11-22", "paused_from": "2026-11-22"}, "status_rests"),
        ({"started_on": "2026-11-22", "paused_from": "2026-11-22", "paused_until": "2026-12-05"}, "status_rests_until"),
        ({"paused_from": "2026-11-20"}, "status_paused"),
        ({"paused_from": "2026-11-20", "paused_until": "2027-01-05"}, "status_paused_until"),
        ({"paused_from": "2026-11-02", "paused_until": "2026-11-23"}, "status_next"),
        ({"state": "held"}, "status_held"),
    ],
)
def test_how_it_stands(change: dict[str, object], told: str) -> None:
    _ = Rehearsal(contact=on(MARGARET._replace(**change))).reads(f"them: STATUS\nbot:  {told}")  # type: ignore[arg-type]


@pytest.mark.parametrize("seen", [{"discreet": True}, {"shared": True}])
def test_whoever_else_sees_the_phone_learns_nothing_of_it(seen: dict[str, object]) -> None:
    for change in ({}, {"next_at": None}, {"paused_from": "2026-11-20"}, {"state": "held"}):
        words = said(on(MARGARET._replace(**change), **seen), "STATUS").casefold()  # type: ignore[arg-type]
        assert [word for word in ("week", "programme", "check-in", "margaret") if word in words] == []


def test_on_a_shared_phone_each_hears_of_their_own() -> None:
    """Who it is was said an hour ago; a day later nobody knows."""
    bill = MARGARET._replace(episode=8, person=2, state="held")
    both = on(MARGARET, bill, shared=True, speaking=2, spoke_at=START - timedelta(hours=1))
    _ = Rehearsal(contact=both).reads("""
        them: STATUS
        bot:  status_held
        wait: 30 h
        them: STATUS
        bot:  status_taken
    """)


def test_without_a_programme_it_tells_of_the_referral() -> None:
    _ = Rehearsal(contact=on()).reads("""
        them: STATUS
        bot:  status_taken
    """)


def test_the_open_question_stays_open() -> None:
    _ = Rehearsal(contact=on(MARGARET)).reads("""
        them: JOIN
        bot:  same_person?
        them: STATUS
        bot:  status_next
    """)


def test_the_same_in_their_own_words() -> None:
    assert said(on(MARGARET), "what week am I on?").startswith("You are in week 3 of 12.")


def test_no_day_is_named_to_a_phone_that_nothing_goes_to_unasked() -> None:
    assert said(on(MARGARET, discreet=True, safe_time=""), "STATUS").startswith("All is in hand. There is nothing")


def test_who_comes_back_to_a_phone_that_nothing_goes_to_unasked_is_not_promised_texts() -> None:
    stopped = on(MARGARET, state="opted_out", last_in_at=START - timedelta(days=35))
    here = Rehearsal(contact=stopped)
    assert here.hears("START") == ["desk: green came back", "bot: started_unsure"]
    assert Rehearsal(contact=on(MARGARET, state="opted_out", last_in_at=START)).hears("START") == ["bot: started"]


def over(**what: object) -> Contact:
    """Her twelve weeks are over, and she said that we may ask once more."""
    asked = MARGARET._replace(state="closed", next_at=START + timedelta(days=91))
    return Contact(1, "sms", referral="closed", followed=(asked,), **what)  # type: ignore[arg-type]


def test_when_all_is_over_it_tells_the_one_day_that_is_to_come() -> None:
    told = "Your 12 weeks with us are over. Around Monday 22 February we would like to ask how you are, by text or on the phone."
    assert said(over(), "STATUS") == told
    assert "12 weeks" not in said(over(discreet=True), "STATUS")
    passed = (MARGARET._replace(state="closed", next_at=START - timedelta(hours=1)),)
    _ = Rehearsal(contact=Contact(1, "sms", referral="closed", followed=passed)).reads(
        "them: STATUS\nbot:  status_closed"
    )
