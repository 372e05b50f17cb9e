"""XmR charts against worked examples, published figures and the NHS's definitions of the four rules."""

import pytest

from bot.reports.spread import Spread, quantile, spread
from bot.reports.xmr import OUTSIDE, SHIFT, TREND, TWO_OF_THREE, Xmr, implied_moving_range, xmr

STEADY = (10.0, 12.0) * 8  # mean 11, every moving range 2: limits 11 ± 5.32, outer thirds from 11 ± 3.5467


def chart(values: tuple[float, ...]) -> Xmr:
    found = xmr(values)
    assert found is not None
    return found


def broken(values: tuple[float, ...], rule: str) -> list[int]:
    return [n for n, rules in enumerate(chart(values).signals) if rule in rules]


def test_limits_by_hand() -> None:
    found = chart((5.0, 9.0, 7.0, 8.0, 6.0))
    assert (found.mean, found.moving_range) == (7.0, 2.25)
    assert (found.upper, found.lower) == pytest.approx((12.985, 1.015))
    assert found.signals == ((),) * 5


@pytest.mark.parametrize(("mean", "upper", "moving"), [(52.2, 143.1, 34.2), (165.4, 565.9, 150.6)])
def test_what_the_published_limits_of_meir_imply(mean: float, upper: float, moving: float) -> None:
    assert implied_moving_range(mean, upper) == pytest.approx(moving, abs=0.05)
    found = Xmr((), mean, implied_moving_range(mean, upper), ())
    assert found.upper == pytest.approx(upper)
    assert found.lower == 0.0, "days are never below nought: it would be -38.7 and -235.1"


def test_a_large_moving_range_is_kept_as_in_the_nhs_spreadsheet() -> None:
    assert chart((1.0,) * 11 + (100.0,)).moving_range == pytest.approx(99 / 11)


def test_few_points_have_trial_limits_and_very_few_none() -> None:
    assert xmr(STEADY[:4]) is None
    assert [chart(STEADY[:n]).is_trial for n in (5, 11, 12)] == [True, True, False]


def test_nothing_is_said_of_what_is_steady() -> None:
    assert set(chart(STEADY).signals) == {()}


def test_outside_a_limit() -> None:
    assert broken((*STEADY, 30.0), OUTSIDE) == [16]
    assert broken((*STEADY, 0.0), OUTSIDE) == [16]


@pytest.mark.parametrize(("long", "found"), [(6, []), (7, list(range(6, 13))), (8, list(range(6, 14)))])
def test_seven_on_one_side(long: int, found: list[int]) -> None:
    high = tuple(20.0 + n % 2 for n in range(long))
    assert [n for n in broken((1.0, 5.0) * 3 + high + (1.0, 5.0) * 3, SHIFT) if n >= 6] == found


def test_one_on_the_mean_ends_the_row() -> None:
    assert broken((9.0, 9.0, 9.0, 10.0, 9.0, 9.0, 9.0, 13.0, 13.0, 10.0), SHIFT) == []


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ((1.0, 2.0, 3.0, 4.0, 5.0, 6.0), []),
        ((1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0), [0, 1, 2, 3, 4, 5, 6]),
        ((1.0, 2.0, 3.0, 3.0, 4.0, 5.0, 6.0), []),
        ((2.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0, 3.0), [1, 2, 3, 4, 5, 6, 7]),
    ],
)
def test_seven_in_a_trend(values: tuple[float, ...], found: list[int]) -> None:
    assert broken(values, TREND) == found


@pytest.mark.parametrize(
    ("end", "found"),
    [
        ((16.0, 12.0, 16.0), [16, 18]),
        ((16.0, 16.0), [16, 17]),
        ((16.0, 12.0, 10.0, 16.0), []),
        ((5.0, 17.0), []),  # one near each limit
        ((5.0, 5.0), [16, 17]),
    ],
)
def test_two_of_three_near_a_limit(end: tuple[float, ...], found: list[int]) -> None:
    assert broken((*STEADY, *end), TWO_OF_THREE) == found


def test_a_spread_is_what_a_spreadsheet_says() -> None:
    assert spread([4, 1, 3, 2]) == Spread(4, 2.5, 3.7, 4)
    assert spread([7]) == Spread(1, 7, 7, 7)
    assert spread([]) is None
    assert quantile([0, 10], 0.9) == pytest.approx(9.0)
