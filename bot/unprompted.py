"""What we say without being asked: the first message to a person referred, a nudge, and the end of a silence.

Each rule after an outage: a first message goes out when the hour is decent again; a nudge once, and only while
the conversation is still half-way; an expiry closes quietly. Nobody gets two of these at once.
"""

from dataclasses import replace
from datetime import timedelta

from bot.clock import Clock
from bot.conversation import House, Moment, go_on, resume
from bot.hours import Hours
from bot.state import Message, Reply, State, Turn
from bot.store import contacts, due, owing
from bot.store.acts import Todo, carry_out
from bot.store.database import Database
from bot.store.due import Due
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.raising import Raised, raise_items
from bot.store.sqlite_writer import Tx

STALE = timedelta(hours=12)  # an unprompted text that could not go out by then is not sent at all
NO_ANSWER = timedelta(days=7)  # to a first message; then a person looks


class Unprompted:
    def __init__(self, database: Database, house: House, clock: Clock, hours: Hours):
        self._database, self._house, self._clock, self._hours = database, house, clock, hours

    async def open_waiting(self) -> int:
        """Begin the conversations that wait for a decent hour. Returns how many."""
        async with self._database.glance() as connection:
            waiting = await due.to_open(connection)
        now = self._clock.now()
        return sum([await self._open(one) for one in waiting if self._hours.allow(now)])

    async def nudge(self, quiet: timedelta) -> int:
        """Ask once about referrals left half-way for `quiet`. Returns how many were asked about."""
        now = self._clock.now()
        async with self._database.glance() as connection:
            silent = await due.to_nudge(connection, now - quiet)
        allowed = [one for one in silent if self._hours.allow(now, one.safe_time if one.discreet else "any")]
        return sum([await self._nudge(one) for one in allowed])

    async def expire(self, quiet: timedelta) -> int:
        """Close conversations that stayed quiet. A referral in the queue stays there, incomplete."""
        now = self._clock.now()
        async with self._database.glance() as connection:
            silent = await due.to_expire(connection, now - min(quiet, NO_ANSWER))
        over = [one for one in silent if one.flow == "agreement" or quiet <= NO_ANSWER]
        if quiet > NO_ANSWER:
            async with self._database.glance() as connection:
                over += [one for one in await due.to_expire(connection, now - quiet) if one.flow != "agreement"]
        return sum([await self._expire(one) for one in over])

    async def _open(self, one: Due) -> bool:
        async with self._database.write() as tx:
            hands = self._hands(tx)
            if not await due.claim(tx, one, "waiting", state="open"):
                return False
            state = (await contacts.load_states(tx, hands.vault, [one.contact], hands.now))[one.contact]
            talk = next(t for t in state.talks if t.id == one.conversation)
            moment = self._moment(state)
            _ = go_on(moment, talk, [], "first")
            await self._write(hands, state, moment)
            return True

    async def _nudge(self, one: Due) -> bool:
        async with self._database.write() as tx:
            hands = self._hands(tx)
            if not await due.claim(tx, one, "open", nudged_at=hands.now):
                return False
            state = (await contacts.load_states(tx, hands.vault, [one.contact], hands.now))[one.contact]
            talk = state.speaking_now()
            if talk is None or talk.id != one.conversation:
                return False  # another conversation speaks: one at a time
            moment = self._moment(state)
            resume(moment, talk, [moment.voice.text("nudge")])
            moment.turn.replies = [_as_prompt(reply) for reply in moment.turn.replies]
            await self._write(hands, state, moment)
            return True

    async def _expire(self, one: Due) -> bool:
        async with self._database.write() as tx:
            hands = self._hands(tx)
            if not await due.claim(tx, one, "open", state="expired"):
                return False
            if one.flow == "agreement":
                why = "no answer to the first text: ring to ask for their agreement"
                raised = Raised("green", "agreement", why, one.contact, conversation=one.conversation)
                _ = await raise_items(tx, hands.vault, hands.ids, [raised], hands.now)
            await record(tx, hands.ids, hands.now, [("service", "expired", f"conversation:{one.conversation}", "")])
            await note_change(tx, hands.now)
            return True

    def _moment(self, state: State) -> Moment:
        now = self._clock.now()
        return Moment(self._house, state, Turn(Message(0, "", "other", now)), now)

    def _hands(self, tx: Tx) -> Hands:
        return Hands(tx, self._database.vault, self._database.ids, self._clock.now())

    async def _write(self, hands: Hands, state: State, moment: Moment) -> None:
        contact = state.contact.id
        replies = [(contact, reply) for reply in moment.turn.replies]
        rows = owing.rows_of(hands.vault, hands.ids, replies, hands.now, expires=hands.now + STALE)
        owing.note_asking(rows, state.talks)
        await contacts.save_talks(hands.tx, hands.vault, [(contact, talk) for talk in state.talks], hands.now)
        await owing.owe(hands.tx, rows)
        deeds = moment.turn.deeds
        await carry_out(hands, [Todo(contact, deed.talk, deed.name, deed.do and deed.do.act) for deed in deeds])
        await note_change(hands.tx, hands.now)


def _as_prompt(reply: Reply) -> Reply:
    return replace(reply, urgency="prompt")
