"""The random sample: who is in it is settled by the message alone, and nobody reads a message twice."""

import os
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from bot.errors import AlreadyTaken
from bot.store.contacts import find_or_make
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.ids import Ids, first_at
from bot.store.late import Risk, found_late
from bot.store.reviews import SHARE, count_waiting, draw, is_drawn, nothing_missed, waiting
from bot.store.tables import messages
from bot.store.tables import reviews as sample
from tests.crew import ANN, Crew
from tests.serving import KEY, MARGARET, MONDAY_10, Town, town
from tests.store.filled import opened

LATER = timedelta(minutes=11)


def test_of_many_the_share_is_drawn_and_always_the_same() -> None:
    ids, salt = Ids(), b"s" * 32
    made = [ids.new(MONDAY_10 + timedelta(seconds=n)) for n in range(50_000)]
    drawn = [id for id in made if is_drawn(salt, id)]
    assert abs(len(drawn) / len(made) - SHARE) < 0.003
    assert drawn == [id for id in made if is_drawn(salt, id)]
    assert len({*drawn} & {id for id in made if is_drawn(b"t" * 32, id)}) < 60, "another key draws others"


def test_ids_are_in_the_order_of_time() -> None:
    ids = Ids()
    assert first_at(MONDAY_10) <= ids.new(MONDAY_10) < first_at(MONDAY_10 + timedelta(milliseconds=1))


async def written(database: Database, count: int, kind: str = "text", at: timedelta = timedelta(0)) -> list[int]:
    """As many messages of one stranger, stored as reception does."""
    async with database.write() as tx:
        hands = Hands(tx, database.vault, database.ids, MONDAY_10 + at)
        contact = await one_contact(hands)
        made = [hands.ids.new(hands.now) for _ in range(count)]
        rows = [
            {"id": id, "dedupe": os.urandom(16), "contact_id": contact, "kind": kind, "sent_at": hands.now,
             "text": hands.vault.seal("messages.text", id, "lovely day"), "received_at": hands.now, "note": False}
            for id in made
        ]  # fmt: skip
        _ = await tx.execute(insert(messages), rows)
    return made


async def one_contact(hands: Hands) -> int:
    pair = ("sms", MARGARET)
    return (await find_or_make(hands.tx, hands.vault, hands.ids, [pair], hands.now))[pair]


async def drawn(database: Database) -> list[int]:
    async with database.read() as tx:
        return list((await tx.execute(select(sample.c.message_id).order_by(sample.c.message_id))).scalars())


async def test_drawing_takes_each_message_once_and_only_when_it_has_settled(database_url: str) -> None:
    async with opened(database_url) as database:
        made = await written(database, 500)
        assert await draw(database, MONDAY_10 + timedelta(minutes=5)) == 0
        assert await draw(database, MONDAY_10 + LATER, batch=70) == len(await drawn(database)) > 0
        later = await written(database, 300, at=timedelta(hours=1))
        _ = await draw(database, MONDAY_10 + timedelta(hours=2))
        assert await draw(database, MONDAY_10 + timedelta(hours=3)) == 0
        assert await drawn(database) == [id for id in (*made, *later) if is_drawn(database.salt, id)]


async def test_only_words_are_read_and_not_those_of_long_ago(database_url: str) -> None:
    async with opened(database_url) as database:
        _ = await written(database, 300, at=-timedelta(days=100))
        _ = await written(database, 300, "button")
        assert await draw(database, MONDAY_10 + LATER) == 0


async def passed(here: Town) -> int:
    """Time passes, and everything is drawn: what is under test is what happens then."""
    await here.clock.advance(minutes=20)
    return await draw(here.service.database, here.clock.now(), share=1.0)


async def test_what_was_flagged_and_what_staff_write_is_not_in_it(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await Crew(here).enrols("Ann", ANN)
        _ = await here.texts(ANN, "hello")
        _ = await here.texts(MARGARET, "hello", "I want to end my life", "yes")
        assert await passed(here) == 2
        async with here.service.database.read() as tx:
            found = [one for _, one in await waiting(tx, here.service.database.vault, 10)]
        assert [one.said.text for one in found] == ["hello", "yes"]
        assert "?" in found[1].before[-1].text, "what it answered stands before it"
        assert len(found[1].before) == 3


async def test_each_is_read_by_one_person(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "hello")
        _ = await passed(here)
        database = here.service.database
        async with database.read() as tx:
            ((id, _),) = await waiting(tx, database.vault, 10)
        async with database.write() as tx:
            await nothing_missed(Hands(tx, database.vault, database.ids, here.clock.now()), id, "Ann")
        with pytest.raises(AlreadyTaken):
            async with database.write() as tx:
                await nothing_missed(Hands(tx, database.vault, database.ids, here.clock.now()), id, "Bob")
        async with database.read() as tx:
            assert await count_waiting(tx) == 0
            row = (await tx.execute(select(sample))).one()
        assert (row.found, row.by, row.at) == ("nothing", "Ann", here.clock.now())


@pytest.mark.parametrize("drawn_first", [True, False])
async def test_what_is_found_late_is_a_miss_of_the_sample_whoever_found_it(
    database_url: str, drawn_first: bool
) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "hello")
        database = here.service.database
        if drawn_first:
            assert await passed(here) == 1
        async with database.write() as tx:
            message = (await tx.execute(select(messages.c.id))).scalar_one()
            hands = Hands(tx, database.vault, database.ids, here.clock.now())
            _ = await found_late(hands, message, Risk("amber", "fall"), "Jean")
        _ = await passed(here)
        async with database.read() as tx:
            row = (await tx.execute(select(sample))).one()
            assert await count_waiting(tx) == 0
        assert (row.found, row.by) == ("missed", "Jean")


async def test_the_key_of_the_draw_outlives_a_new_secret_key(database_url: str) -> None:
    async with opened(database_url) as database:
        salt = database.salt
    async with opened(database_url, f"{'another key of the same length':-<40},{KEY}") as database:
        assert database.salt == salt


async def test_the_service_draws_by_itself(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        made = await written(here.service.database, 400)
        await here.clock.advance(hours=1)
        (chore,) = [one for one in here.service.chores() if one.name == "sample"]
        _ = await chore.work()
        salt = here.service.database.salt
        assert await drawn(here.service.database) == [id for id in made if is_drawn(salt, id)]


@pytest.mark.postgres
async def test_two_processes_draw_the_same(postgres_url: str) -> None:
    async with opened(postgres_url) as one, opened(postgres_url) as other:
        made = await written(one, 400)
        _ = await draw(one, MONDAY_10 + LATER)
        _ = await draw(other, MONDAY_10 + LATER)
        assert await drawn(other) == [id for id in made if is_drawn(one.salt, id)]
