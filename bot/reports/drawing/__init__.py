"""Pictures of charts. The only part that loads matplotlib, and only when a picture is wanted.

Shapes tell things apart, and colours only help: it must read in grey, and for whoever sees few colours. An SVG is the
same for the same figures, byte for byte, with its text as text and its meaning in words.
"""

from bot.reports.charts import Chart


def picture(chart: Chart, kind: str) -> bytes:
    """As "svg" or "png"."""
    from bot.reports.drawing.sheet import drawn

    return drawn(chart, kind)
