"""What providers report of texts that they took. It moves a row forward only: the order in which reports arrive means nothing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, or_, select, update

from bot.store.prepared import Prepared, many
from bot.store.sqlite_writer import Tx
from bot.store.tables import outbox

_UNDELIVERED = or_(*(outbox.c.state == state for state in ("queued", "claimed", "sent")))  # IN allows no second row
_DELIVERED = Prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("b_id"), _UNDELIVERED)
    .values(state="delivered", settled_at=bindparam("b_now"), error=None)
)


async def delivered(tx: Tx, ids: Sequence[int], now: datetime) -> None:
    await _DELIVERED.run(tx, [{"b_id": id, "b_now": now} for id in ids])


_REPORTED = Prepared(
    select(outbox.c.id, outbox.c.provider_id, outbox.c.contact_id).where(
        outbox.c.id.in_(many("ids")) | outbox.c.provider_id.in_(many("providers"))
    )
)


async def reported(tx: Tx, reports: Sequence[tuple[int | None, str]]) -> list[tuple[int, int] | None]:
    """For each (row, provider id), of which the first may be unknown: the row and its contact point, if it is ours."""
    ids = [id for id, _ in reports if id is not None] or [0]
    rows = await _REPORTED.rows(tx, ids=ids, providers=[provider for _, provider in reports])
    by_id = {row.id: (row.id, row.contact_id) for row in rows}
    by_provider = {row.provider_id: (row.id, row.contact_id) for row in rows}
    return [by_provider.get(provider) if id is None else by_id.get(id) for id, provider in reports]


async def by_provider_id(tx: Tx, provider_id: str) -> int | None:
    return (await tx.execute(select(outbox.c.id).where(outbox.c.provider_id == provider_id))).scalar()
