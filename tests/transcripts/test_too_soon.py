"""Words that came before a question could be read."""

from tests.rehearsal import Rehearsal

TO_THE_AGE = """
    them: join
    bot:  what_this_is, consent?
    them: yes
    does: OpenReferral
    bot:  age?
"""


def test_words_that_come_too_soon_belong_to_the_answer_before() -> None:
    _ = Rehearsal().reads(f"""{TO_THE_AGE}
        them: 78
        does: Learn
        bot:  others_see_phone?
        them: no
        bot:  name?
        them: Jean
        does: Learn
        bot:  matters?
        them: walking the
        does: Learn
        bot:  address?
        wait: 2 s
        them: dog
        does: Learn
        them: 12 TQ14 9BH
        does: Learn
        bot:  best_way?
    """)


def test_a_quick_reply_to_the_very_first_question_is_its_answer() -> None:
    _ = Rehearsal().reads("""
        them: hello
        bot:  hello, who_for?
        wait: 2 s
        them: 1
        bot:  what_this_is, consent?
    """)


def test_quick_words_that_do_not_answer_the_first_question_are_kept_and_it_is_asked_once_more() -> None:
    _ = Rehearsal().reads("""
        them: hello
        bot:  hello, who_for?
        wait: 2 s
        them: I saw your poster in the library
        bot:  who_for?
        them: 1
        bot:  what_this_is, consent?
    """)
