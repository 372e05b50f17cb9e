"""Records journals of this release: `python -m tests.journals.record` writes tests/journals/VERSION.json, once.

Each has what a database of that release would hold: the flow's name, its snapshot, its journal, the open question and
the payload of each act. The programme's come from a whole service (lived.py). VERSION is pyproject.toml's: raise it first.
A file that is there is never written again: it is what people's conversations look like.
"""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import tomli

from flows.catalogue import FLOWS
from flows.journal import Journal, rows
from flows.question import file_reply
from flows.replay import play
from flows.safety import SCRIPT
from flows.talk import Context, Person
from tests.journals import lived

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent / "pyproject.toml"
ON = Context(date(2026, 11, 23), "en")
WHOLE = ("yes", "78", "yes", "mornings", "Margaret", "company, and the garden", "12 TQ14 9BH", "2", "any", "yes")
ADULT = ("yes", "no", "yes", "Jo", "my mum", "Margaret", "2")
TEXTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "welcome": ((), ("1",), ("4",)),
    "self_referral": (("no",), ("yes", "15"), WHOLE, ("yes", "1947", "no", "skip", "skip", "skip", "1", "skip", "yes")),
    "carer_referral": (WHOLE,),
    "family_referral": (
        ("yes", "yes", "no"),
        (*ADULT, "1", "07700 900456", "she stays in", "yes"),
        (*ADULT, "3", "skip", "skip", "1"),
    ),
    "agreement": (("no",), ("yes", "no"), ("yes", "yes", "yes", *WHOLE[1:])),
    "safety": (
        ("no", "12 Brook St", "no"),
        ("yes", "at home"),
        ("no",),
        ("yes", "skip"),
        ("yes",),
        ("yes",),
        ("no", "yes"),
    ),
    "join_again": (("yes",), ("no",)),
    "who_is_speaking": (("Jean",),),
    "wrong_number": ((),),
    "goal_news": ((), (), (), (), ()),
    "team_checkin": (("4", "2", "more time together"), ("skip", "begun", "skip")),
}
SIDES = {  # two of those that a programme file names
    "text_purpose": "Do we agree what we are here for?",
    "level_purpose_1": "Each service has its own aim",
    "level_purpose_2": "We have talked about one aim",
    "level_purpose_3": "We wrote one aim down",
    "level_purpose_4": "It shapes most of what we do",
    "level_purpose_5": "The people we serve helped to set it",
    "text_trust": "Do we trust each other's judgement?",
}

LATER = {"script": SCRIPT, "reads": "later", "day": "Monday", "time": "9am"}
# What each of them was opened with, where it is not a poster's word.
OPENED: dict[str, tuple[dict[str, str], ...]] = {
    "safety": (
        {**LATER, "category": "suicide"},
        {**LATER, "category": "medical", "reads": "open", "deaf": "yes"},
        {**LATER, "category": "abuse", "under_18": "yes"},
        {**LATER, "category": "medical", "reads": "on call", "who": "them"},
        {**LATER, "category": "abuse"},
        {**LATER, "category": "housing", "reads": "on call"},
        {**LATER, "category": "harm_to_others", "who": "them"},
    ),
    "goal_news": (
        {"who": "worker", "step": "ring the bus company", "by": "Friday 27 November", "worker": "Ruth"},
        {"who": "worker", "step": "find out about the lunch club"},
        {"who": "person", "step": "walk to the corner and back", "by": "Monday 30 November", "worker": "Ruth"},
        {"who": "family", "step": "fit a second rail on the stairs", "worker": "Ruth"},
        {"who": "other", "step": "a lift to the hall on Thursdays", "by": "Thursday 3 December"},
    ),
    "team_checkin": (
        {"role": "team", "name": "Ruth", "week": "0", "of": "48", "dimensions": "purpose|trust", **SIDES},
        {"role": "team", "week": "12", "of": "48", "dimensions": "purpose|trust", **SIDES},
    ),
}


def record(flow: str, texts: tuple[str, ...], about: dict[str, str]) -> list[dict[str, Any]]:
    """One conversation, as it stood after each reply."""
    person = Person("sms", known=False, about=about)
    played, acts = play(FLOWS[flow], person, Journal()), dict[str, Any]()
    stages: list[dict[str, Any]] = []
    for number, text in enumerate(("", *texts)):
        if number:
            question = played.question
            filed = question and file_reply(played.journal, question, text, ON, number)
            if filed is None:
                raise SystemExit(f"{flow}: {text!r} is no answer to {question and question.name}")
            played = play(FLOWS[flow], person, filed.journal)
        acts |= {do.name: [type(do.act).__name__, asdict(do.act)] for do in played.acts}
        asked = played.question.name if played.question else None
        snapshot = [person.channel, person.known, person.shared, dict(person.about)]
        stage = {"flow": flow, "snapshot": snapshot, "journal": rows(played.journal), "question": asked}
        stages.append(stage | {"acts": dict(acts), "outcome": played.outcome and played.outcome.how})
    return stages


def _opened(flow: str) -> list[tuple[tuple[str, ...], dict[str, str]]]:
    return list(zip(TEXTS[flow], OPENED.get(flow, ({"keyword": "library"},) * len(TEXTS[flow])), strict=True))


def version() -> str:
    return tomli.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"]


def main() -> None:
    file = HERE / f"{version()}.json"
    if file.exists():
        raise SystemExit(f"{file.name} is recorded already: it is what people's conversations look like.")
    stages = [stage for flow in TEXTS for talk in _opened(flow) for stage in record(flow, *talk)] + lived.stages()
    _ = file.write_text("[\n" + ",\n".join(json.dumps(stage) for stage in stages) + "\n]\n")


if __name__ == "__main__":
    main()
