"""What was marked on a contact point, and is taken back at the desk by somebody who knows better."""

from sqlalchemy import select

from bot.store.tables import audit, contacts
from tests.desk.conftest import Here
from tests.desk.person import page_of, section


async def log(here: Here) -> list[tuple[str, str, str]]:
    async with here.database.read() as tx:
        wanted = audit.c.action.endswith("taken back")
        query = select(audit.c.actor, audit.c.action, audit.c.subject).where(wanted).order_by(audit.c.id)
        return [tuple(row) for row in (await tx.execute(query)).all()]


async def test_a_phone_is_seen_by_nobody_else_by_their_own_word_alone(here: Here):
    await here.hears("he hits me")
    path = f"/desk/contact/{await here.contact()}"
    _, html = await here.get(path)
    assert "Write plainly again" in html
    _, html = await here.post(f"{path}/plain", by="Ann")
    assert "Not done. First ask them yourself" in html
    _, html = await here.post(f"{path}/plain", {"sure": "yes"}, by="Ann")
    assert "Noted: nobody else sees this phone." in html
    assert "Write plainly again" not in html
    _, html = await here.post(f"{path}/plain", {"sure": "yes"}, by="Sam")
    assert "taken back already" in html
    async with here.database.read() as tx:
        row = (await tx.execute(select(contacts.c.discreet, contacts.c.safe_time))).one()
    assert tuple(row) == (False, "any")
    assert await log(here) == [
        (await here.actor("Ann"), "seen by others: taken back", f"contact:{await here.contact()}")
    ]


async def test_what_is_seen_again_is_marked_again(here: Here):
    await here.hears("he hits me")
    path = f"/desk/contact/{await here.contact()}"
    _ = await here.post(f"{path}/plain", {"sure": "yes"}, by="Ann")
    await here.hears("he hit me again")
    _, html = await here.get(path)
    assert "Write plainly again" in html


async def test_somebody_who_reads_english_is_asked_our_questions_again(here: Here):
    await here.hears("Dzien dobry, potrzebuje pomoc, jestem sama")
    path = f"/desk/contact/{await here.contact()}"
    _, html = await here.get(path)
    assert "They wrote in Polish" in html
    _, html = await here.post(f"{path}/english", by="Ann")
    assert "Noted: they read English." in html
    assert "They wrote in Polish" not in html
    assert await log(here) == [
        (await here.actor("Ann"), "needs an interpreter: taken back", f"contact:{await here.contact()}")
    ]
    assert html.count("We wrote: ") == 1
    await here.hears("hello")
    _, html = await here.get(path)
    assert html.count("We wrote: ") == 2


async def test_staff_mark_a_phone_that_others_see(here: Here):
    path = await page_of(here)
    contact = f"/desk/contact/{await here.contact()}"
    assert f'action="{contact}/seen"' in (await here.get(path))[1]
    _, html = await here.post(f"{contact}/seen", {"when": "morning"}, by="Ann")
    assert "Noted: others see this phone." in html
    assert "Safe time: morning." in section((await here.get(path))[1], "safe")
    _, html = await here.post(f"{contact}/seen", {"when": "morning"}, by="Ann")
    assert "That is marked so already." in html
    _ = await here.post(f"{contact}/seen", {"when": "at night"}, by="Ann")
    assert "They named no safe time." in section((await here.get(path))[1], "safe")
    async with here.database.read() as tx:
        row = (await tx.execute(select(contacts.c.discreet, contacts.c.safe_time))).one()
    assert tuple(row) == (True, "")
