"""A relative is referred, and says yes or no themselves."""

import pytest

from flows.acts import Learn
from tests.rehearsal import Rehearsal

TO_THE_NAME = """
    them: hello
    bot:  hello, who_for?
    them: someone else
    bot:  family_what_this_is, family_consent?
    them: yes
    does: OpenReferral
    bot:  family_danger?
    them: no
    bot:  family_adult?
    them: yes
    bot:  referrer_name?
    them: Jo
    does: Learn
    bot:  relationship?
    them: my mum
    does: Learn
    bot:  their_name?
    them: Margaret
    does: Learn
    bot:  they_agree?
    them: 2
    does: Learn
    bot:  can_decide?
"""


def test_a_relative_with_a_mobile_is_asked_by_text() -> None:
    _ = Rehearsal().reads(f"""{TO_THE_NAME}
        them: yes
        does: Learn
        bot:  their_phone?
        them: 07700 900456
        does: Learn
        bot:  their_matters?
        them: she would like some company
        does: Learn
        bot:  check_family?
        them: yes
        does: InvitePerson, CompleteReferral
        bot:  family_what_happens_next
    """)


def test_no_mobile_means_that_a_person_rings() -> None:
    _ = Rehearsal().reads(f"""{TO_THE_NAME}
        them: 1
        does: Learn
        bot:  their_phone?
        them: skip
        does: Learn
        bot:  their_matters?
        them: skip
        does: Learn
        bot:  check_family?
        them: yes
        does: Learn, RaiseItem, CompleteReferral
        bot:  family_what_happens_next
    """)


def test_doubt_that_they_can_decide_goes_to_a_person_even_with_a_mobile() -> None:
    _ = Rehearsal().reads(f"""{TO_THE_NAME}
        them: not sure
        does: Learn
        bot:  their_phone?
        them: 07700 900456
        does: Learn
        bot:  their_matters?
        them: she forgets to eat
        desk: amber confusion
        does: Learn
        bot:  amber_read_now, check_family?
        them: 1
        does: Learn, RaiseItem, CompleteReferral
        bot:  family_what_happens_next
    """)


def test_danger_now_comes_before_anything_else() -> None:
    _ = Rehearsal().reads("""
        them: hello
        bot:  hello, who_for?
        them: 2
        bot:  family_what_this_is, family_consent?
        them: yes
        does: OpenReferral
        bot:  family_danger?
        them: yes
        does: RaiseItem
        bot:  family_ring_999, family_adult?
    """)


def test_a_child_goes_to_the_childrens_route() -> None:
    _ = Rehearsal().reads("""
        them: hello
        bot:  hello, who_for?
        them: 2
        bot:  family_what_this_is, family_consent?
        them: yes
        does: OpenReferral
        bot:  family_danger?
        them: no
        bot:  family_adult?
        them: no he is 12
        does: RaiseItem
        bot:  family_of_a_child
    """)


@pytest.mark.parametrize(
    "said", ["yes but she gets muddled", "mostly yes", "I think so", "1 but not about money", "not sure"]
)
def test_half_a_yes_to_whether_they_can_decide_is_doubt(said: str) -> None:
    rehearsal = Rehearsal().reads(f"""{TO_THE_NAME}
        them: {said}
        does: Learn
        bot:  their_phone?
    """)
    assert rehearsal.acts["can_decide_learnt"] == Learn("can_decide", "unsure")


def test_a_doubt_that_comes_as_a_second_text_counts() -> None:
    rehearsal = Rehearsal().reads(f"""{TO_THE_NAME}
        them: yes
        does: Learn
        bot:  their_phone?
        wait: 2 s
        them: but she gets muddled
        does: Learn
    """)
    assert rehearsal.acts["can_decide_learnt"] == Learn("can_decide", "unsure")
