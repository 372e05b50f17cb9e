"""On which line each key of a TOML file stands. Knows no keys, and asks the parser where each statement ends."""

from collections.abc import Iterator, Mapping
from typing import cast

import tomli

Place = tuple[str | int, ...]  # ("wellbeing", "asked", 3, "week"); a number counts the tables of one name from 0


class Lines:
    """Of a source that parses. What stands inside of a value counts as standing where the value begins."""

    def __init__(self, source: str):
        self._found: dict[Place, int] = {(): 1}
        for line, place in _statements(source):
            for end in range(1, len(place) + 1):
                _ = self._found.setdefault(place[:end], line)

    def of(self, place: Place) -> int:
        """The line, from 1, of what stands at this place; of what it would stand in, when it is not there."""
        while place not in self._found:
            place = place[:-1]
        return self._found[place]


def _statements(source: str) -> Iterator[tuple[int, Place]]:
    """Every header and every key, in order. One ends with the first line at which it parses."""
    table: Place = ()
    latest: dict[Place, int] = {}
    statement, begins = "", 1
    for number, line in enumerate(source.split("\n"), 1):
        statement += f"{line}\n"
        try:
            raw = tomli.loads(statement)
        except tomli.TOMLDecodeError:
            continue
        if statement.lstrip().startswith("["):
            table = _table([*_names(raw)], statement.lstrip().startswith("[["), latest)
            yield begins, table
        elif raw:
            yield begins, (*table, *_names(raw))
        statement, begins = "", number + 1


def _names(value: object) -> Iterator[str]:
    """Of a statement that was parsed alone, outermost first."""
    while isinstance(value, dict) and len(named := cast(Mapping[str, object], value)) == 1:
        ((name, value),) = named.items()
        yield name


def _table(names: list[str], is_one_of_several: bool, latest: dict[Place, int]) -> Place:
    """The place of a header. A name that several tables have is followed by the number of its latest."""
    place: Place = ()
    for depth, name in enumerate(names, 1):
        place = (*place, name)
        if is_one_of_several and depth == len(names):
            latest[place] = latest.get(place, -1) + 1
        if place in latest:
            place = (*place, latest[place])
    return place
