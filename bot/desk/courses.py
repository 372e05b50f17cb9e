"""The course of a measure as a small drawing, and the same in words. Pure; the colours are the style sheet's."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.store.scores import Score
from flows.measures import SCALES

WIDTH, HEIGHT, EDGE = 160, 48, 6  # of the drawing, and what it leaves free for the dots


@dataclass(frozen=True, slots=True)
class Course:
    """`points`: across and down, the first to the last; `says`: every value with its week; `scale`: what it can be."""

    points: Sequence[tuple[float, float]]
    says: str
    scale: str

    @property
    def line(self) -> str:
        return " ".join(f"{x:g},{y:g}" for x, y in self.points)


def course(measure: str, scores: Sequence[Score]) -> Course | None:
    """None for fewer than two values: there is nothing to draw."""
    known = sorted({one.week: one.value for one in scores if one.value is not None}.items())
    if len(known) < 2:
        return None
    low, high = _range(measure, [value for _, value in known])
    first, last = known[0][0], known[-1][0]
    points = [(_place(week, first, last, WIDTH), HEIGHT - _place(value, low, high, HEIGHT)) for week, value in known]
    says = "; ".join(f"week {week}: {value:g}" for week, value in known)
    return Course(points, says, f"from {low:g} to {high:g}")


def _range(measure: str, values: Sequence[float]) -> tuple[float, float]:
    """All that the measure can be, so that a small change looks small."""
    if measure in SCALES:
        return SCALES[measure].low, SCALES[measure].high
    return min(values), max(values)


def _place(value: float, low: float, high: float, size: int) -> float:
    part = (value - low) / (high - low) if high > low else 0.5
    return round(EDGE + part * (size - 2 * EDGE), 1)
