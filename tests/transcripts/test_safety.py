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
        bot:  safety_crisis, safe_now?
        them: yes I rang them
        bot:  safety_thanks, consent?
        them: yes
        does: OpenReferral
        bot:  age?
    """)


def test_not_safe_raises_it_again() -> None:
    _ = Rehearsal().reads("""
        them: he hits me
        desk: red abuse
        bot:  safety_private, safe_now?
        them: no
        desk: red abuse
        bot:  safety_ring_now
    """)


def test_the_safety_conversation_starts_once() -> None:
    _ = Rehearsal().reads("""
        them: I want to die
        desk: red suicide
        bot:  safety_crisis, safe_now?
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
        bot:  safety_crisis, safe_now?
        them: no I am on my own
        does: RaiseItem
        bot:  safety_ring_now, safe_yet?
        them: yes my sister came
        bot:  safety_thanks
        them: HELP
        bot:  help
    """)


def test_no_form_goes_on_over_the_head_of_somebody_in_danger() -> None:
    _ = Rehearsal().reads(f"""{AGE}
        them: I feel suicidal
        desk: red suicide
        bot:  safety_crisis, safe_now?
        them: no he is here
        does: RaiseItem
        bot:  safety_ring_now, safe_yet?
        them: yes now I am
        bot:  safety_thanks, age?
    """)


def test_quick_words_of_somebody_in_danger_never_pass_for_being_safe() -> None:
    _ = Rehearsal().reads("""
        them: I want to die
        desk: red suicide
        bot:  safety_crisis, safe_now?
        wait: 2 s
        them: yes I mean it
        bot:  safe_now?
    """)
