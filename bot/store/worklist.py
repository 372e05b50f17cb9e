"""The queue as the desk reads it: filtered, a page at a time, and counted without opening a word of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, true

from bot.store.items import Item, opened_items
from bot.store.sqlite_writer import Tx
from bot.store.tables import items
from bot.store.vault import Vault

NOWHERE = "none"  # of `locality`: what nobody has placed yet
_I = items.c
_UNDONE = _I.state != "resolved"
_WORST = case((_I.level == "red", 0), (_I.level == "amber", 1), else_=2)
_ORDER = (_WORST, func.coalesce(_I.due_at, _I.created_at), _I.created_at, _I.number)  # as triage.place
MOST_REDS = 200  # whose numbers are told; whoever has more of them hears no single one


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; empty is anything. `holder`: the actor who has it; `state`: open or claimed."""

    level: str = ""
    category: str = ""
    locality: str = ""
    holder: str = ""
    state: str = ""

    def of(self) -> ColumnElement[bool]:
        equal = ((_I.level, self.level), (_I.claimed_by, self.holder), (_I.state, self.state))
        wanted = [column == value for column, value in equal if value]
        if self.holder:
            wanted.append(_I.state == "claimed")
        if self.category:
            named = literal("|") + _I.categories + "|"
            wanted.append(or_(_I.category == self.category, named.contains(f"|{self.category}|", autoescape=True)))
        if self.locality:
            wanted.append(_I.locality == ("" if self.locality == NOWHERE else self.locality))
        return and_(true(), *wanted)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items, by level and state."""

    of: Mapping[tuple[str, str], int]

    def count(self, level: str = "", state: str = "") -> int:
        return sum(many for (a, b), many in self.of.items() if level in ("", a) and state in ("", b))


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from among what is not closed."""

    categories: Sequence[str]
    localities: Sequence[str]
    holders: Sequence[str]


async def tally(tx: Tx, only: ColumnElement[bool], wanted: Wanted | None = None) -> Tally:
    which = and_(_UNDONE, only, (wanted or Wanted()).of())
    query = select(_I.level, _I.state, func.count().label("many")).where(which).group_by(_I.level, _I.state)
    return Tally({(row.level, row.state): row.many for row in await tx.execute(query)})


async def page(
    tx: Tx, vault: Vault, only: ColumnElement[bool], wanted: Wanted, start: int, many: int
) -> Sequence[Item]:
    """What is not closed, in the order of triage.place."""
    query = select(items).where(_UNDONE, only, wanted.of()).order_by(*_ORDER)
    return await _opened(tx, vault, query, start, many)


async def closed(tx: Tx, vault: Vault, only: ColumnElement[bool], start: int, many: int) -> Sequence[Item]:
    """What is closed, the newest first."""
    query = select(items).where(_I.state == "resolved", only).order_by(_I.resolved_at.desc(), _I.number.desc())
    return await _opened(tx, vault, query, start, many)


async def count_closed(tx: Tx, only: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(items).where(_I.state == "resolved", only)
    return (await tx.execute(query)).scalar_one()


async def open_reds(tx: Tx, only: ColumnElement[bool]) -> Sequence[int]:
    """The numbers of the reds that nobody has, the newest first."""
    query = select(_I.number).where(_I.state == "open", _I.level == "red", only)
    return (await tx.execute(query.order_by(_I.latest_at.desc(), _I.number).limit(MOST_REDS))).scalars().all()


async def choices(tx: Tx, only: ColumnElement[bool]) -> Choices:
    columns = (_I.category, _I.categories, _I.locality, _I.claimed_by)
    rows = (await tx.execute(select(*columns).where(_UNDONE, only).distinct())).all()
    names = {name for row in rows for name in (row.category, *row.categories.split("|")) if name}
    places = sorted({row.locality for row in rows})
    return Choices(sorted(names), places, sorted({row.claimed_by for row in rows if row.claimed_by}))


@dataclass(frozen=True, slots=True)
class Lately:
    """What happened since a moment: what came, what somebody else took and has, what was closed."""

    came: Sequence[Item]
    taken: Sequence[Item]
    closed: Sequence[Item]
    counts: Mapping[str, int]


async def lately(tx: Tx, vault: Vault, only: ColumnElement[bool], since: datetime, many: int, me: str) -> Lately:
    """The worst first, of each at most `many`; `counts` of all. `me`: whose own taking is left out."""
    parts = {
        "came": _I.created_at >= since,
        "taken": and_(_I.state == "claimed", _I.claimed_at >= since, _I.claimed_by != me),
        "closed": and_(_I.state == "resolved", _I.resolved_at >= since),
    }
    found: dict[str, Sequence[Item]] = {}
    counts: dict[str, int] = {}
    for name, which in parts.items():
        found[name] = await _opened(tx, vault, select(items).where(which, only).order_by(*_ORDER), 0, many)
        counts[name] = (await tx.execute(select(func.count()).select_from(items).where(which, only))).scalar_one()
    return Lately(found["came"], found["taken"], found["closed"], counts)


async def _opened(tx: Tx, vault: Vault, query: Select[Any], start: int, many: int) -> Sequence[Item]:
    return await opened_items(tx, vault, (await tx.execute(query.offset(start).limit(many))).all())
