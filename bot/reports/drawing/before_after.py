"""Means before and after, a panel a score, on its whole scale. To the right is better, always."""

from math import ceil

from bot.reports.charts import BeforeAfter, Moved, Panel
from bot.reports.drawing.style import FOOT, INK, PALE, TOP, WIDTH, Axes, Figure, calm, room

ROW, HEAD = 0.27, 0.85  # inches for each row, and around each panel
LABELS, FIGURES = 2.6, 1.1  # inches left of the first panel, and right of each
COLUMNS = 2


def before_after(figure: Figure, shows: BeforeAfter) -> float:
    columns = min(COLUMNS, len(shows.panels))
    names = _names(shows)
    each = ROW * len(names) + HEAD
    height = TOP + FOOT + ceil(len(shows.panels) / columns) * each - 0.4
    space = {"left": LABELS / WIDTH, "right": 1 - FIGURES / WIDTH, "wspace": 0.45, "hspace": HEAD / (each - HEAD)}
    rows = ceil(len(shows.panels) / columns)
    all = figure.subplots(rows, columns, squeeze=False, gridspec_kw=space | room(height, TOP + 0.2, FOOT)).flat
    for n, axes in enumerate(all):
        if n < len(shows.panels):
            _panel(axes, shows.panels[n], names, labelled=n % columns == 0)
        else:
            axes.set_axis_off()
    return height


def _names(shows: BeforeAfter) -> list[str]:
    """Every row that any panel has, in order."""
    longest = max(shows.panels, key=lambda panel: len(panel.rows))
    others = [row.name for panel in shows.panels for row in panel.rows]
    return list(dict.fromkeys([*(row.name for row in longest.rows), *others]))


def _panel(axes: Axes, panel: Panel, names: list[str], *, labelled: bool) -> None:
    calm(axes)
    axes.set_title(f"{panel.title}{', lower is better' if panel.lower_is_better else ''}", color=INK)
    ends = (panel.end, panel.start) if panel.lower_is_better else (panel.start, panel.end)
    axes.set_xlim(*ends)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_yticks(range(len(names)), names if labelled else [""] * len(names))
    for row in panel.rows:
        _row(axes, row, names.index(row.name))
    for name in {*names} - {row.name for row in panel.rows}:
        _beside(axes, names.index(name), "not shown")


def _row(axes: Axes, row: Moved, y: int) -> None:
    axes.plot([row.before, row.after], [y, y], color=PALE, linewidth=2.5, zorder=2)
    if row.low is not None and row.high is not None:
        axes.plot(
            [row.before + row.low, row.before + row.high],
            [y, y],
            color=INK,
            linewidth=1.1,
            marker="|",
            markersize=7,
            zorder=3,
        )
    axes.plot(row.before, y, "o", markerfacecolor="white", markeredgecolor=INK, markersize=6, zorder=4, clip_on=False)
    axes.plot(row.after, y, "o", color=INK, markersize=6, zorder=5, clip_on=False)
    _beside(axes, y, f"{row.after - row.before:+.1f}  n {row.count}")


def _beside(axes: Axes, y: int, text: str) -> None:
    axes.annotate(text, (1.02, y), xycoords=("axes fraction", "data"), va="center", size=8)
