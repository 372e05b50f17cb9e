"""Which of the people on a programme each filter of the caseload shows, as a condition: counted without opening a word."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, CompoundSelect, and_, func, or_, select, true, union

from bot.store.by_name import ids_by_name
from bot.store.sqlite_writer import Tx
from bot.store.standing import LOOK_BACK, NOT_DONE, REVIEWS, Whose, stepless, theirs
from bot.store.tables import checkins, episodes
from bot.store.vault import Vault

SOON = timedelta(days=7)  # a review that is due by then is shown
_E = episodes.c


def shown(whose: Whose, show: str, now: datetime, day: str) -> ColumnElement[bool]:
    """`day`: today, as 2026-11-24."""
    return and_(theirs(whose), _filters(now, day)[show])


async def counts(tx: Tx, whose: Whose, now: datetime, day: str) -> Mapping[str, int]:
    """How many each filter shows."""
    of = [func.count().filter(each).label(show) for show, each in _filters(now, day).items()]
    (found,) = (await tx.execute(select(*of).select_from(episodes).where(theirs(whose)))).mappings()
    return dict(found)


async def among(tx: Tx, vault: Vault, whose: Whose, ids: Collection[int]) -> Sequence[int]:
    """Those of these episodes that are theirs, by name."""
    return await ids_by_name(tx, vault, and_(theirs(whose), _E.id.in_(list(ids))))


def _filters(now: datetime, day: str) -> Mapping[str, ColumnElement[bool]]:
    return {
        "all": true(),
        "quiet": _E.missed > 0,
        "review": _E.id.in_(_reviewed(now)),
        "no_step": _E.id.in_(stepless()),
        "paused": or_(_E.state == "held", paused(day)),
    }


def _reviewed(now: datetime) -> CompoundSelect[int]:
    """As standing.review_of, by the index of states and days: two ranges of it instead of every check-in there was."""
    c = checkins.c
    due = select(c.episode_id).where(c.kind.in_(REVIEWS), c.due_at <= now + SOON)
    return union(
        due.where(c.state.in_(("planned", "open"))), due.where(c.state.in_(NOT_DONE), c.due_at > now - LOOK_BACK)
    )


def paused(day: str) -> ColumnElement[bool]:
    is_set = or_(func.coalesce(_E.paused_from, "") != "", func.coalesce(_E.paused_until, "") != "")
    return and_(is_set, func.coalesce(_E.paused_from, "") <= day, func.coalesce(_E.paused_until, "9999") > day)
