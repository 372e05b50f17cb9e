"""What a coordinator with localities sees at the desk: what is there or not placed yet, what is theirs, and no more."""

import pytest
from sqlalchemy import update

from bot.store import items
from bot.store.tables import episodes
from bot.store.tables import items as queue
from tests.databases import database_url as database_url  # on both
from tests.desk.conftest import JO, MARGARET, Here
from tests.desk.programme import accepted

TIM = "Tim Moss"


async def placed(here: Here, number: int, where: str) -> None:
    async with here.database.write() as tx:
        _ = await tx.execute(update(queue).where(queue.c.number == number).values(locality=where))


@pytest.fixture
async def town(here: Here) -> Here:
    """Number 1 is of Totnes, number 2 of Teignmouth; Tim is for Totnes."""
    _ = await here.signed_in(TIM, "coordinator", "Totnes")
    await here.raises("red", "abuse", "he hits me", MARGARET)
    await here.raises("amber", "fall", "fell in the kitchen", JO)
    await placed(here, 1, "Totnes")
    await placed(here, 2, "Teignmouth")
    return here


async def test_the_queue_and_what_is_done_hold_what_is_there(town: Here):
    for path in ("/desk", "/desk/queue"):
        _, html = await town.get(path, by=TIM)
        assert ("he hits me" in html, "fell in the kitchen" in html) == (True, False)
        _, html = await town.get(path)
        assert ("he hits me" in html, "fell in the kitchen" in html) == (True, True), "a supervisor sees all"
    _ = await town.post("/desk/item/2/close", {"outcome": "advice"})
    assert "fell in the kitchen" not in (await town.get("/desk/done", by=TIM))[1]


async def test_the_number_of_anothers_is_not_there(town: Here):
    contact = await town.contact(JO)
    for path in ("/desk/item/2", f"/desk/contact/{contact}"):
        status, html = await town.get(path, by=TIM)
        assert (status, "fell in the kitchen" in html) == (404, False)
        assert (await town.get(path))[0] == 200
    for path in ("/desk/item/2/take", "/desk/item/2/note", f"/desk/contact/{contact}/asks"):
        assert (await town.post(path, {"wish": "copy", "note": "x"}, by=TIM))[0] == 404
    async with town.database.read() as tx:
        assert (await items.one(tx, town.database.vault, 2)).state == "open"


async def test_what_is_there_is_seen_and_so_is_what_nobody_has_placed(town: Here):
    assert (await town.get("/desk/item/1", by=TIM))[0] == 200
    assert (await town.get(f"/desk/contact/{await town.contact(MARGARET)}", by=TIM))[0] == 200
    await placed(town, 2, "")
    assert (await town.get("/desk/item/2", by=TIM))[0] == 200
    assert (await town.get(f"/desk/contact/{await town.contact(JO)}", by=TIM))[0] == 200


async def test_what_somebody_holds_stays_theirs_wherever_it_is(town: Here):
    await placed(town, 2, "")
    _ = await town.post("/desk/item/2/take", by=TIM)
    await placed(town, 2, "Teignmouth")
    _, html = await town.get("/desk/item/2", by=TIM)
    assert f"You have this ({TIM})." in html


async def test_an_episode_and_its_referral_elsewhere_are_not_there(here: Here):
    _ = await here.signed_in(TIM, "coordinator", "Totnes")
    episode = await accepted(here)  # in Teignmouth
    async with here.database.write() as tx:
        _ = await tx.execute(update(queue).values(locality="Teignmouth"))
        referral = (await tx.execute(episodes.select())).one().referral_id
    for path in (episode, f"/desk/referral/{referral}"):
        assert (await here.get(path, by=TIM))[0] == 404
        assert (await here.get(path))[0] == 200
    assert (await here.post(f"{episode}/pause", by=TIM))[0] == 404
    assert (await here.get(f"/desk/caseload/first/{episode.split('/')[-1]}", by=TIM))[0] == 404
    for path in ("/desk/programme", "/desk/caseload", "/desk/caseload/daily"):
        assert "Margaret Brown" not in (await here.get(path, by=TIM))[1]
        assert "Margaret Brown" in (await here.get(path))[1]
