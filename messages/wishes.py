"""What people on a programme say of it in sentences: patterns as in asks.toml, with its lists, in files of their own.

A file holds lists of its own, phrases by their meaning, and groups of patterns by theirs. It is read when somebody on a
programme first writes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

import tomli

from messages.asks import Asked, Sentences
from messages.heard import BadVocabulary, ways
from messages.patterns import Lists, Maker
from messages.phrases import Phrases

HERE = Path(__file__).parent
ALWAYS = ("fill", "limits", "tail", "thought")  # every pattern may end with these, or run over them
_LIST = re.compile(r"\{(\w+)\}")
Tables = Mapping[str, Lists]


@dataclass(frozen=True, slots=True)
class Wishes:
    """One file. The patterns of the group `whole` must be all of a message."""

    phrases: Mapping[str, Phrases]
    groups: Mapping[str, Sentences[Asked]]


@lru_cache
def wishes(language: str, name: str) -> Wishes | None:
    """Nothing where nobody has written it down for this language yet."""
    path = HERE / language / f"{name}.toml"
    if not path.is_file():
        return None
    return parse(path.read_text(encoding="utf-8"), path.with_name("asks.toml").read_text(encoding="utf-8"))


def parse(source: str, asks: str) -> Wishes:
    raw, common = (cast(Mapping[str, Tables], tomli.loads(one)) for one in (source, asks))
    groups = {name: table for name, table in raw.items() if name not in ("lists", "phrases")}
    used = {*_LIST.findall(source), *ALWAYS}  # to work out all of them would take a third of a second
    listed = {**cast(Lists, common["lists"]), **cast(Lists, raw["lists"])}
    lists = {name: lines for name, lines in listed.items() if name in used}
    maker = Maker(lists, {way: word for word, others in cast(Lists, common["spelt"]).items() for way in others})
    return Wishes(
        {name: _phrases(table) for name, table in raw["phrases"].items()},
        {name: _sentences(maker, name, cast(Lists, table)) for name, table in groups.items()},
    )


def _sentences(maker: Maker, name: str, table: Lists) -> Sentences[Asked]:
    return Sentences[Asked].of(
        [maker.asked(meaning, line, name == "whole") for meaning, lines in table.items() for line in lines]
    )


def _phrases(table: object) -> Phrases:
    """A list that is its own meaning, or a table of lists by their meaning."""
    by_meaning = cast(Lists, table) if isinstance(table, dict) else {"": cast(list[str], table)}
    found = [(way, meaning) for meaning, lines in by_meaning.items() for line in lines for way in ways(line)]
    if len(dict(found)) < len(set(found)):
        raise BadVocabulary("a phrase has two meanings")
    return Phrases.of(dict(found))
