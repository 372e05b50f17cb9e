"""What is said beyond the answer is kept for the coordinator."""

from datetime import date

import pytest

from flows.answers import READERS
from flows.talk import Context, Ok


@pytest.mark.parametrize(
    ("kind", "text", "value", "rest"),
    [
        ("yes_no", "yes but I've took all my tablets", True, "but I've took all my tablets"),
        ("yes_no", "yes and my neighbour too please", True, "and my neighbour too please"),
        ("yes_no", "I'd love some company, yes please", True, "I'd love some company"),
        ("yes_no", "yes please thank you", True, ""),
        ("yes_no", "no. I live with my son", False, "I live with my son"),
        ("scale_0_10", "7 but my knee hurts", 7, "but my knee hurts"),
        ("phone", "07700 900123 after 6", "+447700900123", "after 6"),
        ("postcode", "12 tq149bh", "TQ14 9BH", "12"),
        ("name", "Margaret. I live alone", "Margaret", "I live alone"),
        ("name", "Margaret but everyone calls me Peg", "Peg", "Margaret but everyone"),
        ("date", "monday 3pm", "2026-11-23", "3pm"),
        ("date", "monday morning", "2026-11-23", "morning"),
        ("birth_year_or_age", "78 and my wife is 80", 78, "and my wife is 80"),
        ("time_of_day", "morning but not before 9", "morning", "but not before 9"),
    ],
)
def test_the_rest_is_kept(kind: str, text: str, value: object, rest: str):
    assert READERS[kind].read(text, Context(date(2026, 11, 21))) == Ok(value, rest)
