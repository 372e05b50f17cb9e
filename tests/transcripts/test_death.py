"""A death is told: everything is held, plain sorrow is said, and nothing is asked."""

from datetime import timedelta

import pytest

from bot.state import Contact
from flows.acts import HoldForDeath
from tests.acting import acts
from tests.rehearsal import START, Rehearsal
from tests.transcripts.residents import JO, MARGARET, on, said, with_her


def with_jo(**what: object) -> Rehearsal:
    return Rehearsal(contact=on(JO, **what))


@pytest.mark.parametrize(
    "text",
    [
        "this is her daughter, mum passed away on Sunday",
        "I'm sorry to tell you my dad has died, this was his phone",
        "Sadly Margaret has passed away",
    ],
)
def test_from_their_own_phone_by_somebody_else(text: str) -> None:
    rehearsal = with_her()
    lines = rehearsal.hears(text)
    assert lines == ["does: HoldForDeath", "bot: death_told"]
    assert acts(rehearsal, HoldForDeath) == [HoldForDeath("mine", text)]


def test_from_a_caregiver_of_whom_they_look_after() -> None:
    rehearsal = with_jo().reads("""
        opens: carer_checkin week=3 person=Margaret
        bot:  greeting_plain, how_is_person?
        them: mum passed away
        does: HoldForDeath
        bot:  death_of_theirs
    """)
    assert acts(rehearsal, HoldForDeath) == [HoldForDeath("theirs", "mum passed away")]
    assert [talk.state for talk in rehearsal.state.talks] == ["done", "done"]


def test_it_is_sorrow_and_no_question() -> None:
    for words in (said(on(MARGARET), "this is her son, mum died last night"), said(on(JO), "she died this morning")):
        assert words.startswith("I am so sorry")
        assert "?" not in words
        assert "STOP" not in words


def test_on_a_phone_that_others_see_nothing_is_told_of_the_programme() -> None:
    words = said(on(JO, discreet=True), "she died this morning")
    assert "check-in" not in words
    assert words.startswith("I am so sorry. Thank you for telling me.")


def test_a_widow_who_grieves_is_met_as_she_is_now() -> None:
    _ = with_her().reads("""
        them: my husband died on Sunday
        desk: amber bereavement, green wrote to us
        bot:  amber_hard, amber_read_now
    """)


def test_with_stop_both_take_effect_and_nobody_is_told_how_to_come_back() -> None:
    rehearsal = with_her().reads("""
        them: please stop these texts, my mum has died
        does: HoldForDeath
        bot:  death_told
    """)
    assert rehearsal.state.contact.state == "opted_out"


def test_it_is_no_wrong_number() -> None:
    rehearsal = with_her().reads("""
        them: you have the wrong person, this was mum's phone, she died last week
        does: HoldForDeath
        bot:  death_told
    """)
    assert rehearsal.state.contact.state == "ok"


def test_danger_is_answered_first_and_everything_is_held_all_the_same() -> None:
    rehearsal = with_jo().reads("""
        them: she died this morning and I am going to kill myself
        desk: red suicide
        does: HoldForDeath
        bot:  safety_crisis, safety_read_now, safety_talk, safe_now?
    """)
    assert acts(rehearsal, HoldForDeath)[0].whose == "theirs"


def test_the_safety_conversation_asks_no_more_whether_the_dead_are_safe() -> None:
    _ = with_jo().reads("""
        them: mum has collapsed and she's not breathing
        desk: red medical
        bot:  safety_for_them, safety_read_now, they_safe_now?
        them: she died in the ambulance
        does: HoldForDeath
        bot:  death_of_theirs
    """)


def test_while_a_person_is_writing_it_is_held_in_silence() -> None:
    rehearsal = with_her(human_owns=True).reads("""
        them: this is her daughter, mum passed away on Sunday
        does: HoldForDeath
    """)
    assert len(acts(rehearsal, HoldForDeath)) == 1


def test_after_stop_too() -> None:
    contact = on(MARGARET)
    contact.state = "opted_out"
    _ = Rehearsal(contact=contact).reads("""
        them: this is her daughter, mum passed away on Sunday
        does: HoldForDeath
    """)


def test_on_a_phone_of_two_it_may_be_either() -> None:
    bill = MARGARET._replace(episode=9, person=3, name="Bill")
    contact = on(MARGARET, bill, shared=True, speaking=1, spoke_at=START - timedelta(days=3))
    _ = Rehearsal(contact=contact).reads("""
        them: Bill died last night
        desk: amber bereavement
        does: HoldForDeath
        bot:  death_told
    """)


def test_what_is_held_is_not_held_again() -> None:
    rehearsal = Rehearsal(contact=on(MARGARET._replace(state="held"))).reads("""
        them: this is her daughter again, mum died on Sunday, the funeral is on the 4th
        desk: green wrote to us
        bot:  noted
    """)
    assert acts(rehearsal, HoldForDeath) == []


def test_of_somebody_on_no_programme_it_is_as_it_was() -> None:
    _ = Rehearsal(contact=Contact(1, "sms", referral="taken")).reads("""
        them: this is her daughter, mum passed away on Sunday
        desk: green wrote to us
        bot:  noted
    """)


def test_whoever_is_to_be_asked_once_more_may_have_died_meanwhile() -> None:
    contact = Contact(1, "sms", referral="closed", followed=(MARGARET._replace(state="closed"),))
    _ = Rehearsal(contact=contact).reads("""
        them: this is her daughter, mum passed away on Sunday
        does: HoldForDeath
        bot:  death_told
    """)
