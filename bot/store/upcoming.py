"""When something is due next, of all that waits in rows: what lets a rehearsal jump there instead of ticking through; and
whether anything is."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from bot.store.prepared import Prepared
from bot.store.sqlite_writer import Tx
from bot.store.tables import Instant, checkins, conversations, episodes, items, outbox

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONGER = timedelta(milliseconds=1)  # quiet for more than so long, and moments are kept to the millisecond
OUTBOX = "outbox"  # no chore: what is owed is sent after each look

_C, _O, _T = checkins.c, outbox.c, conversations.c
_UNDER_WAY = (episodes.c.id == _C.episode_id) & episodes.c.state.in_(("active", "closed"))
_NOW, _SINCE = bindparam("now", type_=Instant()), bindparam("since", type_=Instant())
_ROWS: dict[str, Select[Any]] = {
    "check-ins": select(func.min(_C.due_at).label("at")).where(_C.state == "planned", _C.due_at > _NOW, _UNDER_WAY),
    "silence": select(func.min(_C.next_at).label("at")).where(_C.state == "open", _C.next_at > _NOW, _UNDER_WAY),
    OUTBOX: select(func.min(_O.due_at).label("at")).where(_O.state == "queued", _O.due_at > _NOW),
    "alerts": select(func.min(items.c.climbs_at).label("at")).where(items.c.climbs_at > _NOW),
}
_DUE = {name: Prepared(query) for name, query in _ROWS.items()}
_COME = Prepared(select(_C.id).where(_C.state == "planned", _C.due_at <= _NOW).limit(1))
_QUIET = select(func.min(_T.updated_at).label("at")).where(_T.state == "open", _T.updated_at > _SINCE)
_TO_NUDGE, _TO_EXPIRE = Prepared(_QUIET.where(_T.nudged_at.is_(None))), Prepared(_QUIET)


async def upcoming(tx: Tx, now: datetime, nudge: timedelta, expire: timedelta) -> dict[str, datetime]:
    """The first moment after `now` at which a row falls due, by the chore that looks at it; nothing where none waits.
    `nudge` and `expire`: how long a conversation may be quiet before it is asked about, and before it is closed."""
    found = {name: await _first(tx, query, now=now) for name, query in _DUE.items()}
    for name, query, quiet in (("nudge", _TO_NUDGE, nudge), ("expire", _TO_EXPIRE, expire)):
        since = await _first(tx, query, since=now - quiet)
        found[name] = since and since + quiet + LONGER
    return {name: moment for name, moment in found.items() if moment is not None}


async def has_come(tx: Tx, now: datetime) -> bool:
    """Whether there may be a check-in to ask, or to pass over."""
    return bool(await _COME.rows(tx, now=now))


async def _first(tx: Tx, query: Prepared, **given: datetime) -> datetime | None:
    ((found,),) = await query.rows(tx, **given)
    return None if found is None else _moment(found)


def _moment(value: object) -> datetime:
    """An aggregate of moments comes as the database keeps it, or as a moment."""
    return value if isinstance(value, datetime) else EPOCH + timedelta(milliseconds=int(str(value)))
