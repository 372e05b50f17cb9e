"""`frontdoor report screen` on a real database: verdicts counted by rule and category, late finds, and the sample."""

from io import StringIO

import pytest
from rich.console import Console
from sqlalchemy import select

from bot.errors import CommandWrong
from bot.reports.screen import carried_out, period
from bot.settings import load
from bot.store import holding, reviews
from bot.store.hands import Hands
from bot.store.late import Risk, found_late
from bot.store.tables import messages
from messages.danger_files import version
from tests.crew import ANN, Crew
from tests.serving import JO, KEY, MARGARET, MONDAY_10, Town, town

RED, AMBER = "I want to end my life", "I fell in the kitchen this morning but I am fine"


async def told(here: Town, first: str = "", last: str = "") -> list[str]:
    paper = StringIO()
    console = Console(file=paper, width=200, no_color=True)
    await carried_out(here.service.settings, first, last, here.clock, console)
    return [" ".join(line.split()) for line in paper.getvalue().splitlines()]


async def closed(here: Town, number: int, outcome: str, verdict: str | None = None) -> None:
    database = here.service.database
    async with database.write() as tx:
        await holding.resolve(tx, database.ids, number, "Ann", outcome, here.clock.now(), verdict)


async def found(here: Town, text: str, risk: Risk) -> int:
    """The message with these words turns out to have been danger."""
    database = here.service.database
    async with database.write() as tx:
        hands = Hands(tx, database.vault, database.ids, here.clock.now())
        rows = (await tx.execute(select(messages))).all()
        id = next(row.id for row in rows if database.vault.open("messages.text", row.id, row.text) == text)
        return await found_late(hands, id, risk, "Jean")


async def test_it_counts_what_coordinators_made_of_each_flag(database_url: str) -> None:
    async with town(database_url) as here:
        for n, (outcome, verdict) in enumerate([("visit", "right_level"), ("false_alarm", None), ("advice", None)], 1):
            _ = await here.texts(f"+4477009002{n:02}", "hello", RED)
            await closed(here, n, outcome, verdict)
        _ = await here.texts(JO, AMBER)
        await closed(here, 4, "advice", "too_high")
        lines = await told(here)
    assert lines[:2] == [
        "The risk screen, 26 Aug 2026 to 23 Nov 2026",
        "4 of 7 messages were flagged; 3 of those have a verdict.",
    ]
    heads = "flagged judged right level too high false alarm missed"
    assert [line for line in lines if line.endswith(heads)] == [
        f"{one} {heads}" for one in ("level", "category", "rule")
    ]
    half = "50% (9-91)"
    assert f"red 3 2 few {half} 0% (0-66) {half} 0% (0-66)" in lines
    assert "amber 1 1 few 0% (0-79) 100% (21-100) 0% (0-79) 0% (0-79)" in lines
    assert any(line.startswith("suicide 3 2 few") for line in lines)
    assert f"Versions of the screen: {version('en')} (4)" in lines
    assert "Found late, by a person: nothing." in lines
    assert any("not known yet" in line for line in lines), "nothing of the sample was read"


async def test_what_was_found_late_with_who_was_told_and_when(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        _ = await here.texts(MARGARET, "hello")
        await here.clock.advance(hours=1)
        _ = await found(here, "hello", Risk("red", "suicide", words="the second\nline"))
        await crew.ticks(1)
        await crew.claims("Ann", 1)
        lines = await told(here)
    at = lines.index("Found late, by a person: 1")
    assert lines[at + 1 : at + 5] == [
        "item 1: red suicide, seen as no danger",
        "written 23 Nov 2026 10:01, found 23 Nov 2026 11:01 by Jean, reading at the desk",
        "told: Ann 23 Nov 2026 11:02; taken by Ann 23 Nov 2026 11:02",
        "the second line",
    ]


async def test_recall_comes_from_the_sample(database_url: str) -> None:
    async with town(database_url) as here:
        database = here.service.database
        _ = await here.texts(MARGARET, RED)
        await closed(here, 1, "visit", "right_level")
        _ = await here.texts(JO, "hello", "the weather is grand", "lovely day")
        await here.clock.advance(minutes=20)
        assert await reviews.draw(database, here.clock.now(), share=1.0) == 3
        async with database.read() as tx:
            waiting = await reviews.waiting(tx, database.vault, 10)
        async with database.write() as tx:
            hands = Hands(tx, database.vault, database.ids, here.clock.now())
            await reviews.nothing_missed(hands, waiting[0][0], "Ann")
        number = await found(here, "lovely day", Risk("red", "abuse"))
        lines = await told(here)
        assert "The random sample, 2% of what was not flagged: 3 drawn, 2 read, 1 with danger." in lines
        assert "1 wait to be read: at the desk, under Check." in lines
        assert any(line.startswith("Recall, the share of danger that was flagged: 40% (") for line in lines)
        await closed(here, number, "false_alarm")
        lines = await told(here)
    assert "The random sample, 2% of what was not flagged: 3 drawn, 2 read, 0 with danger." in lines
    assert f"item {number}: red abuse, seen as no danger, taken back as a false alarm" in lines
    assert any(line.startswith("Recall, the share of danger that was flagged: 100% (") for line in lines)


async def test_what_staff_write_is_not_counted(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await Crew(here).enrols("Ann", ANN)
        _ = await here.texts(MARGARET, RED)
        _ = await here.texts(ANN, "note 1 she says she wants to end her life", "hello")
        assert "1 of 1 messages were flagged; 0 of those have a verdict." in await told(here)


async def test_only_the_days_that_were_asked_for(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        _ = await here.texts(MARGARET, RED, "hello")
        assert "1 of 2 messages were flagged; 0 of those have a verdict." in await told(
            here, "2026-11-23", "2026-11-23"
        )
        assert (await told(here, "2026-10-01", "2026-11-22"))[:2] == [
            "The risk screen, 1 Oct 2026 to 22 Nov 2026",
            "0 of 0 messages were flagged.",
        ]


@pytest.mark.parametrize(("first", "last"), [("yesterday", ""), ("2026-11-24", "2026-11-23"), ("", "23/11/2026")])
def test_days_that_are_none(first: str, last: str) -> None:
    with pytest.raises(CommandWrong):
        _ = period(load(None, secret_key=KEY).zone, MONDAY_10, first, last)
