"""What staff of a town do at the desk when they write with somebody: the desk's own acts, without its pages."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime

from bot.casework import letters, talking
from bot.casework.letters import Letter
from bot.store import climbing, contacts, messages, staff
from bot.store.hands import Hands
from bot.store.messages import Line
from bot.store.staff import Member
from tests.crew import Crew
from tests.serving import MARGARET, Town


class Writers:
    def __init__(self, crew: Crew):
        self.crew, self.town = crew, crew.town

    @asynccontextmanager
    async def hands(self) -> AsyncGenerator[Hands]:
        database = self.town.service.database
        async with database.write() as tx:
            yield Hands(tx, database.vault, database.ids, self.town.clock.now())

    async def member(self, hands: Hands, name: str) -> Member:
        return next(one for one in await staff.members(hands.tx, hands.vault) if one.id == self.crew.ids[name])

    async def contact(self, who: str = MARGARET) -> int:
        async with self.hands() as hands:
            pair = (self.town.channel.name, who)
            return (await contacts.find_or_make(hands.tx, hands.vault, hands.ids, [pair], hands.now))[pair]

    async def writes(self, name: str, words: str, who: str = MARGARET, **how: bool) -> datetime | None:
        contact, service = await self.contact(who), self.town.service
        async with self.hands() as hands:
            member, letter = await self.member(hands, name), Letter(words, **how)
            at = await letters.write(hands, service.house, service.hours, contact, member, letter)
        await self.town.settled()
        return at

    async def takes(self, name: str, who: str = MARGARET, *, tell: bool = True) -> None:
        contact, service = await self.contact(who), self.town.service
        async with self.hands() as hands:
            member = await self.member(hands, name)
            await talking.take(hands, service.house, service.hours, contact, member, tell=tell)
        await self.town.settled()

    async def takes_over(self, name: str, holder: str, who: str = MARGARET) -> None:
        contact = await self.contact(who)
        async with self.hands() as hands:
            member, other = await self.member(hands, name), staff.actor(self.crew.ids[holder])
            await talking.take_over(hands, contact, member, other)

    async def hands_back(self, name: str, outcome: str = "", who: str = MARGARET, *, tell: bool = True) -> None:
        contact, service = await self.contact(who), self.town.service
        async with self.hands() as hands:
            member = await self.member(hands, name)
            await talking.hand_back(hands, service.house, service.hours, contact, member, outcome, tell=tell)
        await self.town.settled()

    async def takes_back(self, name: str, row: int, who: str = MARGARET) -> None:
        contact = await self.contact(who)
        async with self.hands() as hands:
            await letters.unsend(hands, contact, await self.member(hands, name), row)

    async def waiting(self, who: str = MARGARET) -> list[Line]:
        """Texts that wait for their hour."""
        contact = await self.contact(who)
        async with self.hands() as hands:
            lines = await messages.transcript(hands.tx, hands.vault, contact)
        return [one for one in lines if one.state == "queued"]

    async def waits_since(self, who: str = MARGARET) -> datetime | None:
        contact = await self.contact(who)
        async with self.hands() as hands:
            return await climbing.waits_since(hands.tx, contact)


@asynccontextmanager
async def desk(here: Town, *names: str) -> AsyncGenerator[Writers]:
    """Staff of these names, each with a phone."""
    crew = Crew(here)
    for n, name in enumerate(names, 101):
        _ = await crew.enrols(name, f"+447700900{n}")
    yield Writers(crew)
