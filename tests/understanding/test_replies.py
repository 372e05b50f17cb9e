"""The testing half of the replies: how many are read rightly, and how few wrongly."""

from collections import Counter

import pytest

from tests.understanding.replies import Verdict, rows, share, table

LEAST_RIGHT, MOST_WRONG = 0.92, 0.02
MINIMUM = 1_500  # replies, written for this project


@pytest.fixture(scope="module")
def testing() -> dict[str, Counter[Verdict]]:
    return table("testing")


def test_there_are_enough_of_every_type(testing: dict[str, Counter[Verdict]]):
    assert testing["all"].total() + len([*rows("development")]) >= MINIMUM
    assert min(counted.total() for counted in testing.values()) >= 30


def test_it_is_no_worse_than_it_was(testing: dict[str, Counter[Verdict]]):
    """The aim is 97 % right and 0.5 % wrong; docs/understanding.md says how far that is."""
    assert share(testing["all"], "right") >= LEAST_RIGHT
    assert share(testing["all"], "wrong") <= MOST_WRONG


def test_no_voice_is_in_both_halves():
    assert not {row["voice"] for row in rows("development")} & {row["voice"] for row in rows("testing")}
