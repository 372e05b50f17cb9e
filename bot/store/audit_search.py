"""Looking things up in the audit log: by member, by what was done, by record and by day. The newest first, in pages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from bot.store import identity, looks, openings, staff
from bot.store.chain_check import head_said
from bot.store.sqlite_writer import Tx
from bot.store.tables import audit, chain
from bot.store.vault import Vault

KINDS = ("item", "contact", "referral", "episode", "person", "message", "review", "conversation", "list", "staff")
RECORD = re.compile(rf"(?:({'|'.join(KINDS)})[ :#]*)?#?(\d{{1,19}})", re.IGNORECASE)
LATEST = 5000  # entries in which the names of what was done are looked for
ACTOR = re.compile(r"staff:\d+")
GROUPS: Mapping[str, Sequence[str]] = {
    "looks": (*looks.LOOKS, looks.BY_LINK),
    "outside": (looks.OUTSIDE, openings.REASON_GIVEN),
    "restricted": (looks.RESTRICTED, looks.REFUSED, openings.GLASS_BROKEN, "restricted", "restriction lifted"),
    "copies": ("exported", "forgotten", identity.COPIED, identity.GIVEN, identity.CHECKED, identity.NOT_CONFIRMED),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Empty for all; `before`: only entries before this position."""

    who: str = ""
    action: str = ""
    record: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry; `mark` is the short form of its link, by which a note made elsewhere can be compared."""

    position: int
    mark: str
    at: datetime
    by: str
    what: str
    subject: str
    detail: str


async def find(tx: Tx, vault: Vault, asked: Asked, most: int) -> list[Line]:
    a, names = audit.c, await staff.called(tx, vault)
    query = select(chain.c.position, chain.c.link, a.at, a.actor, a.action, a.subject, a.detail)
    query = query.join(audit, a.id == chain.c.audit_id).where(*_wanted(asked))
    rows = await tx.execute(query.order_by(chain.c.position.desc()).limit(most))
    return [
        Line(
            row.position, head_said(row.position, row.link).split(" ")[1], row.at, names.get(row.actor, row.actor),
            row.action, row.subject, ACTOR.sub(lambda found: names.get(found[0], found[0]), row.detail),
        )
        for row in rows
    ]  # fmt: skip


def _wanted(asked: Asked) -> list[ColumnElement[bool]]:
    a, wanted = audit.c, list[ColumnElement[bool]]()
    if asked.who:
        wanted.append(a.actor == asked.who)
    if asked.action:
        wanted.append(a.action.in_(GROUPS.get(asked.action, (asked.action,))))
    if asked.record:
        wanted.append(of_record(asked.record))
    if asked.since:
        wanted.append(a.at >= asked.since)
    if asked.until:
        wanted.append(a.at < asked.until)
    if asked.before is not None:
        wanted.append(chain.c.position < asked.before)
    return wanted


def is_record(given: str) -> bool:
    return RECORD.fullmatch(given.strip()) is not None


def of_record(given: str) -> ColumnElement[bool]:
    """A number alone may be of anything; what was seen of a contact point stands in the detail of the look."""
    found = RECORD.fullmatch(given.strip())
    kind, number = (found[1], found[2]) if found else ("", "")
    kinds = (kind.lower(),) if kind else KINDS
    exact = audit.c.subject.in_([f"{one}:{number}" for one in kinds])
    looked = [audit.c.detail == f"contact:{number}", audit.c.detail.startswith(f"contact:{number} ")]
    return or_(exact, *looked) if "contact" in kinds else exact


async def actions(tx: Tx) -> list[str]:
    """What was done lately, by name."""
    latest = select(chain.c.audit_id).order_by(chain.c.position.desc()).limit(LATEST)
    return sorted((await tx.execute(select(audit.c.action).where(audit.c.id.in_(latest)).distinct())).scalars())
