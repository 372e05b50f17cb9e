"""What the reports count, in both databases: who is in it, who is not, and on which side of each day."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.clock import ManualClock
from bot.errors import CommandWrong
from bot.reports.run import Order, made
from bot.settings import load
from bot.store import durations, outcomes, responses, work
from bot.store.database import Database
from bot.store.tables import checkins, contacts, items, scores
from bot.store.tallies import Answered, Done, Sums
from tests.reports.cohort import START, Life, live, year
from tests.serving import KEY, MONDAY_10
from tests.store.filled import opened

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


@asynccontextmanager
async def lived(url: str, *lives: Life) -> AsyncGenerator[tuple[Database, list[int]]]:
    async with opened(url) as database:
        yield database, await live(database, *lives)


async def put(database: Database, table: Any, *rows: dict[str, Any]) -> None:
    async with database.write() as tx:
        for row in rows:
            _ = await tx.execute(table.insert(), [row])


def score(id: int, episode: int, phase: str, week: int, value: float | None) -> dict[str, Any]:
    return {
        "id": id,
        "episode_id": episode,
        "measure": "pam",
        "phase": phase,
        "week": week,
        "value": value,
        "missing": 0,
        "by": "them",
        "at": AT,
    }


async def test_before_is_the_first_baseline_and_after_the_last_final(database_url: str) -> None:
    async with lived(database_url, Life(scores={"pam": (40.5, 50.25)}), Life()) as (database, (one, other)):
        await put(
            database, scores,
            score(901, one, "baseline", 1, 99), score(902, one, "final", 16, 60.75), score(903, one, "final", 20, None),
            score(904, one, "checkin", 12, 1), score(905, one, "followup", 25, 2),
            score(906, other, "baseline", 1, 7), score(907, other, "baseline", 0, None),
        )  # fmt: skip
        async with database.read() as tx:
            found = await outcomes.sums(tx, year())
    assert found == {("pam", "social"): Sums(1, 40.5, 60.75, 20.25**2, 1, 7.0, 0)}


async def test_a_cohort_is_whoever_began_then_there_on_that(database_url: str) -> None:
    lives = [
        Life(started=date(2026, 1, 1)),
        Life(started=date(2026, 12, 31), locality="Totnes", ending=None),
        Life(started=date(2027, 1, 1)),
        Life(started=date(2025, 12, 31)),
        Life(role="carer", programme="caregivers"),
        Life(role="team", programme="team"),
    ]
    async with lived(database_url, *lives) as (database, _), database.read() as tx:
        everybody = await outcomes.found(tx, year())
        assert (everybody.people["social"].count, everybody.people["social"].endings) == (2, {"completed": 1, "": 1})
        assert everybody.elsewhere == {"carer": 1, "team": 1}
        some = year(locality="Totnes"), year(programme="caregivers"), year(programme="team")
        assert [await work.count_people(tx, one) for one in some] == [1, 1, 0]
        assert await work.sources(tx, year(programme="caregivers")) == {"voluntary": 1}


async def test_inputs_are_added_up_by_category(database_url: str) -> None:
    lives = [
        Life(inputs={"transport": 2, "home_help": 1}),
        Life(inputs={"transport": 1}),
        Life(started=date(2025, 1, 1), inputs={"transport": 9}),
    ]
    async with lived(database_url, *lives) as (database, _), database.read() as tx:
        found = await work.inputs_by_category(tx, year())
    assert sorted(found) == [Done("home_help", 1, 1, 30, 1), Done("transport", 3, 2, 90, 3)]


async def test_closed_goes_by_the_day_of_closing_and_open_by_the_end_of_the_days(database_url: str) -> None:
    lives = [
        Life(started=date(2025, 12, 1), days=60),
        Life(started=date(2025, 12, 1), days=30, ending="death"),
        Life(started=date(2026, 2, 1), days=400, open_reason="housing"),
        Life(started=date(2026, 3, 1), ending=None, open_reason="funding"),
        Life(started=date(2027, 3, 1), ending=None),
    ]
    async with lived(database_url, *lives) as (database, _), database.read() as tx:
        closed = await durations.closed(tx, year())
        then = await durations.still_open(tx, year(), datetime(2027, 6, 1, tzinfo=UTC))
        early = await durations.still_open(tx, year(), datetime(2026, 2, 15, tzinfo=UTC))
    assert [(one.ending, (one.ended_at - one.referred_at).days) for one in closed] == [("completed", 60)], (
        "30 days end in 2025"
    )
    assert [one.reason for one in then] == ["", "funding"], "why it was open is not known of what has closed since"
    assert len(early) == 1


def checkin(id: int, episode: int, week: int, state: str, **of: Any) -> dict[str, Any]:
    due = AT + timedelta(days=7 * week)
    return {
        "id": id, "episode_id": episode, "kind": "checkin", "week": week, "state": state, "due_at": due, "expires_at": due, "step": 0, "flat": False,
    } | of  # fmt: skip


async def test_responses_are_counted_by_week_channel_age_and_language(database_url: str) -> None:
    async with lived(database_url, Life(), Life(age_band="85+")) as (database, (one, other)):
        async with database.write() as tx:
            _ = await tx.execute(contacts.insert(), [_telegram(800)])
        await put(
            database, checkins,
            checkin(901, one, 1, "answered", contact_id=800), checkin(902, one, 2, "part"), checkin(903, one, 3, "expired"),
            checkin(904, other, 1, "quiet"), checkin(905, other, 2, "answered", by="staff:1"), checkin(906, other, 3, "open"),
            checkin(907, other, 4, "planned"), checkin(908, other, 60, "answered"), checkin(909, one, 2, "answered", kind="review"),
        )  # fmt: skip
        async with database.read() as tx:
            weeks, found = await responses.by_week(tx, year()), await responses.by_person(tx, year())
            elsewhere = await responses.by_person(tx, year(locality="Totnes"))
    assert weeks == {
        (1, "checkin"): Answered(2, 1, 0, 1, 0, 0, 0), (2, "checkin"): Answered(2, 1, 1, 0, 0, 0, 1),
        (2, "review"): Answered(1, 1, 0, 0, 0, 0, 0), (3, "checkin"): Answered(0, 0, 0, 0, 1, 1, 0),
    }  # fmt: skip
    assert found["channel"] == {"telegram": Answered(1, 1, 0, 0, 0, 0, 0), "sms": Answered(2, 2, 1, 1, 1, 1, 1)}
    assert {age: one.asked for age, one in found["age"].items()} == {"75-84": 3, "85+": 2}
    assert found["language"]["en"].people == 2
    assert elsewhere == {"channel": {}, "age": {}, "language": {}}


def _telegram(id: int) -> dict[str, Any]:
    return {
        "id": id, "channel": "telegram", "address": b"-", "address_key": id.to_bytes(16), "state": "open", "language": "en",
        "discreet": False, "safe_time": "any", "shared": False, "human_owns": False, "created_at": AT,
    }  # fmt: skip


def item(number: int, contact: int, at: datetime, locality: str = "Coastal") -> dict[str, Any]:
    return {
        "id": 900 + number, "number": number, "level": "red", "category": "fall", "categories": "fall", "part": "at_risk",
        "state": "open", "contact_id": contact, "locality": locality, "why": b"-", "times": 1, "created_at": at, "latest_at": at, "step": 0,
    }  # fmt: skip


async def test_items_go_by_the_day_on_which_they_came(database_url: str) -> None:
    async with lived(database_url, Life()) as (database, _):
        rows = [item(1, 2, AT), item(2, 2, AT + timedelta(days=400)), item(3, 2, AT, "Totnes")]
        await put(database, items, *rows)
        async with database.read() as tx:
            assert [one.number for one in await work.handled(tx, year())] == [1, 3]
            assert [one.number for one in await work.handled(tx, year(locality="Totnes"))] == [3]
            assert await work.handled(tx, year(programme="default")) == []
            assert await work.known(tx) == ({"default"}, {"Coastal", "Totnes"})


@pytest.mark.parametrize("name", ["outcomes", "time", "inputs", "sources", "response", "items"])
async def test_an_empty_database_has_every_report(sqlite_url: str, name: str) -> None:
    page = await made(load(None, secret_key=KEY, database_url=sqlite_url), name, Order(), ManualClock(MONDAY_10))
    assert page.warnings
    assert all(table.texts() is not None for table in page.tables)


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (Order(programme="nonsense"), "--programme: there is no 'nonsense'. There is: "),
        (Order(locality="Atlantis"), "--locality: there is no 'Atlantis'. There is: Coastal."),
        (Order(since="1.2.2026"), "is no day"),
    ],
)
async def test_what_nobody_knows_is_named(sqlite_url: str, order: Order, said: str) -> None:
    async with lived(sqlite_url, Life(started=START)):
        pass
    with pytest.raises(CommandWrong, match=said):
        _ = await made(load(None, secret_key=KEY, database_url=sqlite_url), "outcomes", order, ManualClock(MONDAY_10))
