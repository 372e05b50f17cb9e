"""Self-referral, as transcripts."""

from tests.rehearsal import Rehearsal


def test_from_a_strangers_first_text_to_a_referral() -> None:
    _ = Rehearsal().reads("""
        them: hello
        bot:  hello, who_for?
        them: 1
        bot:  what_this_is, consent?
        them: yes please
        does: OpenReferral
        bot:  age?
        them: 78
        does: Learn
        bot:  others_see_phone?
        them: no just me
        bot:  name?
        them: my name is Margaret Brown
        does: Learn
        bot:  matters?
        them: I would like someone to talk to of an evening
        does: Learn
        bot:  address?
        them: 12 tq149bh
        does: Learn
        bot:  best_way?
        them: 2
        does: Learn
        bot:  best_time?
        them: mornings
        does: Learn
        bot:  check_answers?
        them: yes
        does: CompleteReferral
        bot:  what_happens_next
    """)


TO_THE_AGE = """
    them: join
    bot:  what_this_is, consent?
    them: yes
    does: OpenReferral
    bot:  age?
"""


def test_no_keeps_nothing() -> None:
    _ = Rehearsal().reads("""
        them: JOIN
        bot:  what_this_is, consent?
        them: no thank you
        bot:  nothing_kept
    """)


def test_a_change_of_mind_before_the_end_withdraws_the_referral() -> None:
    _ = Rehearsal().reads(f"""{TO_THE_AGE}
        them: back
        bot:  consent?
        them: no
        undoes: OpenReferral
        bot:  nothing_kept
    """)


def test_everything_after_agreement_can_be_skipped_but_how_to_reach_them() -> None:
    _ = Rehearsal().reads(f"""{TO_THE_AGE}
        them: skip
        does: Learn
        bot:  others_see_phone?
        them: skip
        bot:  safe_time?
        them: rather not say
        does: KeepDiscreet, Learn
        bot:  we_keep_it_short, name?
        them: skip
        does: Learn
        bot:  matters?
        them: skip
        does: Learn
        bot:  address?
        them: skip
        does: Learn
        bot:  best_way?
        them: skip
        bot:  best_way??
        them: text me
        does: Learn
        bot:  best_time?
        them: skip
        does: Learn
        bot:  check_answers?
        them: 1
        does: CompleteReferral
        bot:  what_happens_next
    """)


def test_change_at_the_summary_asks_that_one_again() -> None:
    rehearsal = Rehearsal().reads(f"""{TO_THE_AGE}
        them: 78
        does: Learn
        bot:  others_see_phone?
        them: no
        bot:  name?
        them: Margret
        does: Learn
        bot:  matters?
        them: my garden
        does: Learn
        bot:  address?
        them: 12 TQ14 9BH
        does: Learn
        bot:  best_way?
        them: 1
        does: Learn
        bot:  best_time?
        them: any time
        does: Learn
        bot:  check_answers?
        them: 2
        bot:  name?
        them: Margaret
        does: Learn
        bot:  check_answers?
        them: yes
        does: CompleteReferral
        bot:  what_happens_next
    """)
    assert [talk.state for talk in rehearsal.state.talks] == ["done"]


def test_under_18_ends_in_the_childrens_route() -> None:
    _ = Rehearsal().reads(f"""{TO_THE_AGE}
        them: 15
        does: Learn, RaiseItem
        bot:  childline
    """)


def test_an_age_under_18_in_passing_is_seen() -> None:
    _ = Rehearsal().reads("""
        them: hi im 14 and i look after my mum
        desk: amber under 18: children's route
        bot:  childline
        them: ok
        bot:  you_are_welcome
    """)


def test_a_carer_speaks_for_themselves() -> None:
    rehearsal = Rehearsal().reads("""
        them: hello
        bot:  hello, who_for?
        them: 3
        bot:  what_this_is, consent?
        them: ok
        does: OpenReferral
        bot:  age?
        them: 61
        does: Learn
        bot:  others_see_phone?
        them: no
        bot:  name?
        them: Jo
        does: Learn
        bot:  matters_to_a_carer?
    """)
    assert rehearsal.state.talks[-1].flow == "carer_referral"


def test_a_person_can_be_asked_for_at_once() -> None:
    _ = Rehearsal().reads("""
        them: hello
        bot:  hello, who_for?
        them: 4
        does: RaiseItem
        bot:  person_asked_for
    """)


def test_a_posters_word_and_a_telegram_payload_go_straight_in() -> None:
    for word in ("Library", "/start library"):
        rehearsal = Rehearsal().reads(f"""
            them: {word}
            bot:  what_this_is, consent?
        """)
        assert rehearsal.state.talks[-1].person.about == {"keyword": "library"}


def test_a_poster_nobody_knows_still_starts_with_the_welcome() -> None:
    _ = Rehearsal().reads("""
        them: /start
        bot:  hello, who_for?
    """)


def test_on_telegram_a_number_to_ring_is_asked_for() -> None:
    _ = Rehearsal("telegram").reads(f"""{TO_THE_AGE}
        them: 78
        does: Learn
        bot:  others_see_phone?
        press: others_see_phone = No
        bot:  name?
        them: Jean
        does: Learn
        bot:  matters?
        them: company
        does: Learn
        bot:  address?
        them: TQ14 9BH
        does: Learn
        bot:  best_way?
        press: best_way = call
        does: Learn
        bot:  ring_number?
        them: 07700 900123
        does: Learn
        bot:  best_time?
    """)


def test_a_button_of_another_question_is_never_filed_here() -> None:
    _ = Rehearsal("telegram").reads(f"""{TO_THE_AGE}
        press: consent = No
        bot:  kept_for_team, age?
        them: 78
        does: Learn
        bot:  others_see_phone?
    """)
