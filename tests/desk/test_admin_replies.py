"""Saved replies: added, changed and removed, with each mistake named, and nobody's change lost by another's."""

import re

import pytest

from bot.store import saved_replies
from tests.desk.conftest import Here

IDA, PAGE = "Ida Moss", "/desk/admin/replies"


@pytest.fixture(autouse=True)
async def administrator(here: Here) -> None:
    _ = await here.signed_in(IDA, "administrator")


async def added(here: Here, title: str = "We call", text: str = "Hello {name}, we call you today. {me}") -> str:
    """The page of a new one."""
    _, html = await here.post(PAGE, {"title": title, "text": text}, IDA)
    assert "Added." in html
    return re.findall(rf"{PAGE}/\d+", html)[0]


async def test_one_is_added_changed_and_removed(here: Here):
    path = await added(here)
    _, html = await here.post(path, {"title": "We ring", "text": "We ring you today.", "seen": "1"}, IDA)
    assert "Changed." in html
    assert "We ring you today." in html
    status, html = await here.post(f"{path}/remove", {}, IDA)
    assert (status, "tick that you are sure" in html) == (422, True)
    _, html = await here.post(f"{path}/remove", {"sure": "yes"}, IDA)
    assert "None yet." in html
    assert (await here.get(path, IDA))[0] == 404
    assert (await here.post(path, {"title": "x", "text": "x", "seen": "1"}, IDA))[0] == 404


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"title": "", "text": "x"}, "Give it a title"),
        ({"title": "x" * 81, "text": "x"}, "at most 80 characters"),
        ({"title": "x", "text": ""}, "Write the reply"),
        ({"title": "x", "text": "x" * 5000}, "Write the reply in at most"),
        ({"title": "x", "text": "Hello {nmae}"}, "{nmae} stands for nothing"),
        ({"title": "we  CALL", "text": "x"}, "There is a reply with this title"),
    ],
)
async def test_what_cannot_be_is_refused_and_shown_again(here: Here, form: dict[str, str], said: str):
    path = await added(here)
    for at in (PAGE, path):
        if at == PAGE or "CALL" not in form["title"]:
            status, html = await here.post(at, form | {"seen": "1"}, IDA)
            assert status == 422
            assert said in html
    async with here.database.read() as tx:
        assert [one.title for one in await saved_replies.all_of_them(tx)] == ["We call"]


async def test_whoever_is_slower_sees_what_was_made_of_it(here: Here):
    path = await added(here)
    _ = await here.post(path, {"title": "We call", "text": "First.", "seen": "1"}, IDA)
    status, html = await here.post(path, {"title": "We call", "text": "Second.", "seen": "1"}, IDA)
    assert status == 422
    assert "It says now: First." in html
    assert "Second.</textarea>" in html


async def test_script_is_text_and_a_coordinator_changes_nothing(here: Here):
    _ = await added(here, "<script>x</script>", "<script>y</script>")
    _, html = await here.get(PAGE, IDA)
    assert "<script>" not in html.replace('<script src="', "")
    _ = await here.signed_in("Tom Hart", "coordinator")
    assert (await here.get(PAGE, "Tom Hart"))[0] == 403
    assert (await here.get(PAGE))[0] == 200
