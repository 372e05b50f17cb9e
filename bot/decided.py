"""What this service goes by: its settings and our files, and in place of them what was decided at the desk.

One rule: a version that was taken at the desk counts, whole, until another is taken or it is given up there; then the
settings and our files count again. What can no longer be used, after a new release say, is left out, and named. Each
process looks every few seconds, and changes in place what all its parts share, so that nothing has to be told.
"""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import structlog

from bot import opening, places, programme_file
from bot.errors import FrontdoorError
from bot.measure_words import asked_by
from bot.opening import Opening
from bot.programme import Programme
from bot.service_hours import ServiceHours
from bot.settings import Settings
from bot.store import documents
from bot.store.database import Database
from bot.store.documents import Document, Key
from bot.vocabulary import check
from messages.helplines import Helpline, helplines, variables
from messages.wording import Wording, WordingError, load_all

PROGRAMME, POSTCODES, HOURS, WORDING, HELPLINE = "programme", "postcodes", "hours", "wording", "helpline"
OF_WORDS = (HOURS, WORDING, HELPLINE)  # what stands in texts
Found = TypeVar("Found")
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Made:
    """All of it, for one set of documents. `wordings` is None where the texts are as at the start. `unused`: why each
    document that cannot be used is left out."""

    programmes: Mapping[str, Programme]
    places: Mapping[str, str]
    opening: Opening
    lines: Mapping[str, Helpline]
    wordings: Mapping[str, Wording] | None
    unused: Mapping[Key, str] = field(default_factory=dict[Key, str])


@dataclass(frozen=True, slots=True)
class Shared:
    """What the parts of a service hold, and is changed in place."""

    programmes: dict[str, Programme]
    places: dict[str, str]
    hours: ServiceHours
    wordings: Mapping[str, Wording]


class Decided:
    def __init__(self, database: Database, settings: Settings, shared: Shared):
        self._database, self.settings, self.shared = database, settings, shared
        self._mark, self._reworded = (0, 0), False
        self.opening = opening.of_settings(settings)
        self.lines: Mapping[str, Helpline] = helplines(settings.nation)
        self.used: Mapping[Key, Document] = {}
        self.unused: Mapping[Key, str] = {}

    async def look(self) -> None:
        """Go by what is in use now, if that has changed since the last look."""
        async with self._database.glance() as tx:
            mark = await documents.mark(tx)
        if mark == self._mark:
            return
        async with self._database.read() as tx:
            used = await documents.in_use(tx)
        made = await asyncio.to_thread(make, self.settings, used, self._reworded)
        self._mark, self.used = mark, used
        self._apply(made)

    def _apply(self, made: Made) -> None:
        _replace(self.shared.programmes, made.programmes)
        _replace(self.shared.places, made.places)
        self.shared.hours.become(opening.hours(made.opening, self.settings))
        self.opening, self.lines, self.unused = made.opening, made.lines, made.unused
        if made.wordings is not None:
            self._reworded = True
            for language, wording in made.wordings.items():
                self.shared.wordings[language].become(wording)
        for (kind, name), why in made.unused.items():
            log.error("left out what was decided at the desk", kind=kind, name=name, why=why)


def _replace(held: dict[str, Any], by: Mapping[str, Any]) -> None:
    held.clear()
    held.update(by)


def make(settings: Settings, used: Mapping[Key, Document], reworded: bool = False) -> Made:
    """What the settings, our files and these documents come to. `reworded`: the texts are not as at the start."""
    unused: dict[Key, str] = {}
    texts = _texts(used)
    programmes = programmes_of(settings, used, unused)
    known = places_of(settings, used, unused)
    open_at = _of_text(texts, (HOURS, ""), opening.of_text, unused) or opening.of_settings(settings)
    lines = dict(helplines(settings.nation))
    for id, ours in helplines(settings.nation).items():
        lines[id] = _of_text(texts, (HELPLINE, id), partial(read_line, ours), unused) or ours
    words = {key: text for key, text in texts.items() if key[0] == WORDING}
    needed = reworded or any(kind in OF_WORDS for kind, _ in texts)
    wordings = _worded(settings, words, lines, open_at, programmes, unused) if needed else None
    return Made(programmes, known, open_at, lines, wordings, unused)


def programmes_of(
    settings: Settings, used: Mapping[Key, Document], unused: dict[Key, str] | None = None
) -> Mapping[str, Programme]:
    """`unused` gets why the document cannot be used, if that is so."""
    found = _of_text(_texts(used), (PROGRAMME, ""), read_programmes, {} if unused is None else unused)
    return found or programme_file.of(settings)


def places_of(
    settings: Settings, used: Mapping[Key, Document], unused: dict[Key, str] | None = None
) -> Mapping[str, str]:
    """The same for the localities by postcode."""
    found = _of_text(_texts(used), (POSTCODES, ""), read_places, {} if unused is None else unused)
    return found or places.of(settings)


def _texts(used: Mapping[Key, Document]) -> dict[Key, str]:
    return {key: one.text for key, one in used.items() if one.text is not None}


def _of_text(texts: Mapping[Key, str], key: Key, read: Callable[[str], Found], unused: dict[Key, str]) -> Found | None:
    """None where there is no such document, or it cannot be used."""
    if key not in texts:
        return None
    try:
        return read(texts[key])
    except (FrontdoorError, ValueError, TypeError, KeyError) as error:
        unused[key] = str(error)
        return None


def read_programmes(text: str) -> Mapping[str, Programme]:
    """Raises ProgrammeWrong."""
    return programme_file.parse(text, Path("programme.toml"))


def read_places(text: str) -> Mapping[str, str]:
    """Raises PlacesWrong."""
    return places.parse(text, Path("postcodes.csv"))


def read_line(ours: Helpline, text: str) -> Helpline:
    """A line of ours with what was decided about it."""
    raw: dict[str, str] = json.loads(text)
    days = {name: date.fromisoformat(raw[name]) for name in ("checked", "check_by")}
    return replace(ours, number=raw["number"], say=raw["say"], hours=raw["hours"], verified=True, **days)


def spoken(
    settings: Settings,
    programmes: Mapping[str, Programme],
    lines: Mapping[str, Helpline] | None = None,
    open_at: Opening | None = None,
    changed: Mapping[str, Mapping[str, str]] | None = None,
) -> dict[str, Wording]:
    """The languages spoken here, each proved complete. Raises WordingError naming every gap."""
    service = {
        **(variables(lines.values()) if lines is not None else {}),
        "service": settings.service_name,
        "office": settings.office_number,
        "privacy_url": settings.privacy_url or f"{settings.public_url or 'http://localhost'}/privacy",
        "hours": open_at.words if open_at else settings.service_hours,
        "nation": settings.nation,
    }
    found = load_all(settings.spoken, service, added=settings.measures, changed=changed)
    for wording in found.values():
        check(wording, asked_by(programmes.values()))
    return found


def _worded(
    settings: Settings,
    words: Mapping[Key, str],
    lines: Mapping[str, Helpline],
    open_at: Opening,
    programmes: Mapping[str, Programme],
    unused: dict[Key, str],
) -> Mapping[str, Wording]:
    """With every changed text that can be used."""

    def load(some: Mapping[Key, str]) -> Mapping[str, Wording]:
        return spoken(settings, programmes, lines, open_at, by_language(some))

    try:
        return load(words)
    except WordingError as error:
        if not words:
            raise
        unused |= {key: why for key, text in words.items() if (why := _why_not(load, {key: text}))}
        left = {key: text for key, text in words.items() if key not in unused}
        if len(left) == len(words):  # each is right by itself
            unused |= dict.fromkeys(words, str(error))
            left = {}
        return load(left)


def _why_not(load: Callable[[Mapping[Key, str]], object], some: Mapping[Key, str]) -> str:
    try:
        _ = load(some)
    except WordingError as error:
        return str(error)
    return ""


def by_language(words: Mapping[Key, str]) -> dict[str, dict[str, str]]:
    """A text's document is named by its language and its id, as "en/consent"."""
    found: dict[str, dict[str, str]] = {}
    for (_, name), text in words.items():
        language, _, id = name.partition("/")
        found.setdefault(language, {})[id] = text
    return found


def sentences(unused: Mapping[Key, str]) -> Sequence[str]:
    """For `frontdoor check`."""
    return [
        f"what was decided at the desk about {' '.join(filter(None, key))} cannot be used and is left out: {why}"
        for key, why in unused.items()
    ]
