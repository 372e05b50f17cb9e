"""A weekday written as it is said where the writer is from: "setterda", "wensdi", "fursdee".

Vowels and doubled letters differ from mouth to mouth; the other letters, and an ending that means "day", hardly do.
An ordinary word is never one ("steady", "sturdy").
"""

import re
from functools import lru_cache

from messages.heard import heard, ordinary

SHORTEST = 5  # letters
_SAME = re.compile(r"(.)\1+")
_UNHEARD = re.compile(r"(?<!^)[aeiouy]|(?<!^)(?<!^t)h")  # of "th" the h tells


@lru_cache(maxsize=1024)
def weekday_sound(word: str, language: str) -> int | None:
    dates = heard(language).dates
    if len(word) < SHORTEST or not word.isalpha():
        return None
    stems = (word.removesuffix(ending) for (ending,) in dates.day_endings.meanings if word.endswith(ending))
    heard_as = {dates.sounds.meanings.get((_SAME.sub(r"\1", _UNHEARD.sub("", stem)),)) for stem in stems} - {None}
    return int(heard_as.pop() or 0) if len(heard_as) == 1 and word not in ordinary(language) else None
