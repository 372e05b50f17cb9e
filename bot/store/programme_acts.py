"""What conversations of the programme do: the handlers of its acts, beside those in acts.py.

A check-in's conversation carries `checkin` and `episode` in its snapshot; every other knows its episode the same way.
What comes without one, because the episode is gone, does nothing here: the words are in the transcript.
"""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, TypeVar, cast

from sqlalchemy import select

from bot.errors import NotFound
from bot.state import Talk
from bot.store import answering, checkins, episodes, followups, goals, holds, scores
from bot.store.hands import Hands
from bot.store.raising import Raised, raise_items
from bot.store.tables import contacts, person_contacts
from bot.store.tables import episodes as all_episodes
from bot.store.todo import Handler, Todo, Undo
from flows import acts as kinds
from flows.acts import Act

PERSON = scores.PERSON
DEATH = "death reported"
HELD = "Held: {} programmes, caregivers' too. Confirm it, or take it back, at the desk."
NOT_ASKED = (
    "Their time with us is over: they will not be asked again. If it is not so, ask them once more, at the desk."
)
A = TypeVar("A", bound=Act)


def _told(talk: Talk, key: str) -> int | None:
    """The number that the snapshot holds under this name."""
    value = talk.person.about.get(key, "")
    return int(value) if value.isdecimal() else None


def _mine(todos: Sequence[Todo], kind: type[A], key: str) -> list[tuple[Todo, A, int]]:
    """The acts of this kind, each with what its snapshot holds under `key`; those without it are left out."""
    return [(t, t.act, id) for t in todos if isinstance(t.act, kind) and (id := _told(t.talk, key)) is not None]


async def _record(hands: Hands, todos: Sequence[Todo]) -> None:
    given = [
        scores.Answered(id, act.measure, await _item(hands, todo.talk, act), act.value)
        for todo, act, id in _mine(todos, kinds.RecordMeasure, "checkin")
    ]
    await scores.record_answers(hands, given)
    await answering.heard(hands, [one.checkin for one in given])


async def _item(hands: Hands, talk: Talk, act: kinds.RecordMeasure) -> str:
    """A goal set in this conversation is known to it by its key, and kept by its id."""
    episode = _told(talk, "episode")
    if act.measure != scores.GOAL or episode is None:
        return act.item
    id = await goals.id_of(hands.tx, episode, act.item.removeprefix("goal_"))
    return goals.item_of(id) if id else act.item


async def _set_goal(hands: Hands, todos: Sequence[Todo]) -> None:
    for _, act, id in _mine(todos, kinds.SetGoal, "episode"):
        given = goals.NewGoal(id, act.key, act.words, act.strengths, act.importance, act.confidence)
        _ = await goals.set_goal(hands, given, PERSON)


async def _plan(hands: Hands, todos: Sequence[Todo]) -> None:
    for todo, act, id in _mine(todos, kinds.PlanStep, "episode"):
        goal = await goals.id_of(hands.tx, id, act.goal)
        if goal is not None:
            step = goals.NewStep(goal, _step_key(todo), act.what, act.who, act.by)
            _ = await goals.plan_step(hands, step, PERSON)


def _step_key(todo: Todo) -> str:
    """The same act amends the same step."""
    return hashlib.blake2b(todo.name.encode(), digest_size=4).hexdigest()


async def _close_goal(hands: Hands, todos: Sequence[Todo]) -> None:
    for _, act, id in _mine(todos, kinds.CloseGoal, "episode"):
        if (goal := await goals.id_of(hands.tx, id, act.goal)) is not None:
            await goals.close(hands, goal, act.how, PERSON)


async def _mark(hands: Hands, todos: Sequence[Todo]) -> None:
    for _, act, _ in _mine(todos, kinds.MarkStep, "episode"):
        with suppress(NotFound):  # staff took it out meanwhile
            await goals.mark_step(hands, int(act.step), PERSON)


async def _remember(hands: Hands, todos: Sequence[Todo]) -> None:
    for _, act, id in _mine(todos, kinds.Remember, "checkin"):
        await answering.remember(hands, id, act.words, flat=act.flat)


async def _finish(hands: Hands, todos: Sequence[Todo]) -> None:
    for _, _, id in _mine(todos, kinds.FinishCheckIn, "checkin"):
        await answering.answered(hands, id)


async def _rhythm(hands: Hands, todos: Sequence[Todo]) -> None:
    for todo, act, id in _mine(todos, kinds.SetRhythm, "episode"):
        said: dict[str, Any] = {"day": act.day, "hour": act.hour or None, "pace": act.pace, "cap": act.cap}
        values = {name: value for name, value in said.items() if value is not None}
        if act.channel:
            values |= await _moved(hands, todo, id, act.channel)
        if values:
            await _change(hands, id, "rhythm changed", **values)


async def _change(hands: Hands, episode: int, what: str, **values: Any) -> None:
    with suppress(NotFound):  # it was closed meanwhile: there is nothing left to change
        await episodes.change(hands, episode, PERSON, what, anew=True, **values)


async def _moved(hands: Hands, todo: Todo, episode: int, channel: str) -> dict[str, Any]:
    """Another contact point of theirs on that channel; a person sets one up where there is none."""
    whose = select(all_episodes.c.person_id).where(all_episodes.c.id == episode).scalar_subquery()
    theirs = select(contacts.c.id).join(person_contacts, person_contacts.c.contact_id == contacts.c.id)
    theirs = theirs.where(person_contacts.c.person_id == whose, contacts.c.channel == channel, contacts.c.state == "ok")
    found = (await hands.tx.execute(theirs.order_by(contacts.c.id.desc()).limit(1))).scalar()
    if found is None:
        await _raise(hands, todo.contact, "green", "asks for another channel", f"would like check-ins by {channel}")
        return {}
    return {"contact_id": found}


async def _pause(hands: Hands, todos: Sequence[Todo]) -> None:
    for _, act, id in _mine(todos, kinds.PauseUntil, "episode"):
        today = hands.now.date().isoformat()
        until = {"paused_from": act.since or today, "paused_until": act.day or None}
        await _change(hands, id, "paused", **until)
        await checkins.skip_open(hands, id)


async def _resume(hands: Hands, todos: Sequence[Todo]) -> None:
    for todo, act, _ in _mine(todos, kinds.Resume, "episode"):
        await _undo_pause(hands, todo, act)


async def _hold(hands: Hands, todos: Sequence[Todo]) -> None:
    for todo in todos:
        act = cast(kinds.HoldForDeath, todo.act)
        held = await holds.reported(hands, todo.contact, act.whose, PERSON)
        told = HELD.format(len(held)) if held else NOT_ASKED
        why = f"{act.words}\n{told}"
        await _raise(hands, todo.contact, "amber", DEATH, why)


async def _let_know(hands: Hands, todos: Sequence[Todo]) -> None:
    for todo, act, id in _mine(todos, kinds.LetCarerKnow, "episode"):
        await episodes.let_carers_know(hands, id, act.what, _told(todo.talk, "carer_episode"))
        if (asked := _told(todo.talk, "checkin")) is not None:
            await answering.answered(hands, asked)


async def learn(hands: Hands, todos: Sequence[Todo]) -> None:
    """What is learnt in a check-in, and not for a referral: whether they may be asked once more."""
    for _, act, id in _mine(todos, kinds.Learn, "episode"):
        if act.field == checkins.FOLLOWUP:
            _ = await followups.ask_once_more(hands, id, wanted=act.value == "yes")


async def _raise(hands: Hands, contact: int, level: str, category: str, why: str) -> None:
    _ = await raise_items(hands.tx, hands.vault, hands.ids, [Raised(level, category, why, contact)], hands.now)


async def _undo_record(hands: Hands, todo: Todo, act: Act) -> None:
    told = cast(kinds.RecordMeasure, act)
    if (id := _told(todo.talk, "checkin")) is not None:
        await scores.take_out(hands, id, told.measure, await _item(hands, todo.talk, told))


async def _undo_goal(hands: Hands, todo: Todo, act: Act) -> None:
    if (id := _told(todo.talk, "episode")) is not None:
        await goals.take_out(hands, id, cast(kinds.SetGoal, act).key)


async def _undo_plan(hands: Hands, todo: Todo, act: Act) -> None:
    id = _told(todo.talk, "episode")
    goal = await goals.id_of(hands.tx, id, cast(kinds.PlanStep, act).goal) if id else None
    if goal is not None:
        await goals.take_out_step(hands, goal, _step_key(todo))


async def _undo_close(hands: Hands, todo: Todo, act: Act) -> None:
    id = _told(todo.talk, "episode")
    goal = await goals.id_of(hands.tx, id, cast(kinds.CloseGoal, act).goal) if id else None
    if goal is not None:
        await goals.close(hands, goal, goals.OPEN, PERSON)


async def _undo_mark(hands: Hands, _: Todo, act: Act) -> None:
    with suppress(NotFound):
        await goals.mark_step(hands, int(cast(kinds.MarkStep, act).step), PERSON, done=False)


async def _undo_remember(hands: Hands, todo: Todo, _: Act) -> None:
    if (id := _told(todo.talk, "checkin")) is not None:
        await answering.remember(hands, id, "", flat=False)


async def _undo_finish(hands: Hands, todo: Todo, _: Act) -> None:
    if (id := _told(todo.talk, "checkin")) is not None:
        await answering.unfinished(hands, id)


async def _undo_pause(hands: Hands, todo: Todo, _: Act) -> None:
    if (id := _told(todo.talk, "episode")) is not None:
        over = {"paused_from": None, "paused_until": None}
        await _change(hands, id, "pause over", **over)


async def _undo_let_know(hands: Hands, todo: Todo, _: Act) -> None:
    if (id := _told(todo.talk, "episode")) is not None:
        await episodes.let_carers_know(hands, id, "nothing", _told(todo.talk, "carer_episode"))


# A goal is there before its steps and its progress.
ORDER: dict[type[Act], Handler] = {
    kinds.SetGoal: _set_goal,
    kinds.PlanStep: _plan,
    kinds.RecordMeasure: _record,
    kinds.CloseGoal: _close_goal,
    kinds.MarkStep: _mark,
    kinds.Remember: _remember,
    kinds.FinishCheckIn: _finish,
    kinds.SetRhythm: _rhythm,
    kinds.PauseUntil: _pause,
    kinds.Resume: _resume,
    kinds.HoldForDeath: _hold,
    kinds.LetCarerKnow: _let_know,
}

# SetRhythm, Resume and HoldForDeath are not here: their classes say why they cannot be withdrawn.
UNDO: dict[type[Act], Undo] = {
    kinds.SetGoal: _undo_goal,
    kinds.PlanStep: _undo_plan,
    kinds.RecordMeasure: _undo_record,
    kinds.CloseGoal: _undo_close,
    kinds.MarkStep: _undo_mark,
    kinds.Remember: _undo_remember,
    kinds.FinishCheckIn: _undo_finish,
    kinds.PauseUntil: _undo_pause,
    kinds.LetCarerKnow: _undo_let_know,
}
