"""What comes first: danger and opt-out, then a human, then commands, then the answer, then the menu."""

from datetime import timedelta

import pytest

from bot.state import Contact
from tests.rehearsal import START, Rehearsal

CONSENT = """
    them: JOIN
    bot:  what_this_is, consent?
"""
AGE = f"""{CONSENT}
    them: yes
    does: OpenReferral
    bot:  age?
"""


def test_no_script_over_the_head_of_a_person_who_is_writing() -> None:
    contact = Contact(1, "sms", human_at=START - timedelta(minutes=5))
    _ = Rehearsal(contact=contact).reads("""
        them: I want to die
        desk: red suicide
    """)


def test_a_conversation_that_a_human_owns_stays_silent() -> None:
    contact = Contact(1, "sms", human_owns=True, referral="complete")
    rehearsal = Rehearsal(contact=contact).reads("""
        them: thanks, see you Tuesday
        them: I want to die
        desk: red suicide
        bot:  safety_crisis, safety_read_now, safety_talk, safe_now?
    """)
    assert rehearsal.state.contact.human_owns


def test_stop_and_danger_both_take_effect() -> None:
    rehearsal = Rehearsal().reads("""
        them: STOP
        bot:  stopped
        them: I want to die
        desk: red suicide
        bot:  safety_crisis, safety_read_now, safety_talk, safe_now?
    """)
    assert rehearsal.state.contact.state == "opted_out"


def test_after_stop_only_start_consents_again() -> None:
    rehearsal = Rehearsal().reads("""
        them: please stop texting me
        bot:  stopped
        them: hello
        desk: green CANNOT BE TEXTED, RING
        them: START
        bot:  started
        them: hello
        bot:  hello, who_for?
    """)
    assert rehearsal.state.contact.state == "ok"


def test_commands_leave_the_question_open() -> None:
    _ = Rehearsal().reads(f"""{AGE}
        them: HELP
        bot:  help
        them: STATUS
        bot:  status_none
        them: can I speak to a person
        desk: green asks for a person
        bot:  human_asked
        them: MENU
        bot:  menu, age?
        them: 78
        does: Learn
        bot:  others_see_phone?
    """)


def test_data_rights_open_an_item_and_say_by_when() -> None:
    _ = Rehearsal().reads("""
        them: my data
        desk: amber data request
        bot:  my_data_asked
        them: delete me
        desk: amber data request
        bot:  delete_me_asked
    """)


def test_pause_and_language() -> None:
    rehearsal = Rehearsal().reads("""
        them: PAUSE
        desk: green asks for a pause
        bot:  paused
    """)
    assert rehearsal.state.contact.paused_at is not None
    _ = rehearsal.reads("""
        them: cymraeg
        desk: green asks for another language
        bot:  language_asked
    """)
    assert rehearsal.state.contact.paused_at is None  # "until you text us again"


def test_back_at_the_start_and_with_nothing_open() -> None:
    _ = Rehearsal().reads(f"""
        them: BACK
        bot:  nothing_to_go_back_to
        {CONSENT.strip()}
        them: BACK
        bot:  nothing_to_go_back_to, consent?
    """)


def test_unclear_twice_is_offered_a_way_out_and_never_asked_a_third_time() -> None:
    _ = Rehearsal().reads(f"""{AGE}
        them: the blue one
        bot:  age??
        them: what do you mean
        bot:  skip_or_person
        them: you daft machine
        desk: green cannot read the reply
        bot:  skip_or_person
        them: really
        desk: green cannot read the reply
        bot:  kept_for_team
        them: skip
        does: Learn
        bot:  others_see_phone?
    """)


def test_what_is_needed_is_passed_to_a_person_at_the_second_unclear_reply() -> None:
    _ = Rehearsal().reads(f"""{CONSENT}
        them: purple
        bot:  consent??
        them: green
        desk: green cannot read the reply
        bot:  please_or_person
        them: yes
        does: OpenReferral
        bot:  age?
    """)


def test_pictures_places_and_voices_get_a_kind_answer_and_a_person() -> None:
    _ = Rehearsal().reads(f"""{AGE}
        them: <picture>
        desk: green sent a picture
        bot:  got_picture
        them: <location>
        desk: green sent a location
        bot:  got_place
        them: <voice>
        desk: amber sent a voice
        bot:  got_voice
        them: 78
        does: Learn
        bot:  others_see_phone?
    """)


def test_a_known_person_without_a_conversation_is_passed_on() -> None:
    _ = Rehearsal(contact=Contact(1, "sms", referral="complete")).reads("""
        them: the nurse came yesterday
        desk: green wrote to us
        bot:  noted
        them: status
        bot:  status_waiting
    """)


def test_joining_from_a_phone_that_we_know_asks_who_it_is() -> None:
    rehearsal = Rehearsal(contact=Contact(1, "sms", referral="complete")).reads("""
        them: JOIN
        bot:  same_person?
        them: no
        bot:  what_this_is, consent?
    """)
    assert rehearsal.state.talks[-1].person.about["new_person"] == "yes"


def test_wrong_number_ends_it_for_good() -> None:
    rehearsal = Rehearsal().reads("""
        them: WRONG NUMBER
        desk: green wrong number
        does: EndInvitations
        bot:  wrong_number_noted
        them: START
        bot:  started
        them: hello
        bot:  hello, who_for?
        them: WRONG NUMBER
        desk: green wrong number
        does: EndInvitations
        bot:  wrong_number_noted
    """)
    assert rehearsal.state.contact.state == "wrong_number"


def test_join_after_stop_opts_in_again_and_is_answered() -> None:
    rehearsal = Rehearsal().reads("""
        them: STOP
        bot:  stopped
        them: JOIN
        bot:  what_this_is, consent?
    """)
    assert rehearsal.state.contact.state == "ok"


def test_their_own_words_are_an_answer_and_not_a_command() -> None:
    _ = Rehearsal().reads(f"""{AGE}
        them: 78
        does: Learn
        bot:  others_see_phone?
        them: no
        bot:  name?
        them: Jean
        does: Learn
        bot:  matters?
        them: someone to talk to
        desk: green asks for a person
        does: Learn
        bot:  address?
    """)


def test_start_in_the_middle_shows_the_question_again() -> None:
    _ = Rehearsal().reads(f"""{AGE}
        them: START
        bot:  age?
        them: join
        bot:  age?
    """)


def test_thanks_with_nothing_open_gets_a_kind_word_and_no_item() -> None:
    for contact in (Contact(1, "sms"), Contact(1, "sms", referral="complete"), Contact(1, "sms", shared=True)):
        rehearsal = Rehearsal(contact=contact)
        for thanks in ("thanks", "Ta", "ok", "Ok thank you very much", "lovely, see you then", "\U0001f44d"):
            _ = rehearsal.reads(f"""
                them: {thanks}
                bot:  you_are_welcome
            """)


def test_thanks_and_something_else_is_read_by_a_person() -> None:
    _ = Rehearsal(contact=Contact(1, "sms", referral="complete")).reads("""
        them: thanks, when is the club?
        desk: green wrote to us
        bot:  noted
    """)


def test_somebody_who_was_referred_and_writes_first_is_a_stranger() -> None:
    _ = Rehearsal(contact=Contact(1, "sms", referral="awaiting_agreement")).reads("""
        them: who is this
        bot:  hello, who_for?
    """)


def test_somebody_who_has_been_with_us_is_no_stranger() -> None:
    """We said that they can text us any time: what they tell is kept, and who it is for is not asked of them."""
    _ = Rehearsal(contact=Contact(1, "sms", referral="closed")).reads("""
        them: I walk to the shop with Pat each week
        desk: green wrote to us
        bot:  noted
        them: thanks
        bot:  you_are_welcome
    """)


@pytest.mark.parametrize("said", ["hello", "Good morning", "JOIN"])
def test_they_can_begin_again_all_the_same(said: str) -> None:
    rehearsal = Rehearsal(contact=Contact(1, "sms", referral="closed"))
    _ = rehearsal.hears(said)
    assert rehearsal.raised == []
    talk = rehearsal.state.speaking_now()
    assert talk is not None
    assert talk.flow in ("welcome", "self_referral")
