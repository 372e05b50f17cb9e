"""What replies ask of the service, or decline: `python -m tests.training.requests` trains messages/en/requests.json.

It learns from the development half of the replies, and from requests written for it; never from the testing half.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from flows.answers.likely import MODEL, NOTHING, SKIP, seen
from flows.answers.words import reply_of
from messages.heard import heard
from messages.linear import HERE
from tests.training.linear import train, write
from tests.understanding.replies import rows
from tests.understanding.test_cases import CASES, COMMANDS

WRITTEN = Path(__file__).parent / "requests"
TARGET = HERE / "en" / f"{MODEL}.json"


def examples() -> Iterator[tuple[str, str]]:
    """What was written, and what it asks: a command's name, "skip", or nothing."""
    files = (file.read_text(encoding="utf-8").splitlines() for file in sorted(WRITTEN.glob("*.jsonl")))
    for row in (*rows("development"), *(json.loads(line) for lines in files for line in lines)):
        want = row["want"]
        yield row["text"], {"command": want["value"], "skip": SKIP}.get(want["status"], NOTHING)
    for table in CASES.values():
        yield from (
            (text, SKIP if expected == SKIP else NOTHING) for expected, texts in table.items() for text in texts
        )
    for command, texts in COMMANDS.items():
        yield from ((text, NOTHING if command in ("none", "wrong_number") else command) for text in texts)


def trained() -> dict[str, object]:
    some = list(examples())
    said = [seen(reply_of(text, heard("en")), "en") for text, _ in some]
    return train(said, [asks for _, asks in some])


if __name__ == "__main__":
    write(trained(), TARGET)
