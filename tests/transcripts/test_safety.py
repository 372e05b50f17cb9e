"""The safety conversation: at once, once, to its end, and nothing else meanwhile."""

from tests.rehearsal import Rehearsal

CONSENT = """
    them: JOIN
    bot:  what_this_is, consent?
"""
AGE = f"""{CONSENT}
    them: yes
    does: OpenReferral
    bot:  age?
"""


def test_danger_reaches_the_queue_before_the_next_question() -> None:
    _ = Rehearsal().reads(f"""{CONSENT}
        them: yes but I've took all my tablets
        desk: red suicide
        bot:  safety_crisis, safety_read_now, safety_talk, safe_now?
        them: yes I rang them
        bot:  where_now?
        them: at home in bed, 12 Brook St
        does: RaiseItem
        bot:  safety_thanks, consent?
        them: yes
        does: OpenReferral
        bot:  age?
    """)


def test_not_safe_raises_it_again() -> None:
    _ = Rehearsal().reads("""
        them: he hits me
        desk: red abuse
        bot:  safety_private, safety_read_now, safe_now?
        them: no
        desk: red abuse
        does: RaiseItem
        bot:  safety_ring_now
    """)


def test_the_safety_conversation_starts_once() -> None:
    _ = Rehearsal().reads("""
        them: I want to die
        desk: red suicide
        bot:  safety_crisis, safety_read_now, safety_talk, safe_now?
        them: I've took all my tablets
        desk: red suicide
        bot:  safety_ring_now
    """)


def test_the_safety_conversation_runs_to_its_end_whatever_they_opted_out_of() -> None:
    _ = Rehearsal().reads(f"""{CONSENT}
        them: STOP
        bot:  stopped
        them: I want to die
        desk: red suicide
        bot:  safety_crisis, safety_read_now, safety_talk, safe_now?
        them: no I am on my own
        does: RaiseItem
        bot:  safety_ring_now, where_now?
        them: on the bench by the pier
        does: RaiseItem
        bot:  safe_yet?
        them: yes my sister came
        bot:  safety_thanks
        them: HELP
        bot:  help
    """)


def test_no_form_goes_on_over_the_head_of_somebody_in_danger() -> None:
    _ = Rehearsal().reads(f"""{AGE}
        them: I feel suicidal
        desk: red suicide
        bot:  safety_crisis, safety_read_now, safety_talk, safe_now?
        them: no he is here
        does: RaiseItem
        bot:  safety_ring_now, where_now?
        them: skip
        bot:  safe_yet?
        them: yes now I am
        bot:  safety_thanks, age?
    """)


def test_quick_words_of_somebody_in_danger_never_pass_for_being_safe() -> None:
    _ = Rehearsal().reads("""
        them: I want to die
        desk: red suicide
        bot:  safety_crisis, safety_read_now, safety_talk, safe_now?
        wait: 2 s
        them: yes I mean it
        bot:  safe_now?
    """)


CHILD = "under 18: children's route"


def test_a_child_in_danger_gets_the_childrens_route_and_childline_and_no_adult_conversation_goes_on() -> None:
    rehearsal = Rehearsal().reads(f"""{AGE}
        them: im 14 and my dad hits me
        desk: red abuse, red {CHILD}
        bot:  safety_private, childline, safety_read_now, safe_now?
        them: yes I am at school
        bot:  safety_thanks
    """)
    assert [talk.state for talk in rehearsal.state.talks] == ["done", "done"]


def test_an_age_beside_danger_is_seen_at_the_question_about_age() -> None:
    _ = Rehearsal().reads(f"""{AGE}
        them: 15 and my dad hits me
        desk: red abuse, red {CHILD}
        bot:  safety_private, childline, safety_read_now, safe_now?
    """)


def test_a_child_who_tells_their_age_after_the_danger() -> None:
    _ = Rehearsal().reads(f"""{CONSENT}
        them: he hits me
        desk: red abuse
        bot:  safety_private, safety_read_now, safe_now?
        them: no im 13
        desk: red {CHILD}
        does: RaiseItem
        bot:  childline, safety_ring_now
    """)


def test_an_unclear_word_about_safety_keeps_the_alarm_red_and_says_999_again() -> None:
    _ = Rehearsal().reads("""
        them: I want to die
        desk: red suicide
        bot:  safety_crisis, safety_read_now, safety_talk, safe_now?
        them: dunno
        desk: red suicide
        bot:  safe_now??
        them: I'm scared
        desk: red suicide
        bot:  safe_now??
        them: yes but I'm scared
        desk: red suicide
        bot:  safe_now??
        them: I am safe
        bot:  where_now?
    """)


def test_not_safe_in_so_many_words() -> None:
    _ = Rehearsal().reads("""
        them: he hits me
        desk: red abuse
        bot:  safety_private, safety_read_now, safe_now?
        them: I don't feel safe
        does: RaiseItem
        bot:  safety_ring_now
    """)


def test_one_who_may_harm_another_is_not_told_to_hide() -> None:
    _ = Rehearsal().reads("""
        them: I'm scared I'm going to hurt her
        desk: red harm_to_others, red abuse
        bot:  safety_harm, safety_read_now, they_safe_now?
        them: no not really
        does: RaiseItem
        bot:  they_ring_now, they_safe_yet?
        them: no
        desk: red harm_to_others
        bot:  they_ring_now
        them: she is safe
        bot:  safety_thanks
    """)


FAMILY = """
    them: hello
    bot:  hello, who_for?
    them: 2
    bot:  family_what_this_is, family_consent?
    them: yes
    does: OpenReferral
    bot:  family_danger?
"""


def test_a_referrer_is_asked_whether_the_other_is_safe() -> None:
    for words in (
        "mum says she will end her life tonight",
        "dad is going to hang himself tonight",
        "my mum says she is going to kill herself",
    ):
        _ = Rehearsal().reads(f"""{FAMILY}
            them: {words}
            desk: red suicide
            bot:  safety_for_them, safety_read_now, they_safe_now?
            them: yes I am with her
            bot:  they_where?
            them: at hers, 4 Mill Lane
            does: RaiseItem
            bot:  safety_thanks, family_danger?
        """)


def test_a_referrer_in_danger_is_asked_about_themself() -> None:
    for words in (
        "I want to die",
        "she is driving me mad, I want to die",
        "he has brought me so low I want to end my life",
    ):
        _ = Rehearsal().reads(f"""{FAMILY}
            them: {words}
            desk: red suicide
            bot:  safety_crisis, safety_read_now, safety_talk, safe_now?
        """)


def test_a_child_seen_earlier_is_a_child_in_danger() -> None:
    _ = Rehearsal().reads(f"""
        them: hi im 14 and i look after my mum
        desk: amber {CHILD}
        bot:  childline
        them: my dad hits me
        desk: red abuse, red {CHILD}
        bot:  safety_private, childline, safety_read_now, safe_now?
        wait: 30 h
        them: yes
        bot:  safety_thanks
        them: I want to die
        desk: red suicide
        bot:  safety_crisis, safety_read_now, safety_talk, safe_now?
    """)
    _ = Rehearsal().reads(f"""{AGE}
        them: 15
        does: Learn, RaiseItem
        bot:  childline
        them: my dad hits me
        desk: red abuse, red {CHILD}
        bot:  safety_private, childline, safety_read_now, safe_now?
    """)


def test_a_child_who_tells_their_age_with_more_danger() -> None:
    _ = Rehearsal().reads(f"""
        them: he hits me
        desk: red abuse
        bot:  safety_private, safety_read_now, safe_now?
        them: im 13 and he hit me again he hits me
        desk: red abuse, red {CHILD}
        bot:  childline, safety_ring_now
    """)
