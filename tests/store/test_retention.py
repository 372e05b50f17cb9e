"""Retention: what is past its period goes, class by class; whoever still counts on us is never touched."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Table, func, select, update

from bot.clock import ManualClock
from bot.settings import Settings, load
from bot.store import holding, retention, sessions, staff, tables
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.invitations import APART
from bot.store.late import Risk, found_late
from bot.store.retention import REDELIVERED_FOR, Swept, sweep, sweep_daily
from bot.store.reviews import draw
from bot.store.tables import (
    audit,
    changes,
    contacts,
    conversations,
    first_messages,
    incidents,
    items,
    messages,
    referrals,
    reviews,
)
from tests.pocket import pocket
from tests.serving import JO, KEY, MARGARET, MONDAY_10, town
from tests.store.filled import HER, LATER, dump, opened, words

SETTINGS = load(None, secret_key=KEY)
YEAR = timedelta(days=366)
FULL = ("JOIN", "yes", "78", "no", "Margaret", "company", "skip", "1", "skip", "yes")


async def swept(url: str, at: datetime, settings: Settings = SETTINGS) -> Swept:
    async with opened(url) as database:
        return await sweep(database, ManualClock(at), settings)


async def end(url: str, state: str = "closed") -> None:
    """Staff have done with everything: items resolved, conversations over, referrals in this state."""
    async with opened(url) as database, database.write() as tx:
        _ = await tx.execute(update(items).values(state="resolved", resolved_at=LATER))
        _ = await tx.execute(update(conversations).values(state="done"))
        _ = await tx.execute(update(referrals).values(state=state, closed_at=LATER if state == "closed" else None))


async def states(database: Database) -> list[str]:
    async with database.read() as connection:
        return list((await connection.execute(select(contacts.c.state).order_by(contacts.c.id))).scalars())


async def test_nothing_goes_before_its_time(filled_url: str) -> None:
    await end(filled_url)
    before = await dump(filled_url)
    assert await swept(filled_url, LATER + timedelta(hours=1)) == Swept()
    assert await dump(filled_url) == before


async def test_after_two_years_what_came_to_nothing_after_eight_the_rest(filled_url: str) -> None:
    """Margaret finished; Jo referred Her, who did not."""
    await end(filled_url)
    assert (await swept(filled_url, LATER + 3 * YEAR)).unfinished == 2
    async with opened(filled_url) as database:
        assert await states(database) == ["ok", "forgotten", "forgotten"]
        assert "Zzyzx Road" in "".join((await words(database))["facts.value"])
    assert (await swept(filled_url, LATER + 9 * YEAR)).supported == 1
    async with opened(filled_url) as database:
        left = await words(database)
    assert {name: set(values) - {""} for name, values in left.items() if set(values) - {""}}.keys() == {"secrets.value"}


async def test_an_active_referral_is_never_swept(filled_url: str) -> None:
    await end(filled_url, "taken")
    done = await swept(filled_url, LATER + 20 * YEAR)
    assert (done.supported, done.unfinished) == (0, 0)


async def test_a_referral_that_nobody_took_waits_as_long_as_its_item_is_open(filled_url: str) -> None:
    await end(filled_url, "complete")
    async with opened(filled_url) as database, database.write() as tx:
        _ = await tx.execute(update(items).where(items.c.category == "referral").values(state="open"))
    done = await swept(filled_url, LATER + 20 * YEAR)
    assert (done.supported, done.unfinished) == (0, 0)


async def test_a_referral_that_was_dealt_with_and_never_taken_on_goes_after_the_long_period(filled_url: str) -> None:
    """Margaret's is complete, and a coordinator has closed its item: nothing would ever close the referral itself."""
    await end(filled_url, "complete")
    async with opened(filled_url) as database, database.write() as tx:
        closed = update(items).where(items.c.category == "referral").values(resolved_at=LATER + YEAR)
        _ = await tx.execute(closed)
    assert (await swept(filled_url, LATER + 8 * YEAR)).supported == 0
    assert (await swept(filled_url, LATER + 9 * YEAR)).supported == 1


async def test_an_open_item_keeps_them(filled_url: str) -> None:
    await end(filled_url)
    async with opened(filled_url) as database, database.write() as tx:
        _ = await tx.execute(update(items).values(state="claimed"))
    done = await swept(filled_url, LATER + 20 * YEAR)
    assert (done.supported, done.unfinished) == (0, 0)


@pytest.mark.parametrize("state", ["open", "waiting", "person"])
async def test_an_open_conversation_keeps_them(filled_url: str, state: str) -> None:
    await end(filled_url)
    async with opened(filled_url) as database, database.write() as tx:
        _ = await tx.execute(update(conversations).values(state=state))
    done = await swept(filled_url, LATER + 20 * YEAR)
    assert (done.supported, done.unfinished) == (0, 0)


async def test_whoever_writes_again_starts_anew(filled_url: str) -> None:
    await end(filled_url)
    async with town(filled_url, LATER + 2 * YEAR - timedelta(days=20)) as here:
        _ = await here.texts(JO, "thank you for your help")
    await end(filled_url)
    done = await swept(filled_url, LATER + 2 * YEAR)
    async with opened(filled_url) as database:
        assert await states(database) == ["ok", "ok", "forgotten"]
    assert done.unfinished == 1


async def test_a_stranger_who_said_no_goes_too(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "JOIN", "no")
    assert (await swept(database_url, MONDAY_10 + YEAR)).unfinished == 0
    assert (await swept(database_url, MONDAY_10 + 3 * YEAR)).unfinished == 1


async def test_what_forgetting_emptied_goes_once_it_cannot_come_again(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "JOIN", "no")
    gone = MONDAY_10 + 3 * YEAR
    assert (await swept(database_url, gone)).emptied_messages == 2
    async with opened(database_url) as database, database.read() as connection:
        assert (await connection.execute(select(func.count()).select_from(messages))).scalar_one() == 0
    assert REDELIVERED_FOR < YEAR


async def test_what_was_learnt_from_a_message_outlives_it(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "JOIN", "no")
    async with opened(database_url) as database:
        assert await draw(database, LATER, share=1.0) == 2
        async with database.write() as tx:
            hands = Hands(tx, database.vault, database.ids, LATER)
            first = (await tx.execute(select(messages.c.id).order_by(messages.c.id).limit(1))).scalar_one()
            _ = await found_late(hands, first, Risk("amber", "fall", words="by the stairs"), "Ann")
            await holding.resolve(tx, database.ids, 1, "Ann", "visit", LATER)
    assert (await swept(database_url, MONDAY_10 + 3 * YEAR)).emptied_messages == 2
    async with opened(database_url) as database, database.read() as tx:
        (review,) = (await tx.execute(select(reviews))).all()
        (incident,) = (await tx.execute(select(incidents))).all()
    assert (review.message_id, review.found, incident.message_id, incident.words) == (None, "missed", None, None)


async def test_the_audit_log_goes_after_its_own_period(filled_url: str) -> None:
    async with opened(filled_url) as database, database.read() as connection:
        entries = (await connection.execute(select(func.count()).select_from(audit))).scalar_one()
    done = await swept(filled_url, LATER + timedelta(days=SETTINGS.keep_audit_days + 1))
    assert done.audit_entries == entries > 20


async def test_the_counts_are_in_the_audit_log(filled_url: str) -> None:
    await end(filled_url)
    done = await swept(filled_url, LATER + 3 * YEAR)
    async with opened(filled_url) as database, database.read() as connection:
        entries = (await connection.execute(select(audit).where(audit.c.action == "retention"))).all()
    assert [entry.detail for entry in entries if entry.subject == "database"] == [str(done)]
    assert len(entries) == 1 + done.unfinished


async def test_a_no_is_kept_for_ever_and_a_first_message_while_it_counts(database_url: str) -> None:
    async with opened(database_url) as database:
        async with database.write() as tx:
            rows = [
                {"address_key": b"refused", "sent_at": MONDAY_10, "refused_at": MONDAY_10},
                {"address_key": b"sent", "sent_at": MONDAY_10, "refused_at": None},
                {"address_key": b"lately", "sent_at": MONDAY_10 + 9 * YEAR, "refused_at": None},
            ]
            for row in rows:
                _ = await tx.execute(first_messages.insert(), row)
        done = await sweep(database, ManualClock(MONDAY_10 + 9 * YEAR + APART / 2), SETTINGS)
        async with database.read() as connection:
            left = set((await connection.execute(select(first_messages.c.address_key))).scalars())
    assert (left, done.first_messages) == ({b"refused", b"lately"}, 1)


async def test_change_numbers_do_not_pile_up_nor_come_twice(filled_url: str) -> None:
    async with opened(filled_url) as database:
        async with database.read() as connection:
            newest = (await connection.execute(select(func.max(changes.c.id)))).scalar_one()
        _ = await sweep(database, ManualClock(LATER + timedelta(days=3)), SETTINGS)
        async with database.read() as connection:
            assert list((await connection.execute(select(changes.c.id))).scalars()) == [newest]


async def test_in_batches(filled_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 3)
    monkeypatch.setattr(retention, "AT_MOST", 1)
    await end(filled_url)
    at = LATER + 9 * YEAR
    done = [await swept(filled_url, at + timedelta(days=day)) for day in range(3)]
    assert [(one.supported, one.unfinished) for one in done] == [(1, 1), (0, 1), (0, 0)]
    assert done[0].audit_entries > 20


async def test_once_a_day_whoever_looks_first(filled_url: str) -> None:
    async with opened(filled_url) as one, opened(filled_url) as other:
        clock = ManualClock(LATER)
        assert await sweep_daily(one, clock, SETTINGS) is not None
        assert await sweep_daily(other, clock, SETTINGS) is None
        await clock.advance(hours=24)
        assert await sweep_daily(other, clock, SETTINGS) is not None


async def test_the_number_of_somebody_swept_is_a_strangers(filled_url: str) -> None:
    await end(filled_url)
    _ = await swept(filled_url, LATER + 9 * YEAR)
    async with town(filled_url, LATER + 9 * YEAR) as here:
        assert (await here.texts(HER, "hello"))[0].startswith("Hello")
        assert await here.texts(MARGARET, *FULL)


async def test_a_phone_of_staff_is_never_swept(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        _ = await pocket(here, "Ann", "+447700900101")
    assert (await swept(sqlite_url, LATER + 3 * YEAR)).unfinished == 0
    async with opened(sqlite_url) as database:
        assert await states(database) == ["ok"]


async def test_sessions_go_when_they_are_long_over_and_a_demos_stay_as_long_as_they_last(database_url: str):
    async with opened(database_url) as database:
        clock = ManualClock(MONDAY_10)
        async with database.write() as tx:
            hands = Hands(tx, database.vault, database.ids, clock.now())
            _ = await sessions.start(hands, await staff.enrol(hands, "Ann Lee", "coordinator"), "a link")
        await clock.advance(days=84)
        _ = await sweep(database, clock, SETTINGS, timedelta(days=3650))
        assert len(await rows(database, tables.sessions)) == 1
        _ = await sweep(database, clock, SETTINGS)
        assert await rows(database, tables.sessions) == []


async def rows(database: Database, table: Table) -> list[Any]:
    async with database.read() as tx:
        return list((await tx.execute(select(table))).all())
