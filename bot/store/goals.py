"""Goals in people's own words, and the steps towards them: who does what by when.

Set by the person in a conversation, or by staff; both can mark them. `key` tells the goals of one episode apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from bot.errors import CommandWrong, NotFound
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.sqlite_writer import Tx
from bot.store.tables import answers, goals, steps
from bot.store.upsert import upsert
from bot.store.vault import Vault

WORDS, STRENGTHS, WHAT = "goals.words", "goals.strengths", "steps.what"
WHO = ("person", "worker", "family", "other")
OPEN, MET, DROPPED, DONE = "open", "met", "dropped", "done"


@dataclass(frozen=True, slots=True)
class Step:
    """`who` does it: person, worker, family or other. `by_on` is a day as 2026-11-24; `told_at`: when the person heard
    of one that staff added."""

    id: int
    what: str
    who: str
    by_on: str | None
    state: str
    set_by: str
    told_at: datetime | None
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Goal:
    """`importance` and `confidence` are 0 to 10, as the person gave them."""

    id: int
    episode: int
    key: str
    words: str
    strengths: str
    importance: int | None
    confidence: int | None
    state: str
    set_at: datetime
    closed_at: datetime | None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class NewGoal:
    episode: int
    key: str
    words: str
    strengths: str = ""
    importance: int | None = None
    confidence: int | None = None


async def set_goal(hands: Hands, given: NewGoal, who: str) -> int:
    """A goal, or new words for the one with that key; its id."""
    known = await _id(hands.tx, given.episode, given.key)
    id = known or hands.ids.new(hands.now)
    row = {
        "id": id, "episode_id": given.episode, "key": given.key, "words": hands.vault.seal(WORDS, id, given.words),
        "strengths": hands.vault.seal(STRENGTHS, id, given.strengths) if given.strengths else None,
        "importance": given.importance, "confidence": given.confidence, "state": OPEN, "set_by": who,
        "set_at": hands.now,
    }  # fmt: skip
    change = ("words", "strengths", "importance", "confidence")
    await upsert(hands.tx, goals, [row], on=("episode_id", "key"), change=change)
    await _log(hands, id, who, "goal set")
    return id


async def next_key(tx: Tx, episode: int) -> str:
    """For a goal that staff add."""
    count = (await tx.execute(select(func.count()).where(goals.c.episode_id == episode))).scalar_one()
    return f"s{count + 1}"


async def take_out(hands: Hands, episode: int, key: str) -> None:
    """A goal that its conversation no longer has: with its steps and its progress."""
    if (id := await _id(hands.tx, episode, key)) is not None:
        _ = await hands.tx.execute(delete(steps).where(steps.c.goal_id == id))
        _ = await hands.tx.execute(delete(answers).where(answers.c.item == item_of(id)))
        _ = await hands.tx.execute(delete(goals).where(goals.c.id == id))


def item_of(goal: int) -> str:
    """The item under which a goal's progress is kept."""
    return f"goal_{goal}"


async def _id(tx: Tx, episode: int, key: str) -> int | None:
    query = select(goals.c.id).where(goals.c.episode_id == episode, goals.c.key == key)
    return (await tx.execute(query)).scalar()


async def id_of(tx: Tx, episode: int, told: str) -> int | None:
    """The goal that a conversation means: by its key in that conversation, or by its id. None when it is another's."""
    if (id := await _id(tx, episode, told)) is not None:
        return id
    theirs = select(goals.c.id).where(
        goals.c.episode_id == episode, goals.c.id == (int(told) if told.isdecimal() else 0)
    )
    return (await tx.execute(theirs)).scalar()


async def close(hands: Hands, id: int, how: str, who: str) -> None:
    """Met or dropped. Raises CommandWrong."""
    if how not in (MET, DROPPED, OPEN):
        raise CommandWrong("A goal is met or dropped.")
    at = None if how == OPEN else hands.now
    _ = await hands.tx.execute(update(goals).where(goals.c.id == id).values(state=how, closed_at=at))
    await _log(hands, id, who, f"goal {how}")


@dataclass(frozen=True, slots=True)
class NewStep:
    goal: int
    key: str
    what: str
    who: str
    by_on: str = ""


async def plan_step(hands: Hands, given: NewStep, who: str) -> int:
    """Who does what by when; the person is told of one that staff add. Raises CommandWrong."""
    if given.who not in WHO or not given.what.strip():
        raise CommandWrong(f"A step says what is done, and by whom: {', '.join(WHO)}.")
    if given.by_on:
        _ = _day(given.by_on)
    id = hands.ids.new(hands.now)
    row = {
        "id": id, "goal_id": given.goal, "key": given.key, "what": hands.vault.seal(WHAT, id, given.what.strip()),
        "who": given.who, "by_on": given.by_on or None, "state": OPEN, "set_by": who, "set_at": hands.now,
        "told_at": hands.now if who == "person" else None,
    }  # fmt: skip
    _ = await hands.tx.execute(delete(steps).where(steps.c.goal_id == given.goal, steps.c.key == given.key))
    _ = await hands.tx.execute(steps.insert().values(**row))
    await _log(hands, given.goal, who, "step planned")
    return id


async def take_out_step(hands: Hands, goal: int, key: str) -> None:
    _ = await hands.tx.execute(delete(steps).where(steps.c.goal_id == goal, steps.c.key == key))


async def mark_step(hands: Hands, id: int, who: str, *, done: bool = True) -> None:
    """Raises NotFound."""
    change = update(steps).where(steps.c.id == id)
    values = {"state": DONE if done else OPEN, "done_at": hands.now if done else None}
    if (await hands.tx.execute(change.values(**values))).rowcount != 1:
        raise NotFound("This step is not there any more.")
    await _log(hands, id, who, "step done" if done else "step open again")


async def told(hands: Hands, ids: Sequence[int]) -> None:
    """The person has heard of these steps now."""
    unheard = steps.c.id.in_(list(ids)) & steps.c.told_at.is_(None)
    _ = await hands.tx.execute(update(steps).where(unheard).values(told_at=hands.now))


async def of_episodes(tx: Tx, vault: Vault, ids: Sequence[int]) -> dict[int, list[Goal]]:
    """The goals of each, oldest first, with their steps."""
    query = select(goals).where(goals.c.episode_id.in_(list(ids))).order_by(goals.c.id)
    rows = (await tx.execute(query)).all()
    planned = await _steps(tx, vault, [row.id for row in rows])
    found: dict[int, list[Goal]] = {}
    for row in rows:
        found.setdefault(row.episode_id, []).append(_goal(vault, row, planned.get(row.id, ())))
    return found


async def _steps(tx: Tx, vault: Vault, ids: Sequence[int]) -> dict[int, tuple[Step, ...]]:
    found: dict[int, tuple[Step, ...]] = {}
    if not ids:
        return found
    for row in (await tx.execute(select(steps).where(steps.c.goal_id.in_(list(ids))).order_by(steps.c.id))).all():
        what = vault.open(WHAT, row.id, row.what)
        step = Step(row.id, what, row.who, row.by_on, row.state, row.set_by, row.told_at, row.done_at)
        found[row.goal_id] = (*found.get(row.goal_id, ()), step)
    return found


def _goal(vault: Vault, row: Any, planned: tuple[Step, ...]) -> Goal:
    return Goal(
        row.id, row.episode_id, row.key, vault.open(WORDS, row.id, row.words),
        vault.open(STRENGTHS, row.id, row.strengths) if row.strengths else "",
        row.importance, row.confidence, row.state, row.set_at, row.closed_at, planned,
    )  # fmt: skip


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandWrong(f"{text!r} is no day: write it as 2026-11-24.") from None


async def _log(hands: Hands, id: int, who: str, what: str) -> None:
    await record(hands.tx, hands.ids, hands.now, [(who, what, f"goal:{id}", "")])
    await note_change(hands.tx, hands.now)
