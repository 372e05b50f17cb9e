"""When nobody answers: a reminder, then another channel or time of day, then an item in the queue. Quiet is recorded as
quiet: it is neither distress nor a no, and no text of ours says so.

An answer by any route ends it at once. Staff are reminded of the team's questions once, and after that nobody is told.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.conversation import House, Moment, resume
from bot.hours import Hours
from bot.programme import Programme
from bot.ringing import NO_ANSWER, ask_to_ring
from bot.state import Message, Reply, State, Turn
from bot.store import answering, checkins, contacts, lately, owing, pacing, routes
from bot.store.checkins import Due
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.log import note_change
from bot.store.raising import Raised, raise_items

QUIET = "quiet"
WEEK = timedelta(days=7)
SETTLES = WEEK  # until then an answer counts for this week
LATELY = timedelta(days=84)  # danger seen in the last twelve weeks makes silence worth a look the same day
HARD = timedelta(days=35)  # before the check-ins that were missed
FRAIL = ("declining", "ending", "mental_health")


class Silence:
    def __init__(
        self, database: Database, house: House, clock: Clock, hours: Hours, programmes: Mapping[str, Programme]
    ):
        self._database, self._house, self._clock, self._hours = database, house, clock, hours
        self._programmes = programmes

    async def look(self) -> int:
        """Remind those who have not answered, and settle what stays unanswered. Returns at how many we looked."""
        seen = 0
        while batch := await self._round():
            seen += batch
        return seen

    async def _round(self) -> int:
        async with self._database.write() as tx:
            hands = Hands(tx, self._database.vault, self._database.ids, self._clock.now())
            await checkins.left_behind(tx, hands.now)
            waiting = [one for one in await checkins.waiting(tx, hands.now) if one.programme in self._programmes]
            if not waiting:
                return 0
            states = await contacts.load_states(tx, hands.vault, sorted({one.contact for one in waiting}), hands.now)
            still = await checkins.still(tx, [one.id for one in waiting], "open")
            mine = [one for one in waiting if one.id in still]
            wrote = await answering.wrote_since(tx, [one.id for one in mine])
            sent = await pacing.asked_since(tx, [one.episode for one in mine], hands.now - WEEK)
            over = [one for one in mine if hands.now >= _settles_at(one)]
            await self._settle(hands, over, wrote, states)
            for one in mine:
                if one not in over:
                    wanted = one.id not in wrote and sent.get(one.episode, 0) < one.cap
                    await self._remind(hands, one, states[one.contact], wanted=wanted)
            await note_change(tx, hands.now)
            return len(waiting)

    async def _remind(self, hands: Hands, one: Due, state: State, *, wanted: bool) -> None:
        """Once, at a decent hour, and only somebody who has not written since and wants to hear more from us this week."""
        talk = state.speaking_now()
        free = talk is not None and talk.id == one.conversation and wanted and _may_be_written_to(state)
        safe = state.contact.may_be_asked
        if free and not self._hours.allow(hands.now, safe):
            until = self._hours.next(hands.now, safe) or _settles_at(one)
            await checkins.step(hands.tx, one.id, one.step, min(until, _settles_at(one)))
            return
        await checkins.step(hands.tx, one.id, one.step + 1, _settles_at(one))
        if free and one.step == 0:
            await self._say(hands, one, state)

    async def _say(self, hands: Hands, one: Due, state: State) -> None:
        moment = Moment(self._house, state, Turn(Message(0, "", "other", hands.now)), hands.now)
        talk = state.speaking_now()
        if talk is None:
            return
        resume(moment, talk, [moment.voice.text("checkin_reminder")])
        replies = [(one.contact, _as_reminder(reply)) for reply in moment.turn.replies]
        rows = owing.rows_of(hands.vault, hands.ids, replies, hands.now, expires=hands.now + timedelta(hours=12))
        owing.note_asking(rows, state.talks)
        await contacts.save_talks(hands.tx, hands.vault, [(one.contact, talk)], hands.now)
        await owing.owe(hands.tx, rows)

    async def _settle(self, hands: Hands, over: Sequence[Due], wrote: set[int], states: Mapping[int, State]) -> None:
        """What was begun is part of an answer; the rest was quiet, and the ladder goes on with the next check-in."""
        ids = [one.id for one in over]
        begun = await answering.begun(hands.tx, ids) | wrote
        quiet = [one for one in over if one.id not in begun]
        # No answer about a carer means that nothing may be told; none of staff's is no matter for the queue.
        asked = [one for one in quiet if one.kind not in (checkins.SHARING, checkins.FOLLOWUP) and not one.is_team]
        after = [one for one in quiet if one.kind == checkins.FOLLOWUP]  # the last of all: somebody rings at once
        await checkins.settle(hands.tx, [id for id in ids if id in begun], "part", hands.now)
        await checkins.settle(hands.tx, [one.id for one in quiet], QUIET, hands.now)
        await checkins.talks_over(hands.tx, ids, hands.now)
        await checkins.missed(hands.tx, [one.episode for one in asked])
        await ask_to_ring(hands, [(one, states[one.contact].contact, NO_ANSWER) for one in after])
        for one in asked:
            await self._climb(hands, one, states[one.contact].contact.red_at)

    async def _climb(self, hands: Hands, one: Due, red_at: datetime | None) -> None:
        ladder, missed = self._programmes[one.programme].silence, one.missed + 1
        if missed >= ladder.item_after:
            hard = await lately.worried(hands.tx, one.contact, hands.now - HARD)
            level = level_of(one.level, one.sub_group, red_at, hands.now, hard=hard)
            why = f"no answer to the last {missed} check-ins. Quiet may mean nothing: ring and ask how they are"
            _ = await raise_items(
                hands.tx, hands.vault, hands.ids, [Raised(level, QUIET, why, one.contact, standing=True)], hands.now
            )
        elif missed >= ladder.other_after:
            await routes.try_another(hands, one.episode)


def level_of(need: int, sub_group: str, red_at: datetime | None, now: datetime, *, hard: bool = False) -> str:
    """Amber, where there is more to fear: danger in the last twelve weeks, an answer that worried us just before the
    silence (`hard`), much need (level 3 or 4), or a group that is frail."""
    recent = red_at is not None and now - red_at < LATELY
    return "amber" if recent or hard or need >= 3 or sub_group in FRAIL else "green"


def _settles_at(one: Due) -> datetime:
    return (one.opened_at or one.expires_at) + SETTLES


def _may_be_written_to(state: State) -> bool:
    contact = state.contact
    free = contact.state == "ok" and not contact.human_owns and contact.paused_at is None
    return free and bool(contact.may_be_asked)


def _as_reminder(reply: Reply) -> Reply:
    return Reply(reply.text, "reminder", reply.talk, reply.asks, reply.buttons)
