"""How a name is written: with capitals where it has them."""

import re

from messages.heard import Vocabulary, fold

VOWELS = set("aeiouyAEIOUY")
_CAMEL = re.compile(r"(?:[A-ZÀ-Þ]['’‘`´])?(?:[^\W\d_a-z][^\W\d_A-Z]+)+$")


def capital(word: str, v: Vocabulary, first: bool) -> str:
    """Capitals where a name has them: "MIldred" and "margaret" have slipped, "McDonald" has not."""
    if (len(word) == 1 and word.isupper()) or _CAMEL.match(word):
        return word
    if not first and fold(word) in v.names.particles:
        return word.lower()
    if fold(word) in ("mc", "st"):
        return word.capitalize()
    if len(word) <= 3 and not VOWELS & set(word) and fold(word) not in v.names.titles:
        return word.upper()
    low = re.sub(r"(?:^|(?<=['’‘`´]))(?!s$)\w", lambda m: m.group().upper(), word.lower())
    return re.sub(r"^Mc(\w)", lambda m: f"Mc{m.group(1).upper()}", low)
