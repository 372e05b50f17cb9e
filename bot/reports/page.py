"""A report as data: what it is about, what must be read with it, and tables with their pictures. The terminal, files and
the desk show it. Cells keep their numbers: only whoever shows them rounds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.reports.charts import Chart

Cell = str | int | float | None
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Head:
    """What a column holds, and how its numbers are written: with so many decimals, with + or -, and a unit behind; or by
    `form`. `raw` is the unit of the numbers themselves, where it is not what is written."""

    title: str
    places: int = 0
    sign: bool = False
    unit: str = ""
    form: Callable[[float], str] | None = None
    raw: str = ""

    def text(self, cell: Cell) -> str:
        if cell is None:
            return NOTHING
        if isinstance(cell, str):
            return cell
        if self.form:
            return self.form(cell)
        rounded = round(cell, self.places) + 0.0  # no -0
        return f"{rounded:{'+' if self.sign else ''},.{self.places}f}{self.unit}"


@dataclass(frozen=True, slots=True)
class Table:
    """`name` stands in a file's name. `grouped`: rows with the same first cell belong together. `chart` stands above it."""

    name: str
    title: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()
    grouped: bool = False
    chart: Chart | None = None

    def texts(self) -> list[list[str]]:
        return [[head.text(cell) for head, cell in zip(self.heads, row, strict=True)] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Page:
    """`about`: whose figures these are, and when. `warnings` must be read with the figures: they stand above them.
    `internal`: for staff of the service, who see small numbers."""

    name: str
    title: str
    about: Sequence[str]
    tables: Sequence[Table]
    warnings: Sequence[str] = ()
    internal: bool = False
