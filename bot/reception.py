"""Reception: what people write, in micro-batches. Webhooks are answered only after the commit.

A turn that raises loses only itself; a batch that fails is taken message by message; what then still fails is the
sender's provider's to deliver again.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from bot import metrics
from bot.alerts import Alerts
from bot.batches import Batches
from bot.channels.base import Inbound
from bot.clock import Clock
from bot.conversation import House
from bot.crew.desk import PocketDesk, Sitting
from bot.state import Message, NewItem, State, Turn
from bot.store import contacts, findings, invitations, messages, owing
from bot.store.acts import Todo, carry_out
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.raising import Raised, raise_items
from bot.store.sqlite_writer import Tx
from bot.turn import take
from flows.acts import RaiseItem

HARM = "may_have_caused_harm"


class Reception:
    def __init__(
        self,
        database: Database,
        house: House,
        clock: Clock,
        on_commit: Callable[[], None],
        alerts: Alerts | None = None,
        pocket_desk: PocketDesk | None = None,
    ):
        self._database, self._house, self._clock, self._on_commit = database, house, clock, on_commit
        self._alerts, self._pocket_desk = alerts, pocket_desk
        batches = Batches(self._commit)
        self.take, self.run = batches.take, batches.run

    async def _commit(self, batch: Sequence[Inbound]) -> None:
        async with self._database.write() as tx:
            now = self._clock.now()
            await Batch(self._database, self._house, tx, now, self._alerts, self._pocket_desk).take(batch)
        for channel, count in Counter(inbound.channel for inbound in batch).items():
            metrics.received.labels(channel).inc(count)
        self._on_commit()


class Batch:
    """One transaction: insert what is new, fold each contact's messages in order of arrival, write it all."""

    def __init__(
        self,
        database: Database,
        house: House,
        tx: Tx,
        now: datetime,
        alerts: Alerts | None = None,
        pocket_desk: PocketDesk | None = None,
    ):
        self.hands, self.alerts, self.pocket_desk = Hands(tx, database.vault, database.ids, now), alerts, pocket_desk
        self.salt, self.house = database.salt, house

    async def take(self, batch: Sequence[Inbound]) -> None:
        fresh = await self._new_ones(batch)
        if not fresh:
            return
        pairs, hands = [(one.channel, one.address) for one in fresh.values()], self.hands
        pressed = {one.reply_to.conversation for one in fresh.values() if one.reply_to}
        ids, states = await self._loaded(pairs, pressed)
        if any(state.contact.state == "forgotten" for state in states.values()):
            ids, states = await self._loaded(
                pairs, pressed
            )  # erased while we waited for it: whoever writes now is a stranger
        gone = await messages.already_stored(hands.tx, list(fresh))  # again, now that the contacts are locked
        taken: list[tuple[bytes, int, Turn]] = []
        sitting = await self.pocket_desk.open(hands, states) if self.pocket_desk else None
        for key, inbound in fresh.items():
            if key not in gone:
                contact = ids[inbound.channel, inbound.address]
                taken.append((key, contact, await self._turn(states, contact, self._message(inbound), sitting)))
        await self._write(taken, states)
        if sitting is not None:
            await sitting.close(_answered_a_person(taken, states))

    async def _turn(self, states: dict[int, State], contact: int, message: Message, sitting: Sitting | None) -> Turn:
        """What staff write is stored, and obeyed at the end; everybody else's words begin a turn."""
        if sitting:
            message, is_staffs = await sitting.takes(states[contact], message)
            if is_staffs:
                return Turn(message, note=True)
        states[contact], turn = take(states[contact], message, self.hands.now, self.house)
        return turn

    async def _loaded(
        self, pairs: Sequence[tuple[str, str]], pressed: Collection[int]
    ) -> tuple[dict[tuple[str, str], int], dict[int, State]]:
        hands = self.hands
        ids = await contacts.find_or_make(hands.tx, hands.vault, hands.ids, pairs, hands.now)
        return ids, await contacts.load_states(hands.tx, hands.vault, list(set(ids.values())), hands.now, pressed)

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
        owed = owing.rows_of(hands.vault, hands.ids, replies, hands.now)
        talks = [(contact, talk) for contact, state in touched.items() for talk in state.talks]
        owing.note_asking(owed, [talk for _, talk in talks])
        await contacts.save_contacts(hands.tx, [state.contact for state in touched.values()])
        await contacts.save_talks(hands.tx, hands.vault, talks, hands.now)
        await owing.owe(hands.tx, owed)
        await messages.store(hands.tx, hands.vault, [_stored(*one) for one in taken], hands.now)
        todos = [Todo(c, d.talk, d.name, d.do and d.do.act) for _, c, turn in taken for d in turn.deeds]
        await carry_out(hands, todos)
        await self._tell_people(taken)
        if self.alerts is not None and any(_is_urgent(turn) for _, _, turn in taken):
            await self.alerts.at_once(hands)

    async def _tell_people(self, taken: Sequence[tuple[bytes, int, Turn]]) -> None:
        """Queue items, the audit log, and the change number that makes every desk look."""
        hands = self.hands
        new = [(contact, turn, item) for _, contact, turn in taken for item in turn.items]
        raised = [_raised(*one) for one in new]
        ids = await raise_items(hands.tx, hands.vault, hands.ids, raised, hands.now)
        found = [
            findings.Found(turn.message, item.finding, item.part, id)
            for (_, turn, item), id in zip(new, ids, strict=True)
            if item.finding is not None
        ]
        await findings.store(hands, found)
        if harmers := sorted({contact for contact, _, item in new if item.part == HARM and item.level == "red"}):
            await invitations.hold(hands, harmers)
        audited = [("sender", what, f"contact:{contact}", "") for _, contact, turn in taken for what in turn.audit]
        await record(hands.tx, hands.ids, hands.now, audited)
        await note_change(hands.tx, hands.now)


def _raised(contact: int, turn: Turn, item: NewItem) -> Raised:
    found, talk = item.finding, turn.talk and turn.talk.id
    categories, proofs = (found.categories, findings.proofs(found)) if found else ((), ())
    return Raised(
        item.level, item.category, item.why, contact, None, talk, turn.message.id, categories, item.part, proofs
    )


def _answered_a_person(taken: Sequence[tuple[bytes, int, Turn]], states: Mapping[int, State]) -> set[int]:
    """Who wrote into a conversation that a person owns; of danger they hear by an alert."""
    red = {contact for _, contact, turn in taken if any(item.level == "red" for item in turn.items)}
    return {contact for _, contact, _ in taken if states[contact].contact.human_owns} - red


def _is_urgent(turn: Turn) -> bool:
    """Whether something may have to be told now: greens wait for the ticker."""
    done = [deed.do.act for deed in turn.deeds if deed.do]
    return any(one.level != "green" for one in [*turn.items, *(act for act in done if isinstance(act, RaiseItem))])


def _stored(key: bytes, contact: int, turn: Turn) -> messages.Stored:
    m = turn.message
    return messages.Stored(m.id, key, contact, turn.talk and turn.talk.id, m.kind, m.text, m.at, turn.note)
