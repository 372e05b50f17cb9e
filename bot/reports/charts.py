"""What a picture shows, as data. How it is drawn is in drawing/, which alone loads matplotlib."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reports.xmr import Xmr


@dataclass(frozen=True, slots=True)
class Moved:
    """One row of a panel: a mean before and after of `count` pairs, and between what the mean change lies with 95 % (None:
    too few pairs). Not turned: lower is lower."""

    name: str
    before: float
    after: float
    low: float | None
    high: float | None
    count: int | str


@dataclass(frozen=True, slots=True)
class Panel:
    """One score, on its whole scale from `start` to `end`."""

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
    `still`: how long what is not over has lasted, `count` of them; empty when they may not be shown."""

    unit: str
    values: Sequence[float]
    days: Sequence[str]
    xmr: Xmr | None
    still: Sequence[float]
    count: int | str


@dataclass(frozen=True, slots=True)
class Bar:
    """`value` is None where it is not shown; `label` stands at its end. `group` is a heading above the first of a group."""

    name: str
    value: float | None
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """`most`: where the axis ends; None: behind the longest bar."""

    unit: str
    bars: Sequence[Bar]
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Shares in per cent, one for each place on the axis; None where it is not shown."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Lines:
    unit: str
    places: Sequence[str]
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Span:
    """Times in minutes: the middle one, what nine in ten do not exceed, and the longest, of `count`."""

    name: str
    count: int | str
    median: float
    ninetieth: float
    longest: float


@dataclass(frozen=True, slots=True)
class Spans:
    spans: Sequence[Span]


Kind = BeforeAfter | InOrder | Bars | Lines | Spans


@dataclass(frozen=True, slots=True)
class Chart:
    """`says` is the picture in words, for whoever cannot see it. `source` stands below it, `reading` says how to read it."""

    title: str
    reading: str
    says: str
    source: str
    shows: Kind
