"""The staff list at the desk: who may change it, what is shown once, and that nobody's work is lost by it."""

import asyncio
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.casework import colleagues
from bot.errors import FormWrong
from bot.store import items, staff
from bot.store.tables import audit, episodes
from tests.desk.conftest import Here
from tests.desk.programme import accepted, hands

IDA = "Ida Moss"  # an administrator
LIST, NEW = "/desk/admin/staff", "/desk/admin/staff/new"


async def page_of(here: Here, name: str) -> str:
    """The address of somebody's page."""
    return f"{LIST}/{(await here.actor(name)).removeprefix('staff:')}"


async def administrator(here: Here) -> None:
    _ = await here.signed_in(IDA, "administrator")


async def logged(here: Here, action: str) -> list[tuple[str, str]]:
    async with here.database.read() as tx:
        rows = await tx.execute(select(audit.c.actor, audit.c.subject).where(audit.c.action == action))
        return [(row.actor, row.subject) for row in rows]


async def test_somebody_is_added_and_what_opens_the_desk_is_shown_once(here: Here):
    await administrator(here)
    status, html = await here.post(NEW, {"name": " Tom  Hart ", "role": "coordinator", "localities": "Totnes"}, IDA)
    assert status == 200
    found = re.search(r"https://texts.example.org(/desk/enrol/[\w-]{43})<", html)
    assert found is not None
    assert re.search(r'<p class="secret">[A-Z]{2}\d\d-[A-Z]{2}\d\d</p>', html)
    assert (await here.get(found[1], by=""))[0] == 200
    _, html = await here.get(await page_of(here, "Tom Hart"), IDA)
    assert found[1] not in html
    assert "Coordinator, Totnes." in html
    assert (await logged(here, "staff enrolled"))[-1] == (await here.actor(IDA), await here.actor("Tom Hart"))
    assert (await logged(here, "sign-in link made"))[-1] == (await here.actor(IDA), await here.actor("Tom Hart"))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"name": " ", "role": "coordinator"}, "A member of staff has a name"),
        ({"name": "x" * 61, "role": "coordinator"}, "at most 60 characters"),
        ({"name": "Tom\u202eHart", "role": "coordinator"}, "signs that can be seen"),
        ({"name": "ida  moss", "role": "coordinator"}, "is on the staff already"),
        ({"name": "Tom Hart", "role": "boss"}, "coordinator, supervisor, administrator, analyst"),
        ({"name": "Tom Hart", "role": "analyst", "localities": "Paris"}, "There is no locality Paris."),
    ],
)
async def test_what_cannot_be_is_refused_and_shown_again(here: Here, form: dict[str, str], said: str):
    await administrator(here)
    status, html = await here.post(NEW, form, IDA)
    assert status == 422
    assert said in html
    assert f'name="name" type="text" maxlength="60" value="{form["name"]}"' in html
    _, html = await here.get(LIST, IDA)
    assert "Tom Hart" not in html


async def test_script_in_a_name_is_text(here: Here):
    await administrator(here)
    _, html = await here.post(NEW, {"name": "<script>x</script>", "role": "analyst"}, IDA)
    assert "<script>x" not in html
    for path in (LIST, await page_of(here, "<script>x</script>")):
        _, html = await here.get(path, IDA)
        assert "<script>x" not in html
        assert "&lt;script&gt;x" in html


async def test_a_role_counts_with_the_next_click(here: Here):
    await administrator(here)
    _ = await here.signed_in("Tom Hart", "coordinator")
    assert (await here.get("/desk", "Tom Hart"))[0] == 200
    _ = await here.post(f"{await page_of(here, 'Tom Hart')}/role", {"role": "analyst"}, IDA)
    assert (await here.get("/desk", "Tom Hart"))[0] == 403
    assert (await logged(here, "role changed")) == [(await here.actor(IDA), await here.actor("Tom Hart"))]


async def test_nobody_demotes_or_removes_the_last_administrator_or_themselves(here: Here):
    await administrator(here)
    mine = await page_of(here, IDA)
    _, html = await here.post(f"{mine}/role", {"role": "analyst"}, IDA)
    assert "Nobody does that to themselves" in html
    _, html = await here.post(f"{mine}/remove", {"sure": "yes"}, IDA)
    assert "Nobody does that to themselves" in html
    id = int(mine.split("/")[-1])
    async with here.database.write() as tx:
        for deed in (
            colleagues.remove(hands(here, tx), id, None, "service"),
            colleagues.lost(hands(here, tx), id, "service"),
        ):
            with pytest.raises(FormWrong, match="Nobody else is an administrator"):
                _ = await deed
    _ = await here.signed_in("Max Roe", "administrator")
    _ = await here.post(f"{mine}/role", {"role": "analyst"}, "Max Roe")
    assert (await here.get(LIST, IDA))[0] == 403


async def test_two_administrators_cannot_take_off_each_other_at_once(here: Here):
    await administrator(here)
    _ = await here.signed_in("Max Roe", "administrator")
    ida, max = await page_of(here, IDA), await page_of(here, "Max Roe")
    _ = await asyncio.gather(
        here.post(f"{max}/remove", {"sure": "yes"}, IDA), here.post(f"{ida}/remove", {"sure": "yes"}, "Max Roe")
    )
    async with here.database.read() as tx:
        left = [one for one in await staff.members(tx, here.database.vault) if one.role == "administrator"]
    assert len(left) == 1


async def test_what_somebody_holds_goes_back_to_the_queue_before_they_go(here: Here):
    await administrator(here)
    _ = await here.signed_in("Tom Hart", "coordinator")
    await here.raises("red", "fall", "On the floor")
    _ = await here.post("/desk/item/1/take", by="Tom Hart")
    tom = await page_of(here, "Tom Hart")
    _, html = await here.post(f"{tom}/remove", {"sure": "yes"}, IDA)
    assert "Choose who takes over" in html
    _, html = await here.post(f"{tom}/remove", {}, IDA)
    assert "tick that you are sure" in html
    _ = await here.signed_in("Ann Lee")
    cover = (await here.actor("Ann Lee")).removeprefix("staff:")
    status, html = await here.post(f"{tom}/remove", {"sure": "yes", "takes_over": cover}, IDA)
    assert status == 200
    assert "They are off the staff." in html
    assert "Tom Hart" not in html
    async with here.database.read() as tx:
        item = await items.one(tx, here.database.vault, 1)
    assert (item.state, item.claimed_by) == ("open", None)


async def test_their_people_go_to_whoever_takes_over(here: Here):
    await administrator(here)
    _ = await accepted(here)
    _ = await here.signed_in("Ann Lee")
    worker = await key_worker(here)
    cover = int((await here.actor("Ann Lee")).removeprefix("staff:"))
    _ = await here.post(f"{LIST}/{worker}/remove", {"sure": "yes", "takes_over": str(cover)}, IDA)
    assert await key_worker(here) == cover


async def key_worker(here: Here) -> int:
    async with here.database.read() as tx:
        return int((await tx.execute(select(episodes.c.key_worker_id))).scalar_one())


async def test_a_rota_with_a_mistake_is_shown_again_and_changes_nothing(here: Here):
    await administrator(here)
    _ = await here.signed_in("Tom Hart", "coordinator")
    tom = await page_of(here, "Tom Hart")
    _ = await here.post(f"{tom}/rota", {"shifts": "Mon 9:00-17:00\nSat 18:00-8:00 Totnes"}, IDA)
    for wrong, said in (("Mon 9-5", "is no shift"), ("Mon 9:00-17:00 Paris", "There is no locality Paris.")):
        status, html = await here.post(f"{tom}/rota", {"shifts": wrong}, IDA)
        assert status == 422
        assert said in html
        assert wrong in html
    _, html = await here.get(tom, IDA)
    assert "Mon 9:00-17:00\nSat 18:00-8:00 Totnes</textarea>" in html
    assert (await logged(here, "rota changed")) == [(await here.actor(IDA), await here.actor("Tom Hart"))]


async def test_leave_names_what_is_wrong_and_needs_cover(here: Here):
    await administrator(here)
    _ = await here.signed_in("Tom Hart", "coordinator")
    tom, cover = await page_of(here, "Tom Hart"), (await here.actor("Tom Hart")).removeprefix("staff:")
    for form, said in (
        ({"since": "soon"}, "Write a day as 2026-12-24."),
        ({"until": "9999-12-31", "stands_in": cover}, "Write a day as 2026-12-24."),
        ({"until": "2020-01-01"}, "over before it begins"),
        ({"stands_in": cover}, "Name somebody as cover"),
        ({}, "Name somebody as cover"),
    ):
        status, html = await here.post(f"{tom}/leave", form, IDA)
        assert status == 422
        assert said in html


async def test_sessions_are_ended_from_here(here: Here):
    await administrator(here)
    _ = await here.signed_in("Tom Hart", "coordinator")
    await here.go_on(timedelta(minutes=1))
    _, html = await here.post(f"{await page_of(here, 'Tom Hart')}/signout", by=IDA)
    assert "They are signed out everywhere." in html
    assert "Not signed in anywhere." in html
    _, html = await here.get("/desk", "Tom Hart")
    assert "For staff of Frontdoor" in html


async def test_a_supervisor_keeps_rota_and_leave_and_no_more(here: Here):
    _ = await here.signed_in("Tom Hart", "coordinator")
    _ = await here.signed_in("Ann Lee")
    tom = await page_of(here, "Tom Hart")
    assert (await here.post(f"{tom}/rota", {"shifts": "Mon 9:00-17:00"}))[0] == 200
    for deed in ("role", "link", "code", "pin", "signout", "remove"):
        assert (await here.post(f"{tom}/{deed}"))[0] == 403
    _, html = await here.get(tom)
    assert "Make a sign-in link" not in html


async def test_nobody_of_this_number_is_not_found(here: Here):
    await administrator(here)
    for deed in ("link", "code", "pin", "signout", "remove", "back", "leave", "rota", "role"):
        form = {"sure": "yes", "role": "analyst", "shifts": ""}
        assert (await here.post(f"{LIST}/77/{deed}", form, IDA))[0] == 404
