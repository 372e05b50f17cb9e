"""`frontdoor report queue` on a real database, beside a running service."""

from datetime import timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from rich.console import Console

from bot.clock import Clock
from bot.errors import AlreadyTaken, CommandWrong, FrontdoorError, NotFound, SettingsWrong
from bot.reports.queue import Order, age, carried_out, carry_out
from bot.settings import load
from bot.store.holding import HeldByAnother
from tests.serving import JO, KEY, MARGARET, Town, town

TO_THE_PHONE = ("hello", "2", "yes", "no", "yes", "Jo", "my mum", "Margaret")


async def told(here: Town, order: Order = Order(), clock: Clock | None = None) -> str:  # noqa: B008  frozen
    paper = StringIO()
    console = Console(file=paper, width=200, no_color=True)
    await carried_out(here.service.settings, order, clock or here.clock, console)
    return paper.getvalue()


async def test_it_shows_the_worst_first_with_who_and_their_words(database_url: str):
    async with town(database_url) as here:
        _ = await here.texts(JO, *TO_THE_PHONE)
        _ = await here.texts(MARGARET, "JOIN", "yes", "78", "no", "Peggy")
        await here.clock.advance(hours=3)
        _ = await here.texts(MARGARET, "I want to die")
        await here.clock.advance(minutes=12)
        rows = [line.rstrip() for line in (await told(here)).splitlines()]
    assert rows[0].split() == ["no.", "level", "category", "age", "state", "who", "words"]
    assert [" ".join(row.split()) for row in rows[1:]] == [
        "3 red suicide 12m open Peggy, +447700900001 I want to die",
        "1 green referral 3h open Margaret, asked for by Jo family",
        "2 green referral 3h open Peggy, +447700900001 self",
    ]
    columns = [rows[1].index("I want"), rows[2].index("family"), rows[3].index("self")]
    assert all(one == other for one, other in pairwise(columns))


async def test_an_empty_queue_says_so(sqlite_url: str):
    async with town(sqlite_url) as here:
        assert await told(here) == "The queue is empty.\n"


async def test_an_item_is_claimed_once_and_closed_once(database_url: str):
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "I want to die")
        assert await told(here, Order(claim=1, who="Ann")) == "Item 1 is yours, Ann: red suicide.\n"
        assert "claimed by Ann" in await told(here)
        with pytest.raises(AlreadyTaken, match=r"Item 1 is claimed by Ann\."):
            _ = await told(here, Order(claim=1, who="Bob"))
        with pytest.raises(HeldByAnother, match="is with Ann"):
            _ = await told(here, Order(resolve=1, outcome="advice", who="Bob"))
        closing = Order(resolve=1, outcome="advice", who="Ann")
        assert await told(here, closing) == "Item 1 is closed: advice.\n"
        assert await told(here) == "The queue is empty.\n"
        with pytest.raises(AlreadyTaken, match="Item 1 is closed"):
            _ = await told(here, closing)


@pytest.mark.parametrize("order", [Order(claim=9, who="Ann"), Order(resolve=9, outcome="advice", who="Ann")])
async def test_an_item_that_is_not_there(sqlite_url: str, order: Order):
    async with town(sqlite_url) as here:
        with pytest.raises(NotFound, match="Item 9"):
            _ = await told(here, order)


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (Order(claim=1), "--as NAME"),
        (Order(claim=1, who="  "), "--as NAME"),
        (Order(resolve=1, outcome="advice"), "--as NAME"),
        (Order(resolve=1, who="Ann"), "--outcome TEXT"),
        (Order(claim=1, resolve=1, who="Ann"), "one item at a time"),
        (Order(who="Ann"), "--claim N or --resolve N"),
    ],
)
def test_what_is_missing_is_asked_for_before_anything_is_opened(order: Order, said: str):
    with pytest.raises(CommandWrong, match=said):
        carry_out(load(None, secret_key=KEY, database_url="sqlite+aiosqlite:////nowhere/at/all.db"), order, Console())


def test_without_the_key_it_says_so():
    with pytest.raises(SettingsWrong, match="FRONTDOOR_SECRET_KEY is missing"):
        carry_out(load(None), Order(), Console())


def test_a_database_that_is_not_ours_is_no_traceback(tmp_path: Path):
    with pytest.raises(FrontdoorError, match="database"):
        carry_out(load(None, secret_key=KEY, database_url=f"sqlite+aiosqlite:///{tmp_path}/new.db"), Order(), Console())


def test_ages_are_short():
    gone = [timedelta(seconds=s) for s in (-5, 59, 60, 3599, 3600, 86399, 86400, 900000)]
    assert [age(one) for one in gone] == ["0m", "0m", "1m", "59m", "1h", "23h", "1d", "10d"]
