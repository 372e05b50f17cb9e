"""Changing what a person's page holds: with history, from two tabs at once, and with ten thousand characters."""

import re

import pytest

from tests.desk.conftest import JO, Here
from tests.desk.person import newest, on_a_programme, page_of, section
from tests.desk.programme import ANN, stored, worker
from tests.desk.test_person import SCRIPT, light

SAM = {"by": "Sam"}


async def seen(here: Here, path: str) -> str:
    """What the form on a page carries of the value that it shows."""
    status, html = await here.get(path)
    assert status == 200
    return re.findall(r'name="seen" value="(\w+)"', html)[0]


async def changed(here: Here, path: str, field: str, value: str, **by: str) -> tuple[int, str]:
    form = f"{path}/change/{field}"
    return await here.post(form, {field: value, "seen": await seen(here, form)}, **(by or ANN))


@pytest.mark.parametrize(
    ("field", "value", "before"),
    [
        ("name", "Peggy", "Margaret Brown"),
        ("full_name", "Margaret Anne Brown", "Nothing"),
        ("safe_contact", "Ring on Tuesdays.\nNever leave a message.", "Nothing"),
        ("address", "1 New Street, TQ9 5AB", "12 Sea View, TQ14 9BH"),
        ("matters", "my cat", "company"),
    ],
)
async def test_a_field_is_changed_and_what_it_was_is_kept(here: Here, field: str, value: str, before: str):
    path = await page_of(here)
    status, html = await changed(here, path, field, value)
    assert (status, "Kept. What it was stands in the history." in html) == (200, True)
    assert value in html
    _, html = await here.get(f"{path}/history")
    assert f">{before}</p>" in html
    assert "Ann changed this, Mon 23 Nov" in html
    _, html = await here.get(f"{path}/change/{field}")
    assert f'<span class="said">{before}</span>' in html


async def test_a_name_that_was_changed_stands_everywhere(here: Here):
    path = await page_of(here)
    _ = await changed(here, path, "name", "Peggy")
    for page in ("/desk", path, re.findall(r"/desk/referral/\d+", (await here.get("/desk"))[1])[0]):
        html = (await here.get(page))[1]
        assert ("Peggy" in html, "Margaret Brown, 07700" in html) == (True, False)


async def test_the_key_worker_and_the_level_are_changed_with_history(here: Here):
    path, episode = await on_a_programme(here)
    tom = await worker(here, "Tom Hart")
    _ = await changed(here, path, "key_worker", str(tom))
    _, html = await changed(here, path, "level", "4")
    assert "Key worker: <strong>Tom Hart</strong>. Level <strong>4</strong>." in html
    (one,) = await stored(here)
    assert (one.key_worker_id, one.level, one.sub_group) == (tom, 4, "social")
    given = {"key_worker": str(one.key_worker_id), "level": "3", "sub_group": "social"}
    _ = await here.post(f"{episode}/details", given, **SAM)
    _, html = await here.get(f"{path}/history")
    assert re.findall(r'<p class="said">([^<]+)</p>', html) == [
        "4 – Needs a lot of help, from several services",
        "2 – Manages with some help",
        "Ruth Bell",
    ]
    assert "Sam changed this" in html
    status, html = await changed(here, path, "level", "9")
    assert (status, "Choose how much help they need." in html) == (422, True)


async def test_without_a_programme_there_is_no_level_to_change(here: Here):
    path = await page_of(here)
    assert (await here.get(f"{path}/change/level"))[0] == 404
    assert (await here.get(f"{path}/change/shoe_size"))[0] == 404
    assert "change/level" not in (await here.get(path))[1]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", " ", "Write what they like to be called."),
        ("matters", "", "Write what matters to them."),
        ("address", "12 Sea View", "Write the postcode too"),
        ("name", "x" * 61, "Write 60 characters at most: this has 61."),
        ("safe_contact", "x" * 501, "Write 500 characters at most: this has 501."),
    ],
)
async def test_what_cannot_be_kept_is_said_and_shown_again(here: Here, field: str, value: str, said: str):
    path = await page_of(here)
    status, html = await changed(here, path, field, value)
    assert (status, said in html, value.strip() in html) == (422, True, True)
    assert "Nothing was changed." in (await here.get(f"{path}/history"))[1]


async def test_of_two_tabs_the_second_is_shown_both_and_loses_nothing(here: Here):
    path = await page_of(here)
    form = f"{path}/change/safe_contact"
    first = await seen(here, form)
    _ = await here.post(form, {"safe_contact": "Ring on Tuesdays, after ten.", "seen": first}, **ANN)
    mine = {"safe_contact": "Ring on Fridays, after ten.", "seen": first}
    status, html = await here.post(form, mine, **SAM)
    assert status == 409
    assert "Ann changed this while you were writing" in html
    assert re.sub(r"<[^>]+>", "|", section_of(html)) == "Ring on Fridays,Tuesdays, after ten."
    assert '<ins><span class="unseen">Only in theirs: </span>Tuesdays,</ins>' in html
    assert "\nRing on Fridays, after ten.</textarea>" in html
    assert "Ring on Tuesdays, after ten." in section((await here.get(path))[1], "safe"), (
        "theirs stands until Sam decides"
    )
    again = re.findall(r'name="seen" value="(\w+)"', html)[0]
    status, html = await here.post(form, mine | {"seen": again}, **SAM)
    assert (status, "Ring on Fridays, after ten." in html) == (200, True)
    assert "Ring on Tuesdays, after ten." in (await here.get(f"{path}/history"))[1]


async def test_a_form_whose_mark_is_none_of_ours_is_shown_both(here: Here):
    path = await page_of(here)
    for mark in ("", "²", "x"):
        status, html = await here.post(f"{path}/change/name", {"name": "Peg", "seen": mark}, **SAM)
        assert (status, 'value="Peg"' in html) == (409, True)


def section_of(html: str) -> str:
    (both,) = re.findall(r'<p class="both">(.*?)</p>', html, re.DOTALL)
    return re.sub(r'<span class="unseen">[^<]*</span>|</?(del|ins)>', "", both)


async def test_two_tabs_that_say_the_same_do_not_disagree(here: Here):
    path = await page_of(here)
    form = f"{path}/change/address"
    first = await seen(here, form)
    for by in (ANN, SAM):
        status, _ = await here.post(form, {"address": "1 New Street, TQ9 5AB", "seen": first}, **by)
        assert status == 200
    html = (await here.get(f"{path}/history"))[1]
    assert html.count("changed this") == 1


async def test_two_tabs_with_another_level_are_shown_both(here: Here):
    path, _ = await on_a_programme(here)
    form = f"{path}/change/level"
    first = await seen(here, form)
    _ = await here.post(form, {"level": "3", "seen": first}, **ANN)
    status, html = await here.post(form, {"level": "4", "seen": first}, **SAM)
    assert status == 409
    assert "3 – Needs help with several things" in html
    assert '<option value="4" selected>' in html


async def test_a_note_of_ten_thousand_characters_is_kept_whole(here: Here):
    path = await page_of(here)
    long = "".join(f"{n:>9}\n" for n in range(1000)).strip().ljust(10_000, "x")
    assert len(long) == 10_000
    status, html = await here.post(f"{path}/note", {"note": long.replace("\n", "\r\n")}, **ANN)
    assert (status, "The note is kept." in html) == (200, True)
    note = re.findall(rf'href="({path}/note/\d+)"', html)[0]
    assert f"\n{long}</textarea>" in (await here.get(note))[1]
    assert f">{long}</p>" in (await here.get(f"{path}/notes"))[1]
    status, html = await here.post(f"{path}/note", {"note": long + "y"}, **ANN)
    assert (status, "Write 10,000 characters at most: this has 10,001." in html) == (422, True)
    assert f"{long}y</textarea>" in html, "nothing that was typed is lost"


async def test_pages_stay_light_with_many_long_notes(here: Here):
    path = await page_of(here)
    for n in range(9):
        note = f"{n} " + '"<&>' * 2499
        _ = await here.post(f"{path}/note", {"note": note}, **ANN)
    for page in (path, f"{path}/notes"):
        await light(here, page)
    found: list[str] = []
    page = f"{path}/notes"
    while page:
        _, html = await here.get(page)
        found += re.findall(r'<p class="said">(\d) ', html)
        older = re.findall(rf'href="({path}/notes\?before=\d+)"', html)
        page = older[0] if older else ""
    assert found == list("876543210")
    note = re.findall(rf'href="({path}/note/\d+)"', (await here.get(path))[1])[0]
    for n in range(4):
        _ = await here.post(note, {"note": f"other {n} " + "<" * 9900, "seen": await seen(here, note)}, **ANN)
    for page in (note, f"{path}/history"):
        await light(here, page)


async def test_two_tabs_on_one_note_lose_nothing(here: Here):
    path = await page_of(here)
    _, html = await here.post(f"{path}/note", {"note": "she rang"}, **ANN)
    note = re.findall(rf'href="({path}/note/\d+)"', html)[0]
    first = await seen(here, note)
    _ = await here.post(note, {"note": "she rang, and cried", "seen": first}, **ANN)
    status, html = await here.post(note, {"note": "she rang twice", "seen": first}, **SAM)
    assert (status, "she rang twice</textarea>" in html, "and cried" in html) == (409, True, True)
    _, html = await here.post(f"{path}/note", {"note": "another"}, **SAM)
    assert ("she rang, and cried" in html, "another" in html) == (True, True)


async def test_a_note_is_changed_on_its_own_persons_page_alone(here: Here):
    path = await page_of(here)
    _, html = await here.post(f"{path}/note", {"note": "she rang"}, **ANN)
    note = re.findall(rf"{path}(/note/\d+)", html)[0]
    other = await page_of(here, JO)
    assert other == await newest(here) != path
    assert (await here.get(other + note))[0] == 404
    assert (await here.get(f"{path}/note/{'9' * 19}"))[0] == 404
    assert (await here.post(other + note, {"note": "x", "seen": ""}, **ANN))[0] == 404


async def test_script_in_fields_and_notes_is_shown_as_it_was_written(here: Here):
    path = await page_of(here)
    for field in ("name", "full_name", "safe_contact", "matters"):
        _ = await changed(here, path, field, SCRIPT)
    _ = await here.post(f"{path}/note", {"note": SCRIPT}, **ANN)
    form = f"{path}/change/safe_contact"
    _, conflict = await here.post(form, {"safe_contact": f"</textarea>{SCRIPT}", "seen": "old"}, **SAM)
    pages = [conflict] + [
        (await here.get(page))[1] for page in (path, f"{path}/notes", f"{path}/history", form, "/desk")
    ]
    for html in pages:
        assert "<script>alert" not in html
        assert "&lt;script&gt;" in html
    assert "&lt;/textarea&gt;" in conflict


async def test_safe_contact_is_read_before_anybody_rings_from_an_item(here: Here):
    path = await page_of(here)
    _ = await changed(here, path, "safe_contact", "Never ring in the evening.")
    await here.hears("I had a fall in the kitchen")
    item = re.findall(r"/desk/item/\d+", (await here.get(path))[1])[0]
    assert "Never ring in the evening." in section((await here.get(item))[1], "safe")
