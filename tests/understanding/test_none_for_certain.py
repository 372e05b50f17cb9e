"""Asked about self-harm, only a certain none is none; whatever says more is read as in any choice."""

from datetime import date

import pytest

from flows.answers import none_for_certain, reader
from flows.talk import Context, Ok, Reading, Skipped, Unclear

LABELS = ("Not at all", "Several days", "More than half the days", "Nearly every day")
ASKED = none_for_certain("v0", "v1", "v2", "v3")
CONTEXT = Context(date(2026, 11, 21), labels=LABELS, question="How often have you thought of hurting yourself?")
READ: dict[Reading[str], list[str]] = {
    Ok("v0"): [
        "not at all",
        "Not at all.",
        "No",
        "no love",
        "nope",
        "never thank you",
        "none",
        "1",
        "a",
        "the first one",
    ],
    Unclear(): [
        "hardly ever",
        "not really",
        "not often",
        "rarely",
        "no not really",
        "not any more",
        "no but I did",
        "a bit",
    ],
    Ok("v1"): ["several days", "2", "sometimes"],
    Ok("v3"): ["nearly every day", "4", "often", "all the time"],
    Skipped(): ["skip", "I'd rather not say"],
}


@pytest.mark.parametrize(("text", "expected"), [(text, reading) for reading, texts in READ.items() for text in texts])
def test_replies(text: str, expected: Reading[str]):
    assert ASKED.read(text, CONTEXT) == expected


def test_a_stored_answer_finds_its_reader_again():
    assert reader(ASKED.kind, ASKED.keys) == ASKED
    assert reader(ASKED.kind).read("1", CONTEXT) == Unclear()
