"""What the last hour at the desk was like, for whoever comes back to it. Knows no HTTP and no HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk import words
from bot.store import sessions, worklist
from bot.store.database import Database
from bot.store.items import Item
from bot.store.sessions import Signed
from bot.store.within import of_items

AWAY = timedelta(minutes=15)  # so long away, and the queue tells what happened
LOOK_BACK = timedelta(hours=1)
MOST = 5  # of each kind that are named


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing in a line: its item, and by whom."""

    item: Item
    title: str
    by: str


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    lines: Sequence[Happened]
    many: int


@dataclass(frozen=True, slots=True)
class LastHour:
    """`is_all`: since they were last here; else they were away for longer, and it is the last hour alone."""

    since: datetime
    is_all: bool
    parts: Sequence[Part]

    @property
    def is_quiet(self) -> bool:
        return not any(part.many for part in self.parts)


async def for_one_back(database: Database, signed: Signed, now: datetime) -> LastHour | None:
    """None while they have not been away."""
    async with database.read() as tx:
        last = await sessions.last_here(tx, signed)
    return (
        None
        if last is None or now - last < AWAY
        else await last_hour(database, signed, max(last, now - LOOK_BACK), last)
    )


async def last_hour(database: Database, signed: Signed, since: datetime, last: datetime | None = None) -> LastHour:
    """Of the items that they see."""
    async with database.read() as tx:
        found = await worklist.lately(tx, database.vault, of_items(signed.member), since, MOST, signed.member.actor)
    kinds = (
        ("came", "Came in", found.came),
        ("taken", "Taken by colleagues", found.taken),
        ("closed", "Closed", found.closed),
    )
    parts = [Part(title, [_line(one, kind) for one in those], found.counts[kind]) for kind, title, those in kinds]
    return LastHour(since, last == since, parts)


def _line(item: Item, kind: str) -> Happened:
    by = f"{words.outcome(item.outcome)}{', ' if item.holder else ''}{item.holder}" if kind == "closed" else item.holder
    return Happened(item, words.category(item.category), by)
