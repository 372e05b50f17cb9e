"""From answers to scores, and from two scores to what can honestly be said of them."""

from collections.abc import Mapping
from typing import Literal

from flows.measures.catalogue import measure as measure_called
from flows.measures.catalogue import scale, scores_of
from flows.measures.kinds import Measure, Score, Source

GOAL = "goal"


def score(measure: Measure, values: Mapping[str, int]) -> Score:
    """What the answers come to, by item; those of other measures are left alone. None when more items are missing than
    the measure's own rule allows, and for one without a total. Raises ValueError for a value that no answer can have."""
    if measure.id == GOAL:
        return _mean([value for item, value in values.items() if item.startswith(f"{GOAL}_")])
    given = [_checked(measure, item.id, values[item.id]) for item in measure.items if item.id in values]
    missing = len(measure.items) - len(given)
    if measure.apart or missing > measure.may_miss or not given:
        return Score(None, missing)
    total = sum(given) * len(measure.items) / len(given) * measure.times
    return Score(measure.table[int(total)] if measure.table else total, missing)


def scored(measure: str, values: Mapping[str, int]) -> Mapping[str, Score]:
    """The scores of this measure by their ids: one, or one an item where it has no total (ons4). Raises as score does."""
    found = measure_called(measure)
    if not found.apart:
        return {found.id: score(found, values)}
    given = {id: _checked(found, id, values[id]) for id in scores_of(found) if id in values}
    return {id: Score(given.get(id), int(id not in given)) for id in scores_of(found)}


def fits(score: str, value: float) -> bool:
    """Whether this score can have this value at all: for what staff enter."""
    known = scale(score)
    return known.low <= value <= known.high and (not known.whole or value == int(value))


def band(score: str, value: float | None) -> str:
    """The published name for a value, as "very high"; "" without one, or when nobody has confirmed the bands."""
    known = scale(score)
    if value is None or not _sure(known.bands_from):
        return ""
    return next((name for start, name in sorted(known.bands.items(), reverse=True) if value >= start), "")


def changed(score: str, before: float | None, after: float | None) -> Literal["better", "worse", "same", "not known"]:
    """By the smallest difference that means something for one person. Where none is confirmed, a difference may be
    chance, and this says "not known"; so it does when a score is missing."""
    known = scale(score)
    if before is None or after is None:
        return "not known"
    least = known.change if _sure(known.change_from) else None
    if before == after or (least and abs(after - before) < least):
        return "same"
    if least is None:
        return "not known"
    return "better" if (after > before) == (known.better == "higher") else "worse"


def _sure(source: Source | None) -> bool:
    return source is not None and source.verified


def _checked(measure: Measure, item: str, value: int) -> int:
    values = next(one.values for one in measure.items if one.id == item)
    if value not in values:
        raise ValueError(f"{item} is a number from {values[0]} to {values[-1]}, not {value!r}")
    return value


def _mean(values: list[int]) -> Score:
    """Of the goals that have an answer; how many have none only the programme knows."""
    return Score(sum(values) / len(values), 0) if values else Score(None, 0)
