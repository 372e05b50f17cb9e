"""Acts carried out, amended or withdrawn, in the transaction that stores the reply. Grouped, so that a
batch of messages costs one statement a kind. The journal of acts is UNIQUE(conversation, name)."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, TypeVar, cast

from sqlalchemy import bindparam, select, update

from bot.store import invitations, people, programme_acts, referrals
from bot.store.hands import Hands
from bot.store.log import record
from bot.store.raising import Raised, raise_items
from bot.store.tables import acts, contacts
from bot.store.todo import Handler, Todo, Undo
from bot.store.upsert import upsert
from flows import acts as kinds
from flows.acts import Act

ARGS = "acts.args"
A = TypeVar("A", bound=Act)


async def carry_out(hands: Hands, todos: Sequence[Todo]) -> None:
    """Carry out every act of a batch, in the order of ORDER, then withdraw what is no longer yielded."""
    latest = {(todo.talk.id, todo.name): todo for todo in todos}  # an act amended twice in a batch is done once
    done = [todo for todo in latest.values() if todo.act is not None]
    for kind, handler in ORDER.items():
        mine = [todo for todo in done if type(todo.act) is kind]
        if mine:
            await handler(hands, mine)
    await _journal(hands, done)
    for undone in [todo for todo in latest.values() if todo.act is None]:
        await _withdraw(hands, undone)


async def _journal(hands: Hands, done: Sequence[Todo]) -> None:
    rows = [
        {
            "conversation_id": todo.talk.id,
            "name": todo.name,
            "kind": type(todo.act).__name__,
            "args": _sealed(hands, todo),
            "done_at": hands.now,
            "withdrawn_at": None,
        }
        for todo in done
    ]
    await upsert(hands.tx, acts, rows, on=("conversation_id", "name"), change=("kind", "args", "withdrawn_at"))
    audited = [("service", type(todo.act).__name__, f"conversation:{todo.talk.id}", todo.name) for todo in done]
    await record(hands.tx, hands.ids, hands.now, audited)


def _sealed(hands: Hands, todo: Todo) -> bytes:
    words = json.dumps(asdict(cast(Any, todo.act)), ensure_ascii=False)
    return hands.vault.seal(f"{ARGS}.{todo.name}", todo.talk.id, words)


async def _withdraw(hands: Hands, todo: Todo) -> None:
    """The flow no longer yields it: undone as its class says."""
    here = (acts.c.conversation_id == todo.talk.id) & (acts.c.name == todo.name)
    row = (await hands.tx.execute(select(acts.c.kind, acts.c.args).where(here))).one_or_none()
    if row is None:
        return
    args = json.loads(hands.vault.open(f"{ARGS}.{todo.name}", todo.talk.id, row.args))
    act = kinds.stored(row.kind, args)
    if undo := UNDO.get(type(act)):
        await undo(hands, todo, act)
    _ = await hands.tx.execute(update(acts).where(here).values(withdrawn_at=hands.now))
    await record(hands.tx, hands.ids, hands.now, [("service", "withdrawn", f"conversation:{todo.talk.id}", todo.name)])


def _acts(todos: Sequence[Todo], kind: type[A]) -> list[tuple[Todo, A]]:
    return [(todo, todo.act) for todo in todos if isinstance(todo.act, kind)]


async def _open(hands: Hands, todos: Sequence[Todo]) -> None:
    await referrals.open_many(hands, [(t.contact, t.talk, act) for t, act in _acts(todos, kinds.OpenReferral)])


async def _learn(hands: Hands, todos: Sequence[Todo]) -> None:
    told = [(todo.talk.id, act.field, act.value) for todo, act in _acts(todos, kinds.Learn)]
    await referrals.learn(hands, told)
    await programme_acts.learn(hands, todos)


async def _complete(hands: Hands, todos: Sequence[Todo]) -> None:
    await referrals.complete(hands, [todo.talk.id for todo in todos])


async def _raise(hands: Hands, todos: Sequence[Todo]) -> None:
    raised = [
        Raised(act.level, act.category, act.why, todo.contact, conversation=todo.talk.id, part=act.part)
        for todo, act in _acts(todos, kinds.RaiseItem)
    ]
    _ = await raise_items(hands.tx, hands.vault, hands.ids, raised, hands.now)


_DISCREET = update(contacts).where(contacts.c.id == bindparam("b_id"))


async def _discreet(hands: Hands, todos: Sequence[Todo]) -> None:
    rows = [
        {"b_id": todo.contact, "discreet": True, "safe_time": act.safe_time}
        for todo, act in _acts(todos, kinds.KeepDiscreet)
    ]
    _ = await hands.tx.execute(_DISCREET, rows)


async def _invite(hands: Hands, todos: Sequence[Todo]) -> None:
    for todo, act in _acts(todos, kinds.InvitePerson):
        await invitations.invite(hands, todo.contact, todo.talk, act)


async def _accept(hands: Hands, todos: Sequence[Todo]) -> None:
    for todo in todos:
        await invitations.accept(hands, todo.contact, todo.talk)


async def _decline(hands: Hands, todos: Sequence[Todo]) -> None:
    for todo in todos:
        await invitations.decline(hands, todo.contact)


async def _end(hands: Hands, todos: Sequence[Todo]) -> None:
    for todo in todos:
        await invitations.end(hands, todo.contact)


async def _share(hands: Hands, todos: Sequence[Todo]) -> None:
    for todo in todos:
        await invitations.share_status(hands, todo.contact, share=True)


async def _speak(hands: Hands, todos: Sequence[Todo]) -> None:
    for todo, act in _acts(todos, kinds.SpeakAs):
        await people.speak_as(hands, todo.contact, act.name)


async def _undo_open(hands: Hands, todo: Todo, _: Act) -> None:
    await referrals.withdraw(hands, todo.talk.id)


async def _undo_learn(hands: Hands, todo: Todo, act: Act) -> None:
    await referrals.learn(hands, [(todo.talk.id, cast(kinds.Learn, act).field, "")])


async def _undo_complete(hands: Hands, todo: Todo, _: Act) -> None:
    await referrals.reopen(hands, todo.talk.id)


async def _undo_discreet(hands: Hands, todo: Todo, _act: Act) -> None:
    _ = await hands.tx.execute(_DISCREET, [{"b_id": todo.contact, "discreet": False, "safe_time": "any"}])


async def _undo_invite(hands: Hands, todo: Todo, act: Act) -> None:
    await invitations.cancel(hands, todo.talk, cast(kinds.InvitePerson, act))


async def _undo_accept(hands: Hands, todo: Todo, _: Act) -> None:
    await invitations.wait_again(hands, todo.contact)


async def _undo_share(hands: Hands, todo: Todo, _: Act) -> None:
    await invitations.share_status(hands, todo.contact, share=False)


# A referral is there before what is learnt for it, and complete before anybody is invited for it.
ORDER: dict[type[Act], Handler] = {
    kinds.OpenReferral: _open,
    kinds.AcceptInvitation: _accept,
    kinds.Learn: _learn,
    kinds.KeepDiscreet: _discreet,
    kinds.RaiseItem: _raise,
    kinds.CompleteReferral: _complete,
    kinds.InvitePerson: _invite,
    kinds.DeclineInvitation: _decline,
    kinds.EndInvitations: _end,
    kinds.ShareStatus: _share,
    kinds.SpeakAs: _speak,
    **programme_acts.ORDER,
}

# ShowProgress is in neither table: the turn that yields it owes the picture, as it owes its texts.
# RaiseItem, DeclineInvitation and EndInvitations are not here: their classes say why they cannot be withdrawn.
UNDO: dict[type[Act], Undo] = {
    kinds.OpenReferral: _undo_open,
    kinds.Learn: _undo_learn,
    kinds.KeepDiscreet: _undo_discreet,
    kinds.CompleteReferral: _undo_complete,
    kinds.InvitePerson: _undo_invite,
    kinds.AcceptInvitation: _undo_accept,
    kinds.ShareStatus: _undo_share,
    **programme_acts.UNDO,
}
