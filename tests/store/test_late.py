"""A risk that the screen missed and a person found: an item and an incident now, and no text to the person."""

import pytest
from sqlalchemy import select, update

from bot.errors import AlreadyTaken, CommandWrong, NotFound
from bot.store import holding, items
from bot.store.hands import Hands
from bot.store.items import Item
from bot.store.late import Risk, found_late, judged_missed
from bot.store.screened import Incident, late
from bot.store.tables import contacts, incidents, messages
from bot.store.tables import items as queue
from tests.crew import ANN, BOB, Crew
from tests.serving import JO, MARGARET, MONDAY_10, Town, town

SUICIDE = Risk("red", "suicide", words="she says goodbye")


def hands(here: Town, tx: object) -> Hands:
    database = here.service.database
    return Hands(tx, database.vault, database.ids, here.clock.now())  # pyright: ignore[reportArgumentType]


async def last_message(here: Town) -> int:
    async with here.service.database.read() as tx:
        return (await tx.execute(select(messages.c.id).order_by(messages.c.id.desc()).limit(1))).scalar_one()


async def finds(here: Town, message: int, risk: Risk = SUICIDE, who: str = "Jean") -> int:
    async with here.service.database.write() as tx:
        return await found_late(hands(here, tx), message, risk, who)


async def unseen(here: Town, who: str = MARGARET, text: str = "the garden is lovely just now") -> int:
    """A message in which the screen finds nothing."""
    _ = await here.texts(who, text)
    return await last_message(here)


async def item_of(here: Town, number: int) -> Item:
    async with here.service.database.read() as tx:
        return await items.one(tx, here.service.database.vault, number)


async def found(here: Town) -> list[Incident]:
    async with here.service.database.read() as tx:
        return await late(tx, here.service.database.vault, MONDAY_10, here.clock.now().replace(year=2027))


async def test_it_is_in_the_queue_and_alerted_as_any_and_the_incident_says_who_was_told(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        _ = await crew.enrols("Bob", BOB)
        message = await unseen(here)
        await here.clock.advance(days=2)
        assert await finds(here, message) == 1
        await crew.ticks()
        assert [len(crew.read(phone)) for phone in (ANN, BOB)] == [1, 1]
        item = await item_of(here, 1)
        assert (item.level, item.category, item.state, item.verdict) == ("red", "suicide", "open", "missed")
        assert item.why.split("\n") == [
            "the garden is lovely just now",
            "FOUND LATE, by a person, 2 days after it came; it was seen as no danger then. "
            "Nothing goes to them by itself. she says goodbye",
        ]
        (incident,) = await found(here)
        assert (incident.number, incident.was, incident.level, incident.category) == (1, "none", "red", "suicide")
        assert (incident.source, incident.by, incident.words) == ("desk", "Jean", "she says goodbye")
        assert incident.created_at - incident.wrote_at > (await here.transcript(MARGARET))[0].at - MONDAY_10
        assert [(one.name, one.at) for one in incident.told] == [("Ann", here.clock.now()), ("Bob", here.clock.now())]


async def test_to_the_person_nothing_is_sent(database_url: str) -> None:
    """Their words may be old, and nobody knows who holds the phone: not even that somebody was told, or took it."""
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        message = await unseen(here)
        before = here.channel.to(MARGARET)
        _ = await finds(here, message)
        await crew.ticks()
        await crew.claims("Ann", 1)
        await crew.ticks(1)
        assert here.channel.to(MARGARET) == before
        assert (await found(here))[0].holder == "Ann"


async def test_nobody_enrolled_is_nobody_told(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        _ = await finds(here, await unseen(here))
        await Crew(here).ticks()
        assert (await found(here))[0].told == []


async def test_it_joins_what_is_open_of_the_same_person(database_url: str) -> None:
    async with town(database_url) as here:
        message = await unseen(here)
        _ = await here.texts(MARGARET, "I fell in the kitchen this morning but I am fine")
        (amber,) = [one for one in await here.queue() if one.level == "amber"]
        assert await finds(here, message) == amber.number
        item = await item_of(here, amber.number)
        assert (item.level, item.categories[0], item.verdict) == ("red", "suicide", None)
        assert [one.was for one in await found(here)] == ["none"]


async def test_the_level_that_was_seen_is_kept(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "I fell in the kitchen this morning but I am fine")
        number = await finds(here, await last_message(here), Risk("red", "medical"))
        assert [(one.was, one.level) for one in await found(here)] == [("amber", "red")]
        assert "it was seen as amber then" in (await item_of(here, number)).why


async def test_it_is_found_once(database_url: str) -> None:
    async with town(database_url) as here:
        message = await unseen(here)
        _ = await finds(here, message)
        with pytest.raises(AlreadyTaken):
            _ = await finds(here, message, Risk("amber", "fall"))
        assert len(await found(here)) == 1


@pytest.mark.parametrize("risk", [Risk("green", "suicide"), Risk("red", "weather"), Risk("red", "")])
async def test_what_is_no_risk_is_refused(sqlite_url: str, risk: Risk) -> None:
    async with town(sqlite_url) as here:
        message = await unseen(here)
        with pytest.raises(CommandWrong):
            _ = await finds(here, message, risk)
        with pytest.raises(NotFound):
            _ = await finds(here, message + 1)
        assert await here.raised() == []


async def test_abuse_makes_the_phone_one_that_others_see(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await finds(here, await unseen(here), Risk("red", "abuse"))
        async with here.service.database.read() as tx:
            row = (await tx.execute(select(contacts))).one()
        assert (row.discreet, row.safe_time, row.red_at) == (True, "", here.clock.now())


async def test_of_somebody_else_it_is_another_item(database_url: str) -> None:
    async with town(database_url) as here:
        first = await finds(here, await unseen(here), Risk("red", "suicide"))
        second = await finds(here, await unseen(here), Risk("amber", "abuse", "witness"))
        assert first != second
        assert (await item_of(here, second)).part == "witness"
        async with here.service.database.read() as tx:
            assert not (await tx.execute(select(contacts.c.discreet))).scalar_one()


async def test_whoever_may_have_been_hurt_gets_an_item_of_their_own(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await finds(here, await unseen(here, JO), Risk("red", "harm_to_others"))
        assert {(one.category, one.part) for one in await here.queue()} == {
            ("harm_to_others", "may_have_caused_harm"),
            ("abuse", "witness"),
        }
        assert await Crew(here).log(1) == [
            "item raised: red harm_to_others",
            "found late: red harm_to_others, seen as none when it came; by the desk",
        ]


async def test_a_verdict_that_it_was_missed_is_an_incident_too(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "I fell in the kitchen this morning but I am fine")
        database, now = here.service.database, here.clock.now()
        async with database.write() as tx:
            await holding.resolve(tx, database.ids, 1, "Ann", "emergency_called", now)
        for words in ("she could not feel her arm", "and said so"):
            async with database.write() as tx:
                await judged_missed(hands(here, tx), 1, words, "Ann")
        (incident,) = await found(here)
        assert (incident.number, incident.was, incident.source) == (1, "amber", "verdict")
        assert incident.words == "she could not feel her arm"
        item = await item_of(here, 1)
        assert (item.verdict, item.state) == ("missed", "resolved")
        async with database.read() as tx:
            notes = await items.notes(tx, database.vault, [item.id])
        assert [one.text for one in notes[item.id]] == ["and said so"]
        with pytest.raises(CommandWrong, match="Say what"):
            async with database.write() as tx:
                await judged_missed(hands(here, tx), 1, "  ", "Ann")


async def test_what_was_erased_is_not_found(database_url: str) -> None:
    async with town(database_url) as here:
        message = await unseen(here)
        database = here.service.database
        async with database.write() as tx:
            empty = database.vault.seal("messages.text", message, "")
            _ = await tx.execute(update(messages).values(text=empty, kind="forgotten"))
        with pytest.raises(NotFound):
            _ = await finds(here, message)
        async with database.read() as tx:
            assert (await tx.execute(select(incidents.c.id))).all() == []
            assert (await tx.execute(select(queue.c.id))).all() == []
