"""When a number asks for a person, and when it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.measures import ITEMS
from flows.worry import FALL, GOAL, LOW, Numbers, good, is_low, worries

ASKED = [GOAL, *ITEMS]


def values(id: str) -> range:
    return range(11) if id == GOAL else ITEMS[id].values


@pytest.mark.parametrize(
    ("id", "low"),
    [
        (GOAL, [0, 1, 2, 3]),
        ("ons4_happy", [0, 1, 2, 3]),
        ("ons4_anxious", [7, 8, 9, 10]),
        ("carer_load", [7, 8, 9, 10]),
        ("loneliness_often", [1]),
        ("ucla3_isolated", [3]),
        ("phq2_down", [3]),
    ],
)
def test_what_is_low(id: str, low: list[int]) -> None:
    assert [value for value in values(id) if is_low(id, value)] == low


@given(st.sampled_from(ASKED), st.data())
def test_the_better_end_is_never_low_and_the_worse_one_always(id: str, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(values(id)))
    assert good(id, value) in values(id)
    best = max(values(id), key=lambda one: good(id, one))
    worst = min(values(id), key=lambda one: good(id, one))
    assert (is_low(id, best), is_low(id, worst)) == (False, True)


@given(st.integers(0, 10), st.one_of(st.none(), st.integers(0, 10)), st.one_of(st.none(), st.integers(0, 10)))
def test_a_person_looks_at_a_fall_of_three_and_at_two_lows_in_a_row(
    now: int, last: int | None, before: int | None
) -> None:
    item = worries(Numbers(GOAL, "goal", now, last, before))
    fell = last is not None and last - now >= FALL
    twice = last is not None and now <= last <= LOW
    assert (item is not None) == (fell or twice)
    if item is not None:
        assert item.category == ("drop" if fell else "low twice")
        assert f"{last} last time, {now} now" in item.why


def test_the_third_low_in_a_row_is_a_routine() -> None:
    levels = [item.level for before in (None, 5, 3) if (item := worries(Numbers(GOAL, "goal", 2, 2, before)))]
    assert levels == ["amber", "amber", "green"]
