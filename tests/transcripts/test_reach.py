"""When a phone that others see may be written to."""

import pytest

from flows.acts import KeepDiscreet, Learn
from tests.rehearsal import Rehearsal

TO_THE_SAFE_TIME = """
    them: join
    bot:  what_this_is, consent?
    them: yes
    does: OpenReferral
    bot:  age?
    them: 78
    does: Learn
    bot:  others_see_phone?
    them: yes
    bot:  safe_time?
"""


def kept_of(rehearsal: Rehearsal, text: str) -> tuple[str, str]:
    """When it may be written to unprompted, and what the coordinator reads, after this answer about a safe time."""
    _ = rehearsal.reads(TO_THE_SAFE_TIME)
    _ = rehearsal.hears(text)
    acts = {name: rehearsal.acts[name] for name in ("kept_discreet", "safe_time_learnt")}
    discreet, learnt = acts["kept_discreet"], acts["safe_time_learnt"]
    assert isinstance(discreet, KeepDiscreet) and isinstance(learnt, Learn)
    return discreet.safe_time, learnt.value


@pytest.mark.parametrize("limit", ["after 2pm", "any time except when he is home", "mornings but not Tuesdays"])
def test_a_limit_that_no_window_can_hold_is_kept_in_words_and_nothing_goes_unprompted(limit: str) -> None:
    assert kept_of(Rehearsal(), limit) == ("", limit)


def test_a_plain_safe_time_is_a_window() -> None:
    assert kept_of(Rehearsal(), "mornings are best") == ("morning", "morning")
    assert kept_of(Rehearsal(), "skip") == ("", "not said")


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("text is fine", "text"), ("a phone call would be fine", "call"), ("ringing is fine thanks", "call"),
        ("either is fine", "either"), ("whichever", "either"), ("I don't mind", "either"), ("both", "either"),
    ],
)  # fmt: skip
def test_how_to_reach_them_in_their_own_words(text: str, way: str) -> None:
    here = Rehearsal()
    for said in ("join", "yes", "78", "no", "Margaret", "company", "skip", text):
        _ = here.hears(said)
    assert here.acts["way_learnt"] == Learn("best_way", way)
