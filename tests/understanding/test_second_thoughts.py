"""What is said last counts where it takes back an answer; what only sounds like second thoughts changes nothing."""

from datetime import date

import pytest

from flows.answers import READERS, read_choice
from flows.talk import Context, Ok

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("scale_0_10", "10. no thats wrong way up. 1", 1),
        ("scale_0_10", "3 no 4", 4),
        ("scale_0_10", "I had written 3, which was ungenerous. Let it be 5.", 5),
        ("phone", "07700 900123. no. thats the vet. 07700 900456", "+447700900456"),
        ("postcode", "HS9 5XD. I beg your pardon, HS9 5YD.", "HS9 5YD"),
        ("date", "the 3rd, I beg your pardon, the 4th of December", "2026-12-04"),
        ("time_of_day", "11. Soz no 12, mum wont be dressed", "12:00"),
        ("yes_no", "Yes - sorry, no. We had one fitted", False),
    ],
)
def test_the_last_answer_counts(kind: str, text: str, value: object) -> None:
    read = READERS[kind].read(text, Context(TODAY))
    assert isinstance(read, Ok)
    assert read.value == value
    assert read.rest == text


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("date", "Tuesday, sorry I can't do the morning", "2026-11-24"),
        ("scale_0_10", "7, no pain today", 7),
        ("yes_no", "No. No, I said", False),
        ("free_text", "my garden. no wait, my dog", "my garden. no wait, my dog"),
    ],
)
def test_nothing_is_taken_back(kind: str, text: str, value: object) -> None:
    read = READERS[kind].read(text, Context(TODAY))
    assert isinstance(read, Ok)
    assert read.value == value


def test_a_choice_is_taken_back_too() -> None:
    assert read_choice("stick. no wait, the frame", ("Stick", "Frame", "Wheelchair")) == 1
    assert read_choice("phone no text", ("Phone", "Text")) != 1
