"""What a check-in is opened with: the snapshot that its conversation may see. One query a table for a whole batch.

Numbers of an earlier check-in are looked up by item; words of theirs are left out where others may read them.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from bot.programme import Programme
from bot.store import goals, staff
from bot.store.checkins import SHARING, WORDS, Due
from bot.store.episodes import UNDER_WAY
from bot.store.goals import Goal
from bot.store.people import NAME
from bot.store.prepared import Prepared, many
from bot.store.sqlite_writer import Tx
from bot.store.tables import acts, answers, checkins, episodes, people
from bot.store.vault import Vault
from bot.wellbeing import flat_weeks, in_rotation
from flows.carer_checkin import SAID_BY_RULE

OFFERED = "assessment_offered"  # the act of a carer's check-in that tells it
_C = checkins.c
_PAST = Prepared(
    select(_C.id, _C.episode_id, _C.kind, _C.words, _C.flat, _C.week)
    .where(_C.episode_id.in_(many("ids")), _C.state.in_(("answered", "part", "quiet", "open")))
    .order_by(_C.opened_at, _C.id)
)
_ANSWERS = Prepared(
    select(_C.episode_id, _C.kind, answers.c.item, answers.c.value)
    .join(checkins, _C.id == answers.c.checkin_id)
    .where(_C.episode_id.in_(many("ids")))
    .order_by(answers.c.at)
)
_NAMES = Prepared(select(people.c.id, people.c.name).where(people.c.id.in_(many("ids"))))


@dataclass(slots=True)
class _Known:
    """What is known of one episode from before."""

    values: dict[str, list[int]] = field(default_factory=lambda: defaultdict[str, list[int]](list))
    then: dict[str, int] = field(default_factory=dict[str, int])
    said: str = ""
    flat: list[bool] = field(default_factory=list[bool])
    asked: int = 0


async def snapshots(
    tx: Tx, vault: Vault, batch: Sequence[Due], programmes: Mapping[str, Programme]
) -> dict[int, dict[str, str]]:
    """`Person.about` of each of these check-ins, by id."""
    known, set_goals = (
        await _known(tx, vault, batch),
        await goals.of_episodes(tx, vault, [one.episode for one in batch]),
    )
    cared_for = await _cared_for(tx, {one.cares_for for one in batch if one.cares_for})
    names = await _names(tx, vault, {one.person for one in batch if one.person} | set(cared_for.values()))
    workers = {one.id: one.name for one in await staff.members(tx, vault)}  # nobody who has left rings anybody
    carers = await _carers(tx, vault, [one.episode for one in batch if one.kind == SHARING])
    offered = await _offered(tx, [one.episode for one in batch if one.role == "carer"])
    return {
        one.id: {
            key: value
            for key, value in {
                **_plain(one, programmes[one.programme]),
                "name": names.get(one.person, ""),
                "worker": _first(workers.get(one.key_worker or 0, "")),
                "person": names.get(cared_for.get(one.cares_for or 0), "") if one.may_say in SAID_BY_RULE else "",
                "unnamed": "yes" if one.cares_for and one.may_say not in SAID_BY_RULE else "",
                **(carers.get(one.episode, {}) if one.kind == SHARING else {}),
                "assessment_offered": "yes" if one.episode in offered else "",
                **_measured(one, programmes[one.programme], known[one.episode]),
                **_goals(one, set_goals.get(one.episode, []), known[one.episode]),
            }.items()
            if value
        }
        for one in batch
    }


def _first(name: str) -> str:
    return name.split(" ", 1)[0]


def _plain(one: Due, programme: Programme) -> dict[str, str]:
    return {
        "episode": str(one.episode), "checkin": str(one.id), "kind": one.kind, "week": str(one.week),
        "of": str(one.weeks), "role": one.role, "may_say": one.may_say if one.role == "carer" else "",
        "measures": " ".join(programme.measures_at(one.kind, one.week)), "goals_wanted": str(programme.goals),
        "expected_decline": "yes" if one.sub_group in programme.expected_decline else "", **_rated(programme),
    }  # fmt: skip


def _rated(programme: Programme) -> dict[str, str]:
    """What a team rates, in the words that the file has today."""
    sides = programme.dimensions
    texts = {f"text_{side.key}": side.text for side in sides}
    levels = {f"level_{side.key}_{n}": level for side in sides for n, level in enumerate(side.levels, 1)}
    return {"dimensions": "|".join(side.key for side in sides), **texts, **levels}


def _measured(one: Due, programme: Programme, known: _Known) -> dict[str, str]:
    item = in_rotation(programme.wellbeing, known.asked) if one.kind == "checkin" else ""
    before = known.values.get(item, [])
    weeks = flat_weeks(known.flat)
    then = {f"then_{name}": str(value) for name, value in known.then.items()} if one.kind != "checkin" else {}
    return {
        "wellbeing": item, "wellbeing_last": str(before[-1]) if before else "", "said": known.said,
        "worded": "yes" if weeks >= 2 else "", "flat_weeks": str(weeks) if weeks else "",
        "first": "" if known.asked else "yes", **then,
    }  # fmt: skip


def _goals(one: Due, theirs: Sequence[Goal], known: _Known) -> dict[str, str]:
    """All open goals, for a review, and those that were met; the one that is asked about this week, with an open step."""
    still = [goal for goal in theirs if goal.state == goals.OPEN]
    met = [goal.words for goal in theirs if goal.state == goals.MET] if one.kind != "checkin" else []
    about = {"goals": str(len(still)), **{f"met_{number}": words for number, words in enumerate(met, 1)}}
    for number, goal in enumerate(still, 1):
        values = known.values.get(goals.item_of(goal.id), [])
        about |= {f"goal_{number}_id": str(goal.id), f"goal_{number}": goal.words}
        about |= {f"goal_{number}_last": str(values[-1]), f"goal_{number}_then": str(values[0])} if values else {}
    if not still:
        return about
    this = still[one.week % len(still)]
    values = known.values.get(goals.item_of(this.id), [])
    step = next((s for s in this.steps if s.state == goals.OPEN and s.who == "person"), None)
    about |= {"goal_id": str(this.id), "goal": this.words}
    about |= {"goal_last": str(values[-1]) if values else "", "goal_before": str(values[-2]) if values[1:] else ""}
    return about | ({"step_id": str(step.id), "step": step.what} if step else {})


async def _known(tx: Tx, vault: Vault, batch: Sequence[Due]) -> Mapping[int, _Known]:
    ids = [one.episode for one in batch]
    found = defaultdict[int, _Known](_Known)
    for row in await _PAST.rows(tx, ids=ids):
        known = found[row.episode_id]
        if row.kind == "checkin":
            known.asked += 1
        if row.words and row.kind == "checkin":  # what a review asks is no news of a week
            known.flat.append(row.flat)
            known.said = "" if row.flat else vault.open(WORDS, row.id, row.words)
    for row in await _ANSWERS.rows(tx, ids=ids):
        known = found[row.episode_id]
        known.values[row.item].append(row.value)
        if row.kind == "baseline":
            known.then[row.item] = row.value
    return found


async def _names(tx: Tx, vault: Vault, ids: Collection[int]) -> dict[int | None, str]:
    """What these people are called, as far as we know."""
    rows = await _NAMES.rows(tx, ids=sorted(ids))
    return {row.id: vault.open(NAME, row.id, row.name) for row in rows if row.name}


async def _cared_for(tx: Tx, ids: Collection[int]) -> dict[int, int]:
    """The person of each of these episodes: those whom caregivers look after."""
    if not ids:
        return {}
    query = select(episodes.c.id, episodes.c.person_id).where(episodes.c.id.in_(list(ids)))
    return {row.id: row.person_id for row in (await tx.execute(query)).all() if row.person_id}


async def _carers(tx: Tx, vault: Vault, ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """Who came last to care for each of these people, with the episode that an answer is about."""
    if not ids:
        return {}
    e = episodes.c
    query = select(e.cares_for_id, e.id.label("episode"), people.c.id, people.c.name)
    query = query.join(people, people.c.id == e.person_id, isouter=True)
    query = query.where(e.cares_for_id.in_(list(ids)), e.state.in_(UNDER_WAY)).order_by(e.id)
    return {
        row.cares_for_id: {
            "carer": vault.open(NAME, row.id, row.name) if row.name else "",
            "carer_episode": str(row.episode),
        }
        for row in (await tx.execute(query)).all()
    }


async def _offered(tx: Tx, ids: Sequence[int]) -> set[int]:
    """The caregivers who were offered an assessment already: it is offered once."""
    if not ids:
        return set()
    done = (acts.c.name == OFFERED) & acts.c.withdrawn_at.is_(None)
    query = select(_C.episode_id).join(acts, acts.c.conversation_id == _C.conversation_id).where(done)
    return set((await tx.execute(query.where(_C.episode_id.in_(list(ids))))).scalars())
