"""Who else sees the phone: a wrong no could put words before the eyes of somebody who must not read them."""

from dataclasses import replace

import pytest

from flows.answers.assent.asked import asked
from tests.rehearsal import ENGLISH, Named, Rehearsal

ASKED = "does anyone else look at this phone"
TO_THE_PHONE = f"""
    them: join
    bot:  what_this_is, consent?
    them: yes
    does: OpenReferral
    bot:  age?
    them: 78
    does: Learn
    bot:  {ASKED}?
"""


class InWords(Named):
    """The reader knows the question by its words, so this one is not said by its id."""

    def text(self, id: str, *, discreet: bool = False, again: bool = False, **args: str) -> str:
        return super().text(ASKED if id == "others_see_phone" else id, discreet=discreet, again=again, **args)


def answering(text: str, then: str) -> Rehearsal:
    rehearsal = Rehearsal()
    rehearsal.house = replace(rehearsal.house, wordings={"en": InWords()})
    return rehearsal.reads(f"{TO_THE_PHONE}\n    them: {text}\n    bot:  {then}")


@pytest.mark.parametrize(
    "text",
    ["no", "just me love", "only me", "Nobody but the cat", "naebody but me hen", "no, my husband never touches it"],
)
def test_whoever_alone_sees_it_is_not_asked_for_a_safe_time(text: str) -> None:
    _ = answering(text, "name?")


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "my daughter reads them for me",
        "he looks at it now and then",
        "only my son",
        "just me and my husband",
        "our Kevin",
    ],
)
def test_somebody_who_looks_is_a_yes_in_whatever_words(text: str) -> None:
    _ = answering(text, "safe_time?")


@pytest.mark.parametrize(
    "text",
    [
        "no but he might",
        "no. he takes it off me at night",
        "No, please be careful, he checks it",
        "just me and Dave",
        "just me mostly",
        "not that I know of",
        "no but my husband knows the code",
        "could be",
    ],
)
def test_a_doubtful_no_is_asked_again(text: str) -> None:
    _ = answering(text, f"{ASKED}??")


def test_who_does_not_say_plainly_is_written_to_as_if_others_saw_it() -> None:
    _ = answering("no but he might", f"{ASKED}??").reads("""
        them: skip
        bot:  safe_time?
    """)


@pytest.mark.parametrize("again", [False, True])
def test_the_question_as_we_word_it_is_known_for_what_it_asks(again: bool) -> None:
    question = asked(ENGLISH.text("others_see_phone", again=again), "en")
    assert question is not None and question.sees_phone
