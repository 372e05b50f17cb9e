"""What holds an unprompted text back: how many went out lately, and whether somebody is in the middle of a conversation."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select

from bot.store.prepared import Prepared, many
from bot.store.sqlite_writer import Tx
from bot.store.tables import checkins, conversations, outbox

_O, _C = outbox.c, conversations.c
# By the contact point, of whose rows there is an index: without it every look would read the whole outbox.
_ITS_TEXTS = (_O.contact_id == checkins.c.contact_id) & (_O.conversation_id == checkins.c.conversation_id)
_SENT = Prepared(
    select(checkins.c.episode_id, func.count().label("count"))
    .join(outbox, _ITS_TEXTS)
    .where(checkins.c.episode_id.in_(many("ids")), _O.urgency.in_(("prompt", "reminder")), _O.question.is_not(None))
    .where(_O.created_at > bindparam("since"), _O.state.not_in(("cancelled", "expired")))
    .group_by(checkins.c.episode_id)
)
_TALKED = Prepared(
    select(_C.contact_id, _C.updated_at)
    .where(_C.contact_id.in_(many("ids")), _C.state == "open")
    .order_by(_C.updated_at)
)


async def asked_since(tx: Tx, episodes: Sequence[int], since: datetime) -> dict[int, int]:
    """How often each was asked or reminded since, unprompted; none: not in it."""
    return {row.episode_id: row.count for row in await _SENT.rows(tx, ids=list(episodes), since=since)}


async def last_talked(tx: Tx, contacts: Sequence[int]) -> dict[int, datetime]:
    """When something last happened in an open conversation of each, where there is one."""
    return {row.contact_id: row.updated_at for row in await _TALKED.rows(tx, ids=list(contacts))}


async def unprompted_since(tx: Tx, contact: int, since: datetime) -> int:
    """How many texts went there since that nobody had asked for, or wait to go."""
    lately = (_O.contact_id == contact) & (_O.created_at > since) & _O.urgency.in_(("prompt", "reminder"))
    sent = lately & _O.state.not_in(("cancelled", "expired", "failed"))
    return (await tx.execute(select(func.count()).where(sent))).scalar_one()
