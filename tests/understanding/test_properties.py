"""Whatever is written: no reader raises, each reads the same twice, and each value is of its kind."""

import json
import re
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.answers import READERS, UnknownKind, a_date, choice, is_landline, is_mobile, reader
from flows.commands import read_command
from flows.talk import Context, Ok
from messages.heard import heard

TODAY = Context(date(2026, 11, 21), labels=("By text message", "By phone call", "Either is fine"))
ALL = [*READERS.values(), choice("text", "call", "either"), a_date(past=True), a_date(future=True)]
SHAPE = {
    "phone": r"\+\d{7,15}",
    "postcode": r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}",
    "date": r"\d{4}-\d\d-\d\d",
    "time_of_day": r"morning|afternoon|evening|any|\d\d:\d\d",
    "choice": r"text|call|either",
}
KNOWN = sorted({word for words in heard("en").yes_no.yes.meanings for word in words})
PIECES = [*KNOWN[:40], "7", "seven", "TQ14", "9BH", "07700", "900123", "monday", "3/4/26", "half past", "or", "but", "not", "1947", "no", "maybe", "10am", "Margaret", ",", ".", "?", "stop", "\u202e", "\x00", "٣", "²", "½"]  # fmt: skip
ANYTHING = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))


# No deadline: a text of 800 words takes every reader together about a second, and machines differ.
@settings(deadline=None)
@given(ANYTHING)
@example("k " * 800)
@example("stop " * 320)
@example("1" * 1600)
@example("٣٤ ² ½ 7\ufe0f\u20e3")
@example("\ud800")
@example("مرحبا 07700")
def test_no_text_is_too_odd(text: str):
    for one in ALL:
        first = one.read(text, TODAY)
        assert first == one.read(text, TODAY)
        if isinstance(first, Ok):
            assert json.loads(json.dumps(first.value)) == first.value
            assert re.fullmatch(SHAPE.get(one.kind, r"(?s).*"), str(first.value))
    assert read_command(text) == read_command(text)


@given(ANYTHING)
def test_numbers_stay_in_range(text: str):
    score, age = READERS["scale_0_10"].read(text, TODAY), READERS["birth_year_or_age"].read(text, TODAY)
    assert not isinstance(score, Ok) or score.value in range(11)
    assert not isinstance(age, Ok) or age.value in range(116)


@pytest.mark.parametrize(
    "said",
    [
        "Sorry, I did not follow that.",
        "Sorry, I did not follow that. Please reply YES or NO.",
        "Sorry, I did not follow. Please send a number from 0 to 10.",
        "Is it all right if we send you texts? Reply YES or NO.",
        "On a scale of 0 to 10, how happy did you feel yesterday?",
        "What should we call you?",
        "How old are you, or what year were you born?",
        "What is your postcode?",
        "Which number is best to ring you on?",
        "When in the day is best? Morning, afternoon or evening?",
        "What day would suit you?",
        "How shall we contact you? 1 By text message 2 By phone call 3 Either is fine",
    ],
)
def test_a_reader_never_takes_our_own_words_for_an_answer(said: str):
    read = [one.kind for one in ALL if one.kind != "free_text" and isinstance(one.read(said, TODAY), Ok)]
    assert read == []


def test_an_unknown_kind_says_so():
    with pytest.raises(UnknownKind, match="no reader for 'horoscope'"):
        _ = reader("horoscope")


def test_every_kind_gives_its_reader_back():
    assert {kind: reader(kind).kind for kind in READERS} == {kind: kind for kind in READERS}
    assert reader("choice", ("a", "b")).keys == ("a", "b")


def test_a_landline_is_no_mobile():
    numbers = ("+447700900123", "+441632960123", "nonsense")
    assert [is_mobile(number) for number in numbers] == [True, False, False]
    assert [is_landline(number) for number in numbers] == [False, True, False]
