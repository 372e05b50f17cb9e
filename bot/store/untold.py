"""Steps that staff planned and the person has not heard of, where they are heard of by text."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.store import staff
from bot.store.goals import OPEN, WHAT
from bot.store.hands import Hands
from bot.store.scores import PERSON
from bot.store.sqlite_writer import Tx
from bot.store.tables import episodes, steps
from bot.store.tables import goals as all_goals

STALE = timedelta(days=14)  # after that it is news no more: it is told when they are rung


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `by_on` is a day as 2026-11-24, "" for none; `worker` the key worker's name."""

    id: int
    what: str
    who: str
    by_on: str
    worker: str


@dataclass(frozen=True, slots=True)
class Untold:
    """Somebody who has not heard of a step, and how many texts a week they want."""

    episode: int
    contact: int
    cap: int
    paused_from: str | None
    paused_until: str | None


async def waiting(tx: Tx, now: datetime) -> list[Untold]:
    e = episodes.c
    query = select(e.id, e.contact_id, e.cap, e.paused_from, e.paused_until).distinct()
    query = query.join(all_goals, all_goals.c.episode_id == e.id).join(steps, steps.c.goal_id == all_goals.c.id)
    fresh = steps.c.told_at.is_(None) & (steps.c.state == OPEN) & (steps.c.set_at > now - STALE)
    rows = await tx.execute(query.where(fresh, all_goals.c.state == OPEN, e.state == "active").order_by(e.id))
    return [Untold(*row) for row in rows.all()]


async def of_episode(hands: Hands, episode: int) -> list[Step]:
    """Oldest first."""
    query = select(episodes.c.key_worker_id).where(episodes.c.id == episode)
    worker = (await staff.called(hands.tx, hands.vault)).get(
        staff.actor((await hands.tx.execute(query)).scalar() or 0), ""
    )
    found = select(steps).join(all_goals, all_goals.c.id == steps.c.goal_id).where(all_goals.c.episode_id == episode)
    found = found.where(steps.c.told_at.is_(None), steps.c.state == OPEN, all_goals.c.state == OPEN).order_by(
        steps.c.id
    )
    rows = (await hands.tx.execute(found)).all()
    return [Step(r.id, hands.vault.open(WHAT, r.id, r.what), r.who, r.by_on or "", worker) for r in rows]


async def told_since(tx: Tx, episode: int, since: datetime) -> bool:
    """Whether they heard of a step of staff's since."""
    theirs = select(steps.c.id).join(all_goals, all_goals.c.id == steps.c.goal_id)
    theirs = theirs.where(all_goals.c.episode_id == episode, steps.c.set_by != PERSON, steps.c.told_at > since)
    return (await tx.execute(theirs.limit(1))).first() is not None
