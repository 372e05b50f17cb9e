"""A phone that several people use: whose words are these?"""

from datetime import timedelta

from bot.state import Contact
from tests.rehearsal import START, Rehearsal

TO_THE_ADDRESS = """
    them: JOIN
    bot:  what_this_is, consent?
    them: yes
    does: OpenReferral
    bot:  age?
    them: 80
    does: Learn
    bot:  others_see_phone?
    them: no
    bot:  name?
    them: Harold
    does: Learn
    bot:  matters?
    them: my shed
    does: Learn
    bot:  address?
"""


def harold_half_way() -> Rehearsal:
    """Harold has joined from a phone that Margaret uses too; a day goes by."""
    rehearsal = Rehearsal().reads(TO_THE_ADDRESS)
    contact = rehearsal.state.contact
    contact.shared, contact.spoke_at = True, START
    rehearsal.now += timedelta(hours=25)
    return rehearsal


def test_words_that_come_before_the_name_are_in_the_queue_at_once() -> None:
    _ = Rehearsal(contact=Contact(1, "sms", referral="complete", shared=True)).reads("""
        them: when is the club?
        desk: green wrote to us
        bot:  who_is_this?
        them: Jean
        does: SpeakAs
        bot:  words_kept
        them: the nurse came
        desk: green wrote to us
        bot:  noted
    """)


def test_the_same_person_goes_on_where_they_were() -> None:
    _ = harold_half_way().reads("""
        them: 12 TQ14 9BH
        desk: green wrote to us
        bot:  who_is_this?
        them: its Harold
        does: SpeakAs
        bot:  thanks_for_saying, address?
        them: 12 TQ14 9BH
        does: Learn
        bot:  best_way?
    """)


def test_another_person_never_answers_for_them_nor_sees_their_question() -> None:
    for words in ("hello there", "BACK", "JOIN"):
        rehearsal = harold_half_way().reads(f"""
            them: {words}
            desk: green wrote to us
            bot:  who_is_this?
            them: Margaret
            desk: green two people on this phone
            does: SpeakAs
            bot:  words_kept
        """)
        assert {talk.state for talk in rehearsal.state.talks} == {"done"}


def test_danger_and_stop_ask_no_name_first() -> None:
    _ = harold_half_way().reads("""
        them: I want to die
        desk: red suicide
        bot:  safety_crisis, safety_read_now, safety_talk, safe_now?
    """)
    _ = harold_half_way().reads("""
        them: STOP
        desk: amber STOP on a shared phone
        bot:  stopped
    """)
