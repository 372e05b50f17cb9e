"""When something is due next, of all that waits in rows: what lets a rehearsal jump there instead of ticking through."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from bot.store.sqlite_writer import Tx
from bot.store.tables import checkins, conversations, episodes, items, outbox

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONGER = timedelta(milliseconds=1)  # quiet for more than so long, and moments are kept to the millisecond


async def upcoming(tx: Tx, now: datetime, nudge: timedelta, expire: timedelta) -> datetime | None:
    """The first moment after `now` at which a row falls due; None when nothing waits. `nudge` and `expire`: how long a
    conversation may be quiet before it is asked about, and before it is closed."""
    c, o, talk = checkins.c, outbox.c, conversations.c
    under_way = (episodes.c.id == c.episode_id) & episodes.c.state.in_(("active", "closed"))
    waits = [
        select(func.min(c.due_at)).where(c.state == "planned", c.due_at > now, under_way),
        select(func.min(c.next_at)).where(c.state == "open", c.next_at > now, under_way),
        select(func.min(o.due_at)).where(o.state == "queued", o.due_at > now),
        select(func.min(items.c.climbs_at)).where(items.c.climbs_at > now),
    ]
    found = [(await tx.execute(query)).scalar() for query in waits]
    for quiet, more in ((nudge, talk.nudged_at.is_(None)), (expire, talk.id.is_not(None))):
        query = select(func.min(talk.updated_at)).where(talk.state == "open", talk.updated_at > now - quiet, more)
        if (since := (await tx.execute(query)).scalar()) is not None:
            found.append(_moment(since) + quiet + LONGER)
    return min((_moment(one) for one in found if one is not None), default=None)


def _moment(value: object) -> datetime:
    """An aggregate of moments comes as the database keeps it, or as a moment."""
    return value if isinstance(value, datetime) else EPOCH + timedelta(milliseconds=int(str(value)))
