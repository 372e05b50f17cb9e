"""Staff check-ins: a team is the staff of one place on one programme, each an episode on a phone of their own.

An episode names nobody. What comes out of here is of all of them together: numbers and words without whose they are, in
no order that tells.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from bot.programme import Programme, Slot
from bot.store import checkins as asked
from bot.store import episodes as all_episodes
from bot.store.checkins import TEAM, WORDS
from bot.store.episodes import UNDER_WAY, Acceptance
from bot.store.hands import Hands
from bot.store.sqlite_writer import Tx
from bot.store.tables import answers, checkins, episodes
from bot.store.vault import Vault

ENDED = "wish"  # of episodes.ENDINGS: nothing follows
_C, _E = checkins.c, episodes.c


@dataclass(frozen=True, slots=True)
class Team:
    """One that is under way: when it began, how many take part, and when they are asked next."""

    programme: str
    place: str
    started_on: date
    people: int
    next_at: datetime | None


async def under_way(tx: Tx) -> dict[tuple[str, str], Team]:
    """By programme and place; "" is everywhere."""
    of = _E.programme, _E.locality
    going_on = (_E.role == TEAM) & _E.state.in_(UNDER_WAY)
    counted = select(*of, func.min(_E.started_on).label("since"), func.count().label("people")).where(going_on)
    due = select(*of, func.min(_C.due_at).label("at")).join_from(checkins, episodes, _E.id == _C.episode_id)
    rows = await tx.execute(due.where(going_on, _C.state == "planned").group_by(*of))
    soonest = {(row.programme, row.locality): row.at for row in rows}
    return {
        at: Team(*at, date.fromisoformat(row.since), row.people, soonest.get(at))
        for row in await tx.execute(counted.group_by(*of))
        for at in [(row.programme, row.locality)]
    }


async def asked_before(tx: Tx) -> set[tuple[str, str]]:
    """The programmes and places of which there is, or was, a team."""
    rows = await tx.execute(select(_E.programme, _E.locality).where(_E.role == TEAM).distinct())
    return {(row.programme, row.locality) for row in rows}


async def taking_part(tx: Tx) -> dict[int, tuple[str, str]]:
    """The programme and place of the team of each contact point that is on one."""
    query = select(_E.contact_id, _E.programme, _E.locality).where(_E.role == TEAM, _E.state.in_(UNDER_WAY))
    return {row.contact_id: (row.programme, row.locality) for row in await tx.execute(query)}


async def join(hands: Hands, one: Programme, place: str, contact: int, started_on: date, who: str) -> int:
    """Ask whoever has this phone what their team is asked; the new episode, which is still to be planned."""
    given = Acceptance(
        contact=contact, role=TEAM, programme=one.name, weeks=one.weeks, day=one.day, hour=f"{one.hour:%H:%M}",
        pace=one.pace, cap=one.cap, key_worker=None, started_on=started_on, referred_at=hands.now, consent="spoken",
        locality=place,
    )  # fmt: skip
    return await all_episodes.accept(hands, given, who)


async def leave_out(hands: Hands, episode: int, slots: Sequence[Slot]) -> None:
    """What the others were asked before is not asked of somebody who joins later."""
    rows = [
        {"id": hands.ids.new(hands.now), "episode_id": episode, "kind": slot.kind, "week": slot.week, "due_at": slot.due,
         "state": "skipped", "expires_at": slot.expires, "step": 0, "flat": False, "settled_at": hands.now}
        for slot in slots
    ]  # fmt: skip
    if rows:
        _ = await hands.tx.execute(checkins.insert(), rows)


async def end(hands: Hands, programme: str, place: str, who: str) -> int:
    """Nobody of this team is asked any more; how many they were."""
    return await _end(hands, (_E.programme == programme) & (_E.locality == place), who)


async def leave(hands: Hands, contacts: Sequence[int], who: str) -> None:
    """These phones are no staff's any more."""
    _ = await _end(hands, _E.contact_id.in_(list(contacts)), who)


async def _end(hands: Hands, those: ColumnElement[bool], who: str) -> int:
    query = select(_E.id).where(_E.role == TEAM, _E.state.in_(UNDER_WAY), those).order_by(_E.id)
    ids = list((await hands.tx.execute(query)).scalars())
    for id in ids:
        await asked.skip_open(hands, id)
        await all_episodes.close(hands, id, ENDED, who)
    return len(ids)


@dataclass(slots=True)
class Round:
    """One asking of all. `values`: what was answered, by item, from the lowest; `words` by letter. `is_over`: nobody is
    still being asked, so that nothing more comes."""

    started_on: date
    kind: str
    week: int
    asked_at: datetime
    asked: int = 0
    answered: int = 0
    is_over: bool = True
    values: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    words: list[str] = field(default_factory=list[str])


async def rounds(tx: Tx, vault: Vault | None, programme: str, place: str) -> list[Round]:
    """All that this team was asked, in the order of time. Without a `vault`, without words."""
    mine = (_E.role == TEAM) & (_E.programme == programme) & (_E.locality == place)
    told = select(answers.c.checkin_id, answers.c.item, answers.c.value)
    told = told.join_from(answers, checkins, _C.id == answers.c.checkin_id).join(episodes, _E.id == _C.episode_id)
    by_checkin: dict[int, dict[str, int]] = {}
    for row in await tx.execute(told.where(mine)):
        by_checkin.setdefault(row.checkin_id, {})[row.item] = row.value
    query = select(_C.id, _C.kind, _C.week, _C.state, _C.opened_at, _C.words, _E.started_on)
    query = query.join_from(checkins, episodes, _E.id == _C.episode_id).where(mine)
    found: dict[tuple[str, str, int], Round] = {}
    rows = (await tx.execute(query)).all()
    for row in (row for row in rows if row.opened_at is not None):
        at = row.started_on, row.kind, row.week
        one = found.setdefault(at, Round(date.fromisoformat(at[0]), *at[1:], row.opened_at))
        _add(one, row, by_checkin.get(row.id, {}), vault)
    _still_asking(found, rows)
    for one in found.values():
        one.words.sort(key=str.casefold)
        one.values = {item: sorted(values) for item, values in one.values.items()}
    return sorted(found.values(), key=lambda one: (one.started_on, one.asked_at))


def _add(to: Round, row: Any, told: dict[str, int], vault: Vault | None) -> None:
    to.asked_at = min(to.asked_at, row.opened_at)
    to.asked += 1
    to.answered += bool(told or row.words)
    to.words += [vault.open(WORDS, row.id, row.words)] if vault and row.words else []
    for item, value in told.items():
        to.values.setdefault(item, []).append(value)


def _still_asking(found: dict[tuple[str, str, int], Round], rows: Sequence[Any]) -> None:
    for row in rows:
        if row.state in ("planned", "open") and (one := found.get((row.started_on, row.kind, row.week))):
            one.is_over = False
