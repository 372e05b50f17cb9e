"""Items of the release before deadlines and ladders come through the migration whole, and go on working."""

import asyncio
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.store import items
from bot.store.migrate import migrate
from bot.store.schema import to_ms
from bot.store.vault import Vault
from tests.serving import KEY, MONDAY_10
from tests.store.filled import opened

CONTACT = """INSERT INTO contacts (id, channel, address, address_key, state, language, discreet, safe_time, shared,
    human_owns, created_at) VALUES (1, 'sms', :sealed, :sealed, 'ok', 'en', false, 'any', false, false, :now)"""
ITEM = """INSERT INTO items (id, number, level, category, state, contact_id, why, times, created_at, latest_at)
    VALUES (:id, :id, 'red', 'CANNOT BE TEXTED, RING', :state, 1, :why, 1, :now, :now)"""


async def test_an_old_item_has_its_one_category_and_waits_for_a_deadline(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'frontdoor.db'}"
    await asyncio.to_thread(migrate, url, "0002")
    await write_old_items(url)
    await asyncio.to_thread(migrate, url)
    async with opened(url) as database, database.read() as tx:
        (old,) = await items.queue(tx, database.vault)
        (closed,) = await items.queue(tx, database.vault, closed=True)
        due = {row.number: row.due_at for row in await tx.execute(text("SELECT number, due_at FROM items"))}
        categories = set((await tx.execute(text("SELECT categories FROM items"))).scalars())
    assert (old.number, old.why, closed.number) == (1, "old words", 2)
    assert due == {1: None, 2: to_ms(MONDAY_10)}
    assert categories == {"CANNOT BE TEXTED, RING"}


async def test_a_false_alarm_of_before_has_that_verdict(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'frontdoor.db'}"
    await asyncio.to_thread(migrate, url, "0002")
    await write_old_items(url)
    await asyncio.to_thread(migrate, url, "0005")
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.begin() as tx:
        _ = await tx.execute(text("UPDATE items SET outcome = 'false_alarm' WHERE number = 2"))
    await engine.dispose()
    await asyncio.to_thread(migrate, url)
    async with opened(url) as database, database.read() as tx:
        verdicts = {one.number: one.verdict for one in await items.queue(tx, database.vault, closed=True)}
        verdicts |= {one.number: one.verdict for one in await items.queue(tx, database.vault)}
    assert verdicts == {1: None, 2: "false_alarm"}


async def write_old_items(url: str) -> None:
    vault, engine = Vault(KEY), create_async_engine(url, poolclass=NullPool)
    async with engine.begin() as tx:
        now = to_ms(MONDAY_10)
        _ = await tx.execute(text(CONTACT), {"sealed": vault.seal("contacts.address", 1, "x"), "now": now})
        for id, state in ((1, "open"), (2, "resolved")):
            why = vault.seal(items.WHY, id, "old words")
            _ = await tx.execute(text(ITEM), {"id": id, "state": state, "why": why, "now": now})
    await engine.dispose()
