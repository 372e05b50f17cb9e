"""Agencies that were told about somebody: date, agency, with or without consent and why; and the MARAC for domestic abuse."""

import re

import pytest

from tests.desk.asking import MEANT, SURE, asks, goes
from tests.desk.conftest import Here
from tests.desk.person import page_of, section
from tests.desk.programme import ANN
from tests.desk.test_person import SCRIPT

TOLD = {
    "agency": "police",
    "whom": "PC Lane, Teignmouth",
    "on": "2026-11-23",
    "consent": "no",
    "why": "he hit her; she was not asked",
}


async def test_who_was_told_stands_with_day_consent_and_reason(here: Here):
    path = await page_of(here)
    assert "Nobody yet." in section((await here.get(path))[1], "told")
    _, html = await here.post(f"{path}/told", TOLD, **ANN)
    assert "Kept: who was told, when and why." in html
    told = section(html, "told")
    assert (
        "Police (PC Lane, Teignmouth), 23 Nov 2026. Without their consent. Ann: he hit her; she was not asked" in told
    )
    _ = await here.post(
        f"{path}/told", TOLD | {"agency": "gp", "whom": "", "consent": "yes", "on": "2026-11-20"}, **ANN
    )
    told = section((await here.get(path))[1], "told")
    assert "GP practice , 20 Nov 2026. With their consent." in told
    assert told.index("Police") < told.index("GP practice"), "the newest first"


async def test_with_abuse_on_record_the_marac_is_asked_about(here: Here):
    path = await page_of(here)
    assert "MARAC" not in (await here.get(path))[1]
    await here.hears("my husband hits me")
    assert "No MARAC was told yet." in section((await here.get(path))[1], "told")
    given = TOLD | {"agency": "marac", "whom": "South Devon, meeting of 3 December"}
    _, html = await here.post(f"{path}/told", given, **ANN)
    told = section(html, "told")
    assert "Abuse is on record. A MARAC was told." in told
    assert "MARAC (the meeting about high-risk domestic abuse) (South Devon, meeting of 3 December)" in told


async def test_what_was_shared_for_an_item_stands_there_too(here: Here):
    path = await page_of(here)
    await here.hears("my husband hits me")
    item = re.findall(r"/desk/item/\d+", (await here.get(path))[1])[0]
    given = {"to": "Adult social care", "why": "she is at risk", "wishes": "she said no"}
    _ = await here.post(f"{item}/share", given, **ANN)
    told = section((await here.get(path))[1], "told")
    assert re.search(r"Adult social care , Mon 23 Nov.* Without their consent, for number \d+", told)
    assert "They wished: she said no" in told


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"agency": "moon"}, "agency"),
        ({"on": "2026-11-24"}, "on"),
        ({"on": "soon"}, "on"),
        ({"consent": "kept"}, "consent"),
        ({"why": " "}, "why"),
        ({"why": "x" * 1001}, "why"),
        ({"whom": "x" * 101}, "whom"),
    ],
)
async def test_a_mistake_is_named_and_what_was_typed_stands_there(here: Here, wrong: dict[str, str], field: str):
    path = await page_of(here)
    status, html = await here.post(f"{path}/told", TOLD | wrong, **ANN)
    assert (status, re.findall(r'id="wrong-(\w+)"', html)) == (422, [field])
    assert (TOLD | wrong)["why"].strip() in html
    assert "Nobody yet." in section((await here.get(path))[1], "told")


async def test_script_in_it_is_shown_as_it_was_written(here: Here):
    path = await page_of(here)
    _, html = await here.post(f"{path}/told", TOLD | {"whom": SCRIPT, "why": SCRIPT}, **ANN)
    assert ("<script>alert" in html, html.count("&lt;script&gt;")) == (False, 2)
    assert (await here.get("/desk/person/1/told"))[0] == 404


async def test_before_erasing_it_is_said_that_it_stays(here: Here):
    item = await asks(here, "delete me")
    path = re.findall(r"/desk/person/\d+", (await here.get(item))[1])[0]
    _ = await here.post(f"{path}/told", TOLD, **ANN)
    _ = await here.post(f"{item}/take", {}, **ANN)
    _ = await here.post(f"{item}/sure", SURE, **ANN)
    _, html = await here.get(f"{item}/erase", **ANN)
    assert "told to other agencies without their consent (1 time): a safeguarding record too." in section(html, "stays")
    assert "No safeguarding record" not in html


async def test_of_somebody_who_was_erased_the_page_holds_what_the_law_keeps(here: Here):
    item = await asks(here, "delete me")
    path = re.findall(r"/desk/person/\d+", (await here.get(item))[1])[0]
    _ = await here.post(f"{path}/told", TOLD, **ANN)
    _ = await here.post(f"{path}/note", {"note": "rang about a lift"}, **ANN)
    _ = await here.post(f"{item}/take", {}, **ANN)
    _ = await here.post(f"{item}/sure", SURE, **ANN)
    _ = await here.post(f"{item}/erase", MEANT | await goes(here, item), **ANN)
    status, html = await here.get(path)
    assert status == 200
    for gone in ("Margaret", "company", "rang about a lift", "Sea View"):
        assert gone not in html.replace("About: Margaret Brown", "")
    assert "or it was erased" in section(html, "safe")
    assert "Kept by law as a safeguarding record" in section(html, "told")
