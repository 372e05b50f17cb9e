"""Helplines: one file with a source and a day for each, and no text that names a number of its own."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

import messages
from messages.helplines import NATIONS, as_variables, helplines, overdue, unverified
from messages.wording import load
from tests.wording.conftest import SERVICE, Load

NAMED = re.compile(r"\b(?:999|111|55|18000|85258|116 ?123|0[38]\d\d[ \d]{6,})\b")
FOLDER = Path(messages.__file__).parent


def test_no_text_has_a_number_of_its_own() -> None:
    lines = [
        f"{file.name}: {line}"
        for file in sorted(FOLDER.glob("*/*.ftl"))
        for line in file.read_text().splitlines()
        if NAMED.search(line) and "#" not in line[:1]
    ]
    assert lines == []


@pytest.mark.parametrize("nation", NATIONS)
def test_every_nation_has_one_line_for_each_id_with_a_source_and_two_days(nation: str) -> None:
    for line in helplines(nation).values():
        assert line.source and line.is_for and line.hours
        assert line.checked < line.check_by <= line.checked + timedelta(days=185)
        assert line.verified or "verified" in line.source + line.hours or "(" in line.source


@pytest.mark.parametrize("nation", NATIONS)
def test_every_text_can_be_said_in_every_nation(nation: str) -> None:
    wording = load("en", SERVICE | {"nation": nation})
    assert helplines(nation)["samaritans"].number in wording.text("help")


def test_a_line_is_overdue_from_the_day_after_it_should_have_been_checked() -> None:
    first = min(line.check_by for line in helplines().values())
    assert overdue(first, helplines().values()) == []
    assert {line.check_by for line in overdue(first + timedelta(days=1), helplines().values())} == {first}
    assert len(overdue(first + timedelta(days=400), helplines().values())) == len(helplines())


def test_what_nobody_has_read_at_its_source_says_so() -> None:
    assert "domestic_abuse" in {line.id for line in unverified(helplines().values())}
    assert not {"emergency", "samaritans", "shout", "childline"} & {
        line.id for line in unverified(helplines().values())
    }


def test_a_text_gets_its_numbers_by_name_and_a_voice_one_figure_at_a_time(catalogue: Load) -> None:
    wording = catalogue(a="x = Ring { $samaritans }, or text { $shout }.\ny = { $samaritans_aloud }")
    assert wording.text("x") == "Ring 116 123, or text SHOUT to 85258."
    assert wording.text("y") == "1 1 6, 1 2 3"
    assert as_variables()["emergency_aloud"] == "9 9 9"
