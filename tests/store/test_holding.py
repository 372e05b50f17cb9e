"""Claims, releases and endings of an item: of two at once one wins, and each step is in the audit log."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import pytest
from sqlalchemy import select

from bot.errors import AlreadyTaken, CommandWrong, NotFound
from bot.store import chronicle, holding, items, sharing
from bot.store.hands import Hands
from bot.store.holding import HeldByAnother
from bot.store.sqlite_writer import Tx
from bot.store.tables import audit, item_notes
from bot.store.tables import items as queue
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
            lambda tx: sharing.share(Hands(tx, vault, ids, now), 1, "Sue", to="a", why="b", wishes="c"),
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
        hands = partial(Hands, vault=database.vault, ids=ids, now=now)
        with pytest.raises(CommandWrong, match="with whom"):
            _ = await did(here, lambda tx: sharing.share(hands(tx), 1, "Ann", to=" ", why="a", wishes="b"))


async def test_a_false_alarm_is_a_verdict_until_it_is_opened_again(database_url: str) -> None:
    async with town(database_url) as here:
        database, now = here.service.database, here.clock.now()
        vault, ids = database.vault, database.ids
        for n, said in ((1, "advice"), (2, "false_alarm")):
            _ = await here.texts(f"+4477009001{n:02}", "I want to end my life")
            _ = await did(here, lambda tx, n=n, said=said: holding.resolve(tx, ids, n, "Ann", said, now, "too_high"))
        async with database.read() as tx:
            assert [(await items.one(tx, vault, n)).verdict for n in (1, 2)] == ["too_high", "false_alarm"]
        for n in (1, 2):
            _ = await did(here, lambda tx, n=n: holding.reopen(tx, ids, n, "Ann", now))
        async with database.read() as tx:
            assert [(await items.one(tx, vault, n)).verdict for n in (1, 2)] == ["too_high", None]


async def test_what_is_shared_is_kept_beside_what_was_shared_before(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "I want to end my life")
        database, now = here.service.database, here.clock.now()
        hands = partial(Hands, vault=database.vault, ids=database.ids, now=now)
        for to in ("her GP", "the police"):
            assert await did(here, lambda tx, to=to: sharing.share(hands(tx), 1, "Ann", to, "why", "no")) == ""
        async with database.read() as tx:
            row = (await tx.execute(select(queue).where(queue.c.number == 1))).one()
            kept = sharing.shared(database.vault, row)
            entries = await chronicle.of_item(tx, database.vault, 1)
        assert [(one.to, one.why, one.wishes, one.by, one.at) for one in kept] == [
            ("her GP", "why", "no", "Ann", now),
            ("the police", "why", "no", "Ann", now),
        ]
        assert [one.what for one in entries if one.sharing] == ["shared without consent"] * 2
        with pytest.raises(NotFound):
            _ = await did(here, lambda tx: sharing.share(hands(tx), 9, "Ann", "her GP", "why", "no"))


async def test_a_note_is_sealed(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "I want to end my life")
        database = here.service.database
        async with database.write() as tx:
            await holding.note(tx, database.vault, database.ids, 1, "Ann", "Zzyzx", here.clock.now())
        async with database.read() as tx:
            assert b"Zzyzx" not in (await tx.execute(select(item_notes.c.text))).scalar_one()
