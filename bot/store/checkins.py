"""Check-ins as they fall due, are asked, are answered, or pass in silence. Each change is conditional on the state before,
so that several processes, a restart, or a clock that jumps, do each thing once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, case, exists, or_, select, update

from bot.errors import NotFound
from bot.store.hands import Hands
from bot.store.prepared import Prepared, many
from bot.store.sqlite_writer import Tx
from bot.store.tables import answers, checkins, conversations, episodes, outbox
from bot.store.upsert import insert_new
from bot.store.vault import Vault

WORDS = "checkins.words"
WEEK = timedelta(days=7)
AT_ONCE = 500  # rows a transaction: a hundred thousand are due in a few seconds, and no transaction is long
WEEKLY, FOLLOWUP, SHARING = "checkin", "followup", "sharing"
TEAM = "team"  # the role of an episode that is staff's


@dataclass(frozen=True, slots=True)
class Due:
    """One check-in that is due or under way, and what its episode says of whom to ask and how."""

    id: int
    kind: str
    week: int
    expires_at: datetime
    step: int
    opened_at: datetime | None
    conversation: int | None
    episode: int
    contact: int
    person: int | None
    role: str
    programme: str
    key_worker: int | None
    cares_for: int | None
    may_say: str
    sub_group: str
    level: int
    weeks: int
    cap: int
    missed: int

    @property
    def is_team(self) -> bool:
        """Asked of a member of staff."""
        return self.role == TEAM


_C, _E = checkins.c, episodes.c
_COLUMNS = [
    _C.id, _C.kind, _C.week, _C.expires_at, _C.step, _C.opened_at, _C.conversation_id,
    _E.id.label("episode"), _E.contact_id, _E.person_id, _E.role, _E.programme, _E.key_worker_id, _E.cares_for_id,
    _E.may_say, _E.sub_group, _E.level, _E.weeks, _E.cap, _E.missed,
]  # fmt: skip
ALL = select(*_COLUMNS).join(episodes, _E.id == _C.episode_id)
# The follow-up at three months comes when the programme is over: it goes on for those who completed it.
_AFTER = and_(_E.state == "closed", _E.ending == "completed", _C.kind == FOLLOWUP)
_ACTIVE = or_(_E.state == "active", _AFTER)
_GOES_ON = and_(_ACTIVE, _E.planned_at.is_not(None))
_PLANNED = Prepared(
    ALL.where(_C.state == "planned", _C.due_at <= bindparam("now"), _C.expires_at > bindparam("now"), _GOES_ON)
    .order_by(_C.due_at, _C.id)
    .limit(AT_ONCE)
)
_LATER = Prepared(
    ALL.where(_C.state == "open", _C.next_at <= bindparam("now"), _ACTIVE).order_by(_C.next_at, _C.id).limit(AT_ONCE)
)
_STILL = Prepared(select(_C.id).where(_C.id.in_(many("ids")), _C.state == bindparam("b_state")))
_LEFT_BEHIND = Prepared(
    update(checkins)
    .where(_C.state == "open", _C.next_at <= bindparam("b_now"), _C.expires_at <= bindparam("b_now"), _C.kind != FOLLOWUP)
    .where(exists().where(_E.id == _C.episode_id, _E.state == "closed"))
    .values(
        state=case((exists().where(answers.c.checkin_id == _C.id), "part"), else_="quiet"),
        settled_at=bindparam("b_now"), next_at=None,
    )
)  # fmt: skip


async def due(tx: Tx, now: datetime) -> list[Due]:
    """Those to be asked now, the oldest first. Whoever asks them locks their contact points and then looks at `still`."""
    return [Due(*row) for row in await _PLANNED.rows(tx, now=now)]


async def one(tx: Tx, id: int) -> tuple[Due, str]:
    """A check-in, whatever has become of it, and its state. Raises NotFound."""
    row = (await tx.execute(ALL.add_columns(_C.state).where(_C.id == id))).first()
    if row is None:
        raise NotFound("This check-in is not there any more.")
    *columns, state = row
    return Due(*columns), state


async def waiting(tx: Tx, now: datetime) -> list[Due]:
    """Those that were asked, and that the ladder of silence must look at again."""
    return [Due(*row) for row in await _LATER.rows(tx, now=now)]


async def left_behind(tx: Tx, now: datetime) -> None:
    """What was under way when its episode was closed may be answered as long as it lasts; nobody reminds of it."""
    await _LEFT_BEHIND.run(tx, [{"b_now": now}])


async def still(tx: Tx, ids: Sequence[int], state: str) -> set[int]:
    """Those that no other process has changed since we looked; for as long as their contact points are locked."""
    return {row.id for row in await _STILL.rows(tx, ids=list(ids), b_state=state)}


async def pass_over(tx: Tx, now: datetime) -> int:
    """What came due in our absence or a pause is not asked any more: too late, or something more important of the same
    person is due, or still open. At most one thing a person. How many."""
    other = checkins.alias("other")
    weekly, theirs_weekly = _C.kind == WEEKLY, other.c.kind == WEEKLY
    instead = and_(
        other.c.episode_id == _C.episode_id,
        other.c.id != _C.id,
        or_(
            and_(other.c.state == "planned", other.c.due_at <= now, other.c.expires_at > now,
                 or_(and_(weekly, ~theirs_weekly), and_(weekly == theirs_weekly, other.c.due_at > _C.due_at))),
            and_(other.c.state == "open", weekly, ~theirs_weekly),
        ),
    )  # fmt: skip
    came = and_(_C.state == "planned", _C.due_at <= now)
    late = update(checkins).where(came, _C.expires_at <= now).values(state="expired", settled_at=now)
    passed = (await tx.execute(late)).rowcount
    skipped = update(checkins).where(came, exists().where(instead)).values(state="skipped", settled_at=now)
    return passed + (await tx.execute(skipped)).rowcount


_OPENED = Prepared(
    update(checkins)
    .where(_C.id == bindparam("b_id"))
    .values(
        state="open", conversation_id=bindparam("b_conversation"), contact_id=bindparam("b_contact"),
        opened_at=bindparam("b_now"), next_at=bindparam("b_next"), step=0,
    )
)  # fmt: skip
_POSTPONED = Prepared(update(checkins).where(_C.id == bindparam("b_id")).values(due_at=bindparam("b_due")))
_STEPPED = Prepared(
    update(checkins).where(_C.id == bindparam("b_id")).values(step=bindparam("b_step"), next_at=bindparam("b_next"))
)
_SETTLED = Prepared(
    update(checkins)
    .where(_C.id == bindparam("b_id"), (_C.state == "planned") | (_C.state == "open"))  # no list: there are many rows
    .values(state=bindparam("b_state"), settled_at=bindparam("b_now"), next_at=None)
)


async def opened(tx: Tx, rows: Sequence[tuple[int, int, int]], now: datetime, next_at: Sequence[datetime]) -> None:
    """(check-in, conversation, contact point) that were asked now; when each is looked at again."""
    given = [
        {"b_id": id, "b_conversation": talk, "b_contact": contact, "b_now": now, "b_next": again}
        for (id, talk, contact), again in zip(rows, next_at, strict=True)
    ]
    await _OPENED.run(tx, given)


async def postpone(tx: Tx, ids: Sequence[tuple[int, datetime]]) -> None:
    """Not now: looked at again then. Its expiry stays what it was."""
    await _POSTPONED.run(tx, [{"b_id": id, "b_due": until} for id, until in ids])


async def step(tx: Tx, id: int, number: int, next_at: datetime) -> None:
    """The next rung of the ladder of silence."""
    await _STEPPED.run(tx, [{"b_id": id, "b_step": number, "b_next": next_at}])


async def settle(tx: Tx, ids: Sequence[int], state: str, now: datetime) -> None:
    """quiet, part, skipped or expired: it is over without having been answered in full."""
    await _SETTLED.run(tx, [{"b_id": id, "b_state": state, "b_now": now} for id in ids])


async def ask_what_may_be_said(hands: Hands, episode: int) -> None:
    """Somebody cares for this person: they are asked what that one may be told. Of each new carer once."""
    asked = select(_C.week, _C.state).where(_C.episode_id == episode, _C.kind == SHARING)
    before = (await hands.tx.execute(asked)).all()
    if any(row.state == "planned" for row in before):
        return
    row = {
        "id": hands.ids.new(hands.now), "episode_id": episode, "kind": SHARING, "week": len(before), "state": "planned",
        "due_at": hands.now, "expires_at": hands.now + WEEK, "step": 0, "flat": False,
    }  # fmt: skip
    await insert_new(hands.tx, checkins, [row], on=("episode_id", "kind", "week"))


async def by_conversation(tx: Tx, ids: Sequence[int]) -> dict[int, int]:
    """The check-in of each of these conversations that is one's."""
    query = select(_C.conversation_id, _C.id).where(_C.conversation_id.in_(list(ids)))
    return {row.conversation_id: row.id for row in (await tx.execute(query)).all()}


async def talks_over(tx: Tx, ids: Sequence[int], now: datetime) -> None:
    """The conversations of these check-ins are asked no more."""
    theirs = conversations.c.id.in_(select(_C.conversation_id).where(_C.id.in_(list(ids))))
    change = update(conversations).where(theirs, conversations.c.state == "open")
    _ = await tx.execute(change.values(state="expired", updated_at=now))


async def unsend(tx: Tx, one: Due, now: datetime) -> None:
    """Nothing of it goes out any more: what was asked is over, and what is not sent yet stays here."""
    await talks_over(tx, [one.id], now)
    waits = (outbox.c.contact_id == one.contact) & (outbox.c.conversation_id == one.conversation)
    unsent = update(outbox).where(waits, outbox.c.state == "queued").values(state="cancelled", settled_at=now)
    _ = await tx.execute(unsent)


async def skip_open(hands: Hands, episode: int) -> None:
    """What was asked and not answered is over: nobody is reminded in a pause."""
    asked = select(_C.id).where(_C.episode_id == episode, _C.state == "open")
    ids = list((await hands.tx.execute(asked)).scalars())
    await talks_over(hands.tx, ids, hands.now)
    await settle(hands.tx, ids, "skipped", hands.now)


async def missed(tx: Tx, ids: Sequence[int]) -> None:
    """One more without an answer, in a row, for each of these episodes."""
    _ = await tx.execute(update(episodes).where(episodes.c.id.in_(list(ids))).values(missed=episodes.c.missed + 1))


@dataclass(frozen=True, slots=True)
class Past:
    """A check-in as the desk shows it."""

    id: int
    kind: str
    week: int
    state: str
    due_at: datetime
    opened_at: datetime | None
    answered_at: datetime | None
    words: str
    by: str | None


async def of_episode(tx: Tx, vault: Vault, episode: int) -> list[Past]:
    """All of them, in the order of time."""
    rows = (await tx.execute(select(checkins).where(_C.episode_id == episode).order_by(_C.due_at, _C.id))).all()
    return [
        Past(
            r.id, r.kind, r.week, r.state, r.due_at, r.opened_at, r.answered_at,
            vault.open(WORDS, r.id, r.words) if r.words else "", r.by,
        ) for r in rows
    ]  # fmt: skip
