"""The morning digest: once a day, as we open, to those who are on duty that day. Numbers only, nobody's name."""

from datetime import datetime, timedelta

from bot.alert_words import AlertWords
from bot.alerts import Watch
from bot.clock import Clock
from bot.crew.order import tell
from bot.ladder import Colleague
from bot.service_hours import ServiceHours
from bot.state import Reply
from bot.store import items, staff
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.items import Item
from bot.store.marks import read_mark, set_mark

MARK = "digest"


class Digest:
    def __init__(self, database: Database, clock: Clock, words: AlertWords, watch: Watch):
        self._database, self._clock, self._words, self._watch = database, clock, words, watch

    async def send(self) -> int:
        """Today's, if we are open and it has not gone out. A late start sends it late, not twice. How many."""
        now, hours = self._clock.now(), self._watch.hours
        if not hours.is_open(now):
            return 0
        today = now.astimezone(hours.zone).date()
        async with self._database.write() as tx:
            if await read_mark(tx, MARK) == today.toordinal():
                return 0
            await set_mark(tx, MARK, today.toordinal())
            hands = Hands(tx, self._database.vault, self._database.ids, now)
            found = await items.queue(tx, self._database.vault)
            told = {
                one.routes[0]: Reply(self._words_for(one, found, now), "reply")
                for one in await staff.team(tx)
                if one.is_there(now) and _works(one, today.weekday())
            }
            await tell(hands, told)
        return len(told)

    def _words_for(self, one: Colleague, found: list[Item], now: datetime) -> str:
        """Of their localities what is open; what they have themselves wherever it is."""
        urgent = [i for i in found if i.level != "green" and one.serves(i.locality)]
        yours = [i for i in found if i.claimed_by == staff.actor(one.id) and is_due_today(i, now, self._watch.hours)]
        if not urgent and not yours:
            return self._words.text("staff_digest_none")
        waiting = [i for i in urgent if i.state == "open"]
        return self._words.text(
            "staff_digest",
            red=str(sum(i.level == "red" for i in waiting)),
            amber=str(sum(i.level == "amber" for i in waiting)),
            oldest=in_short(now - min(i.created_at for i in waiting)) if waiting else self._words.text("staff_none"),
            late=str(sum(i.due_at is not None and i.due_at < now for i in urgent)),
            yours=", ".join(str(i.number) for i in yours[:8]) or self._words.text("staff_none"),
        )


def is_due_today(item: Item, now: datetime, hours: ServiceHours) -> bool:
    """Its deadline is over, or will be before we close."""
    return item.due_at is not None and item.due_at <= hours.closing(now)


def in_short(gone: timedelta) -> str:
    """In the largest unit that fits: 3 days, 5 h, 12 min."""
    minutes = int(gone.total_seconds() // 60)
    if minutes >= 2880:
        return f"{minutes // 1440} days"
    return f"{minutes // 60} h" if minutes >= 120 else f"{minutes} min"


def _works(one: Colleague, weekday: int) -> bool:
    """On the rota today; without a rota of their own, every day."""
    return not one.shifts or any(shift.weekday == weekday for shift in one.shifts)
