"""What has happened in one conversation, in order: answers, says and acts, each under its step's name.

A journal is data that outlives the code: entries are never renamed, and added fields have defaults.
Its JSON form is short because every open conversation carries one.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeAlias


class Answer(NamedTuple):
    """A reply, as it was read: by which reader, in which language, on which local day, from which messages."""

    name: str
    value: object
    kind: str
    version: int
    language: str
    on: date
    messages: tuple[int, ...]


class Said(NamedTuple):
    name: str


class Acted(NamedTuple):
    """An act that was carried out; `digest` tells whether its arguments have changed since."""

    name: str
    digest: str


Entry: TypeAlias = Answer | Said | Acted
Words: TypeAlias = Callable[[int], str | None]


@dataclass(frozen=True, slots=True)
class Journal:
    entries: tuple[Entry, ...] = ()

    def answer(self, name: str) -> Answer | None:
        return next((e for e in self.entries if isinstance(e, Answer) and e.name == name), None)

    def answers(self) -> list[Answer]:
        return [e for e in self.entries if isinstance(e, Answer)]

    def last_answer(self) -> Answer | None:
        return next((e for e in reversed(self.entries) if isinstance(e, Answer)), None)

    def said(self) -> frozenset[str]:
        return frozenset(e.name for e in self.entries if isinstance(e, Said))

    def acted(self) -> dict[str, str]:
        return {e.name: e.digest for e in self.entries if isinstance(e, Acted)}

    def acted_since(self, answer: Answer) -> bool:
        return any(isinstance(e, Acted) for e in self.entries[self.entries.index(answer) :])

    def plus(self, entries: Sequence[Entry]) -> "Journal":
        """These entries added; one of the same sort and name is replaced where it stands."""
        if not entries:
            return self
        merged = {(type(e), e.name): e for e in self.entries}
        merged.update({(type(e), e.name): e for e in entries})
        return Journal(tuple(merged.values()))

    def without_answers(self, names: Iterable[str]) -> "Journal":
        gone = frozenset(names)
        return Journal(tuple(e for e in self.entries if not (isinstance(e, Answer) and e.name in gone)))

    def without_acts(self, names: Iterable[str]) -> "Journal":
        gone = frozenset(names)
        if not gone:
            return self
        return Journal(tuple(e for e in self.entries if not (isinstance(e, Acted) and e.name in gone)))

    def back(self) -> "Journal | None":
        """Forget the last answer and what was said since; never acts. None when nothing was answered yet."""
        if (last := self.last_answer()) is None:
            return None
        at = self.entries.index(last)
        return Journal(tuple(e for i, e in enumerate(self.entries) if i < at or isinstance(e, Acted)))

    def renewed(self, name: str, value: object, message: int) -> "Journal":
        """The same answer with more words to it."""
        old = self.answer(name)
        return self.plus([old._replace(value=value, messages=(*old.messages, message))] if old else [])


def rows(journal: Journal) -> list[list[object]]:
    """The journal as plain lists, for whoever packs it into JSON together with other things."""
    return [_row(e) for e in journal.entries]


def from_rows(rows: list[list[Any]]) -> Journal:
    return Journal(tuple([_entry(row) for row in rows]))


def dumps(journal: Journal) -> str:
    return json.dumps(rows(journal), ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Journal:
    return from_rows(json.loads(text))


def _row(entry: Entry) -> list[object]:
    if isinstance(entry, Answer):
        e = entry
        return ["a", e.name, e.value, e.kind, e.version, e.language, e.on.isoformat(), *e.messages]
    return ["d", entry.name, entry.digest] if isinstance(entry, Acted) else ["s", entry.name]


def _entry(row: list[Any]) -> Entry:
    sort, *rest = row
    if sort == "s":
        return Said(*rest)
    if sort == "d":
        return Acted(*rest)
    if sort != "a":
        raise ValueError(f"a journal entry of no known form: {row[:2]}")
    name, value, kind, version, language, on, *messages = rest
    return Answer(name, value, kind, version, language, date.fromisoformat(on), tuple(messages))
