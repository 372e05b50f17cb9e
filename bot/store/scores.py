"""Answers to measures, item by item, and what they come to: one score a measure, phase and week.

The score is made anew whenever one of its answers changes, by the rule of the measure (flows/measures).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import delete, select

from bot.errors import CommandWrong
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.sqlite_writer import Tx
from bot.store.tables import answers, checkins, scores
from bot.store.upsert import upsert
from flows.measures import MEASURES, SCALES, fits, scored

GOAL = "goal"
PERSON = "person"
WEEKLY = "checkin"  # asks single items of a measure in turn: the others are not missing


class Answered(NamedTuple):
    """One item of a check-in, in the range of the measure."""

    checkin: int
    measure: str
    item: str
    value: int


async def record_answers(hands: Hands, given: Sequence[Answered], by: str = PERSON) -> None:
    """Keep these, in place of earlier answers to the same items, and the scores that they come to."""
    rows = [
        {"checkin_id": one.checkin, "item": one.item, "measure": one.measure, "value": one.value, "at": hands.now}
        for one in given
    ]
    await upsert(hands.tx, answers, rows, on=("checkin_id", "item"), change=("value", "at"))
    await _score(hands, {(one.checkin, one.measure) for one in given}, by)


async def take_out(hands: Hands, checkin: int, measure: str, item: str) -> None:
    _ = await hands.tx.execute(delete(answers).where(answers.c.checkin_id == checkin, answers.c.item == item))
    await _score(hands, {(checkin, measure)}, PERSON)


async def _score(hands: Hands, changed: set[tuple[int, str]], by: str) -> None:
    ids = sorted({checkin for checkin, _ in changed})
    given: dict[tuple[int, str], dict[str, int]] = {}
    for row in (await hands.tx.execute(select(answers).where(answers.c.checkin_id.in_(ids)))).all():
        given.setdefault((row.checkin_id, row.measure), {})[row.item] = row.value
    c = checkins.c
    asked = await hands.tx.execute(select(c.id, c.episode_id, c.kind, c.week).where(c.id.in_(ids)))
    at = {row.id: (row.episode_id, row.kind, row.week) for row in asked.all()}
    rows = [
        _row(hands, *at[checkin], name, value, missing, by)
        for checkin, measure in sorted(changed)
        for name, (value, missing) in _worth(measure, given.get((checkin, measure), {})).items()
        if value is not None or at[checkin][1] != WEEKLY
    ]
    await _keep(hands, rows)


def _worth(measure: str, values: Mapping[str, int]) -> Mapping[str, tuple[float | None, int]]:
    """Each score by its name: its value, and how many items are missing. A team's dimensions are a mean."""
    if measure in MEASURES:
        return {name: (one.value, one.missing) for name, one in scored(measure, values).items()}
    return {measure: (sum(values.values()) / len(values) if values else None, 0)}


def _row(
    hands: Hands, episode: int, phase: str, week: int, measure: str, value: float | None, missing: int, by: str
) -> dict[str, object]:
    return {
        "id": hands.ids.new(hands.now), "episode_id": episode, "measure": measure, "phase": phase, "week": week,
        "value": value, "missing": missing, "by": by, "at": hands.now,
    }  # fmt: skip


async def _keep(hands: Hands, rows: Sequence[Mapping[str, object]]) -> None:
    await upsert(
        hands.tx, scores, rows, on=("episode_id", "measure", "phase", "week"), change=("value", "missing", "by", "at")
    )


class Entered(NamedTuple):
    """A score that staff enter, such as a PAM of 58.1 at baseline (week 0)."""

    episode: int
    measure: str
    phase: str
    week: int
    value: float


async def enter(hands: Hands, given: Entered, by: str) -> None:
    """Keep a whole score. Raises CommandWrong, which names the range, and keeps nothing."""
    if given.measure not in SCALES:
        raise CommandWrong(f"There is no score called {given.measure!r}; there are {', '.join(sorted(SCALES))}.")
    if not fits(given.measure, given.value):
        known = SCALES[given.measure]
        whole = ", in whole numbers" if known.whole else ""
        raise CommandWrong(
            f"{given.measure} goes from {known.low:g} to {known.high:g}{whole}; {given.value:g} does not fit."
        )
    await _keep(hands, [_row(hands, given.episode, given.phase, given.week, given.measure, given.value, 0, by)])
    await record(hands.tx, hands.ids, hands.now, [(by, "score entered", f"episode:{given.episode}", given.measure)])
    await note_change(hands.tx, hands.now)


class Score(NamedTuple):
    measure: str
    phase: str
    week: int
    value: float | None
    missing: int
    by: str


async def of_episode(tx: Tx, episode: int) -> list[Score]:
    """All of them, in the order of time."""
    s = scores.c
    query = (
        select(s.measure, s.phase, s.week, s.value, s.missing, s.by).where(s.episode_id == episode).order_by(s.at, s.id)
    )
    return [Score(*row) for row in (await tx.execute(query)).all()]
