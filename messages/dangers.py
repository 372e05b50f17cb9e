"""What is heard as danger in a language: danger.toml (how words are spelt, what denies, what is only a figure of speech)
and danger/*.toml (the rules, by category). This file knows their shape; flows/danger knows what a finding is.

A mistake in the files is an error at start, never a rule that silently finds nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, cast

import tomli

from messages.asks import Sentences
from messages.chains import Chain, Chains
from messages.heard import BadVocabulary, fold
from messages.patterns import Lists, Maker

HERE = Path(__file__).parent
LEVELS = ("red", "amber", "hint")
SHAPE = {"name", "level", "reason", "heard", "also", "unless", "denied", "past", "match", "leave"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is heard as danger. A hint is too weak to flag: it counts in the second line only.

    `also` must stand elsewhere in the message, and none of `unless` in the same sentence. `denied`: whether "not" before
    it cancels it; `past`: whether "years ago" does. `match` and `leave` are examples, which are tests.
    """

    name: str
    category: str
    level: str
    reason: str
    heard: tuple[Chain, ...]
    also: tuple[Chain, ...]
    unless: tuple[Chain, ...]
    denied: bool
    past: bool
    match: tuple[str, ...]
    leave: tuple[str, ...]


class Absence(NamedTuple):
    """The words of "I'm away for two weeks", as the file explains them."""

    begins: frozenset[str]
    where: frozenset[str]
    long: frozenset[str]
    links: frozenset[str]
    before_be: frozenset[str]

    def is_all_of(self, words: Sequence[str]) -> bool:
        """Whether these words say that and nothing else. Any word that is not known for it speaks against it."""
        if not words or words[0] not in self.begins:
            return False
        said, known = frozenset(words), self.begins | self.where | self.long | self.links
        if said.isdisjoint(self.where) or said.isdisjoint(self.long):
            return False
        only_so = (then == "be" for word, then in pairwise([*words, ""]) if word in self.before_be)
        return all(only_so) and all(word in known or word.isdecimal() for word in said)


@dataclass(frozen=True, slots=True)
class Dangers:
    """One language's."""

    spelt: Mapping[str, str]
    fill: frozenset[str]
    rules: Mapping[str, Rule]
    heard: Sentences[Chain]
    figures: Sentences[Chain]
    elsewhere: Sentences[Chain]
    past: Sentences[Chain]
    denials: frozenset[str]
    turns: frozenset[str]
    sender: frozenset[str]
    another: frozenset[str]
    absence: Absence


class _Reader:
    def __init__(self, general: Mapping[str, Any]) -> None:
        self.lists: Lists = general["lists"]
        self.spelt = {fold(way): fold(word) for word, others in general["spelt"].items() for way in others}
        self.maker = Maker(self.lists, self.spelt, general["common"])
        self.chains = Chains(self.maker)

    def patterns(self, meaning: str, lines: Sequence[str]) -> tuple[Chain, ...]:
        return tuple(self.chains.chain(meaning, line) for line in lines)

    def rule(self, category: str, row: Mapping[str, Any]) -> Rule:
        if not set(row) <= SHAPE or not {"name", "level", "reason", "heard", "match"} <= set(row):
            raise BadVocabulary(f"danger/{category}.toml: a rule has {sorted(SHAPE)}, this one {sorted(row)}")
        if row["level"] not in LEVELS:
            raise BadVocabulary(f"danger/{category}.toml {row['name']}: the level is one of {LEVELS}")
        name = str(row["name"])
        heard, also, unless = (self.patterns(name, row.get(part, ())) for part in ("heard", "also", "unless"))
        flags = (bool(row.get("denied", True)), bool(row.get("past", True)))
        examples = (tuple(row["match"]), tuple(row.get("leave", ())))
        return Rule(name, category, row["level"], row["reason"], heard, also, unless, *flags, *examples)

    def words(self, name: str) -> frozenset[str]:
        return frozenset(word for (word,) in self.maker.listed[name])


def parse(general: str, by_category: Mapping[str, str]) -> Dangers:
    """The rules of a language from the text of its files."""
    raw: dict[str, Any] = tomli.loads(general)
    reader = _Reader(raw)
    rules = list(_rules(reader, by_category))
    named = {rule.name: rule for rule in rules}
    if len(named) < len(rules):
        raise BadVocabulary("two rules of danger/*.toml have the same name")
    figures, elsewhere, past = (
        Sentences[Chain].of(reader.patterns(name, raw["scope"][name])) for name in ("figures", "elsewhere", "past")
    )
    return Dangers(
        reader.spelt,
        reader.maker.fill,
        named,
        Sentences[Chain].of([one for rule in rules for one in rule.heard]),
        figures,
        elsewhere,
        past,
        *(reader.words(name) for name in ("denials", "turns", "sender", "another")),
        absence=Absence(**{name: frozenset(some) for name, some in raw["absence"].items()}),
    )


def _rules(reader: _Reader, by_category: Mapping[str, str]) -> Iterator[Rule]:
    for category, source in by_category.items():
        for row in cast(Mapping[str, Any], tomli.loads(source)).get("rule", ()):
            yield reader.rule(category, row)


@lru_cache
def dangers(language: str) -> Dangers | None:
    """What is heard as danger in this language; None where nobody has written it down yet."""
    general, folder = HERE / language / "danger.toml", HERE / language / "danger"
    if not general.is_file():
        return None
    by_category = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml"))}
    return parse(general.read_text(encoding="utf-8"), by_category)
