"""People on the programme, in a whole service: accepted as a coordinator does, with a clock that moves to what is due."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.programme import Asked, Programme
from bot.store import checkins, contacts, episodes, goals, scores, staff
from bot.store.hands import Hands
from bot.store.tables import checkins as rows
from bot.store.tables import people, person_contacts
from bot.store.upcoming import upcoming
from tests.serving import Town

LONDON = ZoneInfo("Europe/London")
MEASURES = ("ons4", "loneliness")
WELLBEING = Programme(
    name="wellbeing",
    title="Wellbeing",
    role="resident",
    weeks=12,
    day=1,
    hour=time(10),
    pace=1,
    cap=3,
    goals=1,
    asked=(
        Asked(0, "baseline", MEASURES),
        *(Asked(week, "checkin") for week in range(1, 12)),
        Asked(6, "review", MEASURES),
        Asked(12, "final", MEASURES),
        Asked(25, "followup", ("ons4",)),
    ),
    wellbeing=("ons4_happy", "ons4_satisfied", "ons4_worthwhile", "ons4_anxious"),
    sub_groups={"social": "Needing social support", "declining": "Declining"},
    expected_decline=frozenset({"declining"}),
)
CARERS = replace(WELLBEING, name="caregivers", title="Caregivers", role="carer")


class Village:
    """Whoever lives here is on the programme. `at` moves the clock to a moment, doing all that falls due on the way."""

    def __init__(self, town: Town):
        self.town, self.service = town, town.service
        self.service.programmes |= {"wellbeing": WELLBEING, "caregivers": CARERS}

    def hands(self, tx: object) -> Hands:
        database = self.service.database
        return Hands(tx, database.vault, database.ids, self.town.clock.now())  # type: ignore[arg-type]

    async def worker(self, name: str = "Ruth Bell") -> int:
        async with self.service.database.write() as tx:
            return await staff.enrol(self.hands(tx), name, "coordinator")

    async def accept(self, number: str, name: str = "Margaret", **given: object) -> int:
        """Somebody with this phone, on the programme from today."""
        async with self.service.database.write() as tx:
            hands, pair = self.hands(tx), (self.town.channel.name, number)
            contact = (await contacts.find_or_make(tx, hands.vault, hands.ids, [pair], hands.now))[pair]
            return await self.accept_as(hands, contact, await self._person(hands, contact, name), **given)

    async def accept_as(self, hands: Hands, contact: int, person: int | None, **given: object) -> int:
        worker = await staff.enrol(hands, "Ruth Bell", "coordinator")
        chosen: dict[str, object] = {
            "role": "resident", "programme": "wellbeing", "weeks": 12, "day": 1, "hour": "10:00", "pace": 1, "cap": 3,
            "started_on": hands.now.date(), "referred_at": hands.now, "consent": "text", "sub_group": "social",
        }  # fmt: skip
        accepted = episodes.Acceptance(
            contact=contact,
            person=person,
            key_worker=worker,
            **(chosen | given),  # type: ignore[arg-type]
        )
        return await episodes.accept(hands, accepted, "staff:1")

    async def _person(self, hands: Hands, contact: int, name: str) -> int:
        linked = select(person_contacts.c.person_id).where(person_contacts.c.contact_id == contact)
        if (known := (await hands.tx.execute(linked)).scalar()) is not None:
            return known
        id = hands.ids.new(hands.now)
        row = {"id": id, "name": hands.vault.seal("people.name", id, name), "created_at": hands.now}
        _ = await hands.tx.execute(people.insert().values(**row))
        _ = await hands.tx.execute(person_contacts.insert().values(person_id=id, contact_id=contact))
        return id

    async def work(self) -> None:
        """All that is due now."""
        for chore in (
            self.service.checkins.plan,
            self.service.checkins.ask,
            self.service.silence.look,
            self.service.news.tell,
        ):
            _ = await chore()
        await self.town.settled()

    async def at(self, moment: datetime) -> None:
        """To this moment, stopping wherever something is due."""
        await self.work()
        while (now := self.town.clock.now()) < moment:
            async with self.service.database.read() as tx:
                due = await upcoming(tx, now, timedelta(days=1), timedelta(days=14))
            to = min([moment, *due.values()])
            await self.town.clock.advance(seconds=(to - now).total_seconds())
            await self.work()

    async def says(self, number: str, *texts: str) -> list[str]:
        return await self.town.texts(number, *texts)

    async def states(self, episode: int) -> dict[tuple[str, int], str]:
        async with self.service.database.read() as tx:
            found = await tx.execute(select(rows.c.kind, rows.c.week, rows.c.state).where(rows.c.episode_id == episode))
            return {(row.kind, row.week): row.state for row in found.all()}

    async def goals(self, episode: int) -> list[goals.Goal]:
        async with self.service.database.read() as tx:
            return (await goals.of_episodes(tx, self.service.database.vault, [episode])).get(episode, [])

    async def scores(self, episode: int) -> dict[tuple[str, str, int], float | None]:
        async with self.service.database.read() as tx:
            return {(s.measure, s.phase, s.week): s.value for s in await scores.of_episode(tx, episode)}

    async def past(self, episode: int) -> list[checkins.Past]:
        async with self.service.database.read() as tx:
            return await checkins.of_episode(tx, self.service.database.vault, episode)

    async def episode(self, id: int) -> episodes.Episode:
        async with self.service.database.read() as tx:
            return await episodes.one(tx, id)


def on(day: date | str, hour: str) -> datetime:
    """A moment in London."""
    return datetime.combine(date.fromisoformat(str(day)), time.fromisoformat(hour), LONDON)
