"""Claims, releases and endings of an item: of two at once one wins, and each step is in the audit log."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select

from bot.errors import AlreadyTaken, CommandWrong
from bot.store import holding, items
from bot.store.holding import HeldByAnother
from bot.store.sqlite_writer import Tx
from bot.store.tables import audit, item_notes
from tests.serving import MARGARET, Town, town

Deed = Callable[[Tx], Awaitable[None]]


async def did(here: Town, deed: Deed) -> str:
    """How it ended: "" when it was done."""
    try:
        async with here.service.database.write() as tx:
            await deed(tx)
    except AlreadyTaken as error:
        return type(error).__name__
    return ""


async def test_of_two_claims_at_once_exactly_one_wins(database_url: str) -> None:
    async with town(database_url) as here:
        ids, now = here.service.database.ids, here.clock.now()
        for number in range(1, 11):
            _ = await here.texts(f"+4477009001{number:02}", "I want to end my life")
            people = [f"Nurse {n}" for n in range(8)]
            ended = await asyncio.gather(
                *(did(here, lambda tx, who=who, n=number: holding.claim(tx, ids, n, who, now)) for who in people)
            )
            (winner,) = [who for who, end in zip(people, ended, strict=True) if not end]
            async with here.service.database.read() as tx:
                assert (await items.one(tx, here.service.database.vault, number)).claimed_by == winner
                claims = select(audit.c.actor).where(
                    audit.c.action == "item claimed", audit.c.subject == f"item:{number}"
                )
                assert list((await tx.execute(claims)).scalars()) == [winner]


async def test_an_item_goes_round_and_every_step_is_logged(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "I want to end my life")
        database, now = here.service.database, here.clock.now()
        ids, vault = database.ids, database.vault
        steps: list[Deed] = [
            lambda tx: holding.claim(tx, ids, 1, "Ann", now),
            lambda tx: holding.attempted(tx, ids, 1, "Ann", "rang", now),
            lambda tx: holding.pass_on(tx, ids, 1, "Ann", now),
            lambda tx: holding.claim(tx, ids, 1, "Bob", now),
            lambda tx: holding.take_over(tx, ids, 1, "Bob", "Sue", now),
            lambda tx: holding.note(tx, vault, ids, 1, "Sue", "rang her son", now),
            lambda tx: holding.shared(tx, vault, ids, 1, "Sue", {"why": "a", "with": "b", "wishes": "c"}, now),
            lambda tx: holding.resolve(tx, ids, 1, "Sue", "lead_taken", now),
            lambda tx: holding.judge(tx, ids, 1, "Sue", "right_level", now),
            lambda tx: holding.reopen(tx, ids, 1, "Sue", now),
        ]
        for step in steps:
            assert await did(here, step) == ""
        async with database.read() as tx:
            item = await items.one(tx, vault, 1)
            (note,) = (await items.notes(tx, vault, [item.id]))[item.id]
            log = select(audit.c.action).where(audit.c.subject == "item:1").order_by(audit.c.id)
            actions = list((await tx.execute(log)).scalars())
        assert (item.state, item.claimed_by, item.due_at, item.step, item.verdict) == (
            "open",
            None,
            None,
            0,
            "right_level",
        )
        assert (note.text, note.by) == ("rang her son", "Sue")
        assert actions == [
            "item raised", "item claimed", "contact attempted", "item passed on", "item claimed", "item taken over",
            "note added", "shared without consent", "item resolved", "verdict", "item reopened",
        ]  # fmt: skip


async def test_only_the_holder_passes_on_attempts_or_closes(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "I want to end my life")
        database, now = here.service.database, here.clock.now()
        ids = database.ids
        _ = await did(here, lambda tx: holding.claim(tx, ids, 1, "Ann", now))
        assert await did(here, lambda tx: holding.pass_on(tx, ids, 1, "Bob", now)) == "AlreadyTaken"
        assert await did(here, lambda tx: holding.attempted(tx, ids, 1, "Bob", "rang", now)) == "AlreadyTaken"
        with pytest.raises(HeldByAnother):
            _ = await did(here, lambda tx: holding.resolve(tx, ids, 1, "Bob", "advice", now))
        with pytest.raises(CommandWrong):
            _ = await did(here, lambda tx: holding.judge(tx, ids, 1, "Ann", "perhaps", now))
        with pytest.raises(CommandWrong, match="with whom"):
            _ = await did(here, lambda tx: holding.shared(tx, database.vault, ids, 1, "Ann", {"why": "a"}, now))


async def test_a_note_is_sealed(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "I want to end my life")
        database = here.service.database
        async with database.write() as tx:
            await holding.note(tx, database.vault, database.ids, 1, "Ann", "Zzyzx", here.clock.now())
        async with database.read() as tx:
            assert b"Zzyzx" not in (await tx.execute(select(item_notes.c.text))).scalar_one()
