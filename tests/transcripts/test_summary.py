"""The summary: all right, or what to change, in whatever words."""

import pytest

from tests.rehearsal import Rehearsal

SUMMARY = """
    them: join
    bot:  what_this_is, consent?
    them: yes
    does: OpenReferral
    bot:  age?
    them: 78
    does: Learn
    bot:  others_see_phone?
    them: no
    bot:  name?
    them: Alan
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
"""


def test_back_during_a_change_leads_to_the_summary_and_forgets_nothing() -> None:
    _ = Rehearsal().reads(f"""{SUMMARY}
        them: name
        bot:  name?
        them: BACK
        bot:  check_answers?
        them: yes
        does: CompleteReferral
        bot:  what_happens_next
    """)


def test_back_at_the_summary_asks_for_the_last_answer() -> None:
    _ = Rehearsal().reads(f"""{SUMMARY}
        them: BACK
        bot:  best_time?
    """)


def test_a_change_goes_on_after_an_interruption() -> None:
    _ = Rehearsal().reads(f"""{SUMMARY}
        them: 2
        bot:  name?
        wait: 2 s
        them: please
        them: MENU
        bot:  menu, name?
        them: Allan
        does: Learn
        bot:  check_answers?
    """)


@pytest.mark.parametrize(
    "said", ["CHANGE", "no", "that's wrong", "I want to change something", "yes but something is wrong"]
)
def test_something_is_to_be_changed_asks_which(said: str) -> None:
    _ = Rehearsal().reads(f"""{SUMMARY}
        them: {said}
        bot:  check_answers??
        them: {said}
        bot:  check_answers??
        them: name
        bot:  name?
    """)


@pytest.mark.parametrize("said", ["change name", "Please change my name", "yes but change my name"])
def test_what_to_change_in_words(said: str) -> None:
    _ = Rehearsal().reads(f"""{SUMMARY}
        them: {said}
        bot:  name?
    """)


@pytest.mark.parametrize("said", ["change my name to Allan", "My name should be Allan"])
def test_what_it_should_be_is_taken_at_once(said: str) -> None:
    rehearsal = Rehearsal().reads(f"""{SUMMARY}
        them: {said}
        does: Learn
        bot:  check_answers?
        them: yes
        does: CompleteReferral
        bot:  what_happens_next
    """)
    answer = rehearsal.state.talks[-1].journal.answer("name")
    assert answer is not None and answer.value == "Allan"
