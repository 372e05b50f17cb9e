"""Restricted records: who is not named sees that there is one and whom to ask; a supervisor may open it with a reason, and
the others hear of it."""

import re

import pytest
from sqlalchemy import select, update

from bot.store import subject
from bot.store.forgetting import erase
from bot.store.tables import (
    episodes,
    openings,
    outbox,
    person_contacts,
    referrals,
    restriction_names,
    restrictions,
)
from tests.databases import database_url as database_url  # on both
from tests.desk.conftest import ANN_LEE, JO, MARGARET, Here
from tests.desk.looking import PAM, TIM, closed, looks
from tests.desk.person import newest as newest_person
from tests.desk.programme import BY_PHONE, accepted, bound, hands

SUE = "Sue Fox"  # another supervisor
CLOSED_TO = "This record is restricted"
REASON = {"why": "danger", "words": "nobody answers"}


async def restricted(here: Here, *names: str, number: str = MARGARET, why: str = "Tim is her brother") -> int:
    """To these, by Ann, on the page: the contact point."""
    contact = await here.contact(number)
    named = [(await here.actor(name)).split(":")[1] for name in names]
    status, html = await here.post(f"/desk/contact/{contact}/restrict", {"named": named, "why": why})
    assert (status, "Only those you named open it" in html) == (200, True), html
    return contact


@pytest.fixture
async def desk(here: Here) -> Here:
    """Margaret's red and Jo's amber wait. Margaret is restricted to Pam."""
    for name in (TIM, PAM):
        _ = await here.signed_in(name, "coordinator")
    _ = await here.signed_in(SUE)
    await here.raises("red", "abuse", "he hits me", MARGARET)
    await here.raises("amber", "fall", "fell in the kitchen", JO)
    _ = await restricted(here, PAM)
    return here


async def test_lists_say_that_there_is_one_and_whom_to_ask(desk: Here):
    for by in (TIM, ANN_LEE):
        for path in ("/desk", "/desk/queue"):
            _, html = await desk.get(path, by=by)
            assert ("he hits me" in html, "900001" in html, "fell in the kitchen" in html) == (False, False, True)
            assert "Restricted record" in html
            assert f"Ask <strong>{PAM}</strong>" in html
            assert 'class="card red"' in html, "and how urgent it is"
    _, html = await desk.get("/desk", by=PAM)
    assert ("he hits me" in html, "Restricted record" in html) == (True, False)


async def test_no_page_and_no_form_opens_for_whoever_is_not_named(desk: Here):
    contact = await desk.contact(MARGARET)
    for path in ("/desk/item/1", f"/desk/contact/{contact}"):
        status, html = await desk.get(path, by=TIM)
        assert (status, CLOSED_TO in html, PAM in html, "he hits me" in html) == (403, True, True, False)
        assert "Open the record" not in html, "and by no reason"
    for path in ("/desk/item/1/take", "/desk/item/1/note", f"/desk/contact/{contact}/asks"):
        assert CLOSED_TO in (await desk.post(path, {"note": "x", "wish": "copy"}, by=TIM))[1]
    _ = await desk.post("/desk/why/item/1", REASON, by=TIM)
    assert CLOSED_TO in (await desk.get("/desk/item/1", by=TIM))[1]
    assert {action for action, _, _ in await looks(desk, TIM)} == {"restricted, not shown"}


async def test_whoever_is_named_works_as_always(desk: Here):
    status, html = await desk.post("/desk/item/1/take", {"back": "/desk"}, by=PAM)
    assert (status, "You have it now" in html) == (200, True)
    assert "he hits me" in (await desk.get("/desk/item/1", by=PAM))[1]
    await closed(desk, 2)
    for by, shown in ((PAM, True), (TIM, False)):
        _ = await desk.post("/desk/item/1/close", {"outcome": "advice"}, by=PAM)
        assert ("he hits me" in (await desk.get("/desk/done", by=by))[1]) is shown


async def test_a_supervisor_breaks_the_glass_and_the_others_hear(desk: Here):
    await bound(desk, int((await desk.actor(SUE)).split(":")[1]), "+447700900103")
    status, html = await desk.get("/desk/item/1")
    assert (status, CLOSED_TO in html, "Open it all the same" in html) == (200, True, True)
    status, html = await desk.post("/desk/why/item/1", {"why": "danger", "words": "", "to": "/desk/item/1"})
    assert (status, "Please say in a few words" in html) == (422, True)
    status, html = await desk.post("/desk/why/item/1", REASON | {"to": "/desk/item/1"})
    assert (status, "he hits me" in html) == (200, True)
    assert [action for action, _, _ in await looks(desk, ANN_LEE, "seen restricted")] == ["seen restricted"]
    assert CLOSED_TO in (await desk.get("/desk/item/1", by=SUE))[1], "for nobody else"
    async with desk.database.read() as tx:
        told = [desk.database.vault.open("outbox.text", row.id, row.text) for row in await tx.execute(select(outbox))]
    assert [text for text in told if f"{ANN_LEE} opened a restricted record" in text]
    await desk.clock.advance(hours=13)
    assert CLOSED_TO in (await desk.get("/desk/item/1"))[1], "for twelve hours"


async def test_lists_of_people_leave_them_out_and_say_so(here: Here):
    for name in (TIM, PAM):
        _ = await here.signed_in(name, "coordinator")
    path = await accepted(here)
    _ = await restricted(here, PAM)
    for page in ("/desk/programme", "/desk/caseload", "/desk/caseload/daily", "/desk/caseload/first"):
        _, html = await here.get(page, by=TIM)
        assert "Margaret Brown" not in html, page
        assert f"One person on a programme is left out here: the record is restricted. Ask {PAM}." in html, page
    _, html = await here.get("/desk/programme", by=PAM)
    assert ("Margaret Brown" in html, "left out here" in html) == (True, False)
    for page in (path, f"/desk/caseload/first/{path.rsplit('/', 1)[1]}"):
        assert CLOSED_TO in (await here.get(page, by=TIM))[1]


async def test_it_follows_the_person_to_another_phone(here: Here):
    _ = await here.signed_in(TIM, "coordinator")
    _ = await here.signed_in(PAM, "coordinator")
    path = await accepted(here)
    _ = await restricted(here, PAM)
    other = await here.contact(JO)
    async with here.database.write() as tx:
        person = (await tx.execute(select(episodes.c.person_id))).scalar_one()
        _ = await tx.execute(person_contacts.insert().values(person_id=person, contact_id=other))
    await here.raises("amber", "fall", "fell in the kitchen", JO)
    assert CLOSED_TO in (await here.get(f"/desk/contact/{other}", by=TIM))[1]
    assert "fell in the kitchen" not in (await here.get("/desk", by=TIM))[1]
    assert CLOSED_TO in (await here.get(path, by=TIM))[1]


async def test_whoever_referred_them_is_restricted_with_them(here: Here):
    """Their name stands in that conversation, and in its items."""
    _ = await here.signed_in(TIM, "coordinator")
    _ = await here.signed_in(PAM, "coordinator")
    for text in (
        "hello",
        "2",
        "yes",
        "no",
        "yes",
        "Jo",
        "my mum",
        "Margaret",
        "2",
        "yes",
        "07700 900001",
        "she is alone",
        "yes",
    ):
        await here.hears(text, JO)
    margaret = await here.contact(MARGARET)
    async with here.database.write() as tx:
        _ = await tx.execute(update(referrals).values(invited_id=margaret))
    _ = await restricted(here, PAM)
    jo, (referral,) = await here.contact(JO), await ids(here)
    for path in (f"/desk/contact/{jo}", f"/desk/referral/{referral}"):
        assert CLOSED_TO in (await here.get(path, by=TIM))[1]
        assert CLOSED_TO not in (await here.get(path, by=PAM))[1]
    assert "Margaret" not in (await here.get("/desk", by=TIM))[1]


async def ids(here: Here) -> list[int]:
    async with here.database.read() as tx:
        return list((await tx.execute(select(referrals.c.id))).scalars())


async def test_the_form_and_lifting_it(desk: Here):
    contact = await desk.contact(JO)
    at = f"/desk/contact/{contact}/restrict"
    assert (await desk.get(at, by=TIM))[0] == 403, "for supervisors alone"
    status, html = await desk.post(at, {"why": "words that stay"})
    assert (status, "Please name at least one" in html, "words that stay" in html) == (422, True, True)
    status, html = await desk.post(at, {"named": [(await desk.actor(TIM)).split(":")[1], "77"], "why": ""})
    assert (status, "Please say why" in html) == (422, True)
    assert re.search(r'value="\d+" checked> Tim Moss', html), "and whom they chose is chosen still"
    _ = await restricted(desk, ANN_LEE, number=JO)
    assert "Restricted to Ann Lee" in (await desk.get(at))[1]
    assert CLOSED_TO in (await desk.get("/desk/item/2", by=TIM))[1]
    _ = await desk.post(f"/desk/contact/{contact}/lift")
    assert "fell in the kitchen" in (await desk.get("/desk/item/2", by=TIM))[1]
    assert {action for action, _, _ in await looks(desk, ANN_LEE, "restricted", "restriction lifted")} == {
        "restricted",
        "restriction lifted",
    }


async def test_it_is_in_the_copy_and_goes_with_them(desk: Here):
    _ = await desk.post("/desk/why/item/1", REASON)
    _ = await desk.post("/desk/item/1/take", by=PAM)
    _ = await desk.post("/desk/item/1/close", {"outcome": "advice"}, by=PAM)
    contact = await desk.contact(MARGARET)
    async with desk.database.read() as tx:
        copy = await subject.document(tx, desk.database.vault, [contact], desk.clock.now())
    (point,) = copy["contact_points"]
    assert [one["why"] for one in point["restrictions"]] == ["Tim is her brother"]
    assert [one["words"] for one in point["opened_with_a_reason"]] == ["nobody answers"]
    async with desk.database.write() as tx:
        _ = await erase(hands(desk, tx), [contact], "a test", "forgotten")
    async with desk.database.read() as tx:
        left = [(await tx.execute(select(one))).all() for one in (restrictions, restriction_names)]
        (opening,) = (await tx.execute(select(openings))).all()
    assert (left, opening.words, opening.why) == ([[], []], None, "danger")


async def test_no_other_page_names_them_and_no_form_reaches_them(here: Here):
    for name in (TIM, PAM):
        _ = await here.signed_in(name, "coordinator")
    episode = await accepted(here)
    (path,) = set(re.findall(r"/desk/person/\d+", (await here.get(episode))[1]))
    twin = BY_PHONE | {"name": "Margaret Browne", "age": "78"}
    _ = await here.post("/desk/newcomer", twin, by=TIM)
    page = await newest_person(here)
    _ = await restricted(here, PAM)
    assert ('id="alike"' in (await here.get(page, by=PAM))[1], 'id="alike"' in (await here.get(page, by=TIM))[1]) == (
        True,
        False,
    )
    _, html = await here.post(f"{page}/merge", {"other": path.rsplit("/", 1)[1]}, by=TIM)
    assert "Not done: one of the two" in html
    _, html = await here.get(f"{path}/newcomer", by=TIM)
    assert (CLOSED_TO in html, "Margaret" in html) == (True, False)
    assert CLOSED_TO in (await here.post(f"{path}/newcomer", twin, by=TIM))[1]
    assert "Margaret" not in (await here.get(f"/desk/newcomer?person={path.rsplit('/', 1)[1]}", by=TIM))[1]
