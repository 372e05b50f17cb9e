"""Bars for counts and shares, lines for shares over weeks, spans for times."""

from matplotlib.ticker import NullLocator

from bot.reports.charts import Bars, Lines, Span, Spans
from bot.reports.drawing.style import FOOT, INK, PALE, QUIET, TOP, WIDTH, Axes, Figure, calm, room

ROW = 0.32  # inches a bar
LABELS = 2.6
STYLES = (("o", "-", INK), ("s", "--", "#6b7f83"))
MINUTES = {1: "1 min", 5: "5 min", 15: "15 min", 60: "1 h", 240: "4 h", 1440: "1 day", 4320: "3 days", 10080: "1 week", 43200: "30 days", 525600: "1 year"}  # fmt: skip


def _single(figure: Figure, height: float, left: float, right: float = 0.5, bottom: float = FOOT) -> Axes:
    space = {"left": left / WIDTH, "right": 1 - right / WIDTH} | room(height, TOP, bottom)
    return figure.subplots(gridspec_kw=space)


def bars(figure: Figure, shows: Bars) -> float:
    groups = [n for n, bar in enumerate(shows.bars) if bar.group]
    places = [n + sum(0.9 for start in groups if start <= n) for n in range(len(shows.bars))]
    height = TOP + FOOT + 0.25 + ROW * (len(places) + 0.9 * len(groups))
    axes = _single(figure, height, LABELS, bottom=FOOT + 0.25)
    calm(axes)
    axes.barh(places, [bar.value or 0 for bar in shows.bars], height=0.62, color=INK)
    for place, bar in zip(places, shows.bars, strict=True):
        axes.annotate(f" {bar.label}", (bar.value or 0, place), va="center", size=8)
        if bar.group:
            where = {
                "xytext": (-LABELS * 72 + 22, 0),
                "textcoords": "offset points",
                "xycoords": ("axes fraction", "data"),
            }
            axes.annotate(
                bar.group, (0, place - 0.85), weight="bold", va="center", color=INK, annotation_clip=False, **where
            )
    axes.set_yticks(places, [bar.name for bar in shows.bars])
    axes.set_ylim((places or [0])[-1] + 0.6, -0.6)
    axes.set_xlim(0, shows.most or 1.15 * max((bar.value or 0 for bar in shows.bars), default=1) or 1)
    axes.set_xlabel(shows.unit)
    return height


def lines(figure: Figure, shows: Lines) -> float:
    height = 4.4
    axes = _single(figure, height, 0.8, 1.6, FOOT + 0.3)
    calm(axes, along="y")
    for line, (marker, style, colour) in zip(shows.lines, STYLES, strict=False):
        values = [float("nan") if value is None else value for value in line.values]
        axes.plot(range(len(values)), values, marker=marker, linestyle=style, color=colour, markersize=5)
        last = next((n for n in reversed(range(len(values))) if line.values[n] is not None), None)
        if last is not None:
            axes.annotate(f"  {line.name}", (last, values[last]), va="center", color=colour, annotation_clip=False)
    axes.set_ylim(0, 105)
    axes.set_ylabel("%")
    axes.set_xticks(range(len(shows.places)), shows.places)
    axes.set_xlabel(shows.unit)
    return height


def spans(figure: Figure, shows: Spans) -> float:
    height = TOP + FOOT + 0.6 + ROW * 1.2 * len(shows.spans)
    axes = _single(figure, height, LABELS)
    calm(axes)
    axes.set_xscale("log")
    for n, span in enumerate(shows.spans):
        _span(axes, span, n)
    longest = max((span.longest for span in shows.spans), default=60)
    ticks = [minutes for minutes in MINUTES if minutes <= 4 * longest] or [1]
    axes.set_xlim(0.7, max(60.0, 1.6 * longest))
    axes.set_xticks(ticks, [MINUTES[minutes] for minutes in ticks])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_yticks(range(len(shows.spans)), [f"{span.name} (n {span.count})" for span in shows.spans])
    axes.set_ylim(len(shows.spans) - 0.4, -0.6)
    return height


def _span(axes: Axes, span: Span, y: int) -> None:
    """Below a minute counts as a minute: the axis is logarithmic."""
    median, ninetieth, longest = (max(1.0, value) for value in (span.median, span.ninetieth, span.longest))
    axes.plot([median, ninetieth], [y, y], color=PALE, linewidth=6, zorder=2)
    axes.plot([ninetieth, longest], [y, y], color=QUIET, linewidth=0.8, linestyle=":", zorder=2)
    axes.plot(median, y, "o", color=INK, markersize=7, zorder=4)
    axes.plot(longest, y, "x", color=INK, markersize=6, zorder=4)
