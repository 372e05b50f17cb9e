"""The mean change and its interval, from sums alone, against scipy and a worked example."""

import random

import pytest
from scipy import stats

from bot.reports.change import change, t, together
from bot.reports.outcomes import outcomes
from bot.store.tallies import Found, People, Sums


def sums(pairs: list[tuple[float, float]]) -> Sums:
    squares = sum((after - before) ** 2 for before, after in pairs)
    return Sums(len(pairs), sum(b for b, _ in pairs), sum(a for _, a in pairs), squares)


def test_by_hand() -> None:
    """Differences 2, 4, 4, 5, 5: mean 4, standard deviation √1.5, t(4) 2.776."""
    found = change(8, sums([(1, 3), (2, 6), (3, 7), (0, 5), (4, 9)]))
    assert (found.before, found.after, found.mean) == (2.0, 6.0, 4.0)
    assert (found.low, found.high) == pytest.approx((2.479, 5.521), abs=0.001)
    assert (found.percent, found.missing, found.neither) == (200.0, 3, 3)


def test_as_scipy_says() -> None:
    chance = random.Random(5)
    pairs = [(chance.gauss(30, 9), chance.gauss(38, 9)) for _ in range(40)]
    changes = [after - before for before, after in pairs]
    theirs = stats.t.interval(0.95, 39, loc=sum(changes) / 40, scale=stats.sem(changes))
    found = change(40, sums(pairs))
    assert (found.low, found.high) == pytest.approx(theirs)
    assert [t(n) for n in (4, 30, 1000)] == pytest.approx([stats.t.ppf(0.975, n) for n in (4, 30, 1000)])


def test_sums_of_costs_lose_nothing_that_matters() -> None:
    pairs = [(700_000.0 + n, 700_000.5 + n + n % 2) for n in range(100)]
    found = change(100, sums(pairs))
    assert found.mean == pytest.approx(1.0)
    assert (found.low, found.high) == pytest.approx((0.9003, 1.0997), abs=1e-4)


def test_everybody_changed_alike() -> None:
    found = change(5, sums([(1, 2)] * 5))
    assert (found.low, found.high) == (1.0, 1.0)


@pytest.mark.parametrize("count", [0, 1, 4])
def test_too_few_pairs_have_no_interval(count: int) -> None:
    found = change(9, sums([(3, 4)] * count))
    assert (found.low, found.high) == (None, None)
    assert (found.mean is None, found.missing) == (count == 0, 9 - count)


def test_those_who_left_are_counted_beside() -> None:
    found = change(10, Sums(5, 50, 60, 30, only_before=3, left_before=21, only_after=1))
    assert (found.only_before, found.only_after, found.neither, found.left_before) == (3, 1, 1, 7.0)
    assert change(3, Sums()).percent is None


def test_sub_groups_add_up() -> None:
    one, other = sums([(1, 3), (2, 2)]), sums([(5, 9)])
    assert together([one, other]) == sums([(1, 3), (2, 2), (5, 9)])
    people = {"ending": People(4, {"death": 4}, {"social": 1}, 9, 4), "social": People(6, {"": 6}, {"social": 6})}
    found = outcomes(Found(people, {("pam", "ending"): one, ("pam", "social"): other}, {}))
    assert [group.code for group in found.rows] == ["social", "ending", ""]
    assert found.total.people == People(10, {"death": 4, "": 6}, {"social": 7}, 9, 4)
    assert (found.total.changes["pam"].pairs, found.total.changes["pam"].missing, found.scores) == (3, 7, ("pam",))
    assert found.total.each(9) == 0.9
