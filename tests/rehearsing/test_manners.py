"""Invented people answer what was asked: nearly all that they write can be read, whatever the question."""

from collections.abc import Sequence
from datetime import date
from random import Random

import pytest

from bot.rehearsal.cast import HAPPENS, cast
from bot.rehearsal.manners import Manner, answer
from bot.rehearsal.questions import kind_of, kinds
from bot.rehearsal.running import START
from flows.answers import reader
from flows.danger import screen
from flows.summary import read_summary
from flows.talk import Context, Ok
from tests.programme.village import on

SOMEBODY = Manner("Jean", 81, "07700 900123", "myself", 6, {})
CONTEXT = Context(today=date(2026, 9, 21), language="en")


@pytest.mark.parametrize("question", sorted(kinds()))
def test_what_they_write_is_an_answer_and_no_danger(question: str):
    kind, chance = kind_of(question), Random(question)
    words = [answer(question, kind.reply, kind.keys, SOMEBODY, chance) for _ in range(20)]
    assert sum(_is_read(kind.reply, kind.keys, one) for one in words) >= 19
    assert {screen(one, asked=question).level for one in set(words)} <= {"none"} or "safe" in question


def _is_read(kind: str, keys: Sequence[str], words: str) -> bool:
    if kind == "review":
        return read_summary(tuple(keys), words, CONTEXT) is not None
    return isinstance(reader(kind, tuple(keys)).read(words, CONTEXT), Ok)


@pytest.mark.parametrize("people", [1, 7, 49, 1200])
def test_the_same_seed_is_the_same_people_and_everything_happens_to_somebody(people: int):
    start = on(START, "00:00")
    found = cast(people, 4, start)
    assert found == cast(people, 4, start)
    assert people == 1 or found != cast(people, 5, start)
    assert len({one.address for one in found}) == len(found)
    assert people < len(HAPPENS) or {one.event for one in found} >= HAPPENS.keys()
