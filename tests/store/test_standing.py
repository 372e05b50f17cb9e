"""How everybody stands, on both databases: what is read of each, and that no statement is for one person alone."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.store import meeting, placings
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.standing import Standing, Whose, standing
from bot.store.vault import Vault
from tests.crowd import Soul, settle

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
EVERYBODY = Whose()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    found = Database(database_url, Vault("x" * 32))
    await found.open()
    yield found
    await found.close()


async def read(database: Database, whose: Whose = EVERYBODY) -> list[Standing]:
    async with database.read() as tx:
        return list((await standing(tx, database.vault, whose, NOW)).values())


async def test_what_is_read_of_somebody(database: Database) -> None:
    items = (("green", "asks for a call", 1, True), ("red", "fall", 12, False), ("amber", "fall", 2, True))
    _ = await settle(database, NOW, [Soul("Edna Moss", progress=(5, 6, 2), items=items, review_in=5, missed=1)])
    (one,) = await read(database)
    assert (one.name, one.address, one.missed, one.fell, one.has_no_step) == ("Edna Moss", "", 1, (6, 2), False)
    assert [(alarm.level, alarm.is_open) for alarm in one.alarms] == [("red", False), ("amber", True), ("green", True)]
    assert (one.next_at, one.review_at) == (NOW + timedelta(days=2), NOW + timedelta(days=5))
    assert one.heard_at == NOW - timedelta(days=2)


@pytest.mark.parametrize(
    ("soul", "found"),
    [
        (Soul("", progress=(2, 5)), (None, False, True)),
        (Soul("", progress=(5, 5)), (None, False, True)),
        (Soul("", progress=(5,)), (None, False, True)),
        (Soul("", progress=(9, 2, 3)), (None, False, True)),
        (Soul("", step=False), (None, True, True)),
        (Soul("", review_in=-3), (None, False, True)),
        (Soul("", review_in=-40), (None, False, False)),
        (Soul("", review_in=None), (None, False, False)),
    ],
)
async def test_what_a_goal_and_a_review_say(database: Database, soul: Soul, found: tuple[Any, ...]) -> None:
    _ = await settle(database, NOW, [soul])
    (one,) = await read(database)
    assert (one.fell, one.has_no_step, one.review_at is not None) == found
    assert one.address.startswith("+447700900"), "where the name is not known"


async def test_whose_people_and_where(database: Database) -> None:
    souls = [
        Soul("b"),
        Soul("A", locality="Totnes"),
        Soul("c", ended=("wish", 1)),
        Soul("d", role="team"),
        Soul("e", state="held"),
    ]
    ids = await settle(database, NOW, souls)
    assert [one.name for one in await read(database)] == ["A", "b", "e"]
    assert [one.name for one in await read(database, Whose(None, "Totnes"))] == ["A"]
    assert await read(database, Whose(5)) == []
    assert [one.name for one in await read(database, Whose(episodes=[ids[0]]))] == ["b"]


async def test_a_red_item_that_was_closed_long_ago_is_not_read(database: Database) -> None:
    _ = await settle(database, NOW, [Soul("a", items=(("red", "fall", 29, False), ("red", "fall", 90, True)))])
    assert [[alarm.is_open for alarm in one.alarms] for one in await read(database)] == [[True]]


async def test_three_hundred_cost_as_many_statements_as_three(database: Database) -> None:
    counted: list[str] = []

    def count(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        counted.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        _ = await settle(database, NOW, [Soul(f"n{n}", items=(("amber", "fall", 1, True),)) for n in range(300)])
        counted.clear()
        assert len(await read(database)) == 300
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    assert len([one for one in counted if one.startswith("SELECT")]) == 5


async def test_the_latest_word_counts_and_can_be_taken_back(database: Database) -> None:
    (id,) = await settle(database, NOW, [Soul("a")])
    async with database.write() as tx:
        hands = Hands(tx, database.vault, database.ids, NOW)
        await placings.move(hands, id, "up", "2026-11-25", "first", "Ann")
        await placings.move(hands, id, "down", "2026-11-24", "then", "Bob")
    async with database.read() as tx:
        (kept,) = (await placings.since(tx, database.vault, "2026-11-24")).values()
        assert (kept.way, kept.why, kept.by) == ("down", "then", "Bob")
        assert await placings.since(tx, database.vault, "2026-11-25") == {}
    async with database.write() as tx:
        await placings.take_back(Hands(tx, database.vault, database.ids, NOW), id, "Ann")
    async with database.read() as tx:
        assert await placings.since(tx, database.vault, "2026-11-23") == {}


async def test_what_the_meetings_lists_are_made_of(database: Database) -> None:
    souls = [
        Soul("new", began=0.5), Soul("quiet", quiet=0.5), Soul("long quiet", quiet=3), Soul("due", review_in=0.2),
        Soul("gone", ended=("wish", 2)), Soul("gone before", ended=("wish", 9)),
        Soul("red", items=(("red", "fall", 9, True), ("green", "drop", 0.5, True), ("green", "drop", 2, True))),
    ]  # fmt: skip
    ids = dict(zip((one.name for one in souls), await settle(database, NOW, souls), strict=True))
    day = timedelta(days=1)
    async with database.read() as tx:
        assert await meeting.accepted_since(tx, NOW - day) == {ids["new"]}
        assert await meeting.quiet_since(tx, NOW - day) == {ids["quiet"]}
        assert await meeting.reviewed_between(tx, NOW, NOW + day) == {ids["due"]}
        ended = await meeting.ended_since(tx, database.vault, NOW - 7 * day)
        assert [(one.name, one.ending) for one in ended] == [("gone", "wish")]
        queue = await meeting.in_queue(tx, database.vault, NOW - day)
        assert [(one.level, one.name) for one in queue] == [("red", "red"), ("green", "red")]
        assert await meeting.in_queue(tx, database.vault, NOW - day, "Totnes") == []
