"""The sheet that every picture is drawn on: title, how to read it, source; and saving it, as SVG or PNG."""

import re
from collections.abc import Callable
from html import escape
from io import BytesIO
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Paper

from bot.reports.charts import Bars, BeforeAfter, Chart, InOrder, Lines, Spans
from bot.reports.drawing.before_after import before_after
from bot.reports.drawing.in_order import in_order
from bot.reports.drawing.plain import bars, lines, spans
from bot.reports.drawing.style import INK, MARGIN, QUIET, SETTINGS, WIDTH, Figure

DRAW: dict[type, Callable[[Figure, Any], float]] = {
    BeforeAfter: before_after, InOrder: in_order, Bars: bars, Lines: lines, Spans: spans,
}  # fmt: skip
DOTS = 144  # an inch, of a PNG: sharp on paper and on the screens of phones


def drawn(chart: Chart, kind: str) -> bytes:
    library: Any = matplotlib
    with library.rc_context(SETTINGS):
        figure: Figure = Paper(figsize=(WIDTH, 1))
        _ = FigureCanvasAgg(figure)
        height = DRAW[type(chart.shows)](figure, chart.shows)
        figure.set_size_inches(WIDTH, height)
        _words(figure, chart, height)
        saved = BytesIO()
        figure.savefig(saved, format=kind, dpi=DOTS, metadata=_about(chart, kind))
    return _spoken(saved.getvalue(), chart) if kind == "svg" else saved.getvalue()


def _words(figure: Figure, chart: Chart, height: float) -> None:
    """At fixed places in inches, so that they stand alike on every sheet."""
    left = MARGIN / WIDTH
    for down, text, size, colour in (
        (0.34, chart.title, 13, INK), (0.62, chart.reading, 9, QUIET), (height - 0.16, chart.source, 8, QUIET),
    ):  # fmt: skip
        figure.text(left, 1 - down / height, text, size=size, color=colour, weight="bold" if size > 12 else "normal")


def _about(chart: Chart, kind: str) -> dict[str, str | None]:
    """No date and no version: the same figures make the same file."""
    return {"Title": chart.title, "Date": None, "Creator": "Frontdoor"} if kind == "svg" else {"Software": "Frontdoor"}


def _spoken(saved: bytes, chart: Chart) -> bytes:
    """What a screen reader says: the title that is there, and the picture in words."""
    svg = re.sub(r"<title>.*?</title>", "", saved.decode(), count=1, flags=re.DOTALL)
    svg = svg.replace("'DejaVu Sans'", "'DejaVu Sans', Verdana, sans-serif")
    words = f'<title id="title">{escape(chart.title)}</title>\n <desc id="desc">{escape(chart.says)}</desc>'
    return re.sub(
        r"<svg\b([^>]*)>", rf'<svg\1 role="img" aria-labelledby="title desc">\n {_kept(words)}', svg, count=1
    ).encode()


def _kept(words: str) -> str:
    """A backslash is a backslash in a replacement too."""
    return words.replace("\\", r"\\")
