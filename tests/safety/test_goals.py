"""A goal in the words of many is no danger where a goal was asked for; and nothing that is more than that is let pass."""

import pytest

from flows.danger import screen

ASKED = ("goal_words.1", "goal_words.2", "goal_named.1")
GOALS = (
    "drink less", "Drink less.", "to drink less", "I'd like to drink less", "I want to drink less in the evenings",
    "cut down on my drinking", "stop smoking", "I would like to give up smoking please", "stop drinking",
    "keep my flat", "I want to keep my flat", "To keep my home", "stay in my own home", "hold on to my house if I can",
    "cut down my tablets", "I'd like to cut down on my tablets, with the doctor", "be on fewer tablets", "keep the flat warm",
)  # fmt: skip
DANGERS = (
    "I can't stop drinking", "I cant stop drinking and I've stopped eating", "stop drinking before it kills me",
    "drink less water so I don't need the toilet", "I drink less because I can't swallow", "can't drink anything",
    "they are throwing me out of my flat", "keep my flat, they are evicting me on Friday", "I've lost my flat",
    "keep my flat he says I have to give it to him", "my son wants my flat and hits me",
    "I've stopped taking my tablets", "I've stopped my insulin", "took all my tablets", "take all my tablets",
    "take fewer tablets than the overdose last time", "I want to take all my pills and sleep", "cut down my tablets to nothing",
    "I've cut down my insulin", "to die", "I want to end it all", "stop living", "to not wake up", "keep my flat and die there",
    "I want to keep my flat but there's nothing to eat", "drink less, I fell down the stairs drunk again last night",
)  # fmt: skip


@pytest.mark.parametrize("text", GOALS)
def test_a_plain_goal_raises_nothing_where_it_answers_the_question(text: str) -> None:
    assert [screen(text, asked=asked).level for asked in ASKED] == ["none"] * len(ASKED)


@pytest.mark.parametrize("text", GOALS)
@pytest.mark.parametrize("asked", ["", "your_week", "goal_step.1", "safe_now"])
def test_anywhere_else_it_is_read_as_ever(text: str, asked: str) -> None:
    assert screen(text, asked=asked) == screen(text, asked="your_week")


@pytest.mark.parametrize("text", DANGERS)
def test_what_is_more_than_a_goal_is_read_as_ever(text: str) -> None:
    assert screen(text, asked="goal_words.1") == screen(text)


def test_most_of_these_are_found() -> None:
    found = [text for text in DANGERS if screen(text, asked="goal_words.1").level != "none"]
    assert len(found) > len(DANGERS) * 3 // 4


def test_what_may_tell_how_they_live_now_still_reaches_a_person() -> None:
    assert screen("find somewhere to live", asked="goal_words.1").level == "amber"
    assert screen("come off my tablets", asked="goal_words.1").level == "amber"
