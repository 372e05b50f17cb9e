"""Commands beyond their name: what more is kept, and what is heard where people answer in their own words."""

from datetime import date

import pytest

from flows.commands import Command, Heard, command_at
from flows.talk import Context

IN_OWN_WORDS = {
    "none": (
        "I need a break",
        "some help",
        "somebody to talk to",
        "I'd like someone to ring me now and then",
        "help in the garden",
        "to go back home",
        "to stop falling",
        "I want to speak to people more",
        "to talk to someone about my grief",
        "a person to sit with",
        "a rest",
        "I want my life back",
        "to start again",
        "company and someone to talk to",
        "to get back to church",
        "that the council stop leaving us to rot",
        "I'd like somebody to ring me of a Sunday",
        "language classes",
        "to speak better English",
        "get rid of all the stuff in the garage",
        "more help with this",
        "to see my records come down from the loft",
        "someone to phone me when I'm low",
        "wiping the slate clean",
        "speak to my son again",
        "a menu I can read",
        "to be able to ring someone at night",
        "where do I start, the house is falling down",
        "what have I got, no one",
    ),
    "my_data": (
        "what have you got written down about me",
        "How do I get to see what you hold on my mum?",
    ),
    "delete_me": (
        "wipe it all please",
        "delete everything you have on me",
    ),
    "stop": (
        "stop",
        "please stop texting me",
        "stop these texts",
    ),
    "human": (
        "Can I speak to a real person please",
        "can somebody ring me",
    ),
    "back": (
        "go back",
        "can we go back to the last question",
    ),
    "status": (
        "where is my referral up to",
        "any news on my referral?",
    ),
    "help": (
        "help",
        "what do I do, I dont understand this",
    ),
    "menu": ("menu",),
    "pause": (
        "pause",
        "Can we pause this until after Christmas please",
    ),
    "language": ("can I have this in Polish please",),
}


@pytest.mark.parametrize(
    ("text", "expected"), [(text, expected) for expected, texts in IN_OWN_WORDS.items() for text in texts]
)
def test_what_matters_most_to_somebody_is_no_command(text: str, expected: str):
    heard = command_at(text, kind="free_text")
    assert (heard.command.value if heard else "none") == expected


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("no more texts till I'm home on Friday", Heard(Command.PAUSE, "till I'm home on Friday")),
        ("please don't text me until the 9th", Heard(Command.PAUSE, "until the 9th")),
        ("can you pause it for two weeks", Heard(Command.PAUSE, "for two weeks")),
        ("I am in Leeds until 10 January, please don't write to me", Heard(Command.PAUSE, "until 10 January, please don't write to me")),
        ("delete my details and stop texting me", Heard(Command.DELETE_ME, "stop")),
        ("delete everything you have on me", Heard(Command.DELETE_ME)),
        ("can I have this in Punjabi please, I don't read English", Heard(Command.LANGUAGE, "pa")),
        ("my English is not good", Heard(Command.LANGUAGE)),
        ("please don't text me until 10am", None),
        ("stop texting me after nine at night", None),
    ],
)  # fmt: skip
def test_what_more_a_command_says_is_kept(text: str, heard: Heard | None):
    assert command_at(text) == heard


def test_a_choice_is_stronger_than_a_command_but_stop_is_stronger_still():
    ways = ("By text message", "By phone call")
    assert [command_at(text, ways) for text in ("ring me", "please ring me")] == [None, None]
    assert command_at("stop texting me", ways) == Heard(Command.STOP)


@pytest.mark.parametrize("text", ["No what is it", "yes when can they come", "Yes. What do I do now?"])
def test_a_plain_answer_goes_before_a_request_behind_it(text: str):
    assert command_at(text, kind="yes_no") is None


@pytest.mark.parametrize("text", ["no more texts please stop", "what do I do", "no, can I speak to a person"])
def test_but_not_before_an_opt_out_or_a_wish_for_a_person(text: str):
    assert command_at(text, kind="yes_no") is not None


@pytest.mark.parametrize(
    ("kind", "question", "text"),
    [
        ("date", "When did you last see your GP?", "friday. i deleted the txt but im sure"),
        ("date", "When shall we try you again?", "Leave it while Tuesday love"),
        ("date", "When are you back?", "away till sunday 29th"),
        ("time_of_day", "What time should the volunteer come?", "morning is best, I have my Spanish at 2"),
        ("time_of_day", "What part of the day works?", "just stop ringing, texts only"),
        ("yes_no", "Do you get Attendance Allowance?", "never heard owt"),
        ("yes_no", "Do you need an interpreter?", "no need for interpreter"),
    ],
)
def test_what_answers_the_question_is_no_command(kind: str, question: str, text: str):
    assert command_at(text, kind=kind, context=Context(date(2026, 11, 23), question=question)) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When shall we ring you?", "no texts till the 5th please"),
        ("When shall we ring you?", "am off to Brid while 12th. leave us be while then"),
        ("When did you last see your GP?", "stop ringing and texting me"),
    ],
)
def test_but_what_is_asked_of_our_texts_is_one(question: str, text: str):
    assert command_at(text, kind="date", context=Context(date(2026, 11, 23), question=question)) is not None
