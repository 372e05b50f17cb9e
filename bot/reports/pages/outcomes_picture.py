"""The picture of outcomes: where each sub-group's mean was before, and where it is after. Pure."""

from collections.abc import Sequence

from bot.reports.charts import BeforeAfter, Chart, Moved, Panel
from bot.reports.labels import is_lower_better, with_range
from bot.reports.pages.outcomes_rows import Rows
from flows.measures import SCALES

READING = "○ before, ● after; the fine line is the 95 % interval of the mean change. To the right is better. n: pairs."
MOST = 8  # panels; more are not read


def chart(rows: Rows, scores: Sequence[str]) -> Chart | None:
    """None when nothing may be shown."""
    panels = [panel for score in scores[:MOST] if (panel := _panel(rows, score)).rows]
    said = (f"{panel.title}: {', '.join(_said(row) for row in panel.rows)}" for panel in panels)
    return (
        Chart(
            "Before and after, means of those with both",
            READING,
            ". ".join(said),
            rows.asked.source,
            BeforeAfter(panels),
        )
        if panels
        else None
    )


def _said(row: Moved) -> str:
    return f"{row.name} {row.before:.1f} before, {row.after:.1f} after"


def _panel(rows: Rows, score: str) -> Panel:
    moved = [
        Moved(one.name, one.change.before, one.change.after, one.change.low, one.change.high, _count(one.counts[0]))
        for one in rows.of(score)
        if one.ok and one.change.before is not None and one.change.after is not None
    ]
    scale = SCALES.get(score)
    ends = (scale.low, scale.high) if scale else (0.0, max((max(one.before, one.after) for one in moved), default=1.0))
    return Panel(with_range(score), *ends, is_lower_better(score), moved)


def _count(pairs: object) -> int | str:
    """What is left out here is five or more: means of fewer are not drawn."""
    return pairs if isinstance(pairs, int) else "5+"
