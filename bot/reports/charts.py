"""What a picture shows, as data. How it is drawn is in drawing.py, which alone loads matplotlib."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reports.xmr import Xmr


@dataclass(frozen=True, slots=True)
class Moved:
    """One row of a panel: a mean before and after, with the interval of the mean change (None: too few)."""

    name: str
    before: float
    after: float
    low: float | None
    high: float | None
    count: int | str


@dataclass(frozen=True, slots=True)
class Panel:
    """One score: `start` and `end` of its scale; `lower_is_better`."""

    title: str
    start: float
    end: float
    lower_is_better: bool
    rows: Sequence[Moved]


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    panels: Sequence[Panel]


@dataclass(frozen=True, slots=True)
class InOrder:
    """An XmR chart of `values` in `unit`, each with the day it ended on; `xmr` is None when there are too few for limits.
    `still`: how long what is not over has lasted."""

    unit: str
    values: Sequence[float]
    days: Sequence[str]
    xmr: Xmr | None
    still: Sequence[float]


@dataclass(frozen=True, slots=True)
class Bar:
    """`value` is None where it is not shown; `label` stands at its end. `group` is a heading above the first of a group."""

    name: str
    value: float | None
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    unit: str
    bars: Sequence[Bar]


Kind = BeforeAfter | InOrder | Bars


@dataclass(frozen=True, slots=True)
class Chart:
    """`says` is the picture in words, for whoever cannot see it. `source` stands below it."""

    title: str
    says: str
    source: str
    shows: Kind
