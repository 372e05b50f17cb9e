"""A choice among levels whose words are the operator's own. A number by itself is always its place, and a whole line is that
line, whatever figures stand in them: with "One plan for a few" and "One for all", "1" is the first.
"""

import re
from dataclasses import dataclass

from flows.answers.choosing.choices import choice
from flows.answers.words import words_of
from flows.talk import Context, Ok, Skipped, Unclear

ALONE = re.compile(r"\W*([0-9]{1,2})\W*")


@dataclass(frozen=True, slots=True)
class Level:
    keys: tuple[str, ...]
    kind: str = "level"
    version: int = 1

    def read(self, text: str, context: Context) -> Ok[str] | Unclear | Skipped:
        if number := ALONE.fullmatch(text):
            place = int(number[1]) - 1
            return Ok(self.keys[place]) if 0 <= place < len(self.keys) else Unclear()
        lines = [words_of(label).folded for label in context.labels or self.keys]
        said = words_of(text).folded
        if said and lines.count(said) == 1:
            return Ok(self.keys[lines.index(said)])
        return choice(*self.keys).read(text, context)


def level(*keys: str) -> Level:
    return Level(keys)
