"""The second line adds and never takes away; it names words of the text; it is taught the same way twice."""

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.danger import SENDERS, screen
from flows.danger.finding import WORST_FIRST
from flows.danger.heard import heard
from flows.danger.rules import hits
from flows.danger.second import SECOND_LINE
from messages.dangers import dangers
from messages.evidence import words_of
from tests.training.danger import rows, teach

CATEGORIES = {
    "suicide",
    "harm_to_others",
    "abuse",
    "medical",
    "mental_health",
    "basic_needs",
    "medication",
    "fall",
    "carer_strain",
    "housing",
    "bereavement",
    "confusion",
}
SAID = rows()[::97]


@settings(deadline=None)  # the first text of all waits until everything is read that is known of danger
@given(st.text(max_size=400), st.sampled_from(SENDERS), st.lists(st.text(max_size=80), max_size=2))
def test_any_text_at_all_is_screened(text: str, sender: str, before: list[str]) -> None:
    finding = screen(text, sender=sender, before=before)
    assert (finding.level == "none") == (finding.categories == ()) == (finding.because == ())
    assert CATEGORIES.issuperset(finding.categories) and len(finding.categories) <= 3


def test_the_second_line_takes_nothing_back() -> None:
    d = dangers("en")
    assert d is not None
    for row in SAID:
        ruled = [hit.rule.level for hit in hits(heard(row["text"], "en"), d) if hit.rule.level != "hint"]
        level = screen(row["text"], sender=row["from"]).level
        assert all(WORST_FIRST.index(level) <= WORST_FIRST.index(one) for one in ruled), row["text"]


def test_its_reasons_are_words_of_the_text() -> None:
    found = [(row["text"], because) for row in SAID for because in screen(row["text"]).because]
    by_the_second = [(text, because.words) for text, because in found if because.rule == SECOND_LINE]
    assert by_the_second
    assert all(set(words.split()) <= set(words_of(text)) for text, words in by_the_second)


def test_the_same_messages_teach_the_same() -> None:
    assert teach(SAID) == teach(SAID)


def test_the_file_holds_each_feature_in_order() -> None:
    path = Path(__file__).parents[2] / "messages" / "en" / "danger.weights"
    told = json.loads(path.read_text(encoding="utf-8"))
    assert set(told["outputs"][1:]) == CATEGORIES
    assert all(list(names) == sorted(names) for names in (told["rest"], *told["danger"].values()))
    assert list(told["danger"]) == sorted(told["danger"], key=int)
