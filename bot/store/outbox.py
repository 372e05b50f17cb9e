"""The outbox: what is owed to people, in order, one in flight per contact point.

queued -> claimed -> sent -> delivered, or failed, expired, cancelled. A claim is a conditional UPDATE, and a row moves
forward only.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, or_, select, update

from bot.state import Picture
from bot.store.prepared import Prepared, many
from bot.store.sqlite_writer import Tx
from bot.store.tables import alerts, contacts, conversations, outbox
from bot.store.vault import Vault

TEXT, BUTTONS, PICTURE, ADDRESS = "outbox.text", "outbox.buttons", "outbox.picture", "contacts.address"
RANK: Mapping[str, int] = {
    "safety": 0,
    "reply": 1,
    "prompt": 2,
    "reminder": 2,
    "first": 2,
}  # which is handed over first
URGENT = 0  # the rank that waits for no other
AT_ONCE = 64  # urgent rows a claim
PERSON_WRITES, HIDES = "a person writes", "hides"  # why a text was cancelled
FORWARD = {"queued": 0, "claimed": 1, "sent": 2, "delivered": 3, "failed": 3}


@dataclass(frozen=True, slots=True)
class Owed:
    """One claimed row: everything that a channel needs to hand it over, and what the sender may do with it."""

    id: int
    contact: int
    channel: str
    contact_state: str
    address: str
    text: str
    buttons: Mapping[str, str]
    asks: str
    urgency: str
    attempts: int
    claimed_at: datetime
    expires_at: datetime | None
    picture: Picture | None = None
    over_a_person: bool = False  # we would say it by ourselves where a person writes
    hides: bool = False  # a colleague put it off, and since then they texted LATER on a phone that others see

    @property
    def is_urgent(self) -> bool:
        return RANK.get(self.urgency) == URGENT


async def claim(tx: Tx, vault: Vault, room: Mapping[str, int], now: datetime) -> list[Owed]:
    """Claim the first due row of each contact point that has nothing in flight, and every alert that is due.

    First is the most urgent, then the oldest: one that waits to be tried again keeps its place, a nudge held
    back for the night holds up no reply, and safety overtakes all that is not in flight. `room`: by channel, how many
    ordinary rows may be claimed now; of urgent ones, any.
    """
    rows = [*await _URGENT.rows(tx, now=now, channels=list(room), most=AT_ONCE)]
    if free := [channel for channel, places in room.items() if places > 0]:
        rows += await _ORDINARY.rows(tx, now=now, channels=free, most=min(room[channel] for channel in free))
    await _CLAIM.run(tx, [{"b_id": row.id, "b_now": now} for row in rows])
    return [_owed(vault, row, now) for row in rows]


_POINT = (
    contacts.c.channel, contacts.c.state.label("contact_state"), contacts.c.address, contacts.c.human_owns,
    contacts.c.discreet, contacts.c.paused_at,
)  # fmt: skip


def _due(wanted: ColumnElement[bool], is_behind: ColumnElement[bool]) -> Select[Any]:
    o = outbox.c
    return (
        select(outbox, *_POINT)
        .join(contacts, contacts.c.id == o.contact_id)
        .where(o.state == "queued", wanted, o.due_at <= bindparam("now"), ~is_behind)
        .where(contacts.c.channel.in_(many("channels")))
        .order_by(o.rank, o.due_at, o.id)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(skip_locked=True, of=outbox)
    )


def _behind_another() -> ColumnElement[bool]:
    """Whether another row of the same contact point is in flight, or goes first. Of the alerts there, which go at
    once, only those in flight that are older: so that "taken" does not come before what was taken."""
    o, other = outbox.c, outbox.alias("other").c
    in_flight, older = other.state == "claimed", other.id < o.id
    waits_its_hour = (other.attempts == 0) & (other.due_at > bindparam("now"))  # a person chose that hour
    first = or_(other.rank < o.rank, (other.rank == o.rank) & older) & ~waits_its_hour
    blocks = or_(_carries_an_alert(other.id) & in_flight & older, ~_carries_an_alert(other.id) & or_(in_flight, first))
    there = (other.contact_id == o.contact_id) & other.state.in_(("queued", "claimed"))
    return select(other.id).where(there, blocks).exists()


def _carries_an_alert(row: ColumnElement[int]) -> ColumnElement[bool]:
    return select(alerts.c.id).where(alerts.c.outbox_id == row).exists()


_URGENT = Prepared(_due(outbox.c.rank == URGENT, ~_carries_an_alert(outbox.c.id) & _behind_another()))
_ORDINARY = Prepared(_due(outbox.c.rank > URGENT, _behind_another()))
_CLAIM = Prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("b_id"), outbox.c.state == "queued")
    .values(state="claimed", claimed_at=bindparam("b_now"), attempts=outbox.c.attempts + 1)
)


async def in_doubt(tx: Tx, vault: Vault, before: datetime) -> list[Owed]:
    """Rows claimed before this moment whose end nobody recorded: the process died, or hangs."""
    query = select(outbox, *_POINT)
    query = query.join(contacts, contacts.c.id == outbox.c.contact_id)
    query = query.where(outbox.c.state == "claimed", outbox.c.claimed_at <= before)
    return [_owed(vault, row, row.claimed_at) for row in await tx.execute(query)]


_SENT = Prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("b_id"), outbox.c.state == "claimed")
    .values(state="sent", sent_at=bindparam("b_now"), provider_id=bindparam("b_provider"))
)
_SHOWN = Prepared(
    update(conversations)
    .where(
        conversations.c.id == select(outbox.c.conversation_id).where(outbox.c.id == bindparam("b_id")).scalar_subquery()
    )
    .where(conversations.c.asking == bindparam("b_id"), conversations.c.shown_at.is_(None))
    .values(shown_at=bindparam("b_now"))
)


async def sent(tx: Tx, accepted: Sequence[tuple[int, str]], now: datetime) -> None:
    """The provider took these (row, provider id): a question among them counts as shown from now."""
    await _SENT.run(tx, [{"b_id": id, "b_now": now, "b_provider": provider} for id, provider in accepted])
    await _SHOWN.run(tx, [{"b_id": id, "b_now": now} for id, _ in accepted])


async def later(tx: Tx, id: int, due: datetime, error: str) -> None:
    """Not taken; tried again at `due`."""
    change = update(outbox).where(outbox.c.id == id, outbox.c.state == "claimed")
    _ = await tx.execute(change.values(state="queued", due_at=due, error=error[:80], claimed_at=None))


async def settle(tx: Tx, id: int, state: str, error: str, now: datetime) -> bool:
    """Move a row to a later state; False when it had come as far already, or further."""
    earlier = [name for name, rank in FORWARD.items() if rank < FORWARD.get(state, 3)]
    change = update(outbox).where(outbox.c.id == id, outbox.c.state.in_(earlier))
    values: dict[str, Any] = {"state": state, "settled_at": now, "error": error[:80] or None}
    return (await tx.execute(change.values(**values))).rowcount == 1


async def unprompted_since(tx: Tx, contact: int, since: datetime) -> int:
    """How many unprompted texts a contact point was sent since: for the daily cap."""
    o = outbox.c
    query = select(func.count()).where(
        o.contact_id == contact, o.urgency.in_(("prompt", "reminder", "first")), o.sent_at >= since
    )
    return int((await tx.execute(query)).scalar_one())


async def last_sent(tx: Tx, contact: int) -> int | None:
    """The conversation of the last text that went there; None when it belonged to none."""
    o = outbox.c
    gone = select(o.conversation_id).where(o.contact_id == contact, o.sent_at.is_not(None))
    return (await tx.execute(gone.order_by(o.sent_at.desc(), o.id.desc()).limit(1))).scalar()


async def depth(tx: Tx, now: datetime) -> int:
    """How many rows are due and not yet taken by a provider."""
    waiting = outbox.c.state.in_(("queued", "claimed")) & (outbox.c.due_at <= now)
    return int((await tx.execute(select(func.count()).where(waiting))).scalar_one())


def _owed(vault: Vault, row: Any, claimed_at: datetime) -> Owed:
    buttons: dict[str, str] = json.loads(vault.open(BUTTONS, row.id, row.buttons)) if row.buttons else {}
    return Owed(
        row.id,
        row.contact_id,
        row.channel,
        row.contact_state,
        vault.open(ADDRESS, row.contact_id, row.address),
        vault.open(TEXT, row.id, row.text),
        buttons,
        f"{row.conversation_id}:{row.question}" if row.question else "",
        row.urgency,
        row.attempts,
        claimed_at,
        row.expires_at,
        picture_in(vault, row),
        row.human_owns and row.by is None,
        row.by is not None and row.discreet and row.paused_at is not None,
    )


def picture_in(vault: Vault, row: Any) -> Picture | None:
    """What a row of the outbox shows, if it is a picture."""
    if not row.picture:
        return None
    drawn = json.loads(vault.open(PICTURE, row.id, row.picture))
    return Picture(drawn["title"], drawn["then"], drawn["now"], tuple((label, a, b) for label, a, b in drawn["bars"]))
