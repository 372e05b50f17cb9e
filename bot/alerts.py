"""Whom we tell of an item, in what words, and the ladder when nobody takes it. An alert carries no personal detail.

Triage and the first rung run in the transaction that stores the message. Everything here is a look at rows that
remembers nothing: whoever looks late does what earlier looks would have done.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import DBAPIError

from bot import metrics
from bot.alert_words import AlertWords
from bot.clock import Clock
from bot.ladder import NOBODY_YET, ON_CALL, RUNGS, SUPERVISOR, Colleague, Pace, Team, first_climb, next_climb, rungs_due
from bot.senders import Senders
from bot.service_hours import ServiceHours
from bot.state import Reply
from bot.store import alerts, calling, climbing, episodes, history, owing, restrictions, staff
from bot.store.alerts import Telling
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.items import Item
from bot.store.log import note_change, record
from bot.store.raising import Raised, raise_items
from bot.store.undoing import undoable
from bot.triage import Limits, answer_due, deadline, locality_of, settled_level
from messages.wording import Wording

STALLED = timedelta(minutes=1)  # an alert that has not gone out by then is told by another route as well
FLOOD = timedelta(minutes=5)  # reds of one phone within this count on one alert
AMBERS, AMBERS_WITHIN = 4, timedelta(minutes=30)  # texts about amber items to one person; more are counted
NOBODY = "Nobody is on duty: alerts go to the supervisor."
NOBODY_ENROLLED = "Nobody is enrolled: alerts reach no phone, only the desk. Enrol people with `frontdoor staff add`."
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Watch:
    """The rules that this service set: its hours, its deadlines, the pace of its ladder, and its localities."""

    hours: ServiceHours
    limits: Limits = field(default_factory=Limits)
    pace: Pace = field(default_factory=Pace)
    localities: Mapping[str, str] = field(default_factory=dict[str, str])


class Alerts:
    def __init__(self, database: Database, clock: Clock, wordings: Mapping[str, Wording], watch: Watch):
        self._database, self._clock, self.watch = database, clock, watch
        self.words, self._senders = AlertWords(next(iter(wordings.values()))), Senders(wordings)

    async def tick(self) -> None:
        """One look at everything, a transaction for each part: one that breaks must not hold up the ladder."""
        for part in (self._triage, self._give_back, self._climb, self._settle, self._call_off, self._senders.tell):
            await self._in_its_own(part)
        metrics.nobody_on_duty.set(1 if await warning(self._database, self.watch.hours, self._clock.now()) else 0)

    async def _in_its_own(self, part: Callable[[Hands], Awaitable[None]]) -> None:
        try:
            async with self._database.write() as tx:
                await part(Hands(tx, self._database.vault, self._database.ids, self._clock.now()))
        except Exception as error:  # looked at again in a few seconds
            log.error("the ladder stumbled", part=part.__name__, error=type(error).__name__)

    async def at_once(self, hands: Hands) -> None:
        """Triage, and the first rung, in the transaction that raised something.

        If this breaks, message and item are kept and the next tick tells of them: alerts must never lose a message.
        """
        try:
            async with undoable(hands.tx):
                await self._triage(hands)
                await self._climb(hands)
        except DBAPIError:
            raise  # the whole batch is run again
        except Exception as error:
            log.error("alerts left to the next tick", error=type(error).__name__)

    async def _triage(self, hands: Hands) -> None:
        """Give what is new its level, deadline, locality and start; a holder hears that theirs became worse."""
        for item in await climbing.new(hands.tx, hands.vault):
            level, locality = item.level, item.locality
            if level != "green":
                learnt = await history.learnt(hands.tx, hands.vault, item)
                known = await history.history(hands.tx, item, learnt)
                level = settled_level(level, item.categories, item.why, known)
                locality = locality or locality_of(learnt.get("address", ""), self.watch.localities)
            await climbing.judged(hands, item, **self._judgement(item, level, locality, hands.now))
            if item.state == "claimed" and level == "red":
                await self._tell_holder(hands, item)

    def _judgement(self, item: Item, level: str, locality: str, now: datetime) -> dict[str, object]:
        hours = self.watch.hours
        due = deadline(level, item.latest_at, hours, self.watch.limits)
        begins = first_climb(level, now, hours) if item.state == "open" else None
        return {"level": level, "due_at": due, "locality": locality[:64], "climbs_at": begins}

    async def _tell_holder(self, hands: Hands, item: Item) -> None:
        """Whoever has it; where that is nobody's phone, whoever is on call."""
        team = await self._team(hands)
        holder = next((one for one in team.staff if one.id == item.holder_id and one.routes), None)
        people = (holder,) if holder else await self._on_rung(hands, item, team, ON_CALL)
        offered = await self._offered(hands, item, people)
        words = self.words.again(item) if holder else self.words.alert(item, hands.now)
        replies = [(one, self.words.reply(item, words, *offered[one.id])) for one in people]
        await alerts.add(hands, [Telling(item.id, one.id, one.routes[0], item.step, reply) for one, reply in replies])

    async def _give_back(self, hands: Hands) -> None:
        """Claimed is not handled: no contact attempt in time, or their words left unanswered past the deadline."""
        hours, limits = self.watch.hours, self.watch.limits
        for item in await climbing.unhandled(hands.tx, hands.vault, hands.now, limits):
            await climbing.returned(hands, item, "no contact attempt in time", hands.now)
        for item, written in await climbing.unanswered(hands.tx, hands.vault):
            if answer_due(item.level, written, hours, limits) <= hands.now:
                begins = first_climb(item.level, hands.now, hours)
                await climbing.returned(hands, item, "their message was left unanswered", begins)
        left = [
            Raised("green", "wrote to us", "waits for an answer from whoever writes with them", contact)
            for contact, written in await climbing.left_alone(hands.tx)
            if deadline("green", written, hours, limits) <= hands.now
        ]
        _ = await raise_items(hands.tx, hands.vault, hands.ids, left, hands.now)

    async def _climb(self, hands: Hands) -> None:
        """Tell the next rung of every item that nobody took in time."""
        due = await climbing.due(hands.tx, hands.vault, hands.now)
        if not due:
            return
        team = await self._team(hands)
        for item in sorted(due, key=lambda one: (one.level != "red", one.number)):
            await self._up(hands, item, team)

    async def _up(self, hands: Hands, item: Item, team: Team) -> None:
        pace, now = self.watch.pace, hands.now
        rungs = rungs_due(item.level, item.step, item.climbs_at or now, now, team, pace)
        to = rungs[-1] if team.staff else NOBODY_YET  # whoever is enrolled later is told from the foot of the ladder
        if not await climbing.climbed(hands, item, to, next_climb(item.level, to, now, team, pace)):
            return
        if not team.staff:
            log.warning("nobody is enrolled", item=item.number, level=item.level)
            return
        if ON_CALL in rungs and not team.on_call(item.locality, now):
            log.warning("nobody is on duty", item=item.number, level=item.level)
        told = [(rung, await self._on_rung(hands, item, team, rung)) for rung in rungs]
        people = tuple(dict.fromkeys(one for _, found in told for one in found))
        await self._tell(hands, item, to, people)
        await record(hands.tx, hands.ids, now, [_entry(item, rung, found) for rung, found in told])
        await note_change(hands.tx, now)

    async def _on_rung(self, hands: Hands, item: Item, team: Team, rung: int) -> tuple[Colleague, ...]:
        named = await restrictions.named_for(hands.tx, item.number)
        if named is not None:
            return team.among(named, rung, item.locality, hands.now)
        worker = await episodes.key_worker(hands.tx, item.contact, item.person)
        return team.on_rung(rung, item.locality, hands.now, worker)

    async def _tell(self, hands: Hands, item: Item, to: int, people: Sequence[Colleague]) -> None:
        """An alert each; where one stands already for such a flood, it is counted there."""
        standing, last = await self._standing(hands, item)
        offered = await self._offered(hands, item, people)
        tellings: list[Telling] = []
        for one in people:
            words = self.words.last(item, hands.now) if one.id in last else self.words.alert(item, hands.now)
            reply = None if one.id in standing else self.words.reply(item, words, *offered[one.id])
            tellings.append(Telling(item.id, one.id, one.routes[0], to, reply, standing.get(one.id)))
        await alerts.add(hands, tellings)

    async def _offered(self, hands: Hands, item: Item, people: Sequence[Colleague]) -> Mapping[int, tuple[str, bool]]:
        """By staff: the channel that they are told on, and whether a call would ring them and whom the item is about."""
        channels = await staff.channels(hands.tx, [route for one in people for route in one.routes])
        rings = bool(await calling.may_be_rung(hands.tx, [item.contact]))
        has_phone = {one.id: any(channels[route] in calling.PHONES for route in one.routes) for one in people}
        return {one.id: (channels[one.routes[0]], rings and has_phone[one.id]) for one in people}

    async def _standing(self, hands: Hands, item: Item) -> tuple[Mapping[int, int], set[int]]:
        """By staff, the text that stands for this alert too; and those whose next text is the last for a while."""
        if item.level == "red":
            return await alerts.of_contact(hands.tx, item.contact, item.person, item.id, hands.now - FLOOD), set()
        sent = await alerts.ambers_since(hands.tx, hands.now - AMBERS_WITHIN)
        full = {who: newest for who, (many, newest) in sent.items() if many >= AMBERS}
        return full, {who for who, (many, _) in sent.items() if many == AMBERS - 1}

    async def _settle(self, hands: Hands) -> None:
        await alerts.settle(hands.tx, hands.now)
        await alerts.reroute_stalled(hands, hands.now - STALLED)

    async def _call_off(self, hands: Hands) -> None:
        """When somebody takes an item, the others who were told of it hear so, once each."""
        over = await alerts.to_call_off(hands.tx)
        if not over:
            return
        names, heard = await staff.called(hands.tx, hands.vault), dict[tuple[int, int], Telling]()
        for one in over:
            if one.taken_by != staff.actor(one.staff) and one.state_of_alert != "counted":
                name = names.get(one.taken_by or "", one.taken_by or "")
                words = self.words.over(one.number, name if one.state == "claimed" else "")
                heard[one.item, one.staff] = Telling(one.item, one.staff, one.contact, 0, Reply(words, "safety"))
        await alerts.call_off(hands, over)
        replies = [(one.contact, one.reply) for one in heard.values() if one.reply]
        await owing.owe(hands.tx, owing.rows_of(hands.vault, hands.ids, replies, hands.now))

    async def _team(self, hands: Hands) -> Team:
        return Team(await staff.team(hands.tx), self.watch.hours)


def _entry(item: Item, rung: int, found: Sequence[Colleague]) -> tuple[str, str, str, str]:
    name = RUNGS[min(rung, SUPERVISOR)]
    people = ", ".join(staff.actor(one.id) for one in found) or "nobody can be reached"
    return "service", "alerted", f"item:{item.number}", f"rung {rung}, {name}: {people}"


async def warning(database: Database, hours: ServiceHours, now: datetime) -> str:
    """A sentence when alerts reach nobody who is on duty, though people read now; empty when all is well."""
    async with database.glance() as connection:
        team = Team(await staff.team(connection), hours)
    if not any(one.routes for one in team.staff):
        return NOBODY_ENROLLED
    return NOBODY if hours.is_read(now) and not team.on_call("", now) else ""
