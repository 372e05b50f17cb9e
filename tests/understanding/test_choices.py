"""A choice is read against the labels as shown: number, letter, place, words and slips."""

from datetime import date

import pytest

from flows.answers import choice, read_choice
from flows.talk import Context, Ok, Skipped

WAYS = ("By text message", "By phone call", "Either is fine")
WHO = ("Myself", "Someone in my family", "I look after someone", "I would like to speak to a person")
FEELING = ("A lot better", "A bit better", "About the same", "Worse")
SURE = ("Yes", "No", "Not sure")
DAYS = ("1", "2", "3", "4 or more")


@pytest.mark.parametrize(
    ("labels", "text", "index"),
    [
        *[(WAYS, t, 0) for t in ("1", "1.", "text", "txt please", "By text message", "A", "first one", "text messge", "1 - text", "number 1", "one")],
        *[(WAYS, t, 1) for t in ("2", "2)", "phone", "the second one", "call me on the phone", "phon", "ring me", "B", "b.", "2 please", "option 2", "2 - phone", "phone but not before 10", "two")],
        *[(WAYS, t, 2) for t in ("3", "either", "last one", "c", "either is fine", "either please", "any", "3rd")],
        *[(WAYS, t, None) for t in ("", "4", "0", "none", "not text", "text or phone", "1 - phone", "1 or 2", "1, 2", "yes", "By text message By phone call Either is fine", "hello", "d", "-1", "12", "neither")],
        *[(WHO, t, 0) for t in ("myself", "1", "me", "its for myself", "mysel")],
        *[(WHO, t, 1) for t in ("family", "2", "someone in my famly")],
        *[(WHO, t, 2) for t in ("3", "i look after someone", "look after")],
        *[(FEELING, t, 0) for t in ("a lot better", "lot better", "1")],
        *[(FEELING, t, 1) for t in ("a bit better", "bit better", "2")],
        *[(FEELING, t, 2) for t in ("about the same", "same", "the same really", "3")],
        *[(FEELING, t, 3) for t in ("worse", "4", "last")],
        (FEELING, "better", None),
        *[(SURE, t, 0) for t in ("yes", "aye", "Y", "yes please", "1")],
        *[(SURE, t, 1) for t in ("no", "nope", "no thanks", "2")],
        *[(SURE, t, 2) for t in ("not sure", "dunno", "don't know", "maybe", "3")],
        (SURE, "yes and no", None),
        (DAYS, "4 or more", 3),
        (("0", "1", "2"), "1", None),
    ],
)  # fmt: skip
def test_a_choice_is_read_as_meant(labels: tuple[str, ...], text: str, index: int | None):
    assert read_choice(text, labels) == index


def test_the_value_is_the_key_and_the_rest_is_kept():
    read = choice("text", "call", "either").read("phone but not before 10", Context(date(2026, 11, 21), labels=WAYS))
    assert read == Ok("call", "but not before 10")


def test_a_choice_may_be_skipped():
    assert choice("a", "b").read("rather not say", Context(date(2026, 11, 21), labels=WAYS)) == Skipped()
