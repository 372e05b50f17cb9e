"""The measures as data: what every one of them must tell, and what must not stand in it."""

import pytest

from flows.measures import ITEMS, MEASURES, OF_ITEM, SCALES, Measure, items, scale
from messages.wording import HERE

EVERY = MEASURES.values()
ANY = pytest.mark.parametrize("one", EVERY, ids=MEASURES.keys())


@ANY
def test_an_item_is_named_after_its_measure_and_fits_its_column(one: Measure):
    named = [item.id for item in one.items if item.id == one.id or item.id.startswith(f"{one.id}_")]
    assert named == [item.id for item in one.items if len(item.id) <= 32]
    assert len(one.id) <= 24


def test_every_name_stands_for_one_thing():
    assert len(ITEMS) == sum(len(one.items) for one in EVERY) == len(OF_ITEM)
    assert {id for id in SCALES if len(id) > 24} == set()
    assert [id for id in MEASURES.keys() & ITEMS.keys() if len(MEASURES[id].items) > 1] == []


@ANY
def test_each_tells_its_licence_and_source_and_who_enters_it(one: Measure):
    assert one.title
    assert one.licence
    assert one.source.where
    assert bool(one.who) == (one.kind == "staff")
    assert not (one.kind == "staff" and one.items)


@pytest.mark.parametrize("id", SCALES)
def test_bands_and_changes_have_a_source_and_lie_in_the_range(id: str):
    known = scale(id)
    assert bool(known.bands) == (known.bands_from is not None)
    assert (known.change is None) == (known.change_from is None)
    assert not known.bands or min(known.bands) == known.low
    assert all(known.low <= start <= known.high for start in known.bands)


@ANY
def test_only_a_rule_with_a_source_lets_items_be_missing(one: Measure):
    assert bool(one.may_miss) == bool(one.missing_from and one.missing_from.verified)


def test_of_licensed_measures_no_word_is_shipped():
    wordless = {one.id for one in EVERY if one.kind != "shipped"}
    shipped = "".join(file.read_text() for file in HERE.glob("*/measures.ftl"))
    assert [id for id in wordless if f"\n{id}_" in shipped] == []
    named = {item.id.removeprefix(f"{id}_") for id in wordless for item in MEASURES[id].items}
    assert {name for name in named if not name.isdigit()} == {"concern_1", "concern_2", "wellbeing"}


def test_items_of_several_measures_come_in_order():
    assert [item.id for item in items(["loneliness", "phq2"])] == ["loneliness_often", "phq2_interest", "phq2_down"]
