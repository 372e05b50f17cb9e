"""Reception: what arrives while a commit is under way is taken together, in one transaction.

One fsync serves the batch, and one statement a table instead of one a message. Webhooks are answered
only after the commit. A turn that raises loses only itself; a batch that fails is taken message by
message; what then still fails is the sender's provider's to deliver again.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.exc import DBAPIError

from bot import metrics
from bot.channels.base import Inbound
from bot.clock import Clock
from bot.conversation import House
from bot.state import Message, State, Turn
from bot.store import contacts, items, messages, outbox
from bot.store.acts import Todo, carry_out
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.sqlite_writer import Tx
from bot.turn import take

MOST = 256  # messages a batch: enough that the fsync no longer counts, few enough that nobody waits long
TRIES = 3  # of a whole batch, when the database chose it as the victim of a deadlock
log = structlog.get_logger()


@dataclass(slots=True)
class Waiting:
    """A message and whoever waits for its commit."""

    inbound: Inbound
    stored: asyncio.Future[None]


class Reception:
    def __init__(self, database: Database, house: House, clock: Clock, on_commit: Callable[[], None]):
        self._database, self._house, self._clock, self._on_commit = database, house, clock, on_commit
        self._arrived: asyncio.Queue[Waiting] = asyncio.Queue()

    async def take(self, inbound: Inbound) -> None:
        """Returns when the message and all that it led to is committed. Raises the database's error when it is not."""
        waiting = Waiting(inbound, asyncio.get_running_loop().create_future())
        self._arrived.put_nowait(waiting)
        await waiting.stored

    async def run(self) -> None:
        while True:
            batch = [await self._arrived.get()]
            while len(batch) < MOST and not self._arrived.empty():
                batch.append(self._arrived.get_nowait())
            await self._settle(batch)

    async def _settle(self, batch: Sequence[Waiting]) -> None:
        """Commit the batch, or else each message alone, and tell whoever waits."""
        error = await self._attempt([waiting.inbound for waiting in batch])
        if error is not None and len(batch) > 1:
            for waiting in batch:
                await self._settle([waiting])
            return
        for waiting in batch:
            if waiting.stored.done():
                continue
            if error is None:
                waiting.stored.set_result(None)
            else:
                waiting.stored.set_exception(error)

    async def _attempt(self, batch: Sequence[Inbound]) -> Exception | None:
        for left in reversed(range(TRIES)):
            try:
                await self._commit(batch)
            except Exception as error:  # whatever it was, the sender's provider must hear that it is not stored
                if left and _worth_again(error):
                    continue
                log.error("batch not stored", size=len(batch), error=type(error).__name__)
                return error
            for inbound in batch:
                metrics.received.labels(inbound.channel).inc()
            self._on_commit()
            return None
        return None

    async def _commit(self, batch: Sequence[Inbound]) -> None:
        async with self._database.write() as tx:
            await Batch(self._database, self._house, tx, self._clock.now()).take(batch)


def _worth_again(error: Exception) -> bool:
    """Deadlock or serialization failure: the database asks for the same once more."""
    state = getattr(getattr(error, "orig", None), "sqlstate", None) if isinstance(error, DBAPIError) else None
    return state in ("40001", "40P01")


class Batch:
    """One transaction: insert what is new, fold each contact's messages in order of arrival, write it all."""

    def __init__(self, database: Database, house: House, tx: Tx, now: datetime):
        self.hands = Hands(tx, database.vault, database.ids, now)
        self.salt, self.house = database.salt, house

    async def take(self, batch: Sequence[Inbound]) -> None:
        fresh = await self._new_ones(batch)
        if not fresh:
            return
        pairs = [(one.channel, one.address) for one in fresh.values()]
        hands = self.hands
        ids = await contacts.find_or_make(hands.tx, hands.vault, hands.ids, pairs, hands.now)
        states = await contacts.load_states(hands.tx, hands.vault, list(set(ids.values())), hands.now)
        gone = await messages.already_stored(hands.tx, list(fresh))  # again, now that the contacts are locked
        taken: list[tuple[bytes, int, Turn]] = []
        for key, inbound in fresh.items():
            if key not in gone:
                contact = ids[inbound.channel, inbound.address]
                states[contact], turn = take(states[contact], self._message(inbound), hands.now, self.house)
                taken.append((key, contact, turn))
        await self._write(taken, states)

    async def _new_ones(self, batch: Sequence[Inbound]) -> dict[bytes, Inbound]:
        """By key, so that what a batch holds twice, or the store once, drops out here."""
        keyed = {messages.dedupe_key(self.salt, one.channel, one.provider_id): one for one in batch}
        stored = await messages.already_stored(self.hands.tx, list(keyed))
        return {key: one for key, one in keyed.items() if key not in stored}

    def _message(self, inbound: Inbound) -> Message:
        id = self.hands.ids.new(self.hands.now)
        return Message(id, inbound.text, inbound.kind, inbound.at, inbound.reply_to, inbound.opt_out)

    async def _write(self, taken: Sequence[tuple[bytes, int, Turn]], states: dict[int, State]) -> None:
        hands, touched = self.hands, {contact: states[contact] for _, contact, _ in taken}
        replies = [(contact, reply) for _, contact, turn in taken for reply in turn.replies]
        owed = outbox.rows_of(hands.vault, hands.ids, replies, hands.now)
        await contacts.save_contacts(hands.tx, [state.contact for state in touched.values()])
        talks = [(contact, talk) for contact, state in touched.items() for talk in state.talks]
        await contacts.save_talks(hands.tx, hands.vault, talks, hands.now)
        await outbox.owe(hands.tx, owed)
        await messages.store(hands.tx, hands.vault, [_stored(*one) for one in taken], hands.now)
        todos = [Todo(c, d.talk, d.name, d.do and d.do.act) for _, c, turn in taken for d in turn.deeds]
        await carry_out(hands, todos)
        await self._tell_people(taken)

    async def _tell_people(self, taken: Sequence[tuple[bytes, int, Turn]]) -> None:
        """Queue items, the audit log, and the change number that makes every desk look."""
        hands = self.hands
        raised = [
            items.Raised(i.level, i.category, i.why, contact, None, turn.talk and turn.talk.id, turn.message.id)
            for _, contact, turn in taken
            for i in turn.items
        ]
        await items.raise_items(hands.tx, hands.vault, hands.ids, raised, hands.now)
        audited = [("sender", what, f"contact:{contact}", "") for _, contact, turn in taken for what in turn.audit]
        await record(hands.tx, hands.ids, hands.now, audited)
        await note_change(hands.tx, hands.now)


def _stored(key: bytes, contact: int, turn: Turn) -> messages.Stored:
    m = turn.message
    return messages.Stored(m.id, key, contact, turn.talk and turn.talk.id, m.kind, m.text, m.at, turn.note)
