"""What people write, in each language: the words that mean yes, seven, Monday, STOP.

Everything that depends on a language is in its heard.toml; this file knows the shape and no words.
A phrase there is written plainly, with two signs: `texting/messaging` means either word, `please?` may be missing.
A mistake in the file is an error at start, never a reply that is silently misread.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from itertools import chain
from math import prod
from pathlib import Path
from typing import cast

import tomli

from messages.phrases import Phrases, Words
from messages.slips import forgiven
from messages.vocabulary import Vocabulary

__all__ = ["BadVocabulary", "Phrases", "Vocabulary", "fold", "heard", "ordinary", "parse", "ways"]

HERE = Path(__file__).parent
# A line with many choices multiplies out; beyond this it is a slip, and would cost memory.
MOST_WAYS = 5_000
DIALECT = "dialect"
LONG = 5  # letters: "kin" is no "king"
_OR = re.compile(r"(?<!\d)/|/(?!\d)")  # "24/7" is one word


class BadVocabulary(ValueError):
    """A language's heard.toml cannot be used."""


def fold(word: str) -> str:
    """One spelling for comparing: no capitals, accents or apostrophes."""
    if word.isascii() and word.isalnum():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if c.isalnum() or (not c.isascii() and unicodedata.category(c) == "So"))


@lru_cache(maxsize=2048)  # "the?" stands in many lines
def _options(part: str) -> list[Words]:
    """`texting/messaging?` -> the words that may stand here, and nothing if it may be missing."""
    choices = [(w if w.startswith("{") or "/" in w else fold(w),) for w in _OR.split(part.rstrip("?"))]
    if ("",) in choices:
        raise BadVocabulary(f"nothing is left of {part!r} once capitals and signs are dropped")
    return [*choices, ()] if part.endswith("?") else choices


def ways(phrase: str) -> list[Words]:
    """Every way of writing that a line of heard.toml stands for."""
    if phrase.islower() and phrase.isascii() and phrase.replace(" ", "").isalnum():  # nine lines in ten
        return [tuple(phrase.split())]
    parts = [_options(part) for part in phrase.split()]
    count = prod(map(len, parts))
    if not parts or count > MOST_WAYS:
        raise BadVocabulary(f"{phrase!r} stands for {count if parts else 0} ways of writing")
    found: list[Words] = [()]
    for part in parts:
        found = (
            [begun + more for begun in found for more in part]
            if len(part) > 1
            else [begun + part[0] for begun in found]
        )
    return [words for words in found if words]


def _phrases(where: str, raw: object) -> Phrases:
    table = cast(Mapping[str, object], raw) if isinstance(raw, dict) else {"": raw}
    meanings: dict[Words, str] = {}
    for meaning, lines in table.items():
        if not isinstance(lines, list) or not all(isinstance(line, str) for line in cast(list[object], lines)):
            raise BadVocabulary(f"{where}.{meaning} must be a list of phrases")
        found = dict.fromkeys(chain.from_iterable(map(ways, cast(list[str], lines))), meaning)
        for words in meanings.keys() & found.keys():
            raise BadVocabulary(f"{where}: {' '.join(words)!r} means both {meanings[words]!r} and {meaning!r}")
        meanings |= found
    return Phrases.of(meanings)


def _section(where: str, kind: type[object], raw: object) -> object:
    """A section has exactly the lists that the code reads: a misspelt one would be silently unheard."""
    names = [f.name for f in fields(kind)]  # pyright: ignore[reportArgumentType]
    if not isinstance(raw, dict) or set(cast(dict[str, object], raw)) != set(names):
        raise BadVocabulary(f"{where} must hold exactly: {', '.join(names)}")
    lists = cast(dict[str, object], raw)
    return kind(**{name: _phrases(f"{where}.{name}", lists[name]) for name in names})


def _patterns(where: str, raw: object) -> tuple[str, ...]:
    lines = cast(list[object], raw) if isinstance(raw, list) else [None]
    patterns = tuple(line for line in lines if isinstance(line, str))
    if len(patterns) < len(lines):
        raise BadVocabulary(f"{where} must be a list of patterns")
    try:
        return tuple(re.compile(pattern).pattern for pattern in patterns)
    except re.error as error:
        raise BadVocabulary(f"{where}: {error}") from error


def _contradictions(v: Vocabulary) -> None:
    yes = {**v.yes_no.yes.meanings, **v.yes_no.yes_alone.meanings}
    no = {**v.yes_no.no.meanings, **v.yes_no.no_alone.meanings}
    for words in [*(yes.keys() & no.keys()), *(v.common.skip.meanings.keys() & (yes.keys() | no.keys()))]:
        raise BadVocabulary(f"{' '.join(words)!r} cannot mean two of yes, no and skip")


def _words_in(section: object) -> set[str]:
    """Every word that some list of this section knows."""
    lists = (cast(Phrases, getattr(section, field.name)) for field in fields(section))  # pyright: ignore[reportArgumentType]
    return set[str]().union(*(words for one in lists for words in one.meanings))


def _clipped(known: set[str], real: frozenset[str]) -> dict[str, str]:
    """ "mornin", "nothin": the words in -ing without their last letter, unless that is a word."""
    doing = {word[:-1]: word for word in known if len(word) > LONG and word.endswith("ing")}
    return {word: doing[word] for word in doing.keys() - known - real}


def parse(source: str, language: str = "", real: frozenset[str] = frozenset()) -> Vocabulary:
    """Check and take in a heard.toml. `real` holds the language's words that look like a slip in one of `often`."""
    try:
        raw: dict[str, object] = tomli.loads(source)
    except tomli.TOMLDecodeError as error:
        raise BadVocabulary(f"{language}/heard.toml: {error}") from error
    kinds = {f.name: cast(type[object], f.type) for f in fields(Vocabulary) if f.name != "language"}
    if set(raw) != {*kinds, DIALECT}:
        raise BadVocabulary(f"{language}/heard.toml must hold exactly: {', '.join([*kinds, DIALECT])}")
    under_18, deaf = (_patterns(f"{language}/heard.toml {name}", raw.pop(name)) for name in ("under_18", "deaf"))
    often = _phrases(f"{language}/heard.toml often", raw.pop("often")).meanings
    dialect = _phrases(f"{language}/heard.toml {DIALECT}", raw.pop(DIALECT)).meanings
    sections = {name: _section(f"{language}/heard.toml {name}", kinds[name], lists) for name, lists in raw.items()}
    known = set[str]().union(*map(_words_in, sections.values()))
    slips = forgiven([words[0] for words in often], known | real)
    spelt = {word: one for (word,), one in dialect.items()}
    vocabulary = Vocabulary(language, under_18, deaf, {**slips, **spelt, **_clipped(known, real)}, **sections)  # pyright: ignore[reportArgumentType]
    _contradictions(vocabulary)
    return vocabulary


@lru_cache
def heard(language: str) -> Vocabulary:
    """What a language's speakers write. Read once: it cannot change while the service runs."""
    path = HERE / language / "heard.toml"
    if not language.replace("-", "").isalnum() or not path.is_file():
        raise BadVocabulary(f"there is no messages/{language}/heard.toml")
    return parse(path.read_text(encoding="utf-8"), language, _words_of(path.with_name("real.txt")))


@lru_cache
def ordinary(language: str) -> frozenset[str]:
    """The language's ordinary words, read when first needed (8 ms and 3 MB, which `frontdoor --help` can do without)."""
    return _words_of(HERE / language / "ordinary.txt")


def _words_of(path: Path) -> frozenset[str]:
    """A list of words, one a line, below a note on where it is from."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return frozenset(line for line in lines if line.isalpha())
