"""Messy replies and what each must be read as: cases.toml, one test a reply."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import tomli

from flows.answers import READERS
from flows.commands import read_command
from flows.talk import Context, Ok, Skipped

TODAY = Context(date(2026, 11, 21))
# Sections that are one kind of answer to a question that tells more.
ASKED = {
    "day_gone": ("date", "When did you fall?"),
    "day_to_come": ("date", "When shall we ring you?"),
    "day_told": ("date", "When is your appointment?"),
    "own_age": ("birth_year_or_age", "How old are you?"),
    "anothers_age": ("birth_year_or_age", "How old is your mum?"),
}
CASES: dict[str, dict[str, list[str]]] = tomli.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))
COMMANDS = CASES.pop("command")


def _reading(kind: str, text: str) -> str:
    kind, question = ASKED.get(kind, (kind, ""))
    reading = READERS[kind].read(text, replace(TODAY, question=question))
    if isinstance(reading, Ok):
        value = reading.value
        return value if isinstance(value, str) else json.dumps(value)
    return "skip" if isinstance(reading, Skipped) else "unclear"


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [(kind, text, expected) for kind, table in CASES.items() for expected, texts in table.items() for text in texts],
)
def test_a_reply_is_read_as_meant(kind: str, text: str, expected: str):
    assert _reading(kind, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [(text, expected) for expected, texts in COMMANDS.items() for text in texts]
)
def test_a_command_is_heard_and_its_look_alikes_are_not(text: str, expected: str):
    heard = read_command(text)
    assert (heard.command.value if heard else "none") == expected


def test_there_are_enough_cases_to_trust():
    total = sum(len(texts) for table in (*CASES.values(), COMMANDS) for texts in table.values())
    assert total >= 400
