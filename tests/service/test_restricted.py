"""A red about somebody whose record is restricted reaches somebody who may open it, and never nobody."""

from bot.store import restrictions
from bot.store.circle import circle_of
from bot.store.hands import Hands
from bot.store.staff import by_contact
from bot.store.subject import find
from tests.crew import ANN, BOB, SUE, Crew
from tests.pocket import pocket
from tests.serving import JO, MARGARET, Town, town

RED, ALERT = "I want to end my life", "RED"


async def restrict(here: Town, who: str, *named: int) -> None:
    database = here.service.database
    async with database.write() as tx:
        hands = Hands(tx, database.vault, database.ids, here.clock.now())
        (contact,) = await find(tx, hands.vault, who)
        await restrictions.restrict(hands, contact, named, "a colleague's mother", "staff:1")


async def reds(here: Town, crew: Crew) -> dict[str, int]:
    await here.service.reception.take(here.inbound(MARGARET, RED))
    await here.settled()
    await crew.ticks()
    return {name: len(crew.read(phone)) for name, phone in (("Ann", ANN), ("Bob", BOB), ("Sue", SUE))}


async def test_it_goes_to_those_who_are_named(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        bob = [await crew.enrols("Ann", ANN), await crew.enrols("Bob", BOB)][1]
        _ = await crew.enrols("Sue", SUE, role="supervisor")
        _ = await here.texts(MARGARET, "hello")
        await restrict(here, MARGARET, bob)
        assert await reds(here, crew) == {"Ann": 0, "Bob": 1, "Sue": 0}
        await crew.ticks(minutes=30)
        assert len(crew.read(SUE)) > 0, "and to the supervisor when nobody takes it"
        assert crew.read(ANN) == []


async def test_if_none_of_them_is_there_it_goes_to_the_supervisors_who_may_open_it(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        bob = await crew.enrols("Bob", BOB)
        _ = await crew.enrols("Sue", SUE, role="supervisor")
        await crew.off("Bob", "Ann")
        _ = await here.texts(MARGARET, "hello")
        await restrict(here, MARGARET, bob)
        assert await reds(here, crew) == {"Ann": 0, "Bob": 0, "Sue": 1}, "Ann stands in for Bob, but not in this"


async def test_without_a_supervisor_whoever_is_told_may_open_it(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        bob = await crew.enrols("Bob")  # without a phone
        _ = await here.texts(MARGARET, "hello")
        await restrict(here, MARGARET, bob)
        assert (await reds(here, crew))["Ann"] == 1
        database = here.service.database
        async with database.read() as tx:
            ann = await by_contact(tx, database.vault, (await find(tx, database.vault, ANN))[0])
            circle = await circle_of(tx, "item", 1)
            assert ann
            assert circle
            assert await restrictions.may_break(tx, ann, circle)


async def test_a_phone_shows_and_does_nothing_with_it(database_url: str) -> None:
    async with town(database_url) as here:
        ann = await pocket(here, "Ann Lee", ANN)
        bob = await pocket(here, "Bob Hay", BOB)
        _ = await here.texts(MARGARET, "hello")
        await restrict(here, MARGARET, bob.id)
        _ = await here.texts(MARGARET, RED)
        _ = await here.texts(JO, RED)
        for command in ("TAKE 1", "STORY 1", "CALL 1", "NOTE 1 x", "REPLY 1 hello"):
            assert await ann.says(command) == "Item 1 is restricted. Ask Bob Hay. Nothing done.", command
        assert "Item 1" not in await ann.says("QUEUE")
        assert (await bob.says("TAKE 1")).startswith("You have item 1.")
        assert "Nobody called" in await bob.says("PASS 1 Ann")
