"""Check-ins planned: the rows of what is due to each episode, made anew whenever its rhythm, length or pause changed.

What was asked already stays as it is; of the rest only what can still be sent is planned.
"""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, delete, or_, select, update

from bot.programme import Kind, Programme, Rhythm, Slot, plan
from bot.store.checkins import FOLLOWUP, SHARING
from bot.store.episodes import Episode, many
from bot.store.hands import Hands
from bot.store.prepared import Prepared
from bot.store.sqlite_writer import Tx
from bot.store.tables import checkins, episodes

AT_ONCE = 200  # episodes a transaction
_NEW = Prepared(checkins.insert())
_UNWANTED = and_(checkins.c.kind == FOLLOWUP, checkins.c.state == "cancelled")


async def to_plan(tx: Tx) -> list[int]:
    """Episodes whose check-ins must be planned anew."""
    query = select(episodes.c.id).where(episodes.c.planned_at.is_(None), episodes.c.state == "active")
    return list((await tx.execute(query.limit(AT_ONCE))).scalars())


async def plan_anew(hands: Hands, ids: Sequence[int], programmes: Mapping[str, Programme], zone: ZoneInfo) -> int:
    """Plan these; one whose programme is gone from the file keeps what it has, and is named by `frontdoor check`."""
    found = [one for one in (await many(hands.tx, ids)).values() if one.programme in programmes]
    asked, unwanted = await _asked(hands.tx, [one.id for one in found])
    planned = checkins.c.episode_id.in_([one.id for one in found]) & or_(checkins.c.state == "planned", _UNWANTED)
    planned &= checkins.c.kind != SHARING  # it is no part of the programme's plan
    _ = await hands.tx.execute(delete(checkins).where(planned))
    rows = [row for one in found for row in _rows(hands, one, programmes[one.programme], zone, asked)]
    for row in rows:
        if row["kind"] == FOLLOWUP and row["episode_id"] in unwanted:
            row["state"] = "cancelled"
    await _NEW.run(hands.tx, rows)
    done = update(episodes).where(episodes.c.id.in_(list(ids)), episodes.c.planned_at.is_(None))
    _ = await hands.tx.execute(done.values(planned_at=hands.now))
    return len(found)


async def _asked(tx: Tx, ids: Sequence[int]) -> tuple[set[tuple[int, Kind, int]], set[int]]:
    """What is settled; and the episodes of those who said that they do not want the follow-up, in whichever week it is."""
    c = checkins.c
    query = select(c.episode_id, c.kind, c.week, _UNWANTED.label("unwanted"))
    rows = (await tx.execute(query.where(c.episode_id.in_(list(ids)), c.state != "planned"))).all()
    asked = {(row.episode_id, row.kind, row.week) for row in rows if not row.unwanted}
    return asked, {row.episode_id for row in rows if row.unwanted}


def _rows(
    hands: Hands, one: Episode, programme: Programme, zone: ZoneInfo, asked: set[tuple[int, Kind, int]]
) -> list[dict[str, Any]]:
    done: set[tuple[Kind, int]] = {(kind, week) for episode, kind, week in asked if episode == one.id}
    today = hands.now.astimezone(zone).date()
    slots = plan(programme, rhythm_of(one), date.fromisoformat(one.started_on), one.weeks, zone, today, done)
    return [_row(hands, one.id, slot) for slot in slots if slot.expires > hands.now]


def _row(hands: Hands, episode: int, slot: Slot) -> dict[str, Any]:
    return {
        "id": hands.ids.new(hands.now), "episode_id": episode, "kind": slot.kind, "week": slot.week,
        "state": "planned", "due_at": slot.due, "expires_at": slot.expires, "step": 0, "flat": False,
    }  # fmt: skip


def rhythm_of(one: Episode) -> Rhythm:
    return Rhythm(one.day, time.fromisoformat(one.hour), one.pace, _day(one.paused_from), _day(one.paused_until))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
