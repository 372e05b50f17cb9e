"""What "Are you safe right now?" is answered with. Apart from cases.toml, which the model of requests is taught by."""

from datetime import date

import pytest

from flows.answers.assent.safe import safe_or_not
from flows.answers.assent.yes_no import yes_or_no
from flows.talk import Context, Ok, Unclear

TODAY = date(2026, 11, 23)
SAFE = Context(TODAY, "en", question="Are you safe right now? Reply YES or NO.")
STEP = Context(TODAY, "en", question='You planned: "ring the bus people". Did you manage it? Reply YES or NO.')
DEEDS = ("done", "did it", "I did it", "all done", "finished it", "completed", "did it yesterday", "did it in the end")
HALF = ("more or less", "just about", "pretty much", "near enough", "can't wait")


@pytest.mark.parametrize("text", [*DEEDS, *HALF])
def test_a_deed_or_half_a_yes_is_not_safe(text: str) -> None:
    assert safe_or_not.read(text, SAFE) == Unclear()


@pytest.mark.parametrize("text", ["yes", "I am safe", "yes I am", "safe now thanks"])
def test_a_yes_still_is(text: str) -> None:
    assert safe_or_not.read(text, SAFE) == Ok(value=True)


@pytest.mark.parametrize("text", DEEDS)
def test_a_deed_is_a_yes_to_what_was_planned(text: str) -> None:
    read = yes_or_no.read(text, STEP)
    assert isinstance(read, Ok) and read.value
