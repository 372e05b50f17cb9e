"""Law 7: the journals of every release still replay, to the same question, without saying or doing anything again."""

import json
from pathlib import Path
from typing import Any

import pytest

from flows.acts import stored
from flows.catalogue import FLOWS
from flows.journal import from_rows
from flows.replay import digest, play
from flows.talk import Person
from tests.journals.record import version

HERE = Path(__file__).parent
RELEASES = sorted(HERE.glob("*.json"))
STAGES = [(file.stem, stage) for file in RELEASES for stage in json.loads(file.read_text())]


@pytest.mark.parametrize(("release", "stage"), STAGES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_stored_conversation_goes_on_where_it_was(release: str, stage: dict[str, Any]) -> None:
    played = play(FLOWS[stage["flow"]], Person(*stage["snapshot"]), from_rows(stage["journal"]))
    assert (played.question.name if played.question else None) == stage["question"], release
    assert (played.says, played.acts, played.withdrawn) == ((), (), ())
    assert (played.outcome and played.outcome.how) == stage["outcome"]


@pytest.mark.parametrize(("release", "stage"), STAGES, ids=lambda value: value if isinstance(value, str) else "")
def test_stored_acts_are_still_the_same_acts(release: str, stage: dict[str, Any]) -> None:
    """Withdrawing reads them back; a digest that changed would carry each out a second time."""
    kept = {name: stored(kind, args) for name, (kind, args) in stage["acts"].items()}
    done = {row[1]: row[2] for row in stage["journal"] if row[0] == "d"}
    assert {name: digest(act) for name, act in kept.items() if name in done} == done, release


def test_this_release_is_recorded_whole() -> None:
    recorded = {stage["flow"] for release, stage in STAGES if release == version()}
    assert recorded == set(FLOWS), "python -m tests.journals.record, after a higher version in pyproject.toml"
