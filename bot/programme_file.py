"""Reads a programme file, or names everything that is wrong with it. Nothing is half loaded.

Here is what each key must be; what must fit together stands in programme_rules.py. docs/programme.md is for operators.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import time
from pathlib import Path
from typing import Any, get_args

import tomli

from bot.errors import ProgrammeWrong
from bot.mistakes import Mistakes, text_of
from bot.programme import Asked, Dimension, Kind, Programme, Role, Silence
from bot.programme_rules import FOLLOWED, Row, check
from bot.settings import Settings
from bot.toml_keys import TABLE, TABLES, WEEKDAY, Key, Tables, one_of, text, texts, wall_time, whole
from bot.toml_lines import Place

SHIPPED = Path(__file__).with_name("programme.toml")
LONGEST = 104  # weeks
OPENS, CLOSES = time(8), time(20)  # the default of the quiet hours


def _weeks(value: object) -> range:
    first, _, last = str(value).partition("-")
    found = range(int(first), int(last or first) + 1)
    if not found or found[-1] > LONGEST + FOLLOWED:
        raise ValueError
    return found


PROGRAMME = {
    "title": text(60).needed,
    "role": one_of(*get_args(Role)).needed,
    "weeks": whole(1, LONGEST).needed,
    "day": WEEKDAY.needed,
    "hour": wall_time(OPENS, CLOSES).needed,
    "asked": TABLES.needed,
    "pace": one_of(1, 2, 4),
    "cap": whole(1, 21),
    "goals": whole(0, 3),
    "wellbeing": texts(),
    "localities": texts(),
    "expires_hours": whole(1, 28),  # from 20:00 that is the end of the next day: "your Tuesday" never comes on Thursday
    "review_days": whole(1, 28),
    "silence": TABLE,
    "sub_groups": TABLE,
    "expected_decline": texts(),
    "dimensions": TABLE,
}
ASKED = {
    "week": Key(_weeks, 'must be a week such as 6, or several such as "1-11"').needed,
    "kind": one_of(*get_args(Kind)).needed,
    "measures": texts(),
}
SILENCE = {"remind_after_days": whole(1, 6), "other_after": whole(1, 8), "item_after": whole(1, 8)}
DIMENSION = {"text": text(70).needed, "levels": texts(5, 40).needed}  # together they are two segments at most


def of(settings: Settings) -> Mapping[str, Programme]:
    """The programmes of this service. Raises ProgrammeWrong."""
    return load(Path(settings.programme) if settings.programme else None)


def load(path: Path | None = None) -> Mapping[str, Programme]:
    """The programmes by name: those of this file, or the ones that we ship. Raises ProgrammeWrong with every mistake."""
    file = path or SHIPPED
    try:
        return parse(text_of(file), file)
    except ValueError as error:
        raise ProgrammeWrong(str(error)) from None


def parse(source: str, file: Path) -> Mapping[str, Programme]:
    """The same of what such a file says; `file` is named in mistakes. Raises ProgrammeWrong."""
    mistakes = Mistakes(file)
    try:
        raw = tomli.loads(source)
    except tomli.TOMLDecodeError as error:
        mistakes.note(error.lineno, f"this is no TOML: {error.msg}.")
        raise ProgrammeWrong(str(mistakes)) from None
    tables = Tables(source, mistakes)
    found = [(name, *_programme(tables, (name,), one)) for name, one in raw.items()]
    if not found:
        mistakes.note(1, "there is no programme here: begin one with its name in brackets, such as [wellbeing].")
    if mistakes:
        raise ProgrammeWrong(str(mistakes))
    return {name: _made(name, values, rows) for name, values, rows in found}


def _programme(tables: Tables, place: Place, raw: object) -> tuple[dict[str, Any], list[Row]]:
    """What the file says of one programme; all there only when nothing is wrong."""
    found = tables.read(raw, place, PROGRAMME)
    given = found.pop("asked", None)
    rows = [row for number, one in enumerate(given or ()) for row in _row(tables, (*place, "asked", number), one)]
    for name in found.keys() & {"silence", "sub_groups", "dimensions"}:
        found[name] = _inner(tables, (*place, name), found[name])
    check(tables, place, found, rows, is_whole=given is not None and len(rows) == len(given))
    return found, rows


def _row(tables: Tables, place: Place, raw: object) -> Iterator[Row]:
    row = tables.read(raw, place, ASKED)
    if row.keys() >= {"week", "kind"}:
        yield Row(place, row["week"], row["kind"], row.get("measures", ()))


def _inner(tables: Tables, place: Place, raw: Mapping[str, object]) -> dict[str, Any]:
    """A table within a programme, by its name."""
    match place[-1]:
        case "silence":
            return tables.read(raw, place, SILENCE)
        case "sub_groups":
            return tables.read(raw, place, dict.fromkeys(raw, text(60)))
        case _:
            return {key: tables.read(one, (*place, key), DIMENSION) for key, one in raw.items()}


def _made(name: str, found: Mapping[str, Any], rows: Iterable[Row]) -> Programme:
    """Of a programme without mistakes."""
    sides = found.get("dimensions", {})
    made: dict[str, Any] = {
        "asked": tuple(Asked(week, row.kind, row.measures) for row in rows for week in row.weeks),
        "silence": Silence(**found.get("silence", {})),
        "expected_decline": frozenset(found.get("expected_decline", ())),
        "dimensions": tuple(Dimension(key, **side) for key, side in sides.items()),
    }
    return Programme(name=name, **{**found, **made})
