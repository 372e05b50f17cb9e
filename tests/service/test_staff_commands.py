"""What is a command of staff's, and what only looks like one."""

import pytest

from bot.crew.commands import Command, read, without_pin
from bot.crew.item_deeds import outcome_of, verdict_of


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("QUEUE", Command("queue")),
        ("Next.", Command("next")),
        ("take 12", Command("take", 12)),
        ("TAKE #12!", Command("take", 12)),
        ("take12", Command("take", 12)),
        ("Take item 12", Command("take", 12)),
        ("call 12", Command("call", 12)),
        ("CALL 12 yes", Command("ring", 12)),
        ("note 12: rang her son.", Command("note", 12, "rang her son.")),
        ("reply 3 How are you?\nAnn", Command("reply", 3, "How are you?\nAnn")),
        ("done 3", Command("done", 3)),
        ("DONE 3 lead taken", Command("done", 3, "lead taken")),
        ("pass 3", Command("pass", 3)),
        ("PASS 3 to Jean", Command("pass", 3, "Jean")),
        ("off", Command("off")),
        ("OFF DUTY cover Jean Hill", Command("off", 0, "Jean Hill")),
        ("on duty", Command("on")),
        ("?", Command("help")),
        ("note", Command("which", 0, "note")),
        ("reply 3", Command("which", 0, "reply")),
        ("help me", None),
        ("take 12 tablets", None),
        ("call my son", None),
        ("on the floor", None),
        ("off my food", None),
        ("note that I can't go on", None),
        ("", None),
    ],
)
def test_a_command_is_a_whole_text(text: str, command: Command | None) -> None:
    assert read(text) == command


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("482113 TAKE 12", ("482113", "TAKE 12")),
        ("4821\ntake 12", ("4821", "take 12")),
        ("482113:TAKE 12", ("482113", "TAKE 12")),
        ("482113TAKE 12", ("482113", "TAKE 12")),
        ("TAKE 12", ("", "TAKE 12")),
        ("999 now", ("", "999 now")),
        ("123456789 TAKE 1", ("", "123456789 TAKE 1")),
    ],
)
def test_a_pin_is_the_first_word(text: str, parts: tuple[str, str]) -> None:
    assert without_pin(text) == parts


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("advice", ("advice", "")),
        ("Advice given", ("advice", "")),
        ("lead taken she has my number", ("lead_taken", "she has my number")),
        ("false-alarm", ("false_alarm", "")),
        ("No action needed.", ("no_action", "")),
        ("no answer", ("", "")),
        ("adviced", ("", "")),
        ("", ("", "")),
    ],
)
def test_an_outcome_is_one_of_the_known_ones(words: str, found: tuple[str, str]) -> None:
    assert outcome_of(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("too high", ("too_high", "")),
        ("Too high, rang her", ("too_high", "rang her")),
        ("right level.", ("right_level", "")),
        ("false alarm - it was a film", ("false_alarm", "it was a film")),
        ("The level was right", ("right_level", "")),
        ("too high blood pressure, saw her GP", ("", "too high blood pressure, saw her GP")),
        ("missed", ("", "missed")),
        ("missed call, rang back", ("", "missed call, rang back")),
        ("", ("", "")),
    ],
)
def test_a_verdict_ends_where_a_stop_is(words: str, found: tuple[str, str]) -> None:
    assert verdict_of(words) == found
