"""What tells nothing of whoever sends it: commands about our texts, and a length of time to be away. Only the second line
is deaf to it, and only where nothing else is said."""

import pytest

from flows.danger import screen, tells_of_them

OURS = ("PAUSE", "pause please", "back", "MENU", "status", "start again please", "in Welsh please", "my data")
AWAY = (
    "I'm away for two weeks", "I am away for three weeks", "we're off to my daughter's till the 3rd", "Will be away for 10 days",
    "on holiday until Sunday", "I'll be away about a month", "pause for three weeks", "im abroad for a fortnight",
)  # fmt: skip
TELLING = (
    "HELP", "can I talk to a person", "STOP", "delete me",  # may be a cry, or a wish to be gone
    "I'm going away", "I won't be here next week", "gone for two weeks", "away with it all for good", "out for three weeks",
    "I'm ill at my daughter's for two weeks", "my daughter's away for two weeks", "I've not been for nine days",
    "£3.20 to last me 11 days", "no heating for two weeks", "I'm away for two weeks and I've no tablets", "two weeks",
    "stop the texts for good please. she died on Tuesday", "I've fallen and can't get up. Welsh please", "",
)  # fmt: skip


@pytest.mark.parametrize("text", [*OURS, *AWAY])
def test_it_flags_nothing_and_adds_nothing_to_what_comes_next(text: str) -> None:
    assert not tells_of_them(text)
    assert screen(text, before=["cant say i notice owt"]).level == "none"


@pytest.mark.parametrize("text", TELLING)
def test_any_other_word_counts(text: str) -> None:
    assert tells_of_them(text)


@pytest.mark.parametrize("text", ["no heating for two weeks", "£3.20 to last me 11 days", "I won't be here next week"])
def test_how_long_still_counts_beside_a_trouble(text: str) -> None:
    assert screen(text).level != "none"
