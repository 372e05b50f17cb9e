"""Reads the tables of a TOML file by what each key must be. Every mistake is noted; a value that is wrong is left out."""

from collections.abc import Callable, Iterable, Mapping
from datetime import time
from functools import cached_property
from typing import Any, NamedTuple, cast

from bot.mistakes import Mistakes
from bot.toml_lines import Lines, Place

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ALIKE = 65  # of 100: "mesures" is meant for "measures"


class Key(NamedTuple):
    """`read` gives the value, or raises ValueError; `must` is what is said then."""

    read: Callable[[Any], object]
    must: str
    is_needed: bool = False

    @property
    def needed(self) -> "Key":
        return self._replace(is_needed=True)


class Tables:
    """The tables of one file, with a place to note what is wrong with them."""

    def __init__(self, source: str, mistakes: Mistakes):
        self._source, self._mistakes = source, mistakes

    @cached_property
    def _lines(self) -> Lines:
        """Found when the first mistake is: it takes longer than all the rest."""
        return Lines(self._source)

    def line(self, place: Place) -> int:
        return self._lines.of(place)

    def wrong(self, place: Place, sentence: str) -> None:
        """`sentence` goes on after the name of what stands there: "must be …"."""
        self._mistakes.note(self.line(place), f"{named(place)} {sentence}")

    def read(self, raw: object, place: Place, keys: Mapping[str, Key]) -> dict[str, Any]:
        """The values that are there and right, by key."""
        if not isinstance(raw, dict):
            self.wrong(place, f"{TABLE.must}.")
            return {}
        table, found = cast(dict[str, object], raw), dict[str, Any]()
        for name in (name for name in table if name not in keys):
            self.wrong((*place, name), f"is no key here. {meant(name, keys)}")
        for name in (name for name, key in keys.items() if key.is_needed and name not in table):
            self.wrong(place, f"lacks {name}, which {keys[name].must}.")
        for name in filter(keys.__contains__, table):
            try:
                found[name] = keys[name].read(table[name])
            except ValueError:
                self.wrong((*place, name), f"{keys[name].must}, not {_shown(table[name])}.")
        return found


def named(place: Place) -> str:
    """ "wellbeing.asked.week": the tables of one name are told apart by their lines."""
    return ".".join(part for part in place if isinstance(part, str))


def meant(name: str, known: Iterable[str]) -> str:
    """What to write instead of a name that nobody knows."""
    from rapidfuzz import fuzz, process  # here: 34 ms, spent only on a mistake

    choices = list(known)
    nearest = process.extractOne(name, choices, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return f"Did you mean {nearest[0]}?" if nearest else f"There are: {', '.join(choices) or 'none'}."


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def text(longest: int) -> Key:
    def read(value: object) -> str:
        if not isinstance(value, str) or not 0 < len(value.strip()) <= longest:
            raise ValueError
        return value.strip()

    return Key(read, f"must be words in quotes, {longest} characters at most")


def whole(low: int, high: int) -> Key:
    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError
        return value

    return Key(read, f"must be a number from {low} to {high}, without quotes")


def one_of(*known: str | int) -> Key:
    def read(value: object) -> object:
        if isinstance(value, bool):
            raise ValueError
        return known[known.index(value)]

    return Key(read, f"must be one of {', '.join(map(_shown, known))}")


def wall_time(opens: time, closes: time) -> Key:
    """From `opens` until before `closes`."""

    def read(value: object) -> time:
        hour, minute = map(int, str(value).split(":")[:2])  # TOML has times of its own, which are read as "10:00:00"
        if not opens <= time(hour, minute) < closes:
            raise ValueError
        return time(hour, minute)

    return Key(read, f'must be a time such as "10:00", from {opens:%H:%M} and before {closes:%H:%M}')


def texts(count: int | None = None, longest: int = 60) -> Key:
    """A list of words, `count` of them when that is given."""
    one = text(longest)

    def read(value: object) -> tuple[object, ...]:
        if not isinstance(value, list):
            raise ValueError
        found = tuple(one.read(each) for each in cast(list[object], value))
        if len({*found}) != len(found) or count not in (None, len(found)):
            raise ValueError
        return found

    many = f"{count} " if count else ""
    return Key(read, f'must be a list of {many}texts such as ["one", "two"], none twice, {longest} characters at most')


def _weekday(value: object) -> int:
    return DAYS.index(str(value).strip().casefold())


def _is(kind: type) -> Callable[[object], object]:
    """Each of these is read by itself, later."""

    def read(value: object) -> object:
        if not isinstance(value, kind):
            raise ValueError
        return value

    return read


WEEKDAY = Key(_weekday, 'must be a weekday such as "Tuesday"')
TABLE = Key(_is(dict), "must be a table: write its whole name in brackets, [like.this], and its keys below it")
TABLES = Key(_is(list), "must be tables: write the whole name in two brackets, [[like.this]], above each")
