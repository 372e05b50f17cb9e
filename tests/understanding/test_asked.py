"""Replies that are read against what was asked: a list of choices (choices.toml), or whose name and number (asked.toml)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli

from flows.answers import READERS, read_choice
from flows.talk import Context, Ok

HERE = Path(__file__).parent
LISTS: list[dict[str, Any]] = tomli.loads((HERE / "choices.toml").read_text("utf-8"))["list"]
ASKED: list[dict[str, Any]] = tomli.loads((HERE / "asked.toml").read_text("utf-8"))["asked"]


@pytest.mark.parametrize(
    ("labels", "text", "wanted"),
    [(one["labels"], text, label) for one in LISTS for label, texts in one["replies"].items() for text in texts],
)
def test_a_choice_is_read_as_meant(labels: list[str], text: str, wanted: str):
    index = read_choice(text, labels)
    assert ("unclear" if index is None else labels[index]) == wanted


@pytest.mark.parametrize(
    ("kind", "question", "text", "wanted"),
    [
        (o["type"], o["question"], text, wanted)
        for o in ASKED
        for wanted, texts in o["replies"].items()
        for text in texts
    ],
)
def test_a_reply_is_read_for_its_question(kind: str, question: str, text: str, wanted: str):
    read = READERS[kind].read(text, Context(date(2026, 11, 21), question=question))
    assert (read.value if isinstance(read, Ok) else "unclear") == wanted


def test_no_group_of_words_makes_two_labels_of_one_list_match():
    """A label's own words choose it, in every list that we know."""
    for one in LISTS:
        assert [read_choice(label, one["labels"]) for label in one["labels"]] == list(range(len(one["labels"])))
