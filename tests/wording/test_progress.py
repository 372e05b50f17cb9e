"""The bar of text: what a person's own number looks like on a phone that shows nothing else."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vocabulary import OF_A_PICTURE
from flows.looking_back import SHOWN
from flows.progress import LONGEST, bar
from messages.segments import BASIC

SCALES = st.integers(1, 200)


@pytest.mark.parametrize(
    ("value", "most", "drawn"),
    [
        (7, 10, "####### 7/10"),
        (0, 10, "0/10"),
        (10, 10, "########## 10/10"),
        (3, 5, "### 3/5"),
        (1, 27, "# 1/27"),
        (26, 27, "######### 26/27"),
    ],
)
def test_a_bar_reads_as_its_number(value: int, most: int, drawn: str):
    assert bar(value, most) == drawn


@given(SCALES.flatmap(lambda most: st.tuples(st.integers(0, most), st.just(most))))
def test_all_marks_mean_the_most_and_none_means_nothing(scale: tuple[int, int]):
    value, most = scale
    marks = bar(value, most).count("#")
    assert (marks == min(most, LONGEST)) == (value == most)
    assert (marks == 0) == (value == 0)


@given(SCALES)
def test_a_higher_number_never_has_a_shorter_bar(most: int):
    marks = [bar(value, most).count("#") for value in range(most + 1)]
    assert all(lower <= higher for lower, higher in pairwise(marks))
    assert len(set(marks)) == min(most, LONGEST) + 1


@given(SCALES.flatmap(lambda most: st.tuples(st.integers(0, most), st.just(most))))
def test_a_bar_costs_one_unit_a_character_and_fits_the_line_of_a_basic_phone(scale: tuple[int, int]):
    drawn = bar(*scale)
    assert BASIC.issuperset(drawn)
    assert len(drawn) <= LONGEST + len(" 200/200")


def test_whatever_a_review_shows_has_a_name_in_the_picture():
    assert set(SHOWN) <= set(OF_A_PICTURE)
