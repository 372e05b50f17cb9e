"""An episode that is closed: what is still to come, what may still be changed, and what cannot be."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.store import followups
from bot.store.tables import audit, checkins, items
from tests.desk.conftest import JO, Here
from tests.desk.programme import accepted, hands, newest, referred, stored, wish, worker

CLOSE = {"ending": "completed", "sure": "on"}


async def state(here: Here) -> str:
    async with here.database.read() as tx:
        found = select(checkins.c.state).where(checkins.c.kind == "followup").order_by(checkins.c.id)
        return (await tx.execute(found)).scalars().all()[-1]


async def caring(here: Here) -> tuple[str, str]:
    """Somebody, and whoever looks after them."""
    theirs = await accepted(here)
    return theirs, await cares(here, theirs, JO)


async def cares(here: Here, theirs: str, number: str) -> str:
    path = await referred(here, number)
    mine = {"programme": "caregivers", "sub_group": "", "cares_for": theirs.rsplit("/", 1)[1]}
    status, html = await here.post(f"{path}/accept", wish(await worker(here, "Tom Hart"), **mine))
    assert (status, "Accepted." in html) == (200, True), html
    return await newest(here)


async def test_the_page_says_when_they_are_asked_once_more_and_that_it_may_be_a_call(here: Here):
    path = await accepted(here)
    _, html = await here.post(f"{path}/close", CLOSE)
    assert "They are asked once more how they are, on Tue 18 May, 10:00." in html
    assert "Closed before its first week." in html
    assert "an item in the queue asks you to ring" in html


async def test_it_can_be_left_out_and_asked_after_all(here: Here):
    path = await accepted(here)
    _ = await here.post(f"{path}/close", CLOSE)
    _, html = await here.post(f"{path}/follow-up", {"wanted": "no"})
    assert "Left out: they are not asked again." in html
    assert await state(here) == "cancelled"
    _, html = await here.post(f"{path}/follow-up", {"wanted": "no"})
    assert "Not done" in html
    _, html = await here.post(f"{path}/follow-up", {"wanted": "yes"})
    assert "They are asked once more." in html
    assert await state(here) == "planned"
    async with here.database.read() as tx:
        done = (await tx.execute(select(audit.c.action).where(audit.c.action.startswith("follow-up")))).scalars().all()
    assert sorted(done) == ["follow-up left out", "follow-up wanted"]


@pytest.mark.parametrize("ending", ["wish", "transfer", "lost_contact"])
async def test_nobody_else_is_asked_and_the_page_offers_nothing(here: Here, ending: str):
    path = await accepted(here)
    _, html = await here.post(f"{path}/close", CLOSE | {"ending": ending})
    assert "Three months later</h2>" not in html
    assert await state(here) == "cancelled"


async def test_a_death_of_which_somebody_hears_later_stops_it(here: Here):
    path = await accepted(here)
    _ = await here.post(f"{path}/close", CLOSE)
    _, html = await here.post(f"{path}/hold")
    assert "On hold: nothing goes to them" in html
    assert await state(here) == "cancelled"


async def test_what_is_closed_is_closed_once_and_never_runs_longer(here: Here):
    path = await accepted(here)
    _ = await here.post(f"{path}/close", CLOSE)
    for deed, form in (("close", CLOSE | {"ending": "wish"}), ("extend", {"weeks": "16"}), ("pause", {"until": ""})):
        _, html = await here.post(f"{path}/{deed}", form)
        assert "Not done: it is not there any more, or it is closed." in html, deed
    assert [(one.ending, one.weeks) for one in await stored(here)] == [("completed", 12)]
    assert await state(here) == "planned"


async def test_the_week_in_which_it_was_closed_stays(here: Here):
    path = await accepted(here)
    await here.clock.move_to(here.clock.now() + timedelta(weeks=5))
    _ = await here.post(f"{path}/close", CLOSE)
    await here.clock.move_to(here.clock.now() + timedelta(weeks=20))
    _, html = await here.get(path)
    assert "Closed in week 5 of 12." in html


async def test_an_item_that_is_open_stays_in_the_queue(here: Here):
    path = await accepted(here)
    await here.raises("red", "suicide", "I want to end it all")
    _ = await here.post(f"{path}/close", CLOSE)
    async with here.database.read() as tx:
        open_ = (await tx.execute(select(items.c.state).where(items.c.category == "suicide"))).scalars().all()
    assert list(open_) == ["open"]


async def test_a_carers_own_goes_on_and_what_they_may_hear_can_still_be_taken_back(here: Here):
    theirs, carers = await caring(here)
    carer = carers.rsplit("/", 1)[1]
    _, html = await here.post(f"{theirs}/sharing", {"carer": carer, f"may_say-{carer}": "that"})
    assert "Changed." in html
    _ = await here.post(f"{theirs}/close", CLOSE)
    assert [one.state for one in await stored(here)] == ["closed", "active"]
    _, html = await here.post(f"{theirs}/sharing", {"carer": carer, f"may_say-{carer}": "nothing"})
    assert "Changed." in html
    assert [one.may_say for one in await stored(here)] == ["nothing", "nothing"]
    status, html = await here.post(f"{theirs}/sharing", {"carer": carer, f"may_say-{carer}": "all"})
    assert (status, "Choose what they let us say." in html) == (422, True)
    _, html = await here.post(f"{theirs}/sharing", {"carer": theirs.rsplit("/", 1)[1], "may_say-0": "how"})
    assert "Not done" in html


async def test_of_two_carers_each_is_told_what_they_let_us_tell_that_one(here: Here):
    theirs, first = await caring(here)
    second = await cares(here, theirs, "+447700900003")
    mine, other = (path.rsplit("/", 1)[1] for path in (first, second))
    _, html = await here.post(f"{theirs}/sharing", {"carer": mine, f"may_say-{mine}": "how"})
    for carer, value in ((mine, "how"), (other, "nothing")):
        field = html.split(f'id="may_say-{carer}"')[1].split("</select>")[0]
        assert f'<option value="{value}" selected>' in field


async def test_a_no_of_theirs_is_not_asked_for_again_by_the_page(here: Here):
    path = await accepted(here)
    async with here.database.write() as tx:
        assert await followups.ask_once_more(hands(here, tx), int(path.rsplit("/", 1)[1]), wanted=False)
    _, html = await here.post(f"{path}/close", CLOSE)
    assert "They are not asked again." in html
