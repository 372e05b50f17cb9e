"""Views, in the audit log: who looked at which record, at which list, for what they searched.

Once for each member, record and hour of a session: pages that look by themselves would fill the log. A search is kept as a
keyed digest of its words, so that equal ones can be told to be equal and none can be read.
"""

from datetime import datetime, timedelta

from sqlalchemy import select

from bot.store.hands import Hands
from bot.store.log import record
from bot.store.sqlite_writer import Tx
from bot.store.tables import audit

SEEN, OUTSIDE, RESTRICTED, BY_LINK = "seen", "seen outside caseload", "seen restricted", "story seen"
REFUSED, LISTED, SEARCHED = "restricted, not shown", "listed", "searched"
RECORDS = (SEEN, OUTSIDE, RESTRICTED, BY_LINK)
LOOKS = (SEEN, OUTSIDE, RESTRICTED, REFUSED, LISTED, SEARCHED)  # not steps in what happened to anybody
ONCE_IN = timedelta(hours=1)
LONGEST = 170  # characters of a filter


async def is_new(tx: Tx, who: str, action: str, subject: str, since: datetime, detail: str = "") -> bool:
    """Whether this was not recorded since then. `detail`: with what it began."""
    a = audit.c
    same = select(a.id).where(a.subject == subject, a.actor == who, a.action == action, a.at >= since)
    same = same.where(a.detail.startswith(detail, autoescape=True)) if detail else same
    return (await tx.execute(same.limit(1))).first() is None


async def note(hands: Hands, who: str, action: str, subject: str, detail: str) -> None:
    await record(hands.tx, hands.ids, hands.now, [(who, action, subject, detail)])
