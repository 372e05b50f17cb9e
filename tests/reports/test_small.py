"""Small numbers are not shown, and cannot be worked out from what is: checked against every table that would look alike."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports.small import SMALL, WITHHELD, Count, one_row, shown


@pytest.mark.parametrize(
    ("counts", "seen", "total"),
    [
        ([10, 20, 0], [10, 20, 0], 30),
        ([10, 3, 20], [WITHHELD, SMALL, 20], 33),  # alone it would be the total less the others
        ([10, 3, 4], [10, SMALL, SMALL], 17),
        ([20, 10, 4, 4], [20, WITHHELD, SMALL, SMALL], 38),  # 8 in two small ones can only be 4 and 4
        ([10, 1, 2], [WITHHELD, SMALL, SMALL], 13),  # three people in all are too few
        ([0, 3, 0], [0, SMALL, 0], SMALL),
        ([4, 4, 0], [SMALL, SMALL, 0], WITHHELD),
        ([5, 1], [WITHHELD, SMALL], WITHHELD),  # 6 in all: if one is small and the other is not, they are 1 and 5
        ([], [], 0),
    ],
)
def test_one_row(counts: list[int], seen: list[Count], total: Count) -> None:
    assert one_row(counts) == (seen, total)


def test_staff_of_the_service_see_everything() -> None:
    assert one_row([3, 1, 20], internal=True) == ([3, 1, 20], 24)


def test_totals_of_columns_give_nothing_away_either() -> None:
    found = shown([[20, 3], [30, 9], [40, 8]])
    assert found.cells == [[WITHHELD, SMALL], [WITHHELD, WITHHELD], [40, 8]]
    assert (found.across, found.down, found.total) == ([23, 39, 48], [90, 20], 110)


def test_a_row_of_few_people_is_not_shown_whatever_it_holds() -> None:
    found = shown([[30, 6], [40, 9], [50, 8]], never=[0])
    assert found.cells[0] == [WITHHELD, WITHHELD]
    assert found.across[0] == WITHHELD
    assert sum(WITHHELD in row for row in found.cells) == 2, "or the totals would tell it"


def fits(seen: Count, value: int) -> bool:
    return value == seen if isinstance(seen, int) else 1 <= value <= 4 if seen == SMALL else value >= 5


def alike(seen: Sequence[Count], total: int, top: int) -> Iterator[tuple[int, ...]]:
    """Every row that would be shown in the same way."""
    choices = [[value for value in range(top + 1) if fits(one, value)] for one in seen]
    return (row for row in product(*choices) if sum(row) == total)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_no_small_number_of_a_row_can_be_worked_out(counts: list[int]) -> None:
    seen, total = one_row(counts)
    assert all(fits(one, count) for one, count in zip(seen, counts, strict=True))
    if isinstance(total, int) and total:
        possible = list(alike(seen, total, total))
        for place, one in enumerate(seen):
            assert one != SMALL or len({row[place] for row in possible}) > 1


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=2, max_size=4))
def test_every_line_of_a_table_hides_what_it_must(rows: list[list[int]]) -> None:
    found = shown(rows)
    for cells, total in (
        *zip(found.cells, found.across, strict=True),
        *zip(zip(*found.cells, strict=True), found.down, strict=True),
    ):
        assert not any(isinstance(one, int) and 0 < one < 5 for one in (*cells, total))
        hidden = [one for one in cells if isinstance(one, str)]
        assert len(hidden) != 1 or isinstance(total, str)
