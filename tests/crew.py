"""Staff for tests: enrolled, with phones of their own on a running town, and a ticker that is turned by hand."""

from collections.abc import Sequence

from sqlalchemy import select

from bot.ladder import Shift
from bot.store import contacts, holding, staff
from bot.store.hands import Hands
from bot.store.tables import audit, items, outbox
from tests.serving import Town

ANN, BOB, SUE = "+447700900101", "+447700900102", "+447700900103"


class Crew:
    """What the staff of a town do. A phone is an address of the town's channel."""

    def __init__(self, town: Town):
        self.town, self.ids = town, dict[str, int]()

    async def enrols(
        self,
        name: str,
        *phones: str,
        role: str = "coordinator",
        where: Sequence[str] = (),
        shifts: Sequence[Shift] = (),
    ) -> int:
        database = self.town.service.database
        async with database.write() as tx:
            hands = Hands(tx, database.vault, database.ids, self.town.clock.now())
            id = self.ids[name] = await staff.enrol(hands, name, role, where)
            for phone in phones:
                pair = (self.town.channel.name, phone)
                points = await contacts.find_or_make(tx, database.vault, database.ids, [pair], hands.now)
                await staff.bind(hands, id, points[pair])
            await staff.work(hands, id, shifts)
        return id

    async def claims(self, name: str, number: int) -> None:
        database = self.town.service.database
        async with database.write() as tx:
            await holding.claim(tx, database.ids, number, staff.actor(self.ids[name]), self.town.clock.now())
        await self.ticks()

    async def tries(self, name: str, number: int) -> None:
        """A contact attempt."""
        database = self.town.service.database
        async with database.write() as tx:
            now = self.town.clock.now()
            await holding.attempted(tx, database.ids, number, staff.actor(self.ids[name]), "rang", now)

    async def off(self, name: str, cover: str) -> None:
        database = self.town.service.database
        async with database.write() as tx:
            hands = Hands(tx, database.vault, database.ids, self.town.clock.now())
            await staff.off(hands, self.ids[name], self.ids[cover])

    async def ticks(self, minutes: float = 0) -> None:
        """Time passes, the ticker looks, and what is due goes out."""
        await self.town.clock.advance(minutes=minutes)
        await self.town.settled()  # what was handed over is written down: the look that follows sees it
        await self.town.service.alerts.tick()
        await self.town.settled()

    def read(self, phone: str) -> list[str]:
        return self.town.channel.to(phone)

    async def log(self, number: int) -> list[str]:
        """Every step of an item, as the audit log has it; ids by name."""
        names = {staff.actor(id): name for name, id in self.ids.items()}
        async with self.town.service.database.read() as tx:
            query = select(audit.c.action, audit.c.detail).where(audit.c.subject == f"item:{number}")
            rows = (await tx.execute(query.order_by(audit.c.id))).all()
        lines = [f"{row.action}: {row.detail}" for row in rows]
        for id, name in names.items():
            lines = [line.replace(id, name) for line in lines]
        return lines

    async def states(self) -> list[str]:
        async with self.town.service.database.read() as tx:
            return list((await tx.execute(select(items.c.state).order_by(items.c.number))).scalars())

    async def owed(self) -> list[str]:
        async with self.town.service.database.read() as tx:
            return list((await tx.execute(select(outbox.c.state).order_by(outbox.c.id))).scalars())
