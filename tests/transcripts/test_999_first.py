"""Whoever may have begun to die reads 999 before any other number, whatever phone, hour and nation."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.service_hours import OFFICE_HOURS
from bot.state import Contact, Message, State
from bot.turn import take
from messages.helplines import NATIONS
from messages.segments import count
from messages.wording import load
from tests.rehearsal import START, Rehearsal

SERVICE = {"service": "us", "office": "01632 960000", "privacy_url": "-", "hours": "9 to 5"}
NIGHT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)  # a Saturday
WORDS = ("I've took all my tablets", "I want to die")
POINTS: Mapping[str, Contact] = {
    "plain": Contact(1, "sms"),
    "seen by others": Contact(1, "sms", discreet=True, safe_time=""),
    "deaf": Contact(1, "sms", deaf_at=START),
}
LISTENS = ("116 123", "85258", "111", "0808")


@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("at", [START, NIGHT])
@pytest.mark.parametrize("words", WORDS)
def test_999_comes_before_whoever_listens(words: str, at: datetime, point: str, nation: str) -> None:
    wordings = {"en": load("en", SERVICE | {"nation": nation})}
    house = replace(Rehearsal().house, wordings=wordings, open=replace(OFFICE_HOURS, nation=nation))
    _, turn = take(State(replace(POINTS[point])), Message(1, words, "text", at), at, house)
    said = [reply.text for reply in turn.replies]
    assert len(said) == 1 or at == NIGHT or point == "deaf" or nation == "Northern Ireland", said
    whole = "\n".join(said)
    first = re.search(r"\d{3,}|[A-Z]+ to \d+", whole)
    assert first, whole
    assert first[0] == "999", whole
    assert "even if you feel fine" in said[0]
    assert "999" in said[0].splitlines()[0]
    assert any(line in whole for line in LISTENS)
    assert all((count(text).segments, count(text).encoding) <= (2, "GSM-7") for text in said), said
