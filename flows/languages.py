"""Which language a text is in, when it is plainly not ours. A guess at a few words is worse than asking in English:
so two telling words, and a third of all, or mostly letters of another script."""

import re
import unicodedata

from flows.answers.words import words_of
from messages.languages import Language, languages

FEWEST, SHARE = 2, 3  # telling words, and one in so many of all


_TELLING = frozenset(word for one in languages() for word in one.words)


def other_language(text: str) -> Language | None:
    """The language that this text is plainly in, other than English; None when in doubt."""
    if text.isascii() and sum(word in _TELLING for word in re.findall("[a-z]+", text.lower())) < FEWEST:
        return None  # nearly every text: this look costs a fortieth of the next
    if foreign := _of_other_scripts(text):
        return _by_script(foreign)
    said = words_of(text).folded
    best = max(languages(), key=lambda one: sum(word in one.words for word in said))
    telling = {word for word in said if word in best.words}
    counted = sum(word in best.words for word in said)
    return best if len(telling) >= FEWEST and SHARE * counted >= len(said) else None


def is_foreign(text: str) -> bool:
    """Whether it is in another language, known to us or not."""
    return other_language(text) is not None or bool(_of_other_scripts(text))


def _of_other_scripts(text: str) -> list[str]:
    """The letters that are not Latin, if they are most of them."""
    letters = [c for c in text if c.isalpha()]
    foreign = [c for c in letters if not c.isascii() and not unicodedata.name(c, "").startswith("LATIN")]
    return foreign if 2 * len(foreign) > len(letters) else []


def _by_script(letters: list[str]) -> Language | None:
    names = [unicodedata.name(c, "") for c in letters]
    found = {one.code: sum(name.startswith(one.script) for name in names) for one in languages() if one.script}
    code = max(found, key=lambda code: found[code])
    return next(one for one in languages() if one.code == code) if found[code] else None
