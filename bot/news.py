"""Steps that staff added: the person hears of them, once, at a decent hour, and never in the middle of something else.

At most once a week, all of them together, and only while they want to hear more from us that week. Whoever is only rung
hears it from whoever rings.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.checkins import QUIET_TALK, WEEK
from bot.clock import Clock
from bot.conversation import House
from bot.hours import Hours
from bot.programme import Rhythm
from bot.ringing import never_by_text
from bot.speech import in_words, speak, voice
from bot.state import Contact, State
from bot.store import contacts, goals, owing, pacing, untold
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.log import note_change
from bot.store.untold import Step, Untold
from flows.goal_news import goal_news
from flows.talk import Person, Say

LASTS = timedelta(hours=12)  # a text that could not go out by then is not sent


class News:
    def __init__(self, database: Database, house: House, clock: Clock, hours: Hours):
        self._database, self._house, self._clock, self._hours = database, house, clock, hours

    async def tell(self) -> int:
        """Tell whoever can be told now. Returns how many."""
        now = self._clock.now()
        async with self._database.glance() as connection:
            found = await untold.waiting(connection, now) if self._hours.allow(now) else []
        return sum([await self._tell(one) for one in found])

    async def _tell(self, one: Untold) -> bool:
        async with self._database.write() as tx:
            hands = Hands(tx, self._database.vault, self._database.ids, self._clock.now())
            state = (await contacts.load_states(tx, hands.vault, [one.contact], hands.now))[one.contact]
            if not (self._may(one, state) and await self._wants(hands, one)):
                return False
            steps = await untold.of_episode(hands, one.episode)  # read now that the contact point is locked
            await self._say(hands, state.contact, steps)
            return bool(steps)

    def _may(self, one: Untold, state: State) -> bool:
        contact, now = state.contact, self._clock.now()
        safe = contact.safe_time if contact.discreet else "any"
        free = not contact.human_owns and contact.paused_at is None and not self._is_paused(one)
        return free and not never_by_text(contact, now) and self._hours.allow(now, safe)

    def _is_paused(self, one: Untold) -> bool:
        since, until = (date.fromisoformat(day) if day else None for day in (one.paused_from, one.paused_until))
        today = self._clock.now().astimezone(self._house.zone).date()
        return Rhythm(0, self._hours.opens, 1, since, until).is_paused(today)

    async def _wants(self, hands: Hands, one: Untold) -> bool:
        talked = (await pacing.last_talked(hands.tx, [one.contact])).get(one.contact)
        lately = await pacing.unprompted_since(hands.tx, one.contact, hands.now - WEEK)
        told = await untold.told_since(hands.tx, one.episode, hands.now - WEEK)
        return not told and lately < one.cap and (talked is None or hands.now - talked >= QUIET_TALK)

    async def _say(self, hands: Hands, contact: Contact, steps: Sequence[Step]) -> None:
        """As texts that no conversation waits for: what was asked before stays asked, and is not asked again."""
        spoken = voice(self._house.wordings, contact, hands.now)
        said = [step for one in steps for step in goal_news(Person(about=_about(one))) if isinstance(step, Say)]
        replies = [(contact.id, reply) for reply in speak(spoken, map(spoken.say, said), None, "prompt")]
        await owing.owe(hands.tx, owing.rows_of(hands.vault, hands.ids, replies, hands.now, hands.now + LASTS))
        await goals.told(hands, [one.id for one in steps])
        await note_change(hands.tx, hands.now)


def _about(one: Step) -> dict[str, str]:
    by = in_words(date.fromisoformat(one.by_on)) if one.by_on else ""
    return {"who": one.who, "step": one.what, "by": by, "worker": one.worker.split(" ", 1)[0]}
