"""How each channel does: what came in and went out last, what waits, and what failed. Counts and times, nobody's words.

Ids are in the order of time, so that only the rows of the last month are looked at, however many there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, func, select

from bot.store.ids import first_at
from bot.store.sqlite_writer import Tx
from bot.store.tables import contacts, messages, outbox

MONTH = timedelta(days=30)
DAY = timedelta(days=1)
_C, _M, _O = contacts.c, messages.c, outbox.c


@dataclass(slots=True)
class Traffic:
    """Of one channel. `reported_at`: the provider last said that a text was delivered. `failures`: of a day, by reason."""

    received_at: datetime | None = None
    reported_at: datetime | None = None
    sent_at: datetime | None = None
    waiting: int = 0
    oldest_at: datetime | None = None
    failures: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def heard_at(self) -> datetime | None:
        """When its provider last got through to us, with a text or a report."""
        return max(filter(None, (self.received_at, self.reported_at)), default=None)


async def by_channel(tx: Tx, now: datetime) -> Mapping[str, Traffic]:
    """Of every channel that had any in the last month, or has something waiting."""
    found: dict[str, Traffic] = {}
    of, since = found.setdefault, first_at(now - MONTH)
    for row in await tx.execute(_received(since)):
        of(row.channel, Traffic()).received_at = row.at
    for row in await tx.execute(_sent(since)):
        of(row.channel, Traffic()).sent_at = row.at
        found[row.channel].reported_at = row.reported
    for row in await tx.execute(_waiting(now)):
        of(row.channel, Traffic()).waiting = row.many
        found[row.channel].oldest_at = row.oldest
    for row in await tx.execute(_failed(since, now - DAY)):
        of(row.channel, Traffic()).failures[row.error or "no reason given"] = row.many
    return found


def _received(since: int) -> Any:
    query = select(_C.channel, func.max(_M.received_at, type_=_M.received_at.type).label("at"))
    return query.join_from(messages, contacts, _C.id == _M.contact_id).where(_M.id >= since).group_by(_C.channel)


def _sent(since: int) -> Any:
    reported = case((_O.state == "delivered", _O.settled_at))
    query = select(
        _C.channel, func.max(_O.sent_at, type_=_O.sent_at.type).label("at"),
        func.max(reported, type_=_O.settled_at.type).label("reported"),
    )  # fmt: skip
    return _of_outbox(query).where(_O.id >= since).group_by(_C.channel)


def _waiting(now: datetime) -> Any:
    query = select(_C.channel, func.count().label("many"), func.min(_O.due_at, type_=_O.due_at.type).label("oldest"))
    return _of_outbox(query).where(_O.state.in_(("queued", "claimed")), _O.due_at <= now).group_by(_C.channel)


def _failed(since: int, after: datetime) -> Any:
    query = _of_outbox(select(_C.channel, _O.error, func.count().label("many")))
    lost = query.where(_O.id >= since, _O.state == "failed", _O.settled_at > after)
    return lost.group_by(_C.channel, _O.error).order_by(func.count().desc(), _O.error)


def _of_outbox(query: Any) -> Any:
    return query.join_from(outbox, contacts, _C.id == _O.contact_id)
