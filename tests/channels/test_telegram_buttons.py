"""Every button that a conversation can show fits what Telegram lets one carry."""

from bot.channels.telegram.sender import LONGEST_BUTTON
from bot.channels.telegram.updates import BUTTON, LARGEST_ID
from bot.vocabulary import SCRIPTS
from flows.lexicon import needs

QUESTIONS = [need for need in needs(*SCRIPTS) if need.question]


def carried() -> list[str]:
    """As bot.speech makes them, with the longest id that there is."""
    return [f"{LARGEST_ID}:{ask.id}:{key}" for ask in QUESTIONS for key in (*ask.options, "yes", "no", "skip")]


def test_every_question_and_key_fits_a_button():
    assert len(carried()) > 50
    assert [data for data in carried() if len(data.encode()) > LONGEST_BUTTON] == [], "shorten the name or the key"


def test_every_button_is_understood_when_it_is_pressed():
    read = [BUTTON.fullmatch(data) for data in carried()]
    assert [match and match[1] for match in read] == [str(LARGEST_ID)] * len(read)
    assert {match[2] for match in read if match} == {ask.id for ask in QUESTIONS}
