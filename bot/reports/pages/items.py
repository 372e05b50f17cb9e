"""The report of items: how soon the queue's were taken and closed, by level; the slowest, and those still open. Pure.

An item is taken by whoever has it now: one that was passed on counts until they took it. One that was closed without being
taken counts as taken then.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import chain

from bot.reports.asked import Asked
from bot.reports.charts import Chart, Span, Spans
from bot.reports.page import Cell, Head, Page, Table
from bot.reports.small import WITHHELD, one_row
from bot.reports.spread import in_words, spread
from bot.store.tallies import Handled
from bot.triage import LEVELS

WORST = 3  # of each level, and of each step, that are named
TAKEN = "Taken: until whoever has it now took it; closed without being taken counts as taken then. Round the clock, nights and all."
READING = "● median; the bar ends at the 90th percentile; x the slowest. The scale is logarithmic."

Ended = Callable[[Handled], datetime | None]
STEPS: dict[str, Ended] = {
    "taken": lambda one: one.claimed_at or one.resolved_at,
    "closed": lambda one: one.resolved_at,
}


def minutes(title: str) -> Head:
    return Head(title, form=in_words, raw="minutes")


def page(found: Sequence[Handled], asked: Asked) -> Page:
    levels = {level: [one for one in found if one.level == level] for level in LEVELS}
    counts, total = one_row([len(ones) for ones in levels.values()], internal=asked.internal)
    enough = {
        level: ones for (level, ones), count in zip(levels.items(), counts, strict=True) if isinstance(count, int)
    }
    tables = [
        _counts(levels, counts, total), _times(enough, asked), _worst(enough), _open(enough, min(asked.now, asked.cohort.until)),
    ]  # fmt: skip
    return Page(
        "items",
        "The queue: how soon",
        [f"Items that came in {asked.days}; {asked.place}"],
        tables,
        [asked.warning],
    )


def _counts(levels: dict[str, list[Handled]], counts: Sequence[Cell], total: Cell) -> Table:
    rows: list[list[Cell]] = []
    for (level, ones), count in zip(
        [*levels.items(), ("all", list(chain(*levels.values())))], [*counts, total], strict=True
    ):
        closed = sum(one.resolved_at is not None for one in ones)
        rows.append([level, count, *([closed, len(ones) - closed] if isinstance(count, int) else [WITHHELD] * 2)])
    return Table(
        "levels", "Items by level", [Head(title) for title in ("level", "items", "closed", "still open")], rows
    )


def _times(levels: dict[str, list[Handled]], asked: Asked) -> Table:
    taken = [
        (level, step, spread(list(_taking(ones, ended).values())))
        for level, ones in levels.items()
        for step, ended in STEPS.items()
    ]
    rows = [
        [level, step, *((of.count, of.median, of.ninetieth, of.longest) if of else (0, None, None, None))]
        for level, step, of in taken
    ]
    spans = [Span(f"{level}, {step}", of.count, of.median, of.ninetieth, of.longest) for level, step, of in taken if of]
    heads = [
        Head("level"),
        Head("step"),
        Head("items"),
        *(minutes(title) for title in ("median", "90th percentile", "slowest")),
    ]
    return Table("times", "From coming in until", heads, rows, [TAKEN], grouped=True, chart=_chart(spans, asked))


def _taking(ones: Sequence[Handled], ended: Ended) -> dict[int, float]:
    """Minutes, by the item's number."""
    return {one.number: (at - one.created_at).total_seconds() / 60 for one in ones if (at := ended(one))}


def _worst(levels: dict[str, list[Handled]]) -> Table:
    rows: list[list[Cell]] = []
    for level, ones in levels.items():
        for step, ended in STEPS.items():
            slowest = sorted(_taking(ones, ended).items(), key=lambda one: -one[1])[:WORST]
            rows.extend([level, step, f"item {number}", taken] for number, taken in slowest)
    return Table(
        "slowest",
        "The slowest of each",
        [Head("level"), Head("step"), Head("item"), minutes("after")],
        rows,
        grouped=True,
    )


def _open(levels: dict[str, list[Handled]], now: datetime) -> Table:
    rows: list[list[Cell]] = []
    for level, ones in levels.items():
        waiting = sorted((one for one in ones if one.resolved_at is None), key=lambda one: one.created_at)
        rows.extend(
            [level, f"item {one.number}", _state(one), (now - one.created_at).total_seconds() / 60] for one in waiting
        )
    return Table(
        "open",
        "Still open, oldest first",
        [Head("level"), Head("item"), Head("state"), minutes("age")],
        rows,
        grouped=True,
    )


def _state(one: Handled) -> str:
    return "taken" if one.claimed_at else "nobody has it"


def _chart(spans: Sequence[Span], asked: Asked) -> Chart | None:
    says = "; ".join(
        f"{one.name}: median {in_words(one.median)}, nine in ten within {in_words(one.ninetieth)}" for one in spans
    )
    return (
        Chart("How soon items were taken and closed", READING, says, asked.below(asked.place), Spans(spans))
        if spans
        else None
    )
