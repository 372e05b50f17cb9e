"""docs/measures.md is true: its tables are the measures as the code has them, with what nobody has confirmed marked."""

import re
from collections.abc import Iterator
from pathlib import Path

from flows.lexicon import needs_of
from flows.measures import MEASURES, SCALES, Measure, Scale, Source
from tests.components import ROOT

DOC = (Path(ROOT) / "docs" / "measures.md").read_text(encoding="utf-8")


def table_of(kind: str) -> Iterator[str]:
    for one in MEASURES.values():
        if one.kind == kind:
            last = one.who if kind == "staff" else missing(one)
            yield f"| `{one.id}` | {one.title} | {len(one.items) or ''} | {last} | {one.licence} | {shown(one.source)} |"


def missing(one: Measure) -> str:
    if one.apart:
        return "each item is a score of its own"
    if one.may_miss:
        return f"up to {one.may_miss}, for the mean of the others: {shown(one.missing_from)}"
    return "none" if one.items else "the mean of the goals answered"


def scores() -> Iterator[str]:
    for id, known in SCALES.items():
        names = ", ".join(f"{name} from {start}" for start, name in known.bands.items())
        bands = f"{names}: {shown(known.bands_from)}" if names else ""
        yield f"| `{id}` | {known.low} to {known.high:,} | {known.better} | {bands} | {change(known)} |"


def change(known: Scale) -> str:
    return f"{known.change}: {shown(known.change_from)}" if known.change else ""


def shown(source: Source | None) -> str:
    assert source is not None
    return source.where if source.verified else f"**not confirmed** ({source.where})"


def rows_in(heading: str) -> list[str]:
    section = DOC.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [line for line in section.splitlines() if line.startswith("| `")]


def test_the_tables_agree_with_the_measures():
    wanted = {
        "Asked in our texts": table_of("shipped"),
        "Asked once you add the words": table_of("operator"),
        "Entered by staff": table_of("staff"),
        "What the scores mean": scores(),
    }
    assert {heading: rows_in(heading) for heading in wanted} == {heading: [*rows] for heading, rows in wanted.items()}


def test_the_names_that_an_operator_writes_are_all_listed():
    choices = {one.id: one.items[0] for one in MEASURES.values() if one.kind == "operator"}
    listed = {cells[0]: cells[1:] for cells in (re.findall(r"`([^`]*)`", row) for row in rows_in("Names to write"))}
    assert listed == {
        id: [*(need.id for need in needs_of(MEASURES[id])), *(f".{key}" for key in item.choices)]
        for id, item in choices.items()
    }
