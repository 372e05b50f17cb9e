"""A rehearsal in real words, to be read aloud for tone. What people write comes from a page in docs/; what we say is made anew.

python -m tests.aloud docs/twelve-weeks-resident.md      writes the page again after a text has changed

wait: 7 d                       time passes
opens: checkin week=3 ...       what the service knows when it begins, as in tests/rehearsal.py
them: 6                         what they write
us:   I've put 6 out of 10.     each text; its further lines stand below it
desk: amber low twice: ...      what reaches a person, with the words that they read
"""

import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from bot.state import Turn
from flows.acts import RaiseItem
from messages.audit import SERVICE
from messages.wording import load_all
from tests.rehearsal import Rehearsal

FENCED = re.compile(r"(?<=```text\n).*?(?=```)", re.DOTALL)
SAID = load_all(("en",), {**SERVICE, "hours": "9am to 5pm"})


@dataclass
class Aloud(Rehearsal):
    def __post_init__(self) -> None:
        super().__post_init__()
        self.house = replace(self.house, wordings=SAID)

    def _lines(self, turn: Turn) -> list[str]:
        acts = [deed.do.act for deed in turn.deeds if deed.do]
        raised = [(item.level, item.category, item.why) for item in turn.items]
        raised += [(act.level, act.category, act.why) for act in acts if isinstance(act, RaiseItem)]
        lines = [f"desk: {level} {category}: {why.splitlines()[0]}" for level, category, why in raised]
        return lines + [f"us:   {reply.text}".replace("\n", "\n      ") for reply in turn.replies]


def again(page: str) -> str:
    """The page with everything that we say as we say it now. Each fenced block is one conversation with one person."""
    return FENCED.sub(lambda block: _played(block.group()), page)


def _played(block: str) -> str:
    rehearsal, out = Aloud(), list[str]()
    for line in block.splitlines():
        if line.startswith("opens:"):
            out += [line, *rehearsal.opens_as_written(line.removeprefix("opens:"))]
        elif line.startswith("them:"):
            out += [line, *rehearsal.hears(line.removeprefix("them:").strip())]
        elif line.startswith("wait:"):
            rehearsal.waits(line.removeprefix("wait:"))
            out += ["", line]
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]):
        _ = path.write_text(again(path.read_text(encoding="utf-8")), encoding="utf-8")
