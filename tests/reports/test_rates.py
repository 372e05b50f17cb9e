"""Intervals against published values, and recall against worked examples and a simulation."""

import random
from dataclasses import replace

import pytest

from bot.reports.rates import Seen, Share, recall


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, Statistics in Medicine 17, table I: the score method
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
    ],
)
def test_wilsons_interval(count: int, total: int, low: float, high: float) -> None:
    assert Share(count, total).interval() == pytest.approx((low, high), abs=5e-5)


def test_of_nothing_nothing_is_known() -> None:
    nothing = Share(0, 0)
    assert (nothing.interval(), nothing.rate, nothing.is_small) == ((0.0, 1.0), 0.0, True)
    assert not Share(3, 20).is_small


GOOD = Seen(flagged=40, judged=40, right=30, unflagged=2000, read=400, missed=2, known=2)


def test_recall_by_hand() -> None:
    """30 seen; 2 missed in 400, so 10 in 2,000."""
    found = recall(GOOD)
    assert found is not None
    assert found.rate == pytest.approx(0.75)
    assert 0.3 < found.low < 0.5
    assert 0.85 < found.high < 0.9


def test_no_miss_in_a_small_sample_proves_little() -> None:
    found = recall(replace(GOOD, read=40, missed=0, known=0))
    assert found is not None
    assert (found.rate, found.high) == (1.0, 1.0)
    assert found.low < 0.15


def test_what_is_known_to_be_missed_counts_though_the_sample_missed_it_too() -> None:
    found = recall(replace(GOOD, missed=0, known=6))
    assert found is not None
    assert found.rate == pytest.approx(30 / 36)
    assert found.high == pytest.approx(30 / 36)


def test_when_all_was_judged_and_read_it_is_counted() -> None:
    found = recall(replace(GOOD, read=2000, missed=10, known=10))
    assert found is not None
    assert (found.low, found.rate, found.high) == (0.75, 0.75, 0.75)


@pytest.mark.parametrize(
    "change", [{"read": 0, "missed": 0}, {"judged": 0, "right": 0}, {"right": 0, "missed": 0, "known": 0}]
)
def test_without_evidence_there_is_no_figure(change: dict[str, int]) -> None:
    assert recall(replace(GOOD, **change)) is None


def test_a_service_without_a_flag_that_missed_something_has_seen_none_of_it() -> None:
    found = recall(Seen(0, 0, 0, 100, 100, 1, 1))
    assert found is not None
    assert (found.low, found.rate, found.high) == (0.0, 0.0, 0.0)


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    chance, held = random.Random(4), 0
    for _ in range(400):
        misses = sum(chance.random() < 0.01 for _ in range(3000))
        flags = [chance.random() < 0.8 for _ in range(120)]
        judged = chance.sample(flags, 60)
        missed = sum(chance.sample([True] * misses + [False] * (3000 - misses), 300))
        found = recall(Seen(120, 60, sum(judged), 3000, 300, missed, missed))
        truth = sum(flags) / (sum(flags) + misses)
        held += found is not None and found.low <= truth <= found.high
    assert held >= 0.95 * 400
