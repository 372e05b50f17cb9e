"""A language's heard.toml is refused at start when the code could not use it."""

from pathlib import Path

import pytest

from flows.commands import Command, read_command
from flows.minors import says_under_18
from messages import heard as module
from messages.heard import BadVocabulary, heard, parse, ways

ENGLISH = (Path(module.__file__).parent / "en" / "heard.toml").read_text("utf-8")


def test_a_phrase_stands_for_all_its_ways():
    assert sorted(ways("stop texting/ringing me?")) == [
        ("stop", "ringing"),
        ("stop", "ringing", "me"),
        ("stop", "texting"),
        ("stop", "texting", "me"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("[scale]\n", "[scales]\n", "must hold exactly"),
        ("spoken_digits", "spoken_figures", "must hold exactly"),
        ('yes = [\n  "yes"', 'yes = [\n  "no"', "cannot mean two"),
        ('7 = ["seven"', '7 = ["six"', "means both"),
        ("under_18 = [", "under_18 = ['(',", "under_18"),
        ('one = ["a"', 'one = [1, "a"', "must be a list"),
    ],
)
def test_a_slip_in_the_file_is_an_error_at_start(old: str, new: str, complaint: str):
    assert old in ENGLISH
    with pytest.raises(BadVocabulary, match=complaint):
        _ = parse(ENGLISH.replace(old, new, 1))


def test_a_language_that_is_not_there_is_named():
    with pytest.raises(BadVocabulary, match="xx"):
        _ = heard("xx")


def test_every_command_can_be_given_and_no_look_alike_is_one():
    phrases = heard("en").commands
    assert set(phrases.phrases.meanings.values()) == {command.value for command in Command}
    assert [words for words in phrases.look_alikes.meanings if read_command(" ".join(words))] == []


@pytest.mark.parametrize(
    "text", ["im 14 and my mum is poorly", "I'm fifteen", "I am 16.", "im in year 9", "i'm only 12 years old"]
)
def test_a_child_is_noticed(text: str):
    assert says_under_18(text, "en")


@pytest.mark.parametrize(
    "text",
    ["I'm 78", "im 14 stone", "I am 10 minutes away", "im 17th in the queue", "I am one of 12", "im 10 out of 10"],
)
def test_an_adult_is_not_taken_for_a_child(text: str):
    assert not says_under_18(text, "en")
