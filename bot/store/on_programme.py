"""What a turn needs of the episodes of whoever uses a contact point: one query for the batch, on the hot path.

Most who write are on no programme, and cost a look at an index. Each who is costs five of those and two or three names
to open: nothing beside the rest of a turn.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import case, exists, func, or_, select

from bot.state import OnProgramme, State
from bot.store.checkins import FOLLOWUP
from bot.store.episodes import COMPLETED
from bot.store.prepared import Prepared, many
from bot.store.sqlite_writer import Tx
from bot.store.staff import NAME as STAFF_NAME
from bot.store.tables import checkins, episodes, people, staff
from bot.store.vault import Vault

PERSON_NAME = "people.name"

_E, _THEIRS = episodes.c, episodes.alias("theirs")  # theirs: of the person whom a caregiver looks after
_CARED_FOR = people.alias("cared_for")
# By the episode's own rows: with the state among the conditions SQLite walks all that is planned, for everybody.
_PLANNED = case((checkins.c.state == "planned", checkins.c.due_at))
_FOLLOWED = exists().where(
    _E.ending == COMPLETED, checkins.c.episode_id == _E.id, checkins.c.kind == FOLLOWUP, _PLANNED.is_not(None)
)
_SOONEST = select(func.min(_PLANNED)).where(checkins.c.episode_id == _E.id).scalar_subquery()
_NEXT = case((_E.planned_at.is_not(None), _SOONEST))  # what was planned before the rhythm changed is due no more
_EPISODES = Prepared(
    select(
        _E.contact_id, _E.id, _E.person_id, _E.role, _E.state, _E.started_on, _E.weeks, _E.day, _E.hour, _E.pace, _E.cap,
        _E.paused_from, _E.paused_until, _NEXT.label("next_at"),
        staff.c.id.label("staff_id"), staff.c.name.label("staff_name"), people.c.name.label("person_name"),
        _CARED_FOR.c.id.label("cared_for_id"), _CARED_FOR.c.name.label("cared_for_name"),
    )
    .select_from(
        episodes.outerjoin(staff, staff.c.id == _E.key_worker_id)
        .outerjoin(people, people.c.id == _E.person_id)
        .outerjoin(_THEIRS, _THEIRS.c.id == _E.cares_for_id)
        .outerjoin(_CARED_FOR, _CARED_FOR.c.id == _THEIRS.c.person_id)
    )
    # By when it ended: the state has an index, which would find everybody
    .where(_E.contact_id.in_(many("ids")), or_(_E.ended_at.is_(None), _FOLLOWED))
    .order_by(_E.id)
)  # fmt: skip


async def add_programmes(tx: Tx, vault: Vault, states: Mapping[int, State]) -> None:
    """To each contact point the episodes that go on there, the oldest first; and those that are over, but for a follow-up."""
    for row in await _EPISODES.rows(tx, ids=list(states)):
        contact = states[row.contact_id].contact
        if row.state == "closed":
            contact.followed = (*contact.followed, _of(vault, row))
        else:
            contact.programmes = (*contact.programmes, _of(vault, row))


def _of(vault: Vault, row: Any) -> OnProgramme:
    return OnProgramme(
        row.id, row.person_id, row.role, row.state, row.started_on, row.weeks, row.day, row.hour, row.pace, row.cap,
        row.paused_from, row.paused_until, row.next_at,
        _name(vault, STAFF_NAME, row.staff_id, row.staff_name),
        _name(vault, PERSON_NAME, row.person_id, row.person_name),
        _name(vault, PERSON_NAME, row.cared_for_id, row.cared_for_name),
    )  # fmt: skip


def _name(vault: Vault, place: str, id: int | None, sealed: bytes | None) -> str:
    return vault.open(place, id, sealed) if id is not None and sealed else ""
