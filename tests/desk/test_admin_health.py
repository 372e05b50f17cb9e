"""The page of channel health: what it counts, and that it shows nobody's words or number."""

import os
from datetime import timedelta
from pathlib import Path

from sqlalchemy import update

from bot.desk.admin.health import newest
from bot.store import traffic
from bot.store.tables import outbox
from bot.ticker import Ran
from tests.databases import database_url as database_url  # on both
from tests.desk.conftest import JO, MARGARET, Here

IDA, PAGE = "Ida Moss", "/desk/admin/health"


async def test_what_came_in_went_out_waits_and_failed_is_counted(here: Here):
    await here.hears("hello", MARGARET)
    await here.hears("hello", JO)
    contact = await here.contact(JO)
    async with here.database.write() as tx:
        lost = update(outbox).where(outbox.c.contact_id == contact)
        _ = await tx.execute(lost.values(state="failed", error="30007", settled_at=here.clock.now()))
    async with here.database.read() as tx:
        (found,) = (await traffic.by_channel(tx, here.clock.now())).values()
    assert found.received_at == found.heard_at == here.clock.now()
    assert (list(found.failures), found.waiting) == (["30007"], 0)
    async with here.database.read() as tx:
        later = await traffic.by_channel(tx, here.clock.now() + timedelta(days=1))
        assert await traffic.by_channel(tx, here.clock.now() + timedelta(days=60)) == {}
    assert later["browser"].failures == {}


async def test_the_page_names_reasons_and_holds_no_words(here: Here):
    await here.hears("my secret words", MARGARET)
    async with here.database.write() as tx:
        _ = await tx.execute(update(outbox).values(state="queued", due_at=here.clock.now() - timedelta(hours=2)))
    here.ran["alerts"] = Ran(timedelta(seconds=5), here.clock.now(), "OSError")
    here.ran["plan"] = Ran(timedelta(seconds=5), here.clock.now() - timedelta(hours=1))
    _ = await here.signed_in(IDA, "administrator")
    status, html = await here.get(PAGE, IDA)
    assert status == 200
    assert "the oldest for 2 hours" in html
    assert "it failed (OSError)" in html
    assert "1 hour ago: <strong>late</strong>" in html
    assert "FRONTDOOR_TWILIO_ACCOUNT_SID" in html
    assert "Nobody makes backups" in html
    assert "secret words" not in html
    assert "900001" not in html


def test_the_newest_backup_is_found(tmp_path: Path):
    assert newest(tmp_path / "nowhere") is None
    assert newest(tmp_path) is None
    for age, name in enumerate(("frontdoor-daily-20261123.db", "frontdoor-daily-20261122.db", "other.db")):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    found = newest(tmp_path)
    assert found is not None
    assert found.name == "frontdoor-daily-20261123.db"
