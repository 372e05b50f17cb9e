"""A number from 0 to 6 is read as one from 0 to 10 is, but for what lies above it or is out of ten.

Not in cases.toml, from which the model of requests is trained: these replies are there already, for 0 to 10.
"""

from datetime import date

import pytest

from flows.answers import scale_0_6
from flows.talk import Context, Ok, Reading, Skipped, Unclear

READ: dict[Reading[int], list[str]] = {
    Ok(4): [
        "4",
        "four",
        "about a 4",
        "4 out of 6",
        "four out of six",
        "about a 4 out of 6",
        "4/6",
        "4 of 6",
        "I'd say 4 out of 6.",
    ],
    Ok(3): ["3 out of six", "3 / 6"],
    Ok(0): ["0", "nought"],
    Ok(6): ["6", "Six.", "6 out of 6", "6/6"],
    Unclear(): [
        "",
        "7",
        "10",
        "4/10",
        "four out of ten",
        "5 or 6",
        "6/7",
        "7 out of 6",
        "7/6",
        "3/6/2026",
        "not bad",
        "I have 4 cats",
    ],
    Skipped(): ["skip", "I'd rather not"],
}


@pytest.mark.parametrize(("text", "expected"), [(text, reading) for reading, texts in READ.items() for text in texts])
def test_replies(text: str, expected: Reading[int]):
    assert scale_0_6.read(text, Context(date(2026, 11, 21))) == expected


def test_what_was_said_beyond_it_is_kept():
    reading = scale_0_6.read("4 because I've been poorly", Context(date(2026, 11, 21)))
    assert reading == Ok(4, "because I've been poorly")
