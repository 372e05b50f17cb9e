"""What a reply in somebody's own words comes to: no more, nothing new, or a trouble to come back to."""

import pytest

from flows.answers.little_said import no_more, nothing_new, only_yes, tells_of_trouble


@pytest.mark.parametrize("words", ["fine", "Fine thanks", "ok", "same as ever", "not bad, thank you", "I'm fine", "mustn't grumble", "all good here", "better thanks love", "ok I suppose"])  # fmt: skip
def test_nothing_new(words: str) -> None:
    assert nothing_new(words)


@pytest.mark.parametrize("words", ["fine but my hip hurts", "good week, went to bingo", "not so good", "bad", "the bus was late", "a bit better, the bus came", "worse", "I'm not fine"])  # fmt: skip
def test_something_was_told(words: str) -> None:
    assert not nothing_new(words)


@pytest.mark.parametrize("words", ["no", "No thanks that's all", "nothing else", "not now thank you", "that's it", "nope", "none"])  # fmt: skip
def test_no_more(words: str) -> None:
    assert no_more(words)


@pytest.mark.parametrize("words", ["no dogs near me", "sleep", "see my sister", "no longer needing the stick", "yes"])
def test_more(words: str) -> None:
    assert not no_more(words)


def test_a_bare_yes_names_nothing() -> None:
    assert [only_yes(words) for words in ("yes", "Yes please", "go on then", "yes, the garden")] == [True] * 3 + [False]


@pytest.mark.parametrize("words", ["the bus was late and I gave up", "the bus was the trouble", "no lift", "a bit of a cold", "feeling low", "my friend didn't come", "pain in my knee", "I can't sleep"])  # fmt: skip
def test_a_trouble(words: str) -> None:
    assert tells_of_trouble(words)


@pytest.mark.parametrize("words", ["my sister came", "no pain this week", "not so bad", "had no trouble at all", "I slept well", "came down to breakfast", "cold outside but a lovely walk"])  # fmt: skip
def test_no_trouble(words: str) -> None:
    assert not tells_of_trouble(words)
