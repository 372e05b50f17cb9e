"""Who looked at what: each look at a record or a list is in the audit log, once an hour; outside one's caseload a reason is
asked for first."""

import re
from datetime import timedelta

import pytest
from aiohttp import web
from sqlalchemy import select, update

from bot.desk.access import TABLE
from bot.desk.shows import LISTS, NOBODY, RECORDS, Unshown, check
from bot.store import chronicle, openings, sessions
from bot.store.chain_check import Fits, verify
from bot.store.tables import audit, staff
from bot.store.tables import episodes as episode_rows
from bot.store.tables import openings as reasons
from bot.store.within import KINDS as WITHIN
from tests.databases import database_url as database_url  # on both
from tests.desk.conftest import ANN_LEE, JO, MARGARET, Here
from tests.desk.looking import PAM, TIM, closed, looks
from tests.desk.programme import accepted, hands

OUTSIDE = "outside your caseload"


def test_every_page_says_what_it_shows():
    check(TABLE)
    with pytest.raises(Unshown, match=r"/desk/secret/\{id\}"):
        check([*TABLE, ("GET", "/desk/secret/{id}")])
    with pytest.raises(Unshown, match="/desk/everybody"):
        check([*TABLE, ("GET", "/desk/everybody")])
    assert {path for _, path in TABLE} >= LISTS.keys() | NOBODY, "nothing is told of pages that are gone"
    assert WITHIN.keys() <= RECORDS


@pytest.fixture
async def desk(here: Here) -> Here:
    """Tim and Pam work without localities. Margaret waits in the queue; Jo's item is closed, by Ann."""
    for name in (TIM, PAM):
        _ = await here.signed_in(name, "coordinator")
    await here.raises("red", "abuse", "he hits me", MARGARET)
    await here.raises("amber", "fall", "fell in the kitchen", JO)
    await closed(here, 2)
    return here


async def test_a_look_at_a_record_is_recorded_once_an_hour(desk: Here):
    contact = await desk.contact(MARGARET)
    for _ in range(3):
        _ = await desk.get("/desk/item/1", by=TIM)
    _ = await desk.get(f"/desk/contact/{contact}", by=TIM)
    of = f"contact:{contact}"
    assert await looks(desk, TIM, "seen") == [("seen", "item:1", of), ("seen", of, of)]
    await desk.clock.advance(minutes=61)
    _ = await desk.get("/desk/item/1", by=TIM)
    assert len(await looks(desk, TIM, "seen")) == 3
    _ = desk.tokens.pop(TIM)  # signed in anew
    await desk.clock.advance(minutes=1)
    _ = await desk.get("/desk/item/1", by=TIM)
    assert len(await looks(desk, TIM, "seen")) == 4, "another session is another look"


async def test_looks_are_no_steps_of_an_item(desk: Here):
    _ = await desk.get("/desk/item/1", by=TIM)
    _ = await desk.post("/desk/item/1/take", by=TIM)
    async with desk.database.read() as tx:
        steps = await chronicle.of_item(tx, desk.database.vault, 1)
    assert [one.what for one in steps if one.by == TIM] == ["item claimed"]


async def test_what_is_not_there_is_no_look(desk: Here):
    assert (await desk.get("/desk/item/77", by=TIM))[0] == 404
    assert await looks(desk, TIM) == []


async def test_each_list_says_how_many_and_with_which_filter(desk: Here):
    mine = [path for path in LISTS if "coordinator" in TABLE["GET", path]]
    for path in mine:
        assert (await desk.get(path, by=TIM))[0] == 200
    _ = await desk.get("/desk/caseload?show=quiet&said=moved", by=TIM)
    found = await looks(desk, TIM)
    assert {subject for _, subject, _ in found} == {f"list:{LISTS[path]}" for path in mine}
    assert ("listed", "list:queue", "all; 1 shown") in found
    assert ("listed", "list:done", "all; 1 shown") in found
    assert ("listed", "list:caseload", "show=quiet; 0 shown") in found
    assert len([one for one in found if one[1] == "list:queue"]) == 1, "the page and what it fetches are one"


async def test_a_search_is_recorded_and_cannot_be_read(desk: Here):
    for words in ("Margaret Brown", "margaret  brown", "Jo"):
        _ = await desk.get(f"/desk/caseload?q={words}", by=TIM)
    found = await looks(desk, TIM, "searched")
    digests = [detail.split("; ")[2] for _, _, detail in found]
    assert digests[0] == digests[1] != digests[2]
    assert "argaret" not in str(found)


async def test_outside_the_caseload_a_reason_is_asked_for_first(desk: Here):
    status, html = await desk.get("/desk/item/2", by=TIM)
    assert (status, OUTSIDE in html, "fell in the kitchen" in html) == (200, True, False)
    assert await looks(desk, TIM) == []
    action = re.findall(r'action="(/desk/why/[^"]+)"', html)[0]
    status, html = await desk.post(action, {"to": "/desk/item/2", "why": "", "words": "kept words"}, by=TIM)
    assert (status, "Please choose a reason" in html, "kept words" in html) == (422, True, True)
    status, html = await desk.post(action, {"to": "/desk/item/2", "why": "other", "words": ""}, by=TIM)
    assert (status, "Please say in a few words" in html) == (422, True)
    status, html = await desk.post(action, {"to": "/desk/item/2", "why": "contact", "words": "her son rang"}, by=TIM)
    assert (status, "fell in the kitchen" in html) == (200, True), "and on to where they were going"
    ((action, subject, detail),) = await looks(desk, TIM)
    assert (action, subject) == ("seen outside caseload", "item:2")
    async with desk.database.read() as tx:
        (opening,) = await openings.between(tx, desk.database.vault, desk.clock.now(), desk.clock.now() + timedelta(1))
    assert (opening.why, opening.words) == ("contact", "her son rang")
    assert f"reason {opening.id}" in detail


async def test_the_reason_holds_for_the_person_and_twelve_hours(desk: Here):
    contact = await desk.contact(JO)
    _ = await desk.post("/desk/why/item/2", {"why": "contact"}, by=TIM)
    assert OUTSIDE not in (await desk.get(f"/desk/contact/{contact}", by=TIM))[1]
    assert OUTSIDE in (await desk.get(f"/desk/contact/{contact}", by=PAM))[1], "for nobody else"
    await desk.clock.advance(hours=11)
    assert OUTSIDE not in (await desk.get("/desk/item/2", by=TIM))[1]
    await desk.clock.advance(hours=2)
    assert OUTSIDE in (await desk.get("/desk/item/2", by=TIM))[1]


async def test_the_words_are_sealed(desk: Here):
    _ = await desk.post("/desk/why/item/2", {"why": "other", "words": "a quite unusual thing"}, by=TIM)
    async with desk.database.read() as tx:
        rows = [(await tx.execute(select(table))).all() for table in (reasons, audit)]
    assert "unusual thing" not in str(rows)
    assert len(rows[0]) == 1


async def test_what_a_days_work_brings_is_asked_for_by_nobody(desk: Here):
    """What is open in the queue; what one has closed; and for a supervisor everything."""
    for by, path in ((TIM, "/desk/item/1"), (ANN_LEE, "/desk/item/2"), (ANN_LEE, "/desk/item/1")):
        assert OUTSIDE not in (await desk.get(path, by=by))[1], (by, path)
    _ = await desk.post("/desk/item/1/take", by=TIM)
    _ = await desk.post("/desk/item/1/close", {"outcome": "advice"}, by=TIM)
    assert OUTSIDE not in (await desk.get("/desk/item/1", by=TIM))[1]
    assert OUTSIDE in (await desk.get("/desk/item/1", by=PAM))[1]
    await desk.clock.advance(days=29)
    assert OUTSIDE in (await desk.get("/desk/item/1", by=TIM))[1], "a month ago"


async def test_the_key_worker_and_whoever_stands_in_for_them(here: Here):
    for name in (TIM, PAM):
        _ = await here.signed_in(name, "coordinator")
    path = await accepted(here)
    await closed(here, 1)
    ids = {one: int((await here.actor(one)).split(":")[1]) for one in (TIM, PAM)}
    await here.clock.advance(days=30)
    async with here.database.write() as tx:
        _ = await tx.execute(update(episode_rows).values(key_worker_id=ids[TIM]))
    assert OUTSIDE not in (await here.get(path, by=TIM))[1]
    assert OUTSIDE in (await here.get(path, by=PAM))[1]
    async with here.database.write() as tx:
        _ = await tx.execute(update(staff).where(staff.c.id == ids[TIM]).values(on_duty=False, cover_id=ids[PAM]))
    assert OUTSIDE not in (await here.get(path, by=PAM))[1]


async def test_ones_locality_is_ones_caseload(here: Here):
    _ = await here.signed_in(TIM, "coordinator", "Teignmouth")
    path = await accepted(here)  # in Teignmouth, with Ruth Bell
    await closed(here, 1)
    await here.clock.advance(days=30)
    assert OUTSIDE not in (await here.get(path, by=TIM))[1]


async def test_what_was_written_on_a_page_that_was_ones_own_is_kept(desk: Here):
    """Somebody else closes it meanwhile."""
    _ = await desk.get("/desk/item/1", by=TIM)
    await closed(desk, 1)
    status, html = await desk.post("/desk/item/1/note", {"note": "her sister rang", "back": "/desk/item/1"}, by=TIM)
    assert (status, OUTSIDE in html) == (200, True)
    assert "her sister rang" in (await desk.get("/desk/item/1"))[1]
    assert OUTSIDE in (await desk.post("/desk/item/2/note", {"note": "x"}, by=TIM))[1], "never opened"


async def test_the_page_that_asks_tells_nothing_and_leads_nowhere_else(desk: Here):
    _, html = await desk.get("/desk/why/item/2?to=https://elsewhere.example/", by=TIM)
    assert "7900 900002" not in html
    async with desk.client.post(
        "/desk/why/item/2",
        data=[("why", "contact"), ("to", "//elsewhere.example"), *await desk.form_token(TIM)],
        headers=desk.origin | await desk.headers(TIM),
        allow_redirects=False,
    ) as answer:
        assert (answer.status, answer.headers["Location"]) == (303, "/desk")
    for path in ("/desk/why/item/77", "/desk/why/nothing/1"):
        assert (await desk.get(path, by=TIM))[0] == web.HTTPNotFound.status_code


async def test_whoever_is_in_another_locality_gets_in_by_no_reason(here: Here):
    _ = await here.signed_in(TIM, "coordinator", "Totnes")
    path = await accepted(here)  # in Teignmouth
    await closed(here, 1)
    id = path.rsplit("/", 1)[1]
    assert (await here.get(path, by=TIM))[0] == 404
    assert (await here.get(f"/desk/why/episode/{id}", by=TIM))[0] == 404
    assert (await here.post(f"/desk/why/episode/{id}", {"why": "contact"}, by=TIM))[0] == 404


async def test_the_log_is_whole_after_all_this(desk: Here):
    _ = await desk.get("/desk/item/1", by=TIM)
    _ = await desk.post("/desk/why/item/2", {"why": "contact"}, by=TIM)
    async with desk.database.write() as tx:
        _ = await sessions.revoke_all(hands(desk, tx), int((await desk.actor(TIM)).split(":")[1]))
    assert isinstance(await verify(desk.database), Fits)
