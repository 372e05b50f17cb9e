"""The second opinion on replies that no reader reads: what it is sure of, and that it takes no answer away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading import answer_to
from flows.answers.likely import GRAVE, LIKELY, NOTHING, SURE, likely, seen
from flows.answers.words import reply_of
from messages.heard import heard
from messages.linear import Linear, features, linear
from tests.training.requests import examples, trained
from tests.understanding.replies import rows

MODEL = linear("en", "requests")


def test_training_again_comes_to_the_same_verdicts():
    fresh, kept = trained(), MODEL
    assert kept is not None
    weights = {feature: list(zip(flat[::2], flat[1::2], strict=True)) for feature, flat in fresh["weights"].items()}  # type: ignore[attr-defined]
    again = Linear(tuple(fresh["classes"]), tuple(fresh["bias"]), weights)  # type: ignore[arg-type]
    for text, _ in examples():
        found = features(seen(reply_of(text, heard("en")), "en"))
        assert verdict(again, found) == verdict(kept, found), text


def verdict(model: Linear, found: frozenset[str]) -> str:
    likely = model.probabilities(found)
    meaning = max(likely, key=lambda name: likely[name])
    return meaning if likely[meaning] >= (SURE if meaning in GRAVE else LIKELY) else NOTHING


def test_hardly_an_answer_in_the_testing_half_is_taken_for_a_request():
    answers = [row["text"] for row in rows("testing") if row["want"]["status"] == "ok"]
    taken = [text for text in answers if likely(text, "en")]
    assert len(taken) <= len(answers) / 100


@pytest.mark.parametrize(
    ("text", "status", "value"),
    [
        ("id sooner keep that bit to misel if its all one to thee", "skip", None),
        ("is there a living soul i could have a natter with about all this instead", "command", "human"),
    ],
)
def test_what_nobody_listed_is_heard(text: str, status: str, value: str | None):
    read = answer_to({"type": "scale_0_10", "question": "How did you sleep, 0 to 10?", "text": text})
    assert (read["status"], read["value"]) == (status, value)


@given(st.text(max_size=400))
def test_any_text_has_an_opinion_or_none(text: str):
    assert likely(text, "en") in {None, "skip", *(MODEL.classes if MODEL else ())}


@given(st.lists(st.text(alphabet="abc7?", min_size=1, max_size=4), max_size=12))
def test_what_is_likely_adds_up(words: list[str]):
    assert MODEL is not None
    assert sum(MODEL.probabilities(features(words)).values()) == pytest.approx(1)
