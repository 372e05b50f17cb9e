"""What a supervisor may want to ask about, and looking things up in the audit log."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from bot.desk import words_access
from bot.store import unusual
from bot.store.chain_check import Fits, verify
from bot.store.log import record
from bot.store.tables import people, person_contacts
from tests.databases import database_url as database_url  # on both
from tests.desk.conftest import ANN_LEE, JO, MARGARET, START, ZONE, Here
from tests.desk.looking import PAM, TIM, closed, looks
from tests.desk.test_restricted import REASON, restricted

ADA = "Ada Moore"  # an administrator
REVIEW = "/desk/access-review"


@pytest.fixture
async def desk(here: Here) -> Here:
    for name in (TIM, PAM):
        _ = await here.signed_in(name, "coordinator")
    _ = await here.signed_in(ADA, "administrator")
    await here.raises("red", "abuse", "he hits me", MARGARET)
    await here.raises("amber", "fall", "fell in the kitchen", JO)
    await closed(here, 2)
    return here


async def called(here: Here, number: str, name: str) -> None:
    vault, contact = here.database.vault, await here.contact(number)
    async with here.database.write() as tx:
        id = here.database.ids.new(here.clock.now())
        row = {"id": id, "name": vault.seal("people.name", id, name), "created_at": here.clock.now()}
        _ = await tx.execute(insert(people).values(**row))
        _ = await tx.execute(insert(person_contacts).values(person_id=id, contact_id=contact))


async def looked(here: Here, by: str, at: datetime, *subjects: str, action: str = "seen") -> None:
    async with here.database.write() as tx:
        entries = [(await here.actor(by), action, subject, "contact:1") for subject in subjects]
        await record(tx, here.database.ids, at, entries)


async def part(here: Here, name: str, by: str = ANN_LEE, query: str = "") -> str:
    """One section of the page, as it is read."""
    status, html = await here.get(f"{REVIEW}{query}", by=by)
    assert status == 200
    return html.split(f'<h2 id="{name}">')[1].split("</section>")[0]


async def test_it_says_what_it_is_and_is_for_supervisors(desk: Here):
    _, html = await desk.get(REVIEW)
    assert "a list to ask about, not proof of anything" in html
    assert "The log stands at" in html
    for by in (TIM, ADA):
        assert (await desk.get(REVIEW, by=by))[0] == 403
    assert [subject for _, subject, _ in await looks(desk, ANN_LEE, "listed")][-1] == "list:access review"


async def test_reasons_and_broken_glass_stand_in_it(desk: Here):
    await called(desk, JO, "Jo Brown")
    _ = await desk.post("/desk/why/item/2", {"why": "contact", "words": "her son rang"}, by=TIM)
    said = await part(desk, "outside")
    assert all(one in said for one in (TIM, "Jo Brown", "They got in touch", "her son rang"))
    _ = await restricted(desk, PAM)
    _ = await desk.get("/desk/item/1", by=TIM)
    _ = await desk.post("/desk/why/item/1", REASON)
    said = await part(desk, "restricted")
    assert all(one in said for one in (ANN_LEE, "nobody answers", "A restricted record", "Tried to open", TIM))


async def test_nobody_reads_in_it_whose_record_is_restricted_to_others(desk: Here):
    await called(desk, JO, "Jo Brown")
    _ = await desk.post("/desk/why/item/2", {"why": "contact"}, by=TIM)
    _ = await restricted(desk, PAM, number=JO)
    said = await part(desk, "outside")
    assert ("Jo Brown" in said, "A restricted record" in said, "/desk/contact/" in said) == (False, True, False)


async def test_the_same_surname(desk: Here):
    await called(desk, MARGARET, "Margaret MOSS")
    _ = await desk.get("/desk/item/1", by=TIM)
    _ = await desk.get("/desk/item/1", by=PAM)
    said = await part(desk, "name")
    assert ("Margaret MOSS" in said, TIM in said, PAM in said) == (True, True, False)


async def test_many_records_in_an_hour_beside_what_is_usual(desk: Here):
    for day in range(1, 15):
        await looked(desk, TIM, START - timedelta(days=day), *(f"item:{n}" for n in range(10)))
        await looked(desk, PAM, START - timedelta(days=day), *(f"item:{n}" for n in range(2)))
    await looked(desk, TIM, START, *(f"item:{n}" for n in range(100, 129)))
    await looked(desk, PAM, START, *(f"item:{n}" for n in range(100, 119)))
    assert "Nothing." in await part(desk, "busy"), "29 is not three times ten, and 19 is too few for anybody"
    await looked(desk, TIM, START, "item:500")
    await looked(desk, PAM, START, "item:500")
    said = await part(desk, "busy")
    assert all(one in said for one in (TIM, "30 records", "usually 10 in an hour", PAM, "20 records", "usually 2"))


async def test_at_night_by_the_clock_of_the_service(desk: Here):
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    await looked(desk, TIM, late, "item:1", "item:2")
    await looked(desk, TIM, late + timedelta(hours=3), "item:3")
    await looked(desk, PAM, datetime(2026, 11, 21, 21, 59, tzinfo=UTC), "item:1")
    await looked(desk, PAM, datetime(2026, 11, 22, 6, 0, tzinfo=UTC), "item:1")
    said = await part(desk, "night")
    assert all(one in said for one in (TIM, "3 records", "item 1, item 2, item 3"))
    assert said.count("<tr>") == 2, "one night, and the head"
    summer = unusual.Look(datetime(2026, 7, 1, 21, 30, tzinfo=UTC), "staff:1", "seen", "item:1", None)
    assert len(unusual.at_night([summer], ZONE)) == 1, "22:30 in summer time"


async def test_searches_after_which_nothing_was_opened(desk: Here):
    _ = await desk.get("/desk/caseload?q=one", by=TIM)
    await desk.clock.advance(minutes=16)
    _ = await desk.get("/desk/caseload?q=two", by=TIM)
    await desk.clock.advance(minutes=5)
    _ = await desk.get("/desk/item/1", by=TIM)
    said = await part(desk, "searches")
    assert (TIM in said, "1 search<" in said) == (True, True)


async def test_another_week(desk: Here):
    _ = await desk.post("/desk/why/item/2", {"why": "contact"}, by=TIM)
    await desk.clock.advance(days=8)
    assert "Nothing." in await part(desk, "outside")
    assert TIM in await part(desk, "outside", query="?until=2026-11-23")
    assert "Nothing." in await part(desk, "outside", query="?until=nonsense")


async def test_the_log_by_member_action_record_and_day(desk: Here):
    _ = await desk.get("/desk/item/1", by=TIM)
    tim = await desk.actor(TIM)

    async def rows(query: str, by: str = ADA) -> list[str]:
        status, html = await desk.get(f"/desk/audit?{query}", by=by)
        assert status == 200, html
        return html.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:] if "<tbody>" in html else []

    assert [TIM in one and "item 1" in one for one in await rows(f"who={tim}&action=looks")] == [True]
    assert len(await rows("action=item+claimed")) == 1
    assert {"item 2" in one for one in await rows("record=2")} == {True}
    assert await rows("record=item+2&from=2026-11-24") == []
    assert len(await rows("record=%232&from=2026-11-23&until=2026-11-23")) > 1
    contact = await desk.contact(MARGARET)
    assert any("seen" in one for one in await rows(f"record=contact+{contact}")), "looks at what is theirs"
    assert '<a href="/desk/item/1"' not in "".join(await rows(f"who={tim}")), "an administrator opens no record"
    assert '<a href="/desk/item/1"' in "".join(await rows(f"who={tim}", by=ANN_LEE))


async def test_what_cannot_be_read_is_said_and_kept(desk: Here):
    status, html = await desk.get("/desk/audit?record=her+name&from=yesterday", by=ADA)
    assert (status, "Give the number of a record" in html, "Give a day as" in html) == (422, True, True)
    assert 'value="her name"' in html
    assert (await desk.get("/desk/audit", by=TIM))[0] == 403
    assert (await desk.get("/desk/audit?until=9999-12-31", by=ADA))[0] == 422
    assert (await desk.get("/desk/audit?before=99999999999999999999999", by=ADA))[0] == 200
    assert (await desk.get(f"{REVIEW}?until=0001-01-01"))[0] == 200


async def test_it_is_paged_and_each_page_is_of_its_own(desk: Here):
    await looked(desk, TIM, START, *(f"item:{n}" for n in range(120)))
    tim, seen, path = await desk.actor(TIM), list[str](), ""
    path = f"/desk/audit?who={tim}&action=seen"
    while path:
        _, html = await desk.get(path, by=ADA)
        seen += [one.split("</th>")[0] for one in html.split('<th scope="row">')[1:]]
        path = html.split('href="')[-1].split('"')[0].replace("&amp;", "&") if "Older entries" in html else ""
    assert len(seen) == len(set(seen)) == 120


async def test_the_file_and_that_each_search_is_recorded(desk: Here):
    await looked(desk, TIM, START, "item:7", action="=cmd()")
    status, text = await desk.get("/desk/audit.csv?record=item+7", by=ADA)
    assert (status, "'=cmd()" in text, "item:7" in text) == (200, True, True)
    _ = await desk.get("/desk/audit?record=item+7", by=ADA)
    _ = await desk.get("/desk/audit?record=item+8", by=ADA)
    found = [(subject, detail) for _, subject, detail in await looks(desk, ADA, "listed")]
    assert found == [
        ("list:audit, as a file", "record=item+7; 1 shown"),
        ("list:audit", "record=item+7; 1 shown"),
        ("list:audit", "record=item+8; 0 shown"),
    ]
    assert isinstance(await verify(desk.database), Fits)


@pytest.mark.parametrize(
    ("stored", "said"),
    [("CompleteReferral", "complete referral"), ("Learn", "learn"), ("PIN changed", "PIN changed"), ("seen", "seen")],
)
def test_what_was_done_is_said_in_words(stored: str, said: str):
    assert words_access.deed(stored) == said
