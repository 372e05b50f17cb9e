"""The order of the queue, whose trouble is one case, and what makes amber red."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.triage import (
    LEVELS,
    MOST_CATEGORIES,
    OUTCOMES,
    RISKS,
    History,
    Whose,
    is_same_case,
    place,
    settled_level,
    told_of,
    worse,
    worst_first,
)
from flows.minors import CHILDRENS_ROUTE

START = datetime(2026, 11, 23, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Queued:
    number: int
    level: str
    created_at: datetime
    due_at: datetime | None


MINUTES = st.integers(0, 10_000).map(lambda minutes: START + timedelta(minutes=minutes))
ITEMS = st.builds(Queued, st.integers(1, 10**6), st.sampled_from(LEVELS), MINUTES, st.none() | MINUTES)
QUEUES = st.lists(ITEMS, unique_by=lambda item: item.number, max_size=20)


@given(QUEUES, st.randoms())
def test_the_order_is_total_and_the_same_however_they_come(queue: list[Queued], chance: Random):
    shuffled = list(queue)
    chance.shuffle(shuffled)
    assert sorted(queue, key=place) == sorted(shuffled, key=place)
    assert len({place(item) for item in queue}) == len(queue)


@given(QUEUES)
def test_no_amber_stands_before_a_red(queue: list[Queued]):
    levels = [LEVELS.index(item.level) for item in sorted(queue, key=place)]
    assert levels == sorted(levels)


@given(st.lists(MINUTES, min_size=2, max_size=20, unique=True))
def test_a_newer_red_never_buries_the_oldest(moments: list[datetime]):
    reds = [Queued(n, "red", at, at + timedelta(minutes=15)) for n, at in enumerate(moments)]
    assert min(reds, key=place).created_at == min(moments)


NAMES = st.lists(st.sampled_from((*RISKS, CHILDRENS_ROUTE, "wrote to us")), min_size=1, max_size=6)


@given(NAMES, NAMES)
def test_merging_keeps_the_worst_and_a_childs_route(one: list[str], other: list[str]):
    both = worst_first((*one, *other))
    assert len(both) == min(MOST_CATEGORIES, len({*one, *other}))
    assert both == worst_first((*other, *one)) or "wrote to us" in both
    if CHILDRENS_ROUTE in (*one, *other):
        assert CHILDRENS_ROUTE in both
    if "suicide" in (*one, *other):
        assert both[0] == "suicide"


def test_the_worse_of_two_levels():
    assert [worse("red", "amber"), worse("green", "amber"), worse("red", "red")] == ["red", "amber", "red"]


ME = Whose("at_risk", contact=1, person=11)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Whose("at_risk", 1, 11), True),
        (Whose("at_risk", 2, 11), True),  # the same person from another phone
        (Whose("at_risk", 1, 12), False),
        (Whose("at_risk", 1, None), True),  # before we knew who it was
        (Whose("at_risk", 1, None, shared=True), False),
        (Whose("at_risk", 2, None), False),
        (Whose("witness", 1, 11), False),
        (Whose("may_have_caused_harm", 1, 11), False),
    ],
)
def test_whose_trouble_is_one_case(other: Whose, same: bool):
    assert is_same_case(ME, other) is is_same_case(other, ME) is same


def test_whoever_has_a_shared_phone_goes_on_in_one_conversation():
    first = Whose("at_risk", 1, None, shared=True, conversation=7)
    assert is_same_case(first, Whose("at_risk", 1, None, shared=True, conversation=7))
    assert not is_same_case(first, Whose("at_risk", 1, None, shared=True, conversation=8))


@pytest.mark.parametrize(
    ("level", "categories", "words", "history", "settled"),
    [
        ("amber", ("mental_health",), "feeling low", History(), "amber"),
        ("amber", ("mental_health",), "feeling low", History(attempt=True), "red"),
        ("amber", ("housing",), "he is back in the road", History(abuse=True), "red"),
        ("amber", ("basic_needs",), "nothing in the fridge", History(frail=True), "red"),
        ("amber", ("basic_needs",), "the meter has run out", History(diabetic=True), "red"),
        ("amber", ("basic_needs",), "cannot pay the rent", History(diabetic=True), "amber"),
        ("amber", ("fall",), "fell yesterday", History(frail=True), "amber"),
        ("amber", ("data request",), "asks", History(attempt=True), "amber"),
        ("green", ("wrote to us",), "hello", History(attempt=True), "green"),
        ("red", ("suicide",), "x", History(), "red"),
    ],
)
def test_what_is_on_record_makes_amber_red(
    level: str, categories: tuple[str, ...], words: str, history: History, settled: str
):
    assert settled_level(level, categories, words, history) == settled


def test_what_a_referral_tells_of_how_fragile_somebody_is():
    assert told_of(["she is very frail", "type 2 diabetic"]) == History(frail=True, diabetic=True)
    assert told_of(["Margaret", "likes her garden"]) == History()


def test_outcomes_have_words_of_their_own():
    assert len(set(OUTCOMES.values())) == len(OUTCOMES) == 9
