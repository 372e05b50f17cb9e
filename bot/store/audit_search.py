"""Looking things up in the audit log: by member, by what was done, by record and by day. The newest first, in pages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, TextClause, and_, select, text

from bot.store import identity, looks, openings, staff
from bot.store.chain_check import head_said
from bot.store.sqlite_writer import Tx
from bot.store.tables import audit, chain
from bot.store.tables_audit import OF_A_CONTACT
from bot.store.vault import Vault

Where: TypeAlias = tuple[ColumnElement[bool] | TextClause, ...]
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
A = audit.c
_ENTRIES = select(A.id, A.at, A.actor, A.action, A.subject, A.detail, chain.c.position, chain.c.link).join(
    chain, chain.c.audit_id == A.id
)


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
    """Each deed and each way to a record is looked up by its own index: together they would be found by none."""
    names, before, found = await staff.called(tx, vault), await _entry_at(tx, asked.before), dict[int, Any]()
    common = list(_common(asked, before))
    for deed in _deeds(asked.action):
        for way in ways_to(asked.record, is_sqlite=tx.dialect.name == "sqlite"):
            # Of a record there are few: they are sorted, and not looked for by walking all in this order
            newest_first = (A.id + 0).desc() if way else A.id.desc()
            which = _ENTRIES.where(*common, *deed, *way).order_by(newest_first).limit(most)
            found |= {row.id: row for row in await tx.execute(which)}
    newest = [found[id] for id in sorted(found, reverse=True)[:most]]
    return [
        Line(
            row.position, head_said(row.position, row.link).split(" ")[1], row.at, names.get(row.actor, row.actor),
            row.action, row.subject, ACTOR.sub(lambda found: names.get(found[0], found[0]), row.detail),
        )
        for row in newest
    ]  # fmt: skip


async def _entry_at(tx: Tx, position: int | None) -> int | None:
    """The id of the entry there; none where nothing is so late."""
    if position is None:
        return None
    query = select(chain.c.audit_id).where(chain.c.position >= position).order_by(chain.c.position).limit(1)
    return (await tx.execute(query)).scalar()


def _common(asked: Asked, before: int | None) -> Iterator[ColumnElement[bool]]:
    if asked.who:
        yield A.actor == asked.who
    if asked.since:
        yield A.at >= asked.since
    if asked.until:
        yield A.at < asked.until
    if before is not None:
        yield A.id < before


def _deeds(action: str) -> list[Where]:
    return [(A.action == one,) for one in GROUPS.get(action, (action,))] if action else [()]


def is_record(given: str) -> bool:
    return RECORD.fullmatch(given.strip()) is not None


def ways_to(given: str, *, is_sqlite: bool) -> list[Where]:
    """A number alone may be of anything; what was seen of a contact point stands in the detail of the look."""
    if not given:
        return [()]
    found = RECORD.fullmatch(given.strip())
    kind, number = (found[1], found[2]) if found else ("", "")
    kinds = (kind.lower(),) if kind else KINDS
    exact: Where = (A.subject.in_([f"{one}:{number}" for one in kinds]),)
    if "contact" not in kinds:
        return [exact]
    looked, known = f"contact:{number}", text(OF_A_CONTACT)
    # SQLite takes no index for a beginning that is bound, and compares by bytes; a collation of PostgreSQL's may not
    between = and_(A.detail >= f"{looked} ", A.detail < f"{looked}!")
    return [exact, (known, A.detail == looked), (known, between if is_sqlite else A.detail.startswith(f"{looked} "))]


async def actions(tx: Tx) -> list[str]:
    """What was done lately, by name."""
    latest = select(chain.c.audit_id).order_by(chain.c.position.desc()).limit(LATEST)
    return sorted((await tx.execute(select(audit.c.action).where(audit.c.id.in_(latest)).distinct())).scalars())
