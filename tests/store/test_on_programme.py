"""What a turn is told of somebody's episode, from the real tables."""

import sqlite3
from datetime import timedelta

from sqlalchemy import insert, update
from sqlalchemy.engine import make_url

from bot.state import Contact, OnProgramme
from bot.store import contacts
from bot.store.on_programme import _EPISODES as QUERY
from bot.store.tables import checkins, episodes, people, staff
from tests.serving import JO, MARGARET, MONDAY_10, Town, town


async def contact(here: Town, who: str) -> Contact:
    """As a turn would get it."""
    database, pair = here.service.database, ("sms", who)
    async with database.write() as tx:
        ids = await contacts.find_or_make(tx, database.vault, database.ids, [pair], MONDAY_10)
        return (await contacts.load_states(tx, database.vault, list(ids.values()), MONDAY_10))[ids[pair]].contact


async def person(here: Town, name: str) -> int:
    database = here.service.database
    id = database.ids.new(MONDAY_10)
    async with database.write() as tx:
        row = {"id": id, "name": database.vault.seal("people.name", id, name), "created_at": MONDAY_10}
        _ = await tx.execute(insert(people).values(row))
    return id


async def worker(here: Town, name: str) -> int:
    database = here.service.database
    id = database.ids.new(MONDAY_10)
    async with database.write() as tx:
        row = {"id": id, "name": database.vault.seal("staff.name", id, name), "role": "coordinator", "localities": ""}
        _ = await tx.execute(insert(staff).values(row | {"state": "active", "on_duty": True, "created_at": MONDAY_10}))
    return id


async def episode(here: Town, who: str, **given: object) -> int:
    id, point = here.service.database.ids.new(MONDAY_10), (await contact(here, who)).id
    row = {
        "id": id, "contact_id": point, "role": "resident", "programme": "wellbeing", "state": "active", "locality": "",
        "level": 1, "sub_group": "", "issues": "", "source": "self_family", "age_band": "", "consent": "text",
        "may_say": "nothing", "weeks": 12, "day": 3, "hour": "10:00", "pace": 2, "cap": 3, "missed": 0,
        "referred_at": MONDAY_10, "started_on": "2026-11-02", "created_at": MONDAY_10, "planned_at": MONDAY_10,
    }  # fmt: skip
    async with here.service.database.write() as tx:
        _ = await tx.execute(insert(episodes).values(row | given))
    return id


async def check_in(here: Town, episode: int, week: int, state: str = "planned") -> None:
    due = MONDAY_10 + timedelta(weeks=week)
    row = {"id": here.service.database.ids.new(MONDAY_10), "episode_id": episode, "kind": "checkin", "week": week}
    row |= {"state": state, "due_at": due, "expires_at": due + timedelta(days=1), "step": 0, "flat": False}
    async with here.service.database.write() as tx:
        _ = await tx.execute(insert(checkins).values(row))


async def test_a_resident_and_whoever_looks_after_her(database_url: str) -> None:
    async with town(database_url) as here:
        hers, jean = await person(here, "Margaret"), await worker(here, "Jean Brown")
        first = await episode(here, MARGARET, person_id=hers, key_worker_id=jean)
        for week, state in enumerate(("answered", "planned", "planned")):
            await check_in(here, first, week, state)
        second = await episode(here, JO, role="carer", cares_for_id=first, paused_from="2026-11-20")
        assert (await contact(here, MARGARET)).programmes == (
            OnProgramme(
                first, hers, "resident", "active", "2026-11-02", 12, 3, "10:00", 2, 3,
                next_at=MONDAY_10 + timedelta(weeks=1), worker="Jean Brown", name="Margaret",
            ),
        )  # fmt: skip
        (carer,) = (await contact(here, JO)).programmes
        assert (carer.episode, carer.name, carer.cares_for, carer.paused_from) == (second, "", "Margaret", "2026-11-20")


async def test_what_has_ended_is_none_and_nothing_is_due_until_it_is_planned(database_url: str) -> None:
    async with town(database_url) as here:
        ended = await episode(here, MARGARET, state="closed", ended_at=MONDAY_10)
        held = await episode(here, MARGARET, state="held", planned_at=None)
        await check_in(here, held, 1)
        (one,) = (await contact(here, MARGARET)).programmes
        assert (one.episode, one.state, one.next_at) == (held, "held", None)
        async with here.service.database.write() as tx:
            _ = await tx.execute(update(episodes).where(episodes.c.id == ended).values(ended_at=None, state="active"))
        assert [one.episode for one in (await contact(here, MARGARET)).programmes] == [ended, held]


async def test_it_is_found_by_indexes(sqlite_url: str) -> None:
    """However many others are on a programme: the batch of messages waits for this query."""
    async with town(sqlite_url) as here, here.service.database.write() as tx:
        plan = QUERY._plan(tx.dialect, {"ids": [1]}, (1,))
    with sqlite3.connect(make_url(sqlite_url).database or "") as connection:
        steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {plan.sql}", plan.bound({"ids_1": 1}))]
    assert "SEARCH episodes USING INDEX ix_episodes_contact_id (contact_id=?)" in steps
    assert [step for step in steps if step.startswith("SCAN") or "state" in step] == []
