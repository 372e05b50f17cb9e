"""Colours, letters and the frame around a drawing. Dark and light differ in grey too."""

from typing import Any, TypeAlias

Axes: TypeAlias = Any  # matplotlib's own types are half known, and so strict checking would stumble over every call
Figure: TypeAlias = Any


WIDTH, MARGIN = 10.0, 0.3  # inches
TOP, FOOT = 0.95, 0.75  # inches for the words above and below the drawing
INK, QUIET, PALE, WARN = "#12404a", "#4d4d4d", "#9cc3cb", "#b35900"
SETTINGS: dict[str, Any] = {
    "font.family": "DejaVu Sans",  # comes with matplotlib: a PNG looks alike everywhere
    "font.size": 9,
    "svg.fonttype": "none",
    "svg.hashsalt": "frontdoor",
    "axes.edgecolor": QUIET,
    "axes.labelcolor": QUIET,
    "axes.titlelocation": "left",
    "axes.titlesize": 10,
    "text.color": QUIET,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "lines.solid_capstyle": "butt",
}


def calm(axes: Axes, *, along: str = "x") -> None:
    """Only the frame that helps reading: one axis with faint lines across."""
    for side in ("top", "right", "left" if along == "x" else ""):
        if side:
            axes.spines[side].set_visible(False)
    axes.grid(visible=True, axis="x" if along == "x" else "y", color="#dddddd", linewidth=0.7)
    axes.set_axisbelow(True)
    axes.tick_params(length=0)


def room(height: float, top: float, bottom: float) -> dict[str, float]:
    """The part of a sheet of this height that is left between so many inches."""
    return {"top": 1 - top / height, "bottom": bottom / height}
