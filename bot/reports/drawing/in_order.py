"""An XmR chart: each case by the day it was closed on, with mean and limits; beside it how long the open ones have lasted."""

from bot.reports.charts import InOrder
from bot.reports.drawing.style import FOOT, INK, PALE, QUIET, TOP, WARN, WIDTH, Axes, Figure, calm, room
from bot.reports.xmr import Xmr

HEIGHT = 5.2
TICKS = 8  # days written below the chart, at most
MANY = 60  # points; from here on smaller ones


def in_order(figure: Figure, shows: InOrder) -> float:
    space = {"left": 0.8 / WIDTH, "right": 1 - 0.4 / WIDTH, "wspace": 0.30, "width_ratios": [5, 1]}
    closed, still = figure.subplots(1, 2, sharey=True, gridspec_kw=space | room(HEIGHT, TOP + 0.3, FOOT + 0.25))
    for axes in (closed, still):
        calm(axes, along="y")
    _closed(closed, shows)
    _still(still, shows)
    return HEIGHT


def _closed(axes: Axes, shows: InOrder) -> None:
    places, size = range(1, len(shows.values) + 1), 5 if len(shows.values) < MANY else 2.5
    axes.plot(places, shows.values, color=PALE, linewidth=1, zorder=2)
    signals = shows.xmr.signals if shows.xmr else ((),) * len(shows.values)
    for marker, colour, broken, over in (("o", INK, False, 0), ("D", WARN, True, 1.5)):
        found = [
            (n, value) for n, value, rules in zip(places, shows.values, signals, strict=True) if bool(rules) == broken
        ]
        axes.plot(
            [n for n, _ in found], [value for _, value in found], marker, color=colour, markersize=size + over, zorder=4
        )
    if shows.xmr:
        _limits(axes, shows.xmr)
    step = max(1, -(-len(shows.days) // TICKS))
    axes.set_xticks(list(places)[::step], shows.days[::step])
    axes.set_ylim(bottom=0)
    axes.set_ylabel(shows.unit)
    axes.set_title(f"Closed, in order of the day (n {len(shows.values)})", color=INK)


def _limits(axes: Axes, xmr: Xmr) -> None:
    trial = " (trial)" if xmr.is_trial else ""
    for name, value, style in (
        ("mean", xmr.mean, "-"),
        (f"upper limit{trial}", xmr.upper, "--"),
        ("lower limit", xmr.lower, "--"),
    ):
        if value > 0:
            axes.axhline(value, color=QUIET, linewidth=1, linestyle=style, zorder=1)
            place = {"xy": (1.01, value), "xycoords": ("axes fraction", "data"), "va": "center", "size": 8}
            axes.annotate(f"{name}\n{value:.0f}", **place)


def _still(axes: Axes, shows: InOrder) -> None:
    """Side by side where they are near each other, so that every one is seen."""
    axes.spines["left"].set_visible(False)
    across = [n % 5 for n in range(len(shows.still))]
    axes.plot(across, sorted(shows.still), "s", color="white", markeredgecolor=INK, markersize=5, zorder=3)
    axes.set_xlim(-1, 5)
    axes.set_xticks([])
    axes.set_title(f"Still open (n {shows.count})", color=INK)
