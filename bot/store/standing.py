"""How everybody stands who is on a programme: what a list of one's people shows, and the order of it rests on.

Five statements, however many people there are: none is for one person. A thousand people with twelve weeks behind them cost 60 ms.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, exists, func, literal, or_, select

from bot.store.checkins import TEAM
from bot.store.episodes import UNDER_WAY
from bot.store.goals import OPEN
from bot.store.people import NAME
from bot.store.scores import GOAL
from bot.store.sqlite_writer import Tx
from bot.store.tables import answers, checkins, contacts, episodes, goals, items, people, steps
from bot.store.vault import Vault

ADDRESS = "contacts.address"
REVIEWS = ("review", "final")
LOOK_BACK = timedelta(days=28)  # for a red item that was closed, and a review that nobody answered
NOT_DONE = ("quiet", "expired", "part")
ANYBODY = -1  # of `worker`: whoever looks after them


@dataclass(frozen=True, slots=True)
class Whose:
    """Which people: those with this key worker (None: those with none), in this locality ("" is everywhere); or some, by
    their episodes. `only`: of some of them."""

    worker: int | None = ANYBODY
    locality: str = ""
    episodes: Sequence[int] | None = None
    only: ColumnElement[bool] | None = None


@dataclass(frozen=True, slots=True)
class Alarm:
    """An item that is open, or was red and is closed."""

    number: int
    level: str
    category: str
    is_open: bool
    created_at: datetime


@dataclass(slots=True)
class Standing:
    """One episode that is under way. `review_at`: when a review is, or was and was not answered; `fell`: the goal whose
    last number lies furthest below the one before it, with both."""

    id: int
    name: str
    address: str
    programme: str
    state: str
    locality: str
    level: int
    sub_group: str
    missed: int
    started_on: str
    weeks: int
    key_worker: int | None
    paused_from: str | None
    paused_until: str | None
    heard_at: datetime | None
    person: int | None
    next_at: datetime | None = None
    review_at: datetime | None = None
    alarms: list[Alarm] = field(default_factory=list[Alarm])
    has_no_step: bool = False
    fell: tuple[int, int] | None = None


_E = episodes.c
_WORST = case((items.c.level == "red", 0), (items.c.level == "amber", 1), else_=2)


async def standing(tx: Tx, vault: Vault, whose: Whose, now: datetime) -> dict[int, Standing]:
    """By the id of the episode, those by name first."""
    wanted = theirs(whose)
    found = {row.id: _standing(vault, row) for row in (await tx.execute(_people(wanted))).all()}
    if not found:
        return {}
    for row in await tx.execute(_asked(wanted, now)):
        found[row.episode_id].next_at, found[row.episode_id].review_at = row.next_at, row.review_at
    for row in await tx.execute(_alarms(wanted, now)):
        alarm = Alarm(row.number, row.level, row.category, row.state != "resolved", row.created_at)
        found[row.episode].alarms.append(alarm)
    for row in await tx.execute(_stepless(wanted)):
        found[row.episode_id].has_no_step = True
    for row in await tx.execute(_fallen(wanted)):
        one = found[row.episode_id]
        one.fell = max(one.fell or (0, 0), (row.before, row.value), key=lambda pair: pair[0] - pair[1])
    return dict(sorted(found.items(), key=lambda pair: pair[1].name.casefold() or "~"))


def theirs(whose: Whose) -> ColumnElement[bool]:
    """The episodes that are under way."""
    wanted = [_E.state.in_(UNDER_WAY), _E.role != TEAM]
    if whose.worker != ANYBODY:
        wanted.append(_E.key_worker_id == whose.worker)
    if whose.locality:
        wanted.append(_E.locality == whose.locality)
    if whose.episodes is not None:
        wanted.append(_E.id.in_(list(whose.episodes)))
    return and_(*wanted) if whose.only is None else and_(*wanted, whose.only)


def _people(theirs: ColumnElement[bool]) -> Any:
    columns = (
        _E.id, _E.programme, _E.state, _E.locality, _E.level, _E.sub_group, _E.missed, _E.started_on, _E.weeks,
        _E.key_worker_id, _E.paused_from, _E.paused_until, people.c.id.label("person"), people.c.name,
        contacts.c.id.label("contact"), contacts.c.address, contacts.c.last_in_at,
    )  # fmt: skip
    joined = select(*columns).join(contacts, contacts.c.id == _E.contact_id)
    return joined.join(people, people.c.id == _E.person_id, isouter=True).where(theirs)


def _standing(vault: Vault, row: Any) -> Standing:
    """Their number is opened only where their name is not known."""
    name = vault.open(NAME, row.person, row.name) if row.name else ""
    address = "" if name else vault.open(ADDRESS, row.contact, row.address)
    return Standing(
        row.id, name, address, row.programme, row.state, row.locality, row.level, row.sub_group, row.missed,
        row.started_on, row.weeks, row.key_worker_id, row.paused_from, row.paused_until, row.last_in_at,
        row.person,
    )  # fmt: skip


def _asked(theirs: ColumnElement[bool], now: datetime) -> Any:
    c = checkins.c
    planned = case((c.state == "planned", c.due_at))
    review = case((review_of(now), c.due_at))
    query = select(c.episode_id, func.min(planned).label("next_at"), func.min(review).label("review_at"))
    return query.join(episodes, _E.id == c.episode_id).where(theirs).group_by(c.episode_id)


def review_of(now: datetime) -> ColumnElement[bool]:
    """The check-ins that are a review, to come or not answered lately."""
    c = checkins.c
    undone = and_(c.state.in_(NOT_DONE), c.due_at > now - LOOK_BACK)
    return and_(c.kind.in_(REVIEWS), or_(c.state.in_(("planned", "open")), undone))


def _alarms(theirs: ColumnElement[bool], now: datetime) -> Any:
    """Of a phone that several use, what is known to be somebody else's is left out."""
    i = items.c
    wanted = or_(i.state != "resolved", and_(i.level == "red", i.created_at > now - LOOK_BACK))
    hers = and_(
        i.contact_id == _E.contact_id, or_(i.person_id.is_(None), _E.person_id.is_(None), i.person_id == _E.person_id)
    )
    query = select(_E.id.label("episode"), i.number, i.level, i.category, i.state, i.created_at).join(episodes, hers)
    return query.where(theirs, wanted).order_by(_WORST, i.created_at)


def stepless() -> Any:
    """Episodes with an open goal for which nothing is planned."""
    planned = exists().where(steps.c.goal_id == goals.c.id, steps.c.state == OPEN)
    return select(goals.c.episode_id).where(goals.c.state == OPEN, ~planned)


def _stepless(theirs: ColumnElement[bool]) -> Any:
    return stepless().join(episodes, _E.id == goals.c.episode_id).where(theirs).distinct()


def _fallen(theirs: ColumnElement[bool]) -> Any:
    """Goals whose last number is lower than the one before."""
    goal, latest = answers.c.item, answers.c.at.desc()
    before = func.lead(answers.c.value).over(partition_by=goal, order_by=latest)
    place = func.row_number().over(partition_by=goal, order_by=latest)
    numbered = (
        select(checkins.c.episode_id, goal, answers.c.value, before.label("before"), place.label("place"))
        .join(checkins, checkins.c.id == answers.c.checkin_id)
        .join(episodes, _E.id == checkins.c.episode_id)
        .where(theirs, answers.c.measure == GOAL)
        .subquery()
    )  # fmt: skip
    n = numbered.c
    still = exists().where(goals.c.episode_id == n.episode_id, goals.c.state == OPEN, n.item == _item(goals.c.id))
    return select(n.episode_id, n.before, n.value).where(n.place == 1, n.before > n.value, still)


def _item(goal: ColumnElement[int]) -> ColumnElement[str]:
    """As goals.item_of."""
    return literal("goal_") + cast(goal, String)
