"""Texts as they arrived, read back to the names of what was said."""

import re
from collections.abc import Sequence
from itertools import product
from typing import Any

from messages.wording import Wording

# Variables by which a text chooses its words, with what they can be; any other may hold anything.
CHOSEN = {"way": ("text", "call", "either"), "time": ("any", "§")}


class Reader:
    """Reads texts back to the names of what was said, so that rewording breaks no transcript."""

    def __init__(self, wording: Wording):
        said = [(id, again) for id in wording.texts for again in (False, True)]
        self._patterns = [(id, re.compile(self._pattern(wording, id, again))) for id, again in said]

    @staticmethod
    def _pattern(wording: Wording, id: str, again: bool) -> str:
        """Whatever a variable holds; and the numbered choices, where the channel has no buttons."""
        names = frozenset[str]().union(*wording.texts[id].variables.values())
        ways = product(*([(name, value) for value in CHOSEN.get(name, ("§",))] for name in sorted(names)))
        plain = "|".join(Reader._words(wording, id, again, dict(way)) for way in ways)
        numbered = "".join(rf" {n} {re.escape(label)}" for n, label in enumerate(wording.labels(id).values(), 1))
        return f"(?:{plain})(?:{numbered})?(?: |$)"

    @staticmethod
    def _words(wording: Wording, id: str, again: bool, given: dict[str, Any]) -> str:
        words = wording.text(id, again=again, **given)
        return re.escape(" ".join(words.split())).replace("§", ".+?")

    def names(self, texts: Sequence[str], expected: Sequence[str] = ()) -> list[str]:
        """Where two names have the same words, as "Is this OK?" has, the expected one is meant."""
        return [name for text in texts for name in self._names(" ".join(text.split()), expected)]

    def _names(self, text: str, expected: Sequence[str]) -> list[str]:
        if not text:
            return []
        found = [(hit.end(), id in expected, id) for id, pattern in self._patterns if (hit := pattern.match(text))]
        assert found, f"no wording begins like {text!r}"
        end, _, id = max(found)
        return [id, *self._names(text[end:], expected)]
