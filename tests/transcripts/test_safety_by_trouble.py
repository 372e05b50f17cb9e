"""The safety conversation, trouble by trouble: what each of them is told, asked and promised, and what staff read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.service_hours import OFFICE_HOURS, ServiceHours
from bot.state import Contact
from tests.rehearsal import START, Rehearsal

NIGHT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)  # a Saturday
ON_CALL = replace(OFFICE_HOURS, on_call=True)


def test_medical_says_what_to_do_and_asks_where_they_are() -> None:
    here = Rehearsal().reads("""
        them: I have a crushing pain in my chest
        desk: red medical
        bot:  safety_emergency, safety_read_now, safe_now?
        them: yes
        bot:  where_now?
        them: 4 Mill Lane, upstairs
        does: RaiseItem
        bot:  safety_thanks
    """)
    why = here.raised[0].why
    assert why.startswith("I have a crushing pain in my chest\n")
    assert "SCRIPT FOR 999" in why
    assert '"I have a crushing pain in my chest"' in why
    assert "They may be rung." in why
    assert "4 Mill Lane, upstairs" in str(here.acts["where_told"])


@pytest.mark.parametrize(
    ("at", "hours", "reads"),
    [
        (START, OFFICE_HOURS, "safety_read_now"),
        (START, ON_CALL, "safety_read_now"),
        (NIGHT, ON_CALL, "safety_on_call"),
        (NIGHT, OFFICE_HOURS, "safety_read_later"),
    ],
)
def test_who_reads_it_and_when_is_said_as_it_is(at: datetime, hours: ServiceHours, reads: str) -> None:
    here = Rehearsal(now=at, open=hours).reads(f"""
        them: I want to die
        desk: red suicide
        bot:  safety_crisis, {reads}, safety_talk, safe_now?
    """)
    about = here.state.talks[0].person.about
    assert (about["day"], about["time"]) == (("Monday", "9am") if at == NIGHT else ("Monday", "10:01am"))


def test_abuse_reads_like_any_text_and_later_hides_it() -> None:
    here = Rehearsal().reads("""
        them: JOIN
        bot:  what_this_is, consent?
        them: yes but he hits me
        desk: red abuse
        bot:  safety_private, safety_read_now, safe_now?
        them: later
        desk: red abuse
        bot:  hidden
        them: yes
        does: OpenReferral
        bot:  age?
    """)
    contact = here.state.contact
    assert (contact.discreet, contact.safe_time, contact.paused_at) == (True, "", None)
    assert "OTHERS MAY SEE THIS PHONE" in here.raised[0].why
    assert "Do not text or ring it until they write again" in here.raised[1].why


def test_abuse_and_all_right_just_now_gives_two_numbers_without_a_name() -> None:
    _ = Rehearsal().reads("""
        them: JOIN
        bot:  what_this_is, consent?
        them: he hits me
        desk: red abuse
        bot:  safety_private, safety_read_now, safe_now?
        them: yes
        bot:  safety_lines, safety_thanks, consent?
    """)


def test_a_no_where_somebody_may_be_standing_asks_nothing_more() -> None:
    here = Rehearsal().reads("""
        them: JOIN
        bot:  what_this_is, consent?
        them: he hits me
        desk: red abuse
        bot:  safety_private, safety_read_now, safe_now?
        them: no
        desk: red abuse
        does: RaiseItem
        bot:  safety_ring_now
        them: I am here again
        bot:  consent??
    """)
    assert here.state.contact.discreet


def test_later_on_a_phone_that_others_see_is_an_everyday_answer_and_elsewhere_a_pause() -> None:
    seen = Contact(1, "sms", referral="complete", discreet=True)
    _ = Rehearsal(contact=seen).reads("""
        them: later
        desk: green asks for a pause
        bot:  hidden
    """)
    _ = Rehearsal(contact=Contact(1, "sms", referral="complete")).reads("""
        them: later
        desk: green asks for a pause
        bot:  paused
    """)


def test_whoever_may_have_caused_harm_and_the_other_person_each_have_an_item() -> None:
    here = Rehearsal().reads("""
        them: I slapped mum last night
        desk: red harm_to_others, red abuse
        bot:  safety_harm, safety_read_now, they_safe_now?
        them: yes she is asleep
        bot:  safety_thanks
    """)
    sender, other = here.raised
    assert (sender.part, other.part) == ("may_have_caused_harm", "witness")
    assert "Nobody promised them secrecy" in sender.why
    assert "They get no automatic text" in other.why


def test_a_referral_by_somebody_who_may_have_caused_harm_goes_on_with_a_person_and_invites_nobody() -> None:
    here = Rehearsal().reads("""
        them: hello
        bot:  hello, who_for?
        them: 2
        bot:  family_what_this_is, family_consent?
        them: yes
        does: OpenReferral
        bot:  family_danger?
        them: I slapped mum last night
        desk: red harm_to_others, red abuse
        bot:  safety_harm, safety_read_now, they_safe_now?
        them: yes
        bot:  safety_thanks
    """)
    assert {talk.state for talk in here.state.talks} == {"done"}
    assert "it was stopped" in here.raised[1].why


def test_a_carer_at_breaking_point_gets_a_kind_line_and_no_script() -> None:
    _ = Rehearsal(contact=Contact(1, "sms", referral="complete")).reads("""
        them: I'm at breaking point with him
        desk: amber carer_strain, green wrote to us
        bot:  amber_carer, amber_read_now
        them: I am at the end of my tether
        desk: amber carer_strain, green wrote to us
        bot:  noted
        wait: 13 h
        them: I'm at breaking point
        desk: amber carer_strain, green wrote to us
        bot:  amber_carer, amber_read_later
    """)


def test_who_speaks_of_death_is_told_each_time_whom_they_can_ring() -> None:
    _ = Rehearsal(contact=Contact(1, "sms", referral="complete")).reads("""
        them: I've got no food in the house
        desk: amber basic_needs, green wrote to us
        bot:  amber_read_now
        them: fed up of living to be honest
        desk: amber suicide, green wrote to us
        bot:  amber_hard
        them: I'm tired of living
        desk: amber suicide, green wrote to us
        bot:  amber_hard
    """)


def test_the_question_goes_on_below_the_kind_line() -> None:
    _ = Rehearsal().reads("""
        them: JOIN
        bot:  what_this_is, consent?
        them: yes
        does: OpenReferral
        bot:  age?
        them: 78 and I've got no food in the house
        desk: amber basic_needs
        does: Learn
        bot:  amber_read_now, others_see_phone?
    """)


def test_somebody_deaf_is_never_told_to_ring_and_never_rung() -> None:
    here = Rehearsal().reads("""
        them: I am deaf. I have chest pains and my arm hurts
        desk: red medical
        bot:  safety_deaf, safety_read_now, safe_now?
        them: no
        desk: red medical
        does: RaiseItem
        bot:  safety_deaf_now, where_now?
        them: 4 Mill Lane
        does: RaiseItem
        bot:  safe_yet?
        them: no
        desk: red medical
        bot:  safety_deaf_now
        them: I am not
        does: RaiseItem
        bot:  safety_still
        wait: 2 d
        them: I want to die
        desk: red suicide
        bot:  safety_crisis_deaf, safety_deaf, safety_read_now, safe_now?
    """)
    assert [("DO NOT RING" in one.why) for one in here.raised] == [True] * 4


def test_a_language_without_texts_is_one_line_in_it_an_interpreter_and_no_more_english_questions() -> None:
    here = Rehearsal().reads("""
        them: Dzien dobry, potrzebuje pomoc, jestem sama
        desk: amber writes in Polish
        bot:  Jesteś w niebezpieczeństwie? Zadzwoń na 999.
        them: prosze
        desk: amber writes in Polish
        them: I want to die
        desk: red suicide
        bot:  safety_crisis, safety_read_now, safety_talk, safe_now?
    """)
    assert here.raised[0].why == "needs an interpreter for Polish: Dzien dobry, potrzebuje pomoc, jestem sama"


def test_every_language_that_we_notice_and_cannot_speak_has_its_line() -> None:
    from messages.helplines import as_variables
    from messages.languages import languages
    from messages.segments import count

    for one in languages():
        assert "999" in one.danger.format(**as_variables()), one.name
        assert count(one.danger.format(**as_variables())).segments <= 2, one.name


def test_somebody_who_opted_out_is_answered_once_and_staff_read_that_they_must_ring() -> None:
    here = Rehearsal().reads("""
        them: STOP
        bot:  stopped
        them: I've got no food in the house
        desk: amber basic_needs, green CANNOT BE TEXTED, RING
        them: I want to die
        desk: red suicide
        bot:  safety_crisis, safety_read_now, safety_talk, safe_now?
    """)
    assert all("CANNOT BE TEXTED, RING: they opted out" in one.why for one in here.raised)


def test_stop_within_a_day_of_danger_is_looked_at_by_a_person() -> None:
    here = Rehearsal().reads("""
        them: he hits me
        desk: red abuse
        bot:  safety_private, safety_read_now, safe_now?
        wait: 20 h
        them: STOP
        desk: amber STOP soon after danger
        bot:  stopped
    """)
    assert "CANNOT BE TEXTED, RING" in here.raised[-1].why
    _ = Rehearsal(contact=Contact(1, "sms", red_at=START - timedelta(hours=25))).reads("""
        them: STOP
        bot:  stopped
    """)


def test_stop_on_a_shared_phone_is_looked_at_by_a_person() -> None:
    here = Rehearsal(contact=Contact(1, "sms", shared=True)).reads("""
        them: STOP
        desk: amber STOP on a shared phone
        bot:  stopped
    """)
    assert "ask who is speaking" in here.raised[0].why


def test_a_child_in_danger_has_childline_and_no_lines_for_adults() -> None:
    _ = Rehearsal().reads("""
        them: im 14 and my dad hits me
        desk: red abuse, red under 18: children's route
        bot:  safety_private, childline, safety_read_now, safe_now?
        them: yes
        bot:  safety_thanks
    """)
