"""What staff do at the desk twice a working day, with what the desk itself calls: accept referrals, take what waits in the
queue, confirm deaths, and end programmes that have run their time.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from bot.app import Service
from bot.casework import accepting, steering
from bot.casework.accepting import Rules, Wish
from bot.errors import AlreadyTaken, FormWrong
from bot.rehearsal.colleague import Colleague
from bot.rehearsal.stage import Stage
from bot.store import episodes, items, referrals, rehearsed, staff
from bot.store.hands import Hands
from bot.store.items import Item
from bot.store.referrals import Referral
from bot.triage import locality_of

ROUNDS = (time(9, 30), time(13, 30))
WHO = "staff:rehearsal"
SOURCES = ("self_family", "self_family", "primary_care", "hub", "voluntary")
LEVELS = (1, 2, 2, 3)


class Office:
    def __init__(self, stage: Stage, people: Sequence[Colleague], chance: Random):
        self.stage, self.people, self._chance = stage, people, chance

    def opens(self, day: date, weeks: int, zone: ZoneInfo) -> None:
        """Rounds on every day of so many weeks; on those that are not worked nobody comes."""
        for n in range(7 * weeks):
            for hour in ROUNDS:
                self.stage.at(datetime.combine(day + timedelta(days=n), hour, zone), "office", self.round)

    async def round(self) -> None:
        service = self.stage.service
        if service is None or not service.alerts.watch.hours.is_open(self.stage.clock.now()):
            return
        async with service.database.write() as tx:
            hands = Hands(tx, service.database.vault, service.database.ids, self.stage.clock.now())
            waiting = [one for one in await items.queue(tx, hands.vault) if one.state == "open"]
            for one in waiting:
                await self._looks_at(service, hands, one)
            await self._end(hands)

    async def _looks_at(self, service: Service, hands: Hands, item: Item) -> None:
        if item.category == "referral" and item.referral is not None:
            referral = await referrals.one(hands.tx, hands.vault, item.referral)
            if referral.state == "complete":
                await self._accept(service, hands, referral)
        elif item.level == "green":
            self._chance.choice(self.people).takes(item.number)

    async def _accept(self, service: Service, hands: Hands, referral: Referral) -> None:
        watch, role = service.alerts.watch, "carer" if referral.source == "carer" else "resident"
        rules = Rules(service.programmes, watch.localities, service.hours)
        locality = locality_of(referral.facts.get("address", ""), watch.localities)
        offered = accepting.offered(service.programmes, role, locality)
        if not offered:
            return
        programme = offered[0]
        workers = [one.id for one in await staff.workers(hands.tx, hands.vault)]
        groups = list(programme.sub_groups) or [""]
        wish = Wish(
            programme.name, self._chance.choice(workers), self._chance.choice(LEVELS), self._chance.choice(SOURCES), "text",
            self._chance.choice(groups), (), locality=locality,
            age_band=episodes.age_band(int(referral.facts["age"]) if referral.facts.get("age", "").isdecimal() else None),
            cares_for=await self._cared_for(hands) if role == "carer" else None, **self._rhythm(),
        )  # fmt: skip
        try:
            _ = await accepting.accept(hands, rules, wish, referral, WHO)
        except (FormWrong, AlreadyTaken):
            return

    def _rhythm(self) -> dict[str, Any]:
        """As in the programme, or what they said suits them."""
        if self._chance.random() < 0.5:
            return {}
        return {
            "day": self._chance.randrange(7),
            "hour": f"{self._chance.randrange(9, 18):02}:{self._chance.choice(('00', '30'))}",
        }

    async def _cared_for(self, hands: Hands) -> int | None:
        residents = await rehearsed.residents(hands.tx)
        return self._chance.choice(residents) if residents else None

    async def _end(self, hands: Hands) -> None:
        """Programmes whose last questions are over, and what was held because a death was told."""
        for id in await rehearsed.told_dead(hands.tx):
            await steering.confirm_death(hands, id, WHO, sure=True)
        for id in await rehearsed.finished(hands.tx):
            await steering.close(hands, id, episodes.COMPLETED, WHO, sure=True)
