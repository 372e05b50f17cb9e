"""Small numbers. A count of one to four people can point at somebody, so outside the service it is shown as "<5". Pure.

Whatever would give such a count away by subtraction from a total is left out with it ("*"): first the next smallest count
of that line, at last the total. Each row and each column is made safe by itself, the usual heuristic; that several of
them together give nothing away is not proven.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 5  # the threshold most used for health data in England; a report for staff of the service shows all
SMALL, WITHHELD = "<5", "*"

Count = int | str
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """Counts as they may be shown: `cells` row by row, their totals `across` each row and `down` each column."""

    cells: list[list[Count]]
    across: list[Count]
    down: list[Count]
    total: Count


def shown(rows: Sequence[Sequence[int]], *, internal: bool = False, never: Sequence[int] = ()) -> Shown:
    """Every row has as many counts. `never`: rows that are not shown whatever they hold, because few people are behind
    them. `internal`: for staff of the service, who see everything."""
    full = [[*row, sum(row)] for row in rows]
    full.append([sum(column) for column in zip(*full, strict=True)])
    hidden = {} if internal else _hidden(full, never)
    cells: list[list[Count]] = [[hidden.get((r, c), n) for c, n in enumerate(row)] for r, row in enumerate(full)]
    *body, foot = cells
    return Shown([row[:-1] for row in body], [row[-1] for row in body], foot[:-1], foot[-1])


def alone(count: int, *, internal: bool = False) -> Count:
    """A count with no other beside it from which it could be worked out."""
    return count if internal or not 0 < count < LEAST else SMALL


def one_row(counts: Sequence[int], *, internal: bool = False) -> tuple[list[Count], Count]:
    """The counts of a single row, and its total."""
    found = shown([counts], internal=internal)
    return found.cells[0], found.across[0]


def _hidden(full: Sequence[Sequence[int]], never: Sequence[int]) -> dict[Place, str]:
    """What to show in place of a count, where it is not shown."""
    found = {(r, c): SMALL for r, row in enumerate(full) for c, n in enumerate(row) if 0 < n < LEAST}
    found |= {(r, c): WITHHELD for r in never for c in range(len(full[r])) if (r, c) not in found}
    lines, before = _lines(len(full), len(full[0])), -1
    while len(found) > before:
        before = len(found)
        for line in lines:
            _make_safe(full, line, found)
    return found if len(full) > 2 else found | {(1, c): mark for (_, c), mark in found.items()}


def _lines(rows: int, columns: int) -> list[list[Place]]:
    """Every row and column whose last place is the sum of the others. A single row is its own total."""
    across = [[(r, c) for c in range(columns)] for r in range(rows)]
    down = [[(r, c) for r in range(rows)] for c in range(columns)]
    return across[:1] if rows == 2 else [*across, *down]


def _make_safe(full: Sequence[Sequence[int]], line: Sequence[Place], found: dict[Place, str]) -> None:
    """Leave out the smallest that is enough by itself; first of those whose other line has something left out already."""
    while _gives_away(full, line, found):
        left = [(r, c) for r, c in line[:-1] if (r, c) not in found and full[r][c]]
        crossed = {r for r, _ in found}, {c for _, c in found}
        order = sorted(left, key=lambda at: (_is_new(at, line, crossed), full[at[0]][at[1]])) or [line[-1]]
        enough = (at for at in order if not _gives_away(full, line, found | {at: WITHHELD}))
        found[next(enough, order[0])] = WITHHELD


def _is_new(at: Place, line: Sequence[Place], crossed: tuple[set[int], set[int]]) -> bool:
    """Whether nothing is hidden yet in the line that crosses this one here."""
    is_row = line[0][0] == line[-1][0]
    return at[1] not in crossed[1] if is_row else at[0] not in crossed[0]


def _gives_away(full: Sequence[Sequence[int]], line: Sequence[Place], found: dict[Place, str]) -> bool:
    """Whether the total, less what is shown, leaves fewer than LEAST people, or tells one of the hidden counts."""
    *places, total = line
    hidden = [place for place in places if place in found]
    if not hidden or total in found:
        return False
    rest = sum(full[r][c] for r, c in hidden)
    small = sum(found[place] == SMALL for place in hidden)
    return len(hidden) == 1 or 0 < rest < LEAST or (small > 0 and _is_known(rest, small, len(hidden) - small))


def _is_known(rest: int, small: int, others: int) -> bool:
    """Whether the small ones among the hidden counts can have one value only, when all come to `rest`: the small are 1
    to 4 each, the others 5 or more."""
    least, most = (small, min(4 * small, rest - LEAST * others)) if others else (rest, rest)
    return max(1, least - 4 * (small - 1)) >= min(4, most - (small - 1))
