"""Taps on one of our texts, as phones without them send them."""

import pytest

from bot.reading import answer_to
from flows.answers.reactions import Reaction, reaction
from flows.commands import read_command
from messages.heard import heard

ALONE = "Do you live alone? Reply YES or NO."


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (f"Liked “{ALONE}”", "👍"),
        (f"👍 to “{ALONE}”", "👍"),
        (f'Reacted 👎 to "{ALONE}"', "👎"),
        (f"Disliked “{ALONE}”", "👎"),
        (f"Laughed at “{ALONE}”", ""),
        (f"❤️ to “{ALONE}”", "❤"),
    ],
)
def test_a_tap_stands_for_its_sign(text: str, sign: str) -> None:
    found = reaction(text, heard("en"))
    assert found is not None and found.sign == sign
    assert found.on == "do you live alone reply yes or no"


@pytest.mark.parametrize("text", ["He said “no”", "Yes “please”", "Liked it", "My friends call me “Peg”", "“yes”", ""])
def test_quotation_marks_alone_are_no_tap(text: str) -> None:
    assert reaction(text, heard("en")) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Liked “Do you live alone?”", True),
        ("Liked “Thank you. Do you live alone? Reply YES or NO.”", True),
        ("👎 to “Do you live…”", False),
        ("Liked “See you Tuesday”", None),
        ("Questioned “Do you live alone?”", None),
    ],
)
def test_it_answers_the_question_that_it_is_on(text: str, value: bool | None) -> None:
    read = answer_to({"type": "yes_no", "question": "Do you live alone?", "text": text})
    assert (read["status"], read["value"]) == ("unclear" if value is None else "ok", value)


def test_our_own_words_in_it_are_no_command() -> None:
    assert read_command("Liked “Text STOP to stop our texts. Can I speak to a person?”") is None


def test_who_reacts_is_a_reaction() -> None:
    assert reaction("Loved «Happy birthday»", heard("en")) == Reaction("👍", "happy birthday")
