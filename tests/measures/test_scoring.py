"""Scores stay in their range, follow every answer in one direction, and are None rather than guessed."""

import csv
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.measures import MEASURES, SCALES, Item, Measure, UnknownMeasure, band, changed, fits, measure, score, scored
from tests.components import SHARED

TOTALS = [m for m in MEASURES.values() if m.items and not m.apart]
APART = [m for m in MEASURES.values() if m.apart]
ASKED = [*TOTALS, *APART]
NUMBERED = [id for id in SCALES if id != "service_cost"]


def answer(item: Item) -> st.SearchStrategy[int]:
    return st.sampled_from(sorted({*item.choices.values()} or {*item.values}))


def answers(measure: Measure) -> st.SearchStrategy[dict[str, int]]:
    """To all items, or to some of them."""
    every = {item.id: answer(item) for item in measure.items}
    return st.fixed_dictionaries(every) | st.fixed_dictionaries({}, optional=every)


def all_with(measure: Measure, pick: str) -> dict[str, int]:
    return {item.id: item.values[0] if pick == "lowest" else item.values[-1] for item in measure.items}


@given(st.data(), st.sampled_from(ASKED))
def test_scores_stay_in_their_range_and_missing_items_are_counted(data: st.DataObject, asked: Measure):
    given_answers = data.draw(answers(asked))
    found = scored(asked.id, given_answers)
    for id, (value, _) in found.items():
        assert value is None or SCALES[id].low <= value <= SCALES[id].high
    assert sum(one.missing for one in found.values()) == len(asked.items) - len(given_answers)


@given(st.data(), st.sampled_from(TOTALS))
def test_a_higher_answer_never_lowers_the_score(data: st.DataObject, asked: Measure):
    before = data.draw(st.fixed_dictionaries({item.id: answer(item) for item in asked.items}))
    item = data.draw(st.sampled_from(asked.items))
    higher = data.draw(answer(item).filter(lambda value: value >= before[item.id]))
    assert value_of(asked, {**before, item.id: higher}) >= value_of(asked, before)


def value_of(asked: Measure, values: Mapping[str, int]) -> float:
    value = score(asked, values).value
    assert value is not None
    return value


@pytest.mark.parametrize("asked", TOTALS, ids=lambda m: m.id)
def test_both_ends_of_the_range_are_reached(asked: Measure):
    ends = [value_of(asked, all_with(asked, pick)) for pick in ("lowest", "highest")]
    assert ends == [asked.scale.low, asked.scale.high]


@given(st.data(), st.sampled_from(TOTALS))
def test_with_more_items_missing_than_its_rule_allows_there_is_no_score(data: st.DataObject, asked: Measure):
    every = all_with(asked, "lowest")
    gone = data.draw(st.sets(st.sampled_from(sorted(every)), min_size=1))
    left = {id: value for id, value in every.items() if id not in gone}
    assert (score(asked, left).value is None) == (len(gone) > asked.may_miss)


def test_up_to_two_missing_items_of_the_phq9_are_made_up_from_the_mean_of_the_others():
    seven = {f"phq9_{n}": 2 for n in range(1, 8)}
    assert scored("phq9", seven)["phq9"] == (18, 2)
    assert scored("phq9", {**seven, "phq9_7": 3, "phq9_8": 0})["phq9"] == (pytest.approx(15 * 9 / 8), 1)


def test_worked_examples():
    assert scored("who5", {f"who5_{n}": n for n in range(1, 6)}) == {"who5": (60, 0)}
    assert scored("swemwbs", {f"swemwbs_{n}": 4 for n in range(1, 8)}) == {"swemwbs": (25.03, 0)}
    assert scored("wemwbs", {f"wemwbs_{n}": 3 for n in range(1, 15)}) == {"wemwbs": (42, 0)}
    assert scored("ucla3", {"ucla3_companionship": 3, "ucla3_left_out": 2, "ucla3_isolated": 1}) == {"ucla3": (6, 0)}
    assert scored("mcsi", {f"mcsi_{n}": 2 if n < 5 else 1 for n in range(1, 14)}) == {"mcsi": (17, 0)}


def test_personal_wellbeing_is_four_scores_and_no_total():
    found = scored("ons4", {"ons4_happy": 7, "ons4_anxious": 0})
    assert found == {
        "ons4_satisfied": (None, 1), "ons4_worthwhile": (None, 1), "ons4_happy": (7, 0), "ons4_anxious": (0, 0)
    }  # fmt: skip
    assert score(measure("ons4"), all_with(measure("ons4"), "highest")).value is None


def test_progress_on_goals_is_the_mean_of_those_that_have_an_answer():
    assert scored("goal", {"goal_17": 6, "goal_81": 3, "ons4_happy": 0}) == {"goal": (4.5, 0)}
    assert scored("goal", {"ons4_happy": 0}) == {"goal": (None, 0)}


@pytest.mark.parametrize(
    ("item", "value"), [("ons4_happy", 11), ("ons4_happy", -1), ("phq9_9", 4), ("mycaw_wellbeing", 7)]
)
def test_a_value_that_no_answer_can_have_is_an_error(item: str, value: int):
    with pytest.raises(ValueError, match=rf"{item} is a number from 0 to \d+, not {value}"):
        _ = scored(item.split("_")[0], {item: value})


@pytest.mark.shared
def test_the_conversion_of_swemwbs_is_the_published_table():
    with (SHARED / "data" / "outcomes" / "swemwbs_metric.csv").open() as table:
        published = {int(row["raw"]): float(row["metric"]) for row in csv.DictReader(table)}
    assert measure("swemwbs").table == published


@pytest.mark.parametrize(
    ("id", "value", "name"),
    [
        *[("ons4_happy", value, name) for value, name in ((4, "low"), (5, "medium"), (7, "high"), (9, "very high"))],
        *[("ons4_anxious", value, name) for value, name in ((1, "very low"), (2, "low"), (5, "medium"), (6, "high"))],
        *[("pam", value, name) for value, name in ((47.0, "level 1"), (47.1, "level 2"), (72.5, "level 4"))],
        *[("phq9", value, name) for value, name in ((4, "minimal"), (9.9, "mild"), (27, "severe"))],
        ("ons4_happy", None, ""),
        ("cfs", 5, ""),
        ("swemwbs", 18, ""),  # its cut points are not confirmed
    ],
)
def test_bands(id: str, value: float | None, name: str):
    assert band(id, value) == name


@pytest.mark.parametrize(
    ("id", "before", "after", "how"),
    [
        ("wemwbs", 40, 43, "better"),
        ("wemwbs", 43, 40, "worse"),
        ("wemwbs", 40, 42, "same"),
        ("who5", 40, 52, "better"),
        ("ons4_anxious", 7, 2, "not known"),  # nobody has published what difference means something
        ("ons4_anxious", 7, 7, "same"),
        ("phq9", 20, 4, "not known"),  # its 5 points are from memory
        ("wemwbs", None, 43, "not known"),
    ],
)
def test_what_can_be_said_of_a_change(id: str, before: float | None, after: float | None, how: str):
    assert changed(id, before, after) == how


@given(st.sampled_from(NUMBERED), st.data())
def test_a_change_and_its_reverse_are_opposites(id: str, data: st.DataObject):
    one, other = (data.draw(st.integers(int(SCALES[id].low), int(SCALES[id].high))) for _ in range(2))
    opposite = {"better": "worse", "worse": "better"}
    assert changed(id, other, one) == opposite.get(changed(id, one, other), changed(id, one, other))


def test_what_staff_may_enter():
    assert [fits("cfs", value) for value in (1, 9, 0, 10, 4.5)] == [True, True, False, False, False]
    assert [fits("pam", value) for value in (0, 47.5, 100.1)] == [True, True, False]
    assert [fits("service_cost", value) for value in (8196.4, -1, float("nan"), float("inf"))] == [
        True,
        False,
        False,
        False,
    ]


def test_an_unknown_name_is_told_the_known_ones():
    with pytest.raises(UnknownMeasure, match=r"no measure, item or score 'eq5d'; there are: ons4, loneliness"):
        _ = measure("eq5d")
