"""Looks at records that a supervisor may want to ask about: out of the ordinary for that member, at night, at somebody of
their own name, searches after which nothing was opened. Reads only. None of them proves anything.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, func, select, type_coerce

from bot.store import looks
from bot.store.people import NAME
from bot.store.schema import from_ms, to_ms
from bot.store.sqlite_writer import Tx
from bot.store.tables import audit, people, person_contacts
from bot.store.vault import Vault

HOUR = 3_600_000  # milliseconds
BEFORE = timedelta(days=56)  # what is usual for somebody is what they did in eight weeks
TIMES, AT_LEAST = 3, 20  # records in an hour: so many times one's own median, and no fewer than this
NIGHT_BEGINS, NIGHT_ENDS = 22, 6  # local hours
SOON = timedelta(minutes=15)  # a search is followed by an opening within this
MOST = 20_000  # looks of one week
WHOSE = re.compile(r"contact:(\d+)")


@dataclass(frozen=True, slots=True)
class Look:
    at: datetime
    by: str
    action: str
    subject: str
    contact: int | None


@dataclass(frozen=True, slots=True)
class Busy:
    """Many records in one hour. `usual`: the median of their hours in which they looked at any."""

    at: datetime
    by: str
    many: int
    usual: float


@dataclass(frozen=True, slots=True)
class Night:
    """Looks of one night, by the day on which it began."""

    since: datetime
    until: datetime
    by: str
    subjects: Sequence[str]


async def between(tx: Tx, since: datetime, until: datetime) -> list[Look]:
    """Every look at a record, and every search, in order."""
    a = audit.c
    wanted = a.action.in_((*looks.RECORDS, looks.REFUSED, looks.SEARCHED)) & (a.at >= since) & (a.at < until)
    rows = await tx.execute(
        select(a.at, a.actor, a.action, a.subject, a.detail).where(wanted).order_by(a.at).limit(MOST)
    )
    found = [(row, WHOSE.match(row.detail)) for row in rows]
    return [Look(row.at, row.actor, row.action, row.subject, int(of[1]) if of else None) for row, of in found]


async def busy(tx: Tx, since: datetime, until: datetime) -> list[Busy]:
    hours: dict[str, dict[int, int]] = defaultdict(dict)
    a = audit.c
    hour = (type_coerce(a.at, BigInteger).op("/")(HOUR)).label("hour")
    wanted = a.action.in_(looks.RECORDS) & (a.at >= since - BEFORE) & (a.at < until)
    query = select(a.actor, hour, func.count(a.subject.distinct()).label("many")).where(wanted).group_by(a.actor, hour)
    for row in await tx.execute(query):
        hours[row.actor][int(row.hour)] = row.many
    begins = (to_ms(since) or 0) // HOUR
    found = [one for by, counts in hours.items() for one in _out_of_line(by, counts, begins)]
    return sorted(found, key=lambda one: (-one.many, one.at))


def _out_of_line(by: str, counts: Mapping[int, int], begins: int) -> Iterable[Busy]:
    before = [many for hour, many in counts.items() if hour < begins]
    usual = median(before or counts.values())
    for hour, many in counts.items():
        at = from_ms(hour * HOUR)
        if hour >= begins and many >= max(AT_LEAST, TIMES * usual) and at:
            yield Busy(at, by, many, usual)


def at_night(found: Sequence[Look], zone: ZoneInfo) -> list[Night]:
    nights: dict[tuple[str, object], list[Look]] = defaultdict(list)
    for one in found:
        local = one.at.astimezone(zone)
        if one.action in looks.RECORDS and (local.hour >= NIGHT_BEGINS or local.hour < NIGHT_ENDS):
            began = (local - timedelta(hours=NIGHT_ENDS)).date()
            nights[one.by, began].append(one)
    return [
        Night(those[0].at, those[-1].at, by, list(dict.fromkeys(one.subject for one in those)))
        for (by, _), those in nights.items()
    ]


def fruitless(found: Sequence[Look]) -> dict[str, int]:
    """By member, how many searches nothing was opened after."""
    opened: dict[str, list[datetime]] = defaultdict(list)
    for one in found:
        if one.action in looks.RECORDS:
            opened[one.by].append(one.at)
    count: dict[str, int] = defaultdict(int)
    for one in found:
        if one.action == looks.SEARCHED:
            those = opened[one.by]
            at = bisect_left(those, one.at)
            count[one.by] += at == len(those) or those[at] > one.at + SOON
    return {by: many for by, many in count.items() if many}


async def names_of(tx: Tx, vault: Vault, contacts: Collection[int]) -> dict[int, list[str]]:
    """What the people of these contact points are called."""
    p, found = person_contacts.c, defaultdict[int, list[str]](list)
    query = select(p.contact_id, people.c.id, people.c.name).join(people, people.c.id == p.person_id)
    for row in await tx.execute(query.where(p.contact_id.in_(contacts), people.c.name.is_not(None))):
        found[row.contact_id].append(vault.open(NAME, row.id, row.name))
    return dict(found)


def of_own_name(found: Sequence[Look], staff: Mapping[str, str], names: Mapping[int, Sequence[str]]) -> list[Look]:
    """Looks at somebody with the surname of whoever looked, the first at each."""
    seen: dict[tuple[str, int], Look] = {}
    for one in found:
        if one.contact is None or one.action not in looks.RECORDS:
            continue
        own = surname(staff.get(one.by, ""))
        if own and any(surname(name) == own for name in names.get(one.contact, ())):
            _ = seen.setdefault((one.by, one.contact), one)
    return list(seen.values())


def surname(name: str) -> str:
    """The last word of at least two: who is known by one name has none."""
    words = name.casefold().split()
    return words[-1] if len(words) > 1 else ""
