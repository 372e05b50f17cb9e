"""What becomes of a check-in by what people do: they answer, go back, answer late, or write about something else."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import func, literal, or_, select, update

from bot.store.checkins import TEAM, WORDS
from bot.store.hands import Hands
from bot.store.prepared import Prepared, many
from bot.store.schema import Instant
from bot.store.sqlite_writer import Tx
from bot.store.tables import answers, checkins, contacts, episodes, outbox, person_contacts

DAY = timedelta(days=1)

_C, _E = checkins.c, episodes.c


async def answered(hands: Hands, id: int, by: str | None = None) -> None:
    """Everything that it asks was asked; `by` staff, when they entered it from a phone call. Its ladder ends."""
    change = update(checkins).where(_C.id == id, _C.state.not_in(("answered", "cancelled")))
    values: dict[str, Any] = {"state": "answered", "answered_at": hands.now, "settled_at": hands.now, "next_at": None}
    values |= {"by": by, "opened_at": func.coalesce(_C.opened_at, literal(hands.now, Instant()))} if by else {}
    _ = await hands.tx.execute(change.values(**values))
    mine = select(_C.episode_id).where(_C.id == id).scalar_subquery()
    _ = await hands.tx.execute(update(episodes).where(episodes.c.id == mine).values(missed=0))


async def heard(hands: Hands, ids: Sequence[int]) -> None:
    """An answer came, perhaps when its week was over: what counted as quiet is part of an answer."""
    late = update(checkins).where(_C.id.in_(list(ids)), _C.state == "quiet").values(state="part")
    if (await hands.tx.execute(late)).rowcount:
        mine = select(_C.episode_id).where(_C.id.in_(list(ids))).scalar_subquery()
        _ = await hands.tx.execute(update(episodes).where(episodes.c.id.in_(mine)).values(missed=0))


async def unfinished(hands: Hands, id: int) -> None:
    """They went back: it is begun and not ended."""
    change = update(checkins).where(_C.id == id, _C.state == "answered", _C.by.is_(None))
    _ = await hands.tx.execute(change.values(state="open", answered_at=None, settled_at=None, next_at=hands.now + DAY))


async def remember(hands: Hands, id: int, words: str, *, flat: bool) -> None:
    """What they said in their own words, for their key worker and for next week; "" takes it out."""
    sealed = hands.vault.seal(WORDS, id, words) if words else None
    _ = await hands.tx.execute(update(checkins).where(_C.id == id).values(words=sealed, flat=flat))


_WROTE_SINCE = Prepared(
    select(_C.id)
    .join(episodes, _E.id == _C.episode_id)
    .join(person_contacts, person_contacts.c.person_id == _E.person_id, isouter=True)
    .join(contacts, or_(contacts.c.id == _E.contact_id, contacts.c.id == person_contacts.c.contact_id))
    .where(_C.id.in_(many("ids")), contacts.c.last_in_at > _C.opened_at, _E.role != TEAM)  # staff write all day
)
_ANSWERED = Prepared(select(answers.c.checkin_id).where(answers.c.checkin_id.in_(many("ids"))).distinct())


async def wrote_since(tx: Tx, ids: Sequence[int]) -> set[int]:
    """Those whose person has written since, by any route: nobody is reminded who is talking to us."""
    return {row.id for row in await _WROTE_SINCE.rows(tx, ids=list(ids))}


async def is_waited_for(tx: Tx, row: int) -> bool:
    """Whether the check-in that this text of the outbox reminds of has still no answer by any route."""
    theirs = select(_C.id).join(outbox, outbox.c.conversation_id == _C.conversation_id)
    id = (await tx.execute(theirs.where(outbox.c.id == row, _C.state == "open"))).scalar()
    return id is not None and not await wrote_since(tx, [id])


async def begun(tx: Tx, ids: Sequence[int]) -> set[int]:
    """Those with at least one answer."""
    return {row.checkin_id for row in await _ANSWERED.rows(tx, ids=list(ids))}
