"""What the reports say, from counts alone: every shape of data, and nothing that gives a small number away."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.reports.asked import Asked
from bot.reports.charts import InOrder
from bot.reports.labels import AGE_BANDS, ENDINGS, ISSUES, OPEN_REASONS, SCORES, SOURCES, SUB_GROUPS
from bot.reports.outcomes import outcomes
from bot.reports.page import Page, Table
from bot.reports.pages import inputs, items, response, sources, time
from bot.reports.pages import outcomes as outcomes_page
from bot.reports.spread import in_words
from bot.reports.xmr import OUTSIDE
from bot.store import episodes
from bot.store.tallies import Answered, Closed, Done, Found, Handled, Open, People, Sums
from flows.measures import SCALES
from tests.reports.cohort import year
from tests.reports.paper import BOX2, SOURCES_OF_THE_PAPER

NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/London"))


def asked(*, internal: bool = True) -> Asked:
    return Asked(year(), NOW, internal, expected=frozenset({"ending"}))


def table(page: Page, name: str) -> Table:
    return next(one for one in page.tables if one.name == name)


def texts(page: Page, name: str) -> list[list[str]]:
    return table(page, name).texts()


def closed(*days: float, ending: str = "completed") -> list[Closed]:
    first = datetime(2026, 1, 10, 12, tzinfo=UTC)
    ends = [first + timedelta(days=7 * n) for n in range(len(days))]
    return [Closed(end - timedelta(days=long), end, ending) for end, long in zip(ends, days, strict=True)]


def waiting(*days: float, reason: str = "") -> list[Open]:
    return [Open(NOW - timedelta(days=one), reason) for one in days]


def test_codes_have_names_that_the_store_knows() -> None:
    assert set(SOURCES) == set(episodes.SOURCES)
    assert set(ENDINGS) == {"", *episodes.ENDINGS}
    assert set(OPEN_REASONS) == {"", *episodes.OPEN_REASONS}
    assert set(ISSUES) == set(episodes.ISSUES)
    assert set(AGE_BANDS) == {"", "85+", *(name for _, name in episodes.BANDS)}
    assert set(SCORES) >= set(SCALES)


def test_time_to_resolve_has_limits_median_and_the_ages_of_what_is_open() -> None:
    page = time.page(closed(*[50.0, 60.0] * 8, 200.0), waiting(30, 133, reason="housing"), asked())
    assert texts(page, "figures") == [
        ["closed", "17", "63.5", "111.7", "15.3", "18.1", "60.0", "60.0", "200.0"],
        ["still open", "2", "-", "-", "-", "-", "81.5", "122.7", "133.0"],
    ]
    assert texts(page, "cases")[-1] == ["17", "2 May 2026", "200.0", OUTSIDE]
    assert [row for row in texts(page, "open") if row[1] != "0"] == [
        ["Housing", "2", "81.5", "133.0"],
        ["All", "2", "81.5", "133.0"],
    ]


def test_deaths_are_counted_and_resolve_nothing() -> None:
    page = time.page([*closed(*[50.0] * 6), *closed(*[400.0] * 5, ending="death")], [], asked())
    assert texts(page, "figures")[0][1] == "6"
    assert texts(page, "endings")[-2:] == [["all on the chart", "6"], ["died", "5"]]


@pytest.mark.parametrize(("count", "warned"), [(4, time.NO_LIMITS), (11, time.TRIAL), (12, None)])
def test_few_cases_have_trial_limits_or_none(count: int, warned: str | None) -> None:
    page = time.page(closed(*[50.0] * count), [], asked())
    assert [one for one in page.warnings if one in (time.NO_LIMITS, time.TRIAL)] == [one for one in [warned] if one]


def test_others_see_no_few_cases_and_no_days() -> None:
    few = time.page(closed(50, 60, 70), waiting(3), asked(internal=False))
    assert texts(few, "figures")[0][:3] == ["closed", "<5", "-"]
    assert (table(few, "cases").rows, table(few, "cases").chart) == ([], None)
    many = time.page(closed(*[50.0] * 6), waiting(3, 4), asked(internal=False))
    chart = table(many, "cases").chart
    assert texts(many, "cases")[0][1] == "Jan 2026"
    assert (
        chart is not None and isinstance(chart.shows, InOrder) and (chart.shows.still, chart.shows.count) == ([], "<5")
    )


def test_box_2_of_the_paper_is_given_back() -> None:
    page = inputs.page(BOX2, 49, asked())
    assert texts(page, "groups") == [
        ["Practical", "65", "35%", "1.33"],
        ["Social isolation", "48", "26%", "0.98"],
        ["Care co-ordination", "37", "20%", "0.76"],
        ["Mental health", "36", "19%", "0.73"],
        ["All", "186", "100%", "3.80"],
    ]
    assert [row[2] for row in texts(page, "categories")] == ["27", "18", "14", "6", "24", "16", "8", "37", "36"]


def test_categories_without_any_and_unknown_ones_stand_there_too() -> None:
    page = inputs.page([Done("home_help", 9, 6, 240, 8), Done("singing", 7, 7, 0, 0)], 10, asked())
    rows = texts(page, "categories")
    assert rows[0] == ["Practical", "Home help", "9", "56%", "0.90", "6", "8", "240"]
    assert rows[1][:5] == ["Practical", "Prevention, equipment", "0", "0%", "0.00"]
    assert rows[-1][:3] == ["Other", "singing", "7"]


def test_what_was_done_for_few_cannot_be_worked_out() -> None:
    found = [one._replace(people=3) if one.category == "transport" else one for one in BOX2]
    page = inputs.page(found, 49, asked(internal=False))
    hidden = [row[1] for row in texts(page, "categories") if row[2] == "*"]
    assert hidden == ["Housing, paperwork", "Transport"], "one alone is the group's total less the others"
    assert inputs.page(found, 4, asked(internal=False)).tables == []


def test_all_seven_sources_stand_there() -> None:
    page = sources.page(SOURCES_OF_THE_PAPER | {"paramedics": 0}, asked())
    assert [(row[0], row[1]) for row in texts(page, "sources")] == [
        ("Voluntary sector", "14"), ("Multidisciplinary hub, nurses", "14"), ("Primary care", "9"), ("Self or family", "5"),
        ("Social care", "5"), ("Residential home", "1"), ("Paramedics", "0"), ("All", "48"),
    ]  # fmt: skip
    shared = sources.page(SOURCES_OF_THE_PAPER, asked(internal=False))
    assert [row[1] for row in texts(shared, "sources")] == ["14", "14", "*", "5", "5", "<5", "<5", "49"]


def answered(*weeks: Answered, internal: bool = True) -> Page:
    found = {"channel": {"sms": weeks[0]}, "age": {"": weeks[0]}, "language": {"en": weeks[0]}}
    return response.page(
        {(n, "checkin" if n else "baseline"): one for n, one in enumerate(weeks)}, found, asked(internal=internal)
    )


def test_response_and_completion_say_of_whom() -> None:
    page = answered(Answered(50, 70, 10, 20, 6, 7, 8))
    row = ["50", "70", "10", "20", "6", "7", "8", "100", "80%", "71-87", "70%"]
    assert texts(page, "weeks") == [["0 baseline", *row]]
    assert texts(page, "groups")[1] == ["age", "not known", *row]
    assert response.DENOMINATOR in table(page, "weeks").notes


def test_shares_do_not_tell_small_counts_to_others() -> None:
    page = answered(Answered(45, 38, 5, 2, 0, 0, 0), Answered(44, 30, 7, 7, 0, 0, 0), internal=False)
    assert texts(page, "weeks")[0][-4:] == ["45", "95%", "*", "85%"]
    few = answered(Answered(4, 30, 6, 6, 0, 0, 0), internal=False)
    assert set(texts(few, "weeks")[0][1:]) == {"<5", "*"}
    assert texts(answered(Answered(9, 0, 0, 0, 3, 0, 0)), "weeks")[0][-3:] == ["-", "-", "-"]


def handled(number: int, level: str, taken: float | None, ended: float | None) -> Handled:
    came = NOW - timedelta(days=2)
    at = [came + timedelta(minutes=one) if one is not None else None for one in (taken, ended)]
    return Handled(number, level, "open", came, *at)


def test_items_name_the_slowest_and_those_still_open() -> None:
    found = [
        handled(1, "red", 2, 30),
        handled(2, "red", None, 8),
        handled(3, "red", 40, None),
        handled(4, "green", None, None),
    ]
    page = items.page(found, asked())
    assert texts(page, "levels") == [
        ["red", "3", "2", "1"],
        ["amber", "0", "0", "0"],
        ["green", "1", "0", "1"],
        ["all", "4", "2", "2"],
    ]
    assert texts(page, "times")[:2] == [
        ["red", "taken", "3", "8 min", "34 min", "40 min"],  # closed without being taken counts as taken then
        ["red", "closed", "2", "19 min", "28 min", "30 min"],
    ]
    assert texts(page, "slowest")[0] == ["red", "taken", "item 3", "40 min"]
    assert texts(page, "open") == [
        ["red", "item 3", "taken", "2.0 days"],
        ["green", "item 4", "nobody has it", "2.0 days"],
    ]


def test_levels_with_few_items_are_not_shown_to_others() -> None:
    found = [handled(n, "green" if n > 2 else "red", 5, 60) for n in range(1, 20)]
    page = items.page(found, asked(internal=False))
    assert [row[1] for row in texts(page, "levels")] == ["<5", "0", "*", "19"]
    assert texts(page, "slowest") == []


def group(count: int, **of: Any) -> People:
    return People(count, {"completed": count}, {"social": count}, count, count, **of)


def found(counts: Sequence[int], pairs: Sequence[int]) -> Found:
    """Each of a sub-group went from 10 to 12."""
    codes = list(SUB_GROUPS)[: len(counts)]
    made = {code: Sums(n, 10 * n, 12 * n, 4 * n) for code, n in zip(codes, pairs, strict=True)}
    return Found(
        {code: group(n) for code, n in zip(codes, counts, strict=True)},
        {("pam", code): one for code, one in made.items()},
        {"carer": 3},
    )


def test_outcomes_of_a_small_group_are_not_shown_nor_to_be_worked_out() -> None:
    page = outcomes_page.page(outcomes(found([20, 3, 9], [20, 3, 9])), asked(internal=False))
    rows = texts(page, "scores")
    assert [row[2] for row in rows] == ["20", "<5", "*", "32"]
    assert [row[6] for row in rows] == ["10.00", "*", "*", "10.00"]
    assert [row[1] for row in texts(page, "table1")] == ["20", "<5", "*", "32"]


def test_what_is_worked_out_from_a_hidden_count_is_hidden_with_it() -> None:
    """27 goals, 3.00 each, are nine people of ten."""
    most = {
        code: People(10, {"completed": 10}, {}, 30, 10, 27, 26, with_)
        for code, with_ in zip(SUB_GROUPS, (9, 10, 6), strict=False)
    }
    rows = texts(outcomes_page.page(outcomes(Found(most, {}, {})), asked(internal=False)), "people")
    assert [row[7:] for row in rows] == [
        ["*", "<5", "27", "26", "*", "*", "96%"],
        ["10", "0", "27", "26", "2.70", "2.60", "96%"],
        ["*", "<5", "27", "26", "*", "*", "96%"],
        ["25", "5", "81", "78", "3.24", "3.12", "96%"],
    ]


def test_too_few_pairs_say_so() -> None:
    rows = texts(outcomes_page.page(outcomes(found([9], [4])), asked()), "scores")
    assert rows[0][2:] == ["4", "0", "0", "5", "10.00", "12.00", "+2.00", "too few", "too few", "+20%", "-"]


def test_warnings_stand_with_the_figures() -> None:
    page = outcomes_page.page(outcomes(found([9, 9, 9, 9, 9, 9], [9] * 6)), asked())
    assert outcomes_page.NO_COMPARISON in page.warnings
    assert page.warnings[-1].endswith("Ending.")
    assert page.about[-1] == "Not in it, because they have programmes of their own: caregivers 3"
    assert outcomes_page.page(outcomes(Found({}, {}, {})), asked()).warnings == [outcomes_page.NOBODY]


def test_times_are_in_the_unit_that_fits() -> None:
    assert [in_words(one) for one in (0, 59, 60, 1439, 1440, 5000)] == [
        "0 min",
        "59 min",
        "1.0 h",
        "24.0 h",
        "1.0 days",
        "3.5 days",
    ]
