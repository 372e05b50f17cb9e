"""A team for tests: staff with phones, on the staff check-in of a place, in a whole service or at a desk."""

from bot import programme_file
from bot.casework import teams
from bot.casework.accepting import Rules
from bot.programme import Programme
from bot.store.tables import answers, checkins, episodes
from tests.crew import Crew
from tests.programme.village import Village
from tests.serving import Town

TEAM: Programme = programme_file.load()["team"]
PLACE = "Teignmouth"
PHONES = [f"+4477009001{n:02}" for n in range(1, 10)]
SIDES = len(TEAM.dimensions)


class Team:
    """The staff of one place, whose phones are PHONES, in this order. Village turns the clock."""

    def __init__(self, town: Town):
        self.town, self.village, self.crew = town, Village(town), Crew(town)
        town.service.programmes |= {"team": TEAM}

    async def enrols(self, count: int) -> list[int]:
        return [await self.crew.enrols(f"Staff {n}", PHONES[n], where=(PLACE,)) for n in range(count)]

    async def starts(self, ids: list[int]) -> int:
        service = self.town.service
        rules = Rules(service.programmes, {"TQ14": PLACE}, service.hours)
        async with service.database.write() as tx:
            hands = self.village.hands(tx)
            today = hands.now.astimezone(service.hours.zone).date()
            return await teams.start(hands, rules, TEAM, PLACE, ids, today, "Ruth")

    async def says(self, phone: str, *texts: str) -> list[str]:
        return await self.town.texts(phone, *texts)

    async def answers_all(self, phone: str, level: int, words: str = "skip") -> list[str]:
        return await self.says(phone, *[str(level)] * SIDES, words)

    async def told(self) -> list[int]:
        """The numbers that are kept."""
        async with self.town.service.database.read() as tx:
            return [row.value for row in await tx.execute(answers.select().order_by(answers.c.at, answers.c.item))]

    async def states(self) -> list[str]:
        """Of all that was asked or left out."""
        async with self.town.service.database.read() as tx:
            rows = await tx.execute(checkins.select().where(checkins.c.state != "planned").order_by(checkins.c.due_at))
            return [row.state for row in rows]

    async def going_on(self) -> list[str]:
        async with self.town.service.database.read() as tx:
            return [row.state for row in await tx.execute(episodes.select().order_by(episodes.c.id))]
