"""Erasing what the programme holds of people. Words go, and what links an episode to them; its numbers stay, as nobody's,
because reports count them. An episode of somebody who is reached elsewhere goes on there.
"""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update

from bot.store.episodes import UNDER_WAY
from bot.store.goals import WHAT, WORDS
from bot.store.hands import Hands
from bot.store.tables import checkins, episodes, goals, person_contacts, placings, steps

BY_WISH = "wish"


async def people_on(hands: Hands, points: Sequence[int]) -> set[int]:
    """Whose episodes go on at these contact points."""
    e = episodes.c
    query = select(e.person_id).where(e.contact_id.in_(points), e.person_id.is_not(None))
    return set((await hands.tx.execute(query)).scalars())


def theirs(points: Sequence[int], gone: Collection[int]) -> ColumnElement[bool]:
    e = episodes.c
    return e.person_id.in_(gone) | (e.contact_id.in_(points) & e.person_id.is_(None))


async def erase_episodes(hands: Hands, points: Sequence[int], gone: Collection[int], talks: Sequence[int]) -> int:
    """Those of the people who are `gone`, and of these contact points where nobody is named. How many."""
    ids = list((await hands.tx.execute(select(episodes.c.id).where(theirs(points, gone)))).scalars())
    await _close(hands, ids)
    await _words(hands, ids)
    await _unlink(hands, ids, talks)
    await _move(hands, points)
    return len(ids)


async def _close(hands: Hands, ids: Sequence[int]) -> None:
    going_on = episodes.c.id.in_(ids) & episodes.c.state.in_(UNDER_WAY)
    ended = {"state": "closed", "ended_at": hands.now, "ending": BY_WISH}
    _ = await hands.tx.execute(update(episodes).where(going_on).values(**ended))
    waits = checkins.c.episode_id.in_(ids) & checkins.c.state.in_(("planned", "open"))
    over = {"state": "cancelled", "settled_at": hands.now, "next_at": None}
    _ = await hands.tx.execute(update(checkins).where(waits).values(**over))


async def _words(hands: Hands, ids: Sequence[int]) -> None:
    _ = await hands.tx.execute(delete(placings).where(placings.c.episode_id.in_(ids)))
    said = update(checkins).where(checkins.c.episode_id.in_(ids))
    _ = await hands.tx.execute(said.values(words=None, contact_id=None))
    theirs = list((await hands.tx.execute(select(goals.c.id).where(goals.c.episode_id.in_(ids)))).scalars())
    for id in theirs:
        empty: dict[str, Any] = {"words": hands.vault.seal(WORDS, id, ""), "strengths": None}
        _ = await hands.tx.execute(update(goals).where(goals.c.id == id).values(**empty))
    for id in (await hands.tx.execute(select(steps.c.id).where(steps.c.goal_id.in_(theirs)))).scalars().all():
        _ = await hands.tx.execute(update(steps).where(steps.c.id == id).values(what=hands.vault.seal(WHAT, id, "")))


async def _unlink(hands: Hands, ids: Sequence[int], talks: Sequence[int]) -> None:
    """From the person, from whoever cares for them, and from conversations that are deleted."""
    e, c = episodes.c, checkins.c
    alone = update(episodes).where(e.id.in_(ids)).values(person_id=None, cares_for_id=None)
    _ = await hands.tx.execute(alone)
    carers = update(episodes).where(e.cares_for_id.in_(ids)).values(cares_for_id=None, may_say="nothing")
    _ = await hands.tx.execute(carers)
    _ = await hands.tx.execute(update(checkins).where(c.conversation_id.in_(talks)).values(conversation_id=None))


async def _move(hands: Hands, points: Sequence[int]) -> None:
    """To another contact point of theirs, the latest."""
    e, p = episodes.c, person_contacts.c
    other = select(func.max(p.contact_id)).where(p.person_id == e.person_id, p.contact_id.not_in(points))
    here = e.contact_id.in_(points) & e.person_id.is_not(None) & other.exists()
    moved = update(episodes).where(here).values(contact_id=other.scalar_subquery())
    _ = await hands.tx.execute(moved)
