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
        them: I miss having someone to talk to since Jim died
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
