"""Which locality a postcode is in: by the setting LOCALITIES, and by a CSV file that the operator loads. We ship no data.

Nothing is half loaded: a file with a mistake is refused, with every mistake named.
"""

import csv
from collections.abc import Collection, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from bot.errors import PlacesWrong
from bot.mistakes import Mistakes, text_of
from bot.settings import Settings
from bot.toml_keys import meant
from flows.answers.reaching.postcodes import as_postcode

COLUMNS = ("postcode", "outward", "pcds")  # the last is its name in the ONS Postcode Directory
INWARD = "1AA"  # makes a whole postcode of a first half


class _Row(NamedTuple):
    line: int
    cells: list[str]


def of(settings: Settings) -> Mapping[str, str]:
    """All that is known; where the file and LOCALITIES differ the file is right. Raises PlacesWrong."""
    named = settings.outwards
    return named | load(Path(settings.postcodes), set(named.values())) if settings.postcodes else named


def load(path: Path, known: Collection[str] = ()) -> dict[str, str]:
    """Locality by postcode, or by the first half of one: in capitals, without spaces. `known`: the localities there are,
    where that is given. Raises PlacesWrong with every mistake, its line and what to do."""
    try:
        return parse(text_of(path), path, known)
    except ValueError as error:
        raise PlacesWrong(str(error)) from None


def parse(source: str, file: Path, known: Collection[str] = ()) -> dict[str, str]:
    """The same of what such a file says; `file` is named in mistakes. Raises PlacesWrong."""
    mistakes = Mistakes(file)
    rows = list(_rows(source, mistakes))
    found: dict[str, str] = {}
    first: dict[str, int] = {}
    for line, code, locality in _pairs(rows, mistakes):
        if known and locality not in known:
            mistakes.note(line, f"FRONTDOOR_LOCALITIES does not name {locality}. {meant(locality, sorted(known))}")
        if found.setdefault(code, locality) != locality:
            mistakes.note(line, f"{code} is in {found[code]} by line {first[code]}, and in {locality} here: keep one.")
        _ = first.setdefault(code, line)
    if mistakes:
        raise PlacesWrong(str(mistakes))
    return found


def locality_of(places: Mapping[str, str], postcode: str) -> str:
    """By the whole postcode, else by its first half; "" when neither is known."""
    code = _plain(postcode)
    return places.get(code) or places.get(code[: -len(INWARD)], "")


def _rows(source: str, mistakes: Mistakes) -> Iterator[_Row]:
    """Those that hold something, the header first."""
    reader, line = csv.reader(StringIO(source, newline=""), strict=True), 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _Row(line, [cell.strip() for cell in cells])
            line = reader.line_num + 1
    except csv.Error:
        mistakes.note(line, 'quotation marks are left open, or in the wrong place: write "St Mary, Devon", or none.')


def _pairs(rows: list[_Row], mistakes: Mistakes) -> Iterator[tuple[int, str, str]]:
    """(line, postcode or first half, locality) of the rows that are right by themselves."""
    if (at := _columns(rows)) is None:
        mistakes.note(1, "must name the columns, with commas between them: postcode,locality.")
        return
    if not rows[1:]:
        mistakes.note(1, "there is no postcode below this line.")
    for line, cells in rows[1:]:
        if len(cells) != len(rows[0].cells):
            mistakes.note(
                line, f'has {len(cells)} columns, not {len(rows[0].cells)}: write a comma in a name as "A, B".'
            )
            continue
        code, locality = (cells[n] for n in at)
        if not _is_postcode(_plain(code)):
            mistakes.note(line, f'"{code}" is no postcode, and no first half of one: write TQ14 9BH, or TQ14.')
        elif not locality:
            mistakes.note(line, f"{code} has no locality: name one, or take the line out.")
        else:
            yield line, _plain(code), locality


def _columns(rows: list[_Row]) -> tuple[int, int] | None:
    """Where the postcode and the locality stand."""
    names = [name.casefold() for name in rows[0].cells] if rows else []
    code = next((name for name in COLUMNS if name in names), None)
    return (names.index(code), names.index("locality")) if code and "locality" in names else None


def _plain(postcode: str) -> str:
    return "".join(postcode.split()).upper()


def _is_postcode(code: str) -> bool:
    """A whole one or a first half, as it is: a letter O that must be a nought is a mistake in a file."""
    return any((read := as_postcode(whole)) and _plain(read) == whole for whole in (code, code + INWARD))
