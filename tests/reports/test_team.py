"""What is shown of a staff check-in: the middle of five answers or more, once a round is over, and of nobody alone."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import ManualClock
from bot.reports import writing
from bot.reports.asked import Asked
from bot.reports.page import Page
from bot.reports.pages import team
from bot.reports.run import Order, made
from bot.reports.team import seen
from bot.settings import load
from bot.store.tallies import Cohort
from bot.store.teams import Round
from tests.serving import KEY
from tests.store.filled import opened

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 12, 31, 10, tzinfo=LONDON)
FIRST = datetime(2026, 2, 2, 9, tzinfo=UTC)
YEAR = Cohort(date(2026, 1, 1), date(2026, 12, 31), FIRST, NOW)
ASKED = Asked(YEAR, NOW, names={"team_trust": "Do we trust each other?"})


def asked(n: int, *levels: int, is_over: bool = True, words: tuple[str, ...] = ()) -> Round:
    at = FIRST + timedelta(weeks=12 * n)
    return Round(at.date(), "review", 12 * n, at, 9, len(levels), is_over, {"team_trust": list(levels)}, list(words))


def page(*rounds: Round) -> Page:
    return team.page({"Totnes, team": seen(rounds, LONDON)}, ASKED)


@given(st.lists(st.integers(1, 5), max_size=4))
def test_of_four_or_fewer_nothing_is_told(levels: list[int]) -> None:
    (one,) = seen([asked(0, *levels, words=("secret",) * len(levels))], LONDON)
    assert (one.sides, one.words) == ({}, ())
    assert one.answered in (0, "<5")


def test_the_lowest_and_the_highest_are_not_told() -> None:
    """Whoever stands alone at an end is in no figure."""
    two = [seen([asked(0, *levels)], LONDON)[0].sides for levels in ((1, 3, 3, 3, 5), (3, 3, 3, 3, 3))]
    assert two[0] == two[1]


def test_a_round_that_goes_on_tells_nothing_yet() -> None:
    (one,) = seen([asked(0, 1, 2, 3, 4, 5, is_over=False, words=("secret",) * 5)], LONDON)
    assert (one.sides, one.words, one.answered) == ({}, (), 0)


def test_the_report_has_a_row_a_round_and_a_picture_of_one_team() -> None:
    found = page(asked(0, 1, 2, 2, 3, 3), asked(1, 2, 3, 3, 4, 4, 5), asked(2, 5, 5), asked(3, 1, is_over=False))
    rounds, sides = (table.texts() for table in found.tables)
    assert [row[1:] for row in rounds] == [
        ["2 Feb 2026", "9", "5"], ["27 Apr 2026", "9", "6"], ["20 Jul 2026", "9", "<5"], ["12 Oct 2026", "9", "goes on"],
    ]  # fmt: skip
    assert [row[1:] for row in sides] == [
        ["Do we trust each other?", "2 Feb 2026", "5", "2.0", "2.0", "3.0"],
        ["Do we trust each other?", "27 Apr 2026", "6", "3.5", "3.0", "4.0"],
    ]
    chart = found.tables[1].chart
    assert chart is not None
    assert chart.says == "Do we trust each other? 2 Feb 2026 2 (2 to 3), 27 Apr 2026 3.5 (3 to 4)"


def test_several_teams_have_no_picture_beside_each_other() -> None:
    each = seen([asked(0, 1, 2, 3, 4, 5)], LONDON)
    assert team.page({"Totnes, team": each, "Dawlish, team": each}, ASKED).tables[1].chart is None


def test_it_is_written_to_files(tmp_path: Path) -> None:
    names = {path.name for path in writing.write(page(asked(0, 1, 2, 3, 4, 5)), tmp_path)}
    assert names == {
        "team.html", "team.txt", "team-rounds.csv", "team-sides.csv", "team-sides.svg", "team-sides.png"
    }  # fmt: skip


@pytest.mark.parametrize("internal", [False, True])
async def test_where_nobody_was_asked_it_is_empty(database_url: str, internal: bool) -> None:
    async with opened(database_url):
        settings = load(None, database_url=database_url, secret_key=KEY, out_of_hours="none")
        found = await made(settings, "team", Order(internal=internal), ManualClock(NOW.astimezone(UTC)))
    assert [table.rows for table in found.tables] == [[], []]
    assert not found.internal
