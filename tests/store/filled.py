"""A database with people in it, filled by the real service, and what a test needs to look at it from outside."""

import base64
import sqlite3
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.programme_file import load
from bot.store import (
    agencies,
    answering,
    checkins,
    edits,
    episodes,
    goals,
    inputs,
    person_notes,
    placings,
    planning,
    scores,
    staff,
)
from bot.store.columns import SEALED
from bot.store.database import Database
from bot.store.episodes import Acceptance
from bot.store.hands import Hands
from bot.store.subject import find
from bot.store.tables import metadata, person_contacts
from bot.store.vault import Vault
from tests.serving import JO, KEY, MARGARET, MONDAY_10, Town, town

LATER = MONDAY_10 + timedelta(hours=4)  # after everything that `fill` does
WORD = "Zzyzx"  # a marker: a name, and a word in everything that is written
ABOUT_HER = "07700 900003"
HER = "+447700900003"

REFERRAL = (
    "JOIN",
    "yes",
    "78",
    "no",
    WORD,
    f"the {WORD} club",
    f"12 {WORD} Road, TQ14 9BH",
    "ring me",
    "mornings",
    "yes",
)
FAMILY = (
    "hello",
    "2",
    "yes",
    "no",
    "yes",
    WORD,
    f"my {WORD}",
    WORD,
    "2",
    "yes",
    ABOUT_HER,
    f"she misses {WORD}",
    "yes",
)


async def fill(here: Town) -> None:
    """Margaret refers herself and writes again; Jo refers Her, who says yes. All of it with the marker in it."""
    _ = await here.texts(MARGARET, *REFERRAL, f"when is {WORD}?", f"I've took all my tablets {WORD}", "yes")
    _ = await here.texts(JO, *FAMILY)
    _ = await here.service.unprompted.open_waiting()
    await here.settled()
    _ = await here.texts(HER, "yes", "yes", "yes", "80", "no", WORD, f"my {WORD}", "skip")


async def on_a_programme(here: Town, number: str = MARGARET, **more: Any) -> int:
    """An episode of whoever has this phone, with a marker in every word of it; its id."""
    database, now = here.service.database, here.clock.now()
    async with database.write() as tx:
        hands = Hands(tx, database.vault, database.ids, now)
        (contact,) = await find(tx, database.vault, number)
        linked = select(person_contacts.c.person_id).where(person_contacts.c.contact_id == contact)
        person = (await tx.execute(linked.limit(1))).scalar()
        worker = await staff.enrol(hands, "Ruth Bell", "coordinator")
        given = Acceptance(
            contact, "resident", "wellbeing", 12, 1, "10:00", 1, 3, worker, now.date(), now, "text", person
        )
        episode = await episodes.accept(hands, replace(given, **more), "staff:1")
        goal = await goals.set_goal(hands, goals.NewGoal(episode, "1", f"walk to {WORD}", f"my {WORD}", 8, 6), "person")
        _ = await goals.plan_step(hands, goals.NewStep(goal, "1", f"ring {WORD}", "person", "2026-12-01"), "person")
        _ = await planning.plan_anew(hands, [episode], load(), here.service.settings.zone)
        first = (await checkins.of_episode(tx, database.vault, episode))[0].id
        await answering.remember(hands, first, f"seen {WORD}", flat=False)
        await scores.record_answers(hands, [scores.Answered(first, "ons4", "ons4_happy", 4)])
        await inputs.add(hands, episode, inputs.Given("befriender", 30, "2026-11-24", "staff:1"))
        await placings.move(hands, episode, placings.UP, "2026-12-24", f"seen by {WORD}", "staff:1")
        return episode


async def on_the_page(here: Town, number: str = MARGARET) -> int:
    """What staff write on a person's page, with a marker in every word of it; the person's id."""
    database, now = here.service.database, here.clock.now()
    async with database.write() as tx:
        hands = Hands(tx, database.vault, database.ids, now)
        (contact,) = await find(tx, database.vault, number)
        linked = select(person_contacts.c.person_id).where(person_contacts.c.contact_id == contact)
        person = (await tx.execute(linked.limit(1))).scalar_one()
        _ = await person_notes.add(hands, person, f"rings {WORD}", "staff:1")
        await edits.keep(hands, person, "address", f"9 {WORD} Road", "staff:1")
        for consent in (agencies.WITH, agencies.WITHOUT):
            told = agencies.Told("police", f"PC {WORD}", "2026-11-24", consent, f"he hit {WORD}", "staff:1")
            await agencies.tell(hands, person, told)
        return person


@asynccontextmanager
async def filled(database_url: str, start: datetime = MONDAY_10, **settings: object) -> AsyncGenerator[Town]:
    async with town(database_url, start, **settings) as here:
        await fill(here)
        yield here


@asynccontextmanager
async def opened(url: str, key: str = KEY) -> AsyncGenerator[Database]:
    """The database without the service."""
    database = Database(url, Vault(key))
    try:
        await database.open()
        yield database
    finally:
        await database.close()


async def dump(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as it is stored, in a fixed order."""
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        rows = {
            table.name: [tuple(row) for row in await connection.execute(select(table))]
            for table in metadata.sorted_tables
        }
        version = (await connection.execute(text("SELECT version_num FROM alembic_version"))).all()
    await engine.dispose()
    return {name: sorted(found, key=repr) for name, found in rows.items()} | {
        "version": [tuple(row) for row in version]
    }


async def words(database: Database) -> dict[str, list[str]]:
    """Everything sealed, opened, by column."""
    found: dict[str, list[str]] = {}
    async with database.read() as connection:
        for one in SEALED:
            rows = await connection.execute(select(one.table).where(one.column.is_not(None)))
            found[str(one)] = sorted(database.vault.open(*one.bound_to(row), getattr(row, one.name)) for row in rows)
    return found


def spelt(word: str) -> Iterator[bytes]:
    """The ways in which a word could lie in a file without being encrypted."""
    yield from (word.encode(), word.upper().encode(), word.lower().encode())
    yield from (word.encode("utf-16-le"), word.encode("utf-16-be"), word.encode().hex().encode())
    for ahead in range(3):  # base64 cuts a text in three ways, by what stands before it
        coded = base64.b64encode(bytes(ahead) + word.encode())
        yield coded[-(-ahead * 8 // 6) : (ahead + len(word)) * 8 // 6]


def seen(content: bytes, word: str) -> list[bytes]:
    return [one for one in spelt(word) if one in content]


def sqlite_query(url: str, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(make_url(url).database or "")) as connection:
        return connection.execute(statement, values).fetchall()
