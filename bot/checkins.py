"""Check-ins asked when they are due: many people in one transaction, each at a decent hour, one thing at a time.

Nobody is asked who opted out, whom a person is writing to, who is in another conversation, or whose phone may be read by
others outside their safe time. What cannot be asked now waits until it is too old, and then it is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.conversation import TEAM, House, Moment, start
from bot.hours import Hours
from bot.programme import Programme
from bot.ringing import TOO_LATE, ask_to_ring, never_by_text
from bot.state import Contact, Message, State, Turn
from bot.store import checkins, contacts, followups, owing, pacing, planning, upcoming
from bot.store.acts import Todo, carry_out
from bot.store.checkins import Due
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.log import note_change
from bot.store.snapshots import snapshots
from bot.store.sqlite_writer import Tx

FLOWS = {("resident", "checkin"): "checkin", ("carer", "checkin"): "carer_checkin"}
AGAIN = timedelta(minutes=15)  # until we look again at somebody who cannot be asked just now
QUIET_TALK = timedelta(hours=24)  # another conversation that has been quiet so long no longer holds a check-in back
WEEK = timedelta(days=7)
log = structlog.get_logger()


@dataclass(slots=True)
class Batch:
    """What becomes of a batch: who is asked now, who later, and whom a person must ring."""

    asked: list[tuple[Due, State, Moment]] = field(default_factory=list[tuple[Due, State, Moment]])
    later: list[tuple[int, datetime]] = field(default_factory=list[tuple[int, datetime]])
    by_phone: list[tuple[Due, Contact, str]] = field(default_factory=list[tuple[Due, Contact, str]])


class CheckIns:
    def __init__(
        self, database: Database, house: House, clock: Clock, hours: Hours, programmes: Mapping[str, Programme]
    ):
        self._database, self._house, self._clock, self._hours = database, house, clock, hours
        self._programmes = programmes

    async def plan(self) -> int:
        """Plan the episodes that are new or whose rhythm changed. Returns how many."""
        async with self._database.glance() as connection:
            if not (waiting := await planning.to_plan(connection)):
                return 0
        async with self._database.write() as tx:
            return await planning.plan_anew(self._hands(tx), waiting, self._programmes, self._house.zone)

    async def ask(self) -> int:
        """Ask everybody whose check-in is due, in transactions of a few hundred. Returns how many were asked."""
        asked = 0
        while await self._is_due() and (batch := await self._round()) is not None:
            asked += len(batch.asked)
        return asked

    async def _is_due(self) -> bool:
        async with self._database.glance() as tx:
            return await upcoming.has_come(tx, self._clock.now())

    async def _round(self) -> Batch | None:
        """One transaction; None when nothing is due that can be asked."""
        async with self._database.write() as tx:
            hands = self._hands(tx)
            await self._tell_of_late(hands)
            _ = await checkins.pass_over(tx, hands.now)
            due = [one for one in await checkins.due(tx, hands.now) if one.programme in self._programmes]
            if not due:
                return None
            batch = await self._sorted(hands, due)
            await self._write(hands, batch)
            return batch

    async def _tell_of_late(self, hands: Hands) -> None:
        """Of a programme that is over no list of ours shows what was missed: somebody rings."""
        if late := await followups.too_late(hands.tx, hands.now):
            points = sorted({one.contact for one in late})
            states = await contacts.load_states(hands.tx, hands.vault, points, hands.now)
            await ask_to_ring(hands, [(one, states[one.contact].contact, TOO_LATE) for one in late])
            await checkins.settle(hands.tx, [one.id for one in late], "expired", hands.now)

    async def _sorted(self, hands: Hands, due: Sequence[Due]) -> Batch:
        states = await contacts.load_states(hands.tx, hands.vault, sorted({one.contact for one in due}), hands.now)
        still = await checkins.still(hands.tx, [one.id for one in due], "planned")
        sent = await pacing.asked_since(hands.tx, [one.episode for one in due], hands.now - WEEK)
        quiet = await pacing.last_talked(hands.tx, list(states))
        batch, free = Batch(), list[tuple[Due, State]]()
        for one in (one for one in due if one.id in still):
            state = states[one.contact]
            if why := never_by_text(state.contact, hands.now):
                batch.by_phone.append((one, state.contact, why))
            elif (until := self._not_before(one, state, sent, quiet, hands.now)) is not None:
                batch.later.append((one.id, until))
            else:
                free.append((one, state))
                quiet[one.contact] = hands.now  # a second check-in on this phone waits for the first
        await self._open(hands, batch, free)
        return batch

    def _not_before(
        self, one: Due, state: State, sent: Mapping[int, int], quiet: Mapping[int, datetime], now: datetime
    ) -> datetime | None:
        """When to look again; None: ask now."""
        contact, safe = state.contact, state.contact.may_be_asked
        if not self._hours.allow(now, safe):
            return self._hours.next(now, safe) or now + QUIET_TALK
        talks = now - quiet[one.contact] < QUIET_TALK if one.contact in quiet else False
        if contact.human_owns or contact.paused_at is not None or talks or sent.get(one.episode, 0) >= one.cap:
            return now + AGAIN
        return None

    async def _open(self, hands: Hands, batch: Batch, free: Sequence[tuple[Due, State]]) -> None:
        about = await snapshots(hands.tx, hands.vault, [one for one, _ in free], self._programmes)
        for one, state in free:
            moment = Moment(self._house, state, Turn(Message(0, "", "other", hands.now)), hands.now)
            told = about[one.id]
            if moment.voice.discreet:
                _ = told.pop("said", None)
            try:
                start(moment, _flow(one), told, urgency="prompt")
            except Exception as error:  # law 6: one that breaks loses only itself, and a person asks instead
                log.error("a check-in could not be asked", kind=one.kind, error=type(error).__name__)
                batch.by_phone.append((one, state.contact, f"the service could not ask ({type(error).__name__})"))
            else:
                batch.asked.append((one, state, moment))

    async def _write(self, hands: Hands, batch: Batch) -> None:
        talks = [(one.contact, talk) for one, state, _ in batch.asked for talk in state.talks if talk.is_new]
        rows = [row for one, _, moment in batch.asked for row in self._owed(hands, one, moment)]
        owing.note_asking(rows, [talk for _, talk in talks])
        await contacts.save_talks(hands.tx, hands.vault, talks, hands.now)
        await owing.owe(hands.tx, rows)
        opened = [(one.id, moment.turn.talk.id, one.contact) for one, _, moment in batch.asked if moment.turn.talk]
        again = [hands.now + self._reminded_after(one) for one, _, _ in batch.asked]
        await checkins.opened(hands.tx, opened, hands.now, again)
        await checkins.postpone(hands.tx, batch.later)
        deeds = [(one.contact, deed) for one, _, moment in batch.asked for deed in moment.turn.deeds]
        await carry_out(hands, [Todo(contact, d.talk, d.name, d.do and d.do.act) for contact, d in deeds])
        await ask_to_ring(hands, batch.by_phone)
        await checkins.settle(hands.tx, [one.id for one, _, _ in batch.by_phone], "skipped", hands.now)
        await note_change(hands.tx, hands.now)

    def _owed(self, hands: Hands, one: Due, moment: Moment) -> list[dict[str, object]]:
        replies = [(one.contact, reply) for reply in moment.turn.replies]
        return owing.rows_of(hands.vault, hands.ids, replies, hands.now, expires=one.expires_at)

    def _reminded_after(self, one: Due) -> timedelta:
        return timedelta(days=self._programmes[one.programme].silence.remind_after_days)

    def _hands(self, tx: Tx) -> Hands:
        return Hands(tx, self._database.vault, self._database.ids, self._clock.now())


def _flow(one: Due) -> str:
    if one.is_team:
        return TEAM
    usual = one.kind if one.kind in ("baseline", "sharing") else "review"
    return FLOWS.get((one.role, one.kind), usual)
