"""The follow-up, three months after the last week: whether it is still to come. Planned with the rest (planning.py), and asked
as a check-in is, when the programme is over and only of those who completed it.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from bot.store.checkins import ALL, AT_ONCE, FOLLOWUP, Due
from bot.store.hands import Hands
from bot.store.sqlite_writer import Tx
from bot.store.tables import checkins, episodes

_C, _E = checkins.c, episodes.c


async def ask_once_more(hands: Hands, episode: int, *, wanted: bool) -> bool:
    """Whether they may be asked again in three months, as they said last; false when that is too late or changes nothing."""
    before, after = ("cancelled", "planned") if wanted else ("planned", "cancelled")
    here = _theirs([episode], before) & (_C.due_at > hands.now)
    done = await hands.tx.execute(update(checkins).where(here).values(state=after, settled_at=None))
    return done.rowcount > 0


async def too_late(tx: Tx, now: datetime) -> list[Due]:
    """Those that could not be asked while they might, all the time."""
    late = (_C.state == "planned") & (_C.due_at <= now) & (_C.expires_at <= now) & (_C.kind == FOLLOWUP)
    rows = await tx.execute(ALL.where(late, _E.state == "closed").order_by(_C.id).limit(AT_ONCE))
    return [Due(*row) for row in rows]


async def begun_anew(hands: Hands, role: str, contact: int, person: int | None) -> None:
    """Whoever is on a programme again is not asked how they are since the last one: the new baseline asks the same."""
    whose = (_E.person_id == person) if person is not None else (_E.contact_id == contact)
    over = select(_E.id).where(whose, _E.role == role, _E.state == "closed")
    await hold_back(hands, list((await hands.tx.execute(over)).scalars()))


async def hold_back(hands: Hands, closed: Sequence[int]) -> None:
    """Nobody is asked any more, for now or for good."""
    change = update(checkins).where(_theirs(closed, "planned"))
    _ = await hands.tx.execute(change.values(state="cancelled", settled_at=hands.now))


async def go_on(hands: Hands, closed: Sequence[int], since: datetime) -> None:
    """What was held back at that moment, and is still to come, is to be asked."""
    held = _theirs(closed, "cancelled") & (_C.settled_at == since) & (_C.due_at > hands.now)
    _ = await hands.tx.execute(update(checkins).where(held).values(state="planned", settled_at=None))


def _theirs(ids: Sequence[int], state: str) -> ColumnElement[bool]:
    return _C.episode_id.in_(list(ids)) & (_C.kind == FOLLOWUP) & (_C.state == state)
