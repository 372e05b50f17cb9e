"""What the caseload's lists show, gathered from the store, in plain words. Knows no HTTP and no HTML."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement

from bot.casework.stratify import Known, Place, ranked
from bot.desk import words
from bot.desk import words_caseload as said
from bot.desk import words_programme as plain
from bot.desk.lately import Lately
from bot.desk.leaf import Leaf
from bot.desk.office import Office
from bot.errors import NotFound
from bot.programme import stage
from bot.store import placings, showing, staff, work
from bot.store.by_name import ids_by_name
from bot.store.placings import Kept
from bot.store.standing import ANYBODY, Alarm, Standing, Whose, standing

Orders = Lately[tuple[int, Place]]
NOBODYS = "none"  # in an address: those with no key worker


class Choices(NamedTuple):
    """Who and where can be chosen, each under what stands in the address."""

    workers: Mapping[str, str]
    places: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One person in a line."""

    id: int
    person: int | None
    name: str
    address: str
    programme: str
    week: str
    locality: str
    worker: str
    level: int
    group: str
    next: str
    heard: str
    alarms: Sequence[Alarm]
    flags: Sequence[str]

    @property
    def called(self) -> str:
        return self.name or words.number(self.address)


@dataclass(frozen=True, slots=True)
class Caseload:
    """A page of those whom one of SHOW shows, by name; `counts`: how many each of them shows."""

    rows: Sequence[Row]
    leaf: Leaf
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ranked:
    row: Row
    place: Place
    reasons: str
    kept: Kept | None
    by: str


async def choices(office: Office) -> Choices:
    async with office.database.read() as tx:
        members = await staff.workers(tx, office.database.vault)
        _, places = await work.known(tx)
    here = sorted(places | office.rules.localities)
    return Choices({str(one.id): one.name for one in members} | {NOBODYS: said.NOBODY}, {name: name for name in here})


def whose(worker: str, locality: str, only: ColumnElement[bool]) -> Whose:
    """As the address says it: an id, "none", or nothing for anybody. `only`: those whom whoever looks may see."""
    if worker == NOBODYS:
        return Whose(None, locality, only=only)
    return Whose(int(worker) if worker else ANYBODY, locality, only=only)


async def caseload(office: Office, wanted: Whose, show: str, page: int) -> Caseload:
    now, vault, day = office.clock.now(), office.database.vault, office.today.isoformat()
    async with office.database.read() as tx:
        counts = await showing.counts(tx, wanted, now, day)
        ids = await ids_by_name(tx, vault, showing.shown(wanted, show, now, day))
    leaf = Leaf.of(page, len(ids))
    return Caseload(await some(office, ids[leaf.start : leaf.end]), leaf, counts)


async def some(office: Office, ids: Sequence[int]) -> list[Row]:
    """In this order."""
    found, names = await _standing(office, Whose(episodes=ids))
    return [_row(office, found[id], names, office.clock.now()) for id in ids if id in found]


async def first(office: Office, wanted: Whose, page: int, lately: Orders, key: Hashable) -> tuple[list[Ranked], Leaf]:
    """A page of them, whose list is `key`. Whoever is to be looked at first stands first; those of whom nothing stands out are left out."""
    kept = await _kept(office)
    said = tuple(sorted((id, one.at) for id, one in kept.items()))  # a person's word counts at once
    order = await lately.get((key, said), office.clock.now(), lambda: _ordered(office, wanted, kept))
    leaf = Leaf.of(page, len(order))
    return await _shown(office, order[leaf.start : leaf.end], kept), leaf


async def one(office: Office, episode: int) -> Ranked:
    """Raises NotFound."""
    kept = await _kept(office)
    found = await _shown(office, await _ordered(office, Whose(episodes=[episode]), kept, every=True), kept)
    if not found:
        raise NotFound("They are on no programme now.")
    return found[0]


async def _kept(office: Office) -> Mapping[int, Kept]:
    async with office.database.read() as tx:
        return await placings.since(tx, office.database.vault, office.today.isoformat())


async def _standing(office: Office, wanted: Whose) -> tuple[Mapping[int, Standing], Mapping[str, str]]:
    async with office.database.read() as tx:
        found = await standing(tx, office.database.vault, wanted, office.clock.now())
        return found, await staff.called(tx, office.database.vault)


async def _ordered(
    office: Office, wanted: Whose, kept: Mapping[int, Kept], *, every: bool = False
) -> Sequence[tuple[int, Place]]:
    now = office.clock.now()
    found, _ = await _standing(office, wanted)
    known = {one.id: _known(office, one, kept.get(one.id), now) for one in found.values()}
    order = ranked(known, now, office.today.isoformat())
    return [(id, place) for id, place in order if every or place.points or id in kept]


async def _shown(office: Office, order: Sequence[tuple[int, Place]], kept: Mapping[int, Kept]) -> list[Ranked]:
    rows = {row.id: row for row in await some(office, [id for id, _ in order])}
    async with office.database.read() as tx:
        names = await staff.called(tx, office.database.vault)
    return [_ranked(rows[id], place, kept.get(id), names) for id, place in order if id in rows]


def _ranked(row: Row, place: Place, kept: Kept | None, names: Mapping[str, str]) -> Ranked:
    reasons = ", ".join(said.reason(one) for one in place.reasons)
    return Ranked(row, place, reasons, kept, names.get(kept.by, kept.by) if kept else "")


def _row(office: Office, one: Standing, names: Mapping[str, str], now: datetime) -> Row:
    programme = office.rules.programmes.get(one.programme)
    return Row(
        one.id, one.person, one.name, one.address, programme.title if programme else one.programme,
        _week(one, office.today), one.locality,
        names.get(staff.actor(one.key_worker or 0), ""), one.level,
        programme.sub_groups.get(one.sub_group, one.sub_group) if programme else one.sub_group, _next(office, one),
        said.ago((now - one.heard_at).days) if one.heard_at else "never",
        [alarm for alarm in one.alarms if alarm.is_open], list(_flags(one, now)),
    )  # fmt: skip


def _week(one: Standing, today: date) -> str:
    week, last = stage(date.fromisoformat(one.started_on), one.weeks, today)
    if today > last:
        return f"its {one.weeks} weeks are over"
    return f"week {week} of {one.weeks}" if week else "begins this week"


def _next(office: Office, one: Standing) -> str:
    if one.state == "held":
        return "On hold"
    if _is_paused(one, office.today):
        return f"Paused until {plain.day(one.paused_until)}" if one.paused_until else "Paused"
    return words.wall(one.next_at.astimezone(office.zone)) if one.next_at else "Nothing planned"


def _flags(one: Standing, now: datetime) -> Iterable[str]:
    if one.missed:
        yield f"{words.counted(one.missed, 'check-in')} missed"
    if one.review_at and one.review_at <= now + showing.SOON:
        yield "review overdue" if one.review_at < now else "review due"
    if one.has_no_step:
        yield "no next step"


def _is_paused(one: Standing, today: date) -> bool:
    day = today.isoformat()
    return bool(one.paused_from or one.paused_until) and (one.paused_from or "") <= day < (one.paused_until or "9999")


def _known(office: Office, one: Standing, kept: Kept | None, now: datetime) -> Known:
    programme = office.rules.programmes.get(one.programme)
    reds = [alarm for alarm in one.alarms if alarm.level == "red"]
    return Known(
        level=one.level,
        sub_group=one.sub_group,
        is_declining=programme is not None and one.sub_group in programme.expected_decline,
        red_open=sum(alarm.is_open for alarm in reds),
        amber_open=sum(alarm.level == "amber" for alarm in one.alarms),
        red_at=max((alarm.created_at for alarm in reds), default=None),
        missed=one.missed,
        fell=one.fell,
        is_review_late=one.review_at is not None and one.review_at < now,
        has_no_step=one.has_no_step,
        heard_at=one.heard_at,
        placing=kept,
    )
