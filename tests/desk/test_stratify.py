"""The order of whom to look at first: what each thing is worth, with its words; and what a person's word does to it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.casework import stratify
from bot.casework.stratify import POINTS, Known, place, ranked
from bot.desk import words_caseload as said
from bot.store.placings import DOWN, UP, Kept

NOW, TODAY = datetime(2026, 11, 23, 10, tzinfo=UTC), "2026-11-23"


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def word(way: str, until: str = TODAY, at: datetime = NOW) -> Kept:
    return Kept(way, until, "because", "Ann", at)


def order(*people: Known) -> list[int]:
    """Their places in what was given, in the order of the list."""
    return [n for n, _ in ranked(dict(enumerate(people)), NOW, TODAY)]


@pytest.mark.parametrize(
    ("known", "points", "words"),
    [
        (Known(), 0, ""),
        (Known(red_open=1, red_at=ago(0.1)), 60, "red today, still open"),
        (Known(red_open=2, red_at=ago(40)), 60, "red 40 days ago, still open"),
        (Known(red_at=ago(12)), 30, "red 12 days ago"),
        (Known(red_at=ago(1.5)), 30, "red 1 day ago"),
        (Known(red_at=ago(14.9)), 30, "red 14 days ago"),
        (Known(red_at=ago(15)), 15, "red 15 days ago"),
        (Known(red_at=ago(29)), 0, ""),
        (Known(amber_open=1), 20, "amber open"),
        (Known(amber_open=3), 20, "3 amber open"),
        (Known(missed=1), 8, "1 check-in missed"),
        (Known(missed=2), 16, "2 check-ins missed"),
        (Known(missed=7), 24, "7 check-ins missed"),
        (Known(fell=(6, 2)), 16, "goal fell from 6 to 2"),
        (Known(fell=(6, 4)), 8, "goal fell from 6 to 4"),
        (Known(fell=(6, 5)), 0, ""),
        (Known(level=4), 12, "level 4"),
        (Known(level=3), 6, "level 3"),
        (Known(level=2), 0, ""),
        (Known(is_declining=True), 8, "decline is expected"),
        (Known(is_review_late=True), 6, "review is overdue"),
        (Known(has_no_step=True), 4, "no next step on a goal"),
        (Known(red_at=ago(12), missed=2, fell=(6, 2), level=4), 74,
         "red 12 days ago, 2 check-ins missed, goal fell from 6 to 2, level 4"),
    ],
)  # fmt: skip
def test_what_the_data_says_has_points_and_words(known: Known, points: int, words: str) -> None:
    found = place(known, NOW, TODAY)
    assert (found.points, ", ".join(said.reason(one) for one in found.reasons)) == (points, words)


def test_every_kind_of_reason_is_in_the_table() -> None:
    assert POINTS.keys() == {*said.REASONS, *said.COUNTED}


def test_more_points_stand_first_and_of_equals_who_was_not_heard_of() -> None:
    assert order(Known(), Known(missed=1), Known(red_open=1, red_at=NOW)) == [2, 1, 0]
    assert order(Known(heard_at=ago(1)), Known(heard_at=ago(20)), Known(heard_at=None)) == [2, 1, 0]


def test_a_persons_word_outweighs_all_points_until_its_last_day() -> None:
    worst, quiet = Known(red_at=ago(1), missed=3, level=4), Known(missed=1)
    assert order(worst, Known(placing=word(UP))) == [1, 0]
    assert order(Known(red_at=ago(2), placing=word(DOWN, at=ago(1))), quiet) == [1, 0]
    assert order(worst, Known(placing=word(UP, until="2026-11-22"))) == [0, 1]
    assert order(Known(missed=2, placing=word(DOWN, until="2026-11-22")), quiet) == [0, 1]


def test_nobody_can_wait_with_a_red_item_that_is_open_or_came_since() -> None:
    quiet = Known(missed=1)
    assert order(quiet, Known(red_open=1, red_at=ago(5), placing=word(DOWN))) == [1, 0]
    assert order(quiet, Known(red_at=ago(1), placing=word(DOWN, at=ago(2)))) == [1, 0]
    assert order(quiet, Known(red_at=ago(3), placing=word(DOWN, at=ago(2)))) == [0, 1]


def test_only_the_lists_read_it() -> None:
    """It orders a list. Nothing that writes, raises or sends may know of it."""
    root = Path(stratify.__file__).parents[1]
    readers = {path.name for path in root.rglob("*.py") if "stratify import" in path.read_text()}
    assert readers == {"caseload_rows.py", "words_caseload.py"}


def test_the_points_are_told_as_they_are() -> None:
    told = (Path(stratify.__file__).parents[2] / "docs" / "desk.md").read_text()
    table = told[told.index("### Whom to look at first") : told.index("Between equal points")]
    rows = [line.split("|")[2].strip() for line in table.splitlines() if line.startswith("|")][2:]
    assert [int(points) for points in rows] == list(POINTS.values())
