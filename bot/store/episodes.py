"""Episodes: one person on one programme, from the day a coordinator accepts them until staff close it.

Accepting, extending, changing and closing. Whatever changes when something is due only marks the episode to be planned
anew (planning.py): until that is done nothing of it goes out. Deaths are in holds.py.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, true, update

from bot.errors import AlreadyTaken, CommandWrong, NotFound
from bot.store.checkins import FOLLOWUP, ask_what_may_be_said
from bot.store.followups import begun_anew
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.sqlite_writer import Tx
from bot.store.tables import checkins, episodes, referrals

UNDER_WAY = ("active", "held")
LEVELS = range(1, 5)  # the stepped level of need: 1 able ... 4 (Salford Together)
COMPLETED = "completed"
ENDINGS = (COMPLETED, "wish", "transfer", "death", "lost_contact")
OPEN_REASONS = (
    "waiting_service", "waiting_equipment", "in_hospital", "no_contact", "housing", "funding", "family", "other",
)  # fmt: skip
SOURCES = ("voluntary", "hub", "primary_care", "self_family", "social_care", "residential", "paramedics")
ISSUES = ("social", "biomedical", "psychological")
CONSENTS = ("text", "spoken", "written")
BANDS = ((50, "<50"), (65, "50-64"), (75, "65-74"), (85, "75-84"))
LONGEST = 52  # weeks that an episode can be extended to


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What a coordinator decides when they accept somebody. `level` is 1 to 4; day, hour, pace and cap are how the
    programme begins, until the person says otherwise."""

    contact: int
    role: str
    programme: str
    weeks: int
    day: int
    hour: str
    pace: int
    cap: int
    key_worker: int | None
    started_on: date
    referred_at: datetime
    consent: str
    person: int | None = None
    referral: int | None = None
    locality: str = ""
    level: int = 1
    sub_group: str = ""
    issues: Sequence[str] = ()
    source: str = "self_family"
    age_band: str = ""
    cares_for: int | None = None


@dataclass(frozen=True, slots=True)
class Episode:
    """An episode as it stands. Its columns are told in tables_programme.py."""

    id: int
    referral_id: int | None
    person_id: int | None
    contact_id: int
    key_worker_id: int | None
    cares_for_id: int | None
    role: str
    programme: str
    state: str
    locality: str
    level: int
    sub_group: str
    issues: str
    source: str
    age_band: str
    consent: str
    may_say: str
    weeks: int
    day: int
    hour: str
    pace: int
    cap: int
    paused_from: str | None
    paused_until: str | None
    missed: int
    referred_at: datetime
    started_on: str
    created_at: datetime
    planned_at: datetime | None
    held_at: datetime | None
    held_why: str | None
    ended_at: datetime | None
    ending: str | None
    open_reason: str | None


_ALL = [episodes.c[name] for name in Episode.__dataclass_fields__]


def age_band(age: int | None) -> str:
    """Years as a band that reports count by; "" when it is not known."""
    return "" if age is None else next((name for below, name in BANDS if age < below), "85+")


async def accept(hands: Hands, given: Acceptance, who: str) -> int:
    """Begin an episode; its id. Raises CommandWrong, or AlreadyTaken when the referral is on a programme already."""
    _check(given)
    if given.referral is not None:
        await _take_referral(hands, given.referral)
    id = hands.ids.new(hands.now)
    await begun_anew(hands, given.role, given.contact, given.person)
    await _insert(hands, id, given)
    if given.cares_for is not None:
        await ask_what_may_be_said(hands, given.cares_for)
    await _logged(hands, id, who, "episode accepted", f"{given.programme} level {given.level} {given.sub_group}")
    return id


def _check(given: Acceptance) -> None:
    if given.level not in LEVELS:
        raise CommandWrong("The level of need is 1, 2, 3 or 4.")
    if given.source not in SOURCES or given.consent not in CONSENTS:
        raise CommandWrong(f"A source is one of {', '.join(SOURCES)}; consent is {', '.join(CONSENTS)}.")
    if unknown := set(given.issues) - set(ISSUES):
        raise CommandWrong(f"Issues are {', '.join(ISSUES)}, not {', '.join(sorted(unknown))}.")


async def _take_referral(hands: Hands, referral: int) -> None:
    """Conditional, so that two coordinators cannot both accept it. One that waits for the person's yes cannot be taken."""
    free = referrals.c.state.in_(("incomplete", "complete"))
    change = update(referrals).where(referrals.c.id == referral, free).values(state="taken")
    if (await hands.tx.execute(change)).rowcount != 1:
        raise AlreadyTaken("This referral is on a programme already, closed, or waits for the person's own agreement.")


async def _insert(hands: Hands, id: int, given: Acceptance) -> None:
    row = {
        "id": id, "referral_id": given.referral, "person_id": given.person, "contact_id": given.contact,
        "key_worker_id": given.key_worker, "cares_for_id": given.cares_for, "role": given.role,
        "programme": given.programme, "state": "active", "locality": given.locality[:64], "level": given.level,
        "sub_group": given.sub_group, "issues": "|".join(given.issues), "source": given.source,
        "age_band": given.age_band, "consent": given.consent, "may_say": "nothing", "weeks": given.weeks,
        "day": given.day, "hour": given.hour, "pace": given.pace, "cap": given.cap, "missed": 0,
        "referred_at": given.referred_at, "started_on": given.started_on.isoformat(), "created_at": hands.now,
    }  # fmt: skip
    _ = await hands.tx.execute(episodes.insert().values(**row))


async def change(hands: Hands, id: int, who: str, what: str, *, anew: bool = False, **values: Any) -> None:
    """Change an episode that is under way; `anew`: what is due changes with it. Raises NotFound."""
    here = update(episodes).where(episodes.c.id == id, episodes.c.state.in_(UNDER_WAY))
    values |= {"planned_at": None} if anew else {}
    if (await hands.tx.execute(here.values(**values))).rowcount != 1:
        raise NotFound("This episode is closed, or was never there.")
    await _logged(hands, id, who, what)


async def plan_again(hands: Hands, programmes: Collection[str]) -> None:
    """What is still to come on these programmes is planned anew: they ask something else, or in other weeks."""
    on = episodes.c.programme.in_(list(programmes)) & episodes.c.state.in_(UNDER_WAY)
    _ = await hands.tx.execute(update(episodes).where(on).values(planned_at=None))


async def let_carers_know(hands: Hands, id: int, what: str, carer: int | None = None) -> None:
    """What this person's caregivers may be told of them; `carer`: one of them alone, by their episode."""
    theirs = episodes.c.cares_for_id == id
    theirs &= true() if carer is None else episodes.c.id == carer
    _ = await hands.tx.execute(update(episodes).where(theirs).values(may_say=what))


async def extend(hands: Hands, id: int, weeks: int, who: str) -> None:
    """Let it run until this week. Raises CommandWrong, NotFound."""
    now = (await one(hands.tx, id)).weeks
    if not now < weeks <= LONGEST:
        raise CommandWrong(f"It has {now} weeks now: write a number from {now + 1} to {LONGEST}.")
    await change(hands, id, who, f"episode extended to {weeks} weeks", anew=True, weeks=weeks)


async def close(hands: Hands, id: int, ending: str, who: str) -> None:
    """End it, for one of ENDINGS. What is planned is cancelled, but for the follow-up of somebody who completed it; a
    conversation that is open may be ended by the person. Raises CommandWrong, NotFound."""
    if ending not in ENDINGS:
        raise CommandWrong(f"An episode ends with one of {', '.join(ENDINGS)}.")
    await change(hands, id, who, f"episode closed: {ending}", state="closed", ended_at=hands.now, ending=ending)
    planned = (checkins.c.episode_id == id) & (checkins.c.state == "planned")
    planned &= true() if ending != COMPLETED else checkins.c.kind != FOLLOWUP
    _ = await hands.tx.execute(
        update(checkins).where(planned).values(state="cancelled", settled_at=hands.now, next_at=None)
    )
    await _close_referral(hands, id)


async def _close_referral(hands: Hands, id: int) -> None:
    mine = select(episodes.c.referral_id).where(episodes.c.id == id).scalar_subquery()
    change = update(referrals).where(referrals.c.id == mine, referrals.c.state == "taken")
    _ = await hands.tx.execute(change.values(state="closed", closed_at=hands.now))


async def on_programmes(tx: Tx) -> dict[str, int]:
    """How many people are on each programme."""
    e = episodes.c
    query = select(e.programme, func.count().label("people")).where(e.state != "closed").group_by(e.programme)
    return {row.programme: row.people for row in await tx.execute(query)}


async def one(tx: Tx, id: int) -> Episode:
    """Raises NotFound."""
    row = (await tx.execute(select(*_ALL).where(episodes.c.id == id))).one_or_none()
    if row is None:
        raise NotFound("This episode was never there.")
    return Episode(*row)


async def many(tx: Tx, ids: Sequence[int]) -> dict[int, Episode]:
    rows = (await tx.execute(select(*_ALL).where(episodes.c.id.in_(list(ids))))).all()
    return {row.id: Episode(*row) for row in rows}


async def of_contact(tx: Tx, contact: int) -> list[Episode]:
    """Those whose texts go there, the newest first."""
    query = select(*_ALL).where(episodes.c.contact_id == contact).order_by(episodes.c.id.desc())
    return [Episode(*row) for row in (await tx.execute(query)).all()]


async def of_referral(tx: Tx, referral: int) -> Episode | None:
    query = select(*_ALL).where(episodes.c.referral_id == referral).order_by(episodes.c.id.desc()).limit(1)
    row = (await tx.execute(query)).first()
    return Episode(*row) if row else None


async def of_person(tx: Tx, person: int) -> list[Episode]:
    query = select(*_ALL).where(episodes.c.person_id == person).order_by(episodes.c.id.desc())
    return [Episode(*row) for row in (await tx.execute(query)).all()]


async def key_worker(tx: Tx, contact: int, person: int | None) -> int | None:
    """The member of staff who knows this person's story, while they are on a programme."""
    e = episodes.c
    theirs = (e.person_id == person) if person is not None else (e.contact_id == contact)
    query = select(e.key_worker_id).where(theirs, e.state.in_(UNDER_WAY)).order_by(e.id.desc()).limit(1)
    return (await tx.execute(query)).scalar()


async def carers_of(tx: Tx, ids: Sequence[int]) -> list[Episode]:
    """The caregivers' episodes about these people that are under way."""
    theirs = episodes.c.cares_for_id.in_(list(ids)) & episodes.c.state.in_(UNDER_WAY)
    return [Episode(*row) for row in (await tx.execute(select(*_ALL).where(theirs))).all()]


async def _logged(hands: Hands, id: int, who: str, what: str, detail: str = "") -> None:
    await record(hands.tx, hands.ids, hands.now, [(who, what[:48], f"episode:{id}", detail)])
    await note_change(hands.tx, hands.now)
