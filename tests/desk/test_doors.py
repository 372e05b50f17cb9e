"""Who may ask, which forms count, and what a page may load."""

import re
from pathlib import Path

import pytest

from bot.web import safe_return
from tests.desk.conftest import MARGARET, Here

PHONES = ("/try", f"/try/{MARGARET}")
PRIVATE = ("/desk", "/desk/done", "/desk/queue", "/desk/contact/1", *PHONES)
DESK = Path(__file__).parents[2] / "bot" / "desk"


@pytest.mark.parametrize("path", PHONES)
async def test_no_other_name_opens_the_phones(here: Here, path: str):
    for host in ("desk.example.org", "localhost.example.org", "127.0.0.1.example.org"):
        status, said = await here.get(path, Host=host)
        assert status == 403
        assert said == (
            "This page has no sign-in, so it opens only on the computer that the service runs on, as localhost."
        )
    for host in ("localhost:8080", "127.0.0.1", "[::1]:8080"):
        status, _ = await here.get(path, Host=host)
        assert status in (200, 404)


async def test_a_forwarded_address_opens_nothing(here: Here):
    status, _ = await here.get("/try", Host="desk.example.org", **{"X-Forwarded-For": "127.0.0.1"})
    assert status == 403


async def test_the_privacy_page_is_public(here: Here):
    status, html = await here.get("/privacy", Host="texts.example.org")
    assert status == 200
    assert "8 years after we last heard" in html
    assert "2 years" in html
    status, _ = await here.get("/privacy/base.css", Host="texts.example.org")
    assert status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {},
    ],
)
async def test_a_form_from_elsewhere_changes_nothing(here: Here, headers: dict[str, str]):
    await here.raises("red", "abuse", "x")
    for path in ("/desk/item/1/take", "/desk/item/1/over", "/desk/item/1/close", "/desk/signin", f"/try/{MARGARET}"):
        mine = headers | await here.headers("Ann Lee")
        async with here.client.post(path, data={"outcome": "advice", "text": "hello"}, headers=mine) as answer:
            assert answer.status == 403
            assert "so nothing was changed" in await answer.text()
    _, html = await here.get("/desk")
    assert "Nobody has this yet" in html


async def test_every_page_has_a_strict_policy(here: Here):
    for path in (*PRIVATE, "/privacy", "/desk/nowhere"):
        async with here.client.get(path, headers=await here.headers("Ann Lee")) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert answer.headers["Cache-Control"] == "no-store"


async def test_no_page_names_another_host_or_holds_script_or_style(here: Here):
    await here.raises("red", "abuse", "x")
    for path in (*PRIVATE, "/privacy", "/privacy/base.css", "/desk/static/desk.css", "/desk/static/desk.js",
                 "/try/static/phones.css", "/try/static/phones.js"):  # fmt: skip
        _, html = await here.get(path)
        assert re.findall(r"(?:https?:)?//[\w-]+\.\w+[^\s]*", html) == []
        assert re.findall(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", html) == []


async def test_every_control_has_a_label(here: Here):
    await here.raises("red", "abuse", "x")
    _ = await here.post("/desk/item/1/take")
    for path in ("/desk", "/try"):
        _, html = await here.get(path)
        fields = re.findall(r'<(?:input id|select id)="([^"]+)"', html)
        assert fields != []
        assert [field for field in fields if f'<label for="{field}"' not in html] == []


def test_a_form_never_leads_to_another_site():
    for path in (
        "https://elsewhere.example",
        "//elsewhere.example",
        "/desk/../try",
        "/desk//elsewhere",
        "",
        "/desk?to=//elsewhere",
        "/desk?x=1\r\nLocation: y",
    ):
        assert safe_return(path, "/desk") == "/desk"
    assert safe_return("/desk/referral/12", "/desk") == "/desk/referral/12"
    assert safe_return("/desk?level=red&page=2", "/desk") == "/desk?level=red&page=2"
    assert safe_return("/try?phones=4", "/try") == "/try?phones=4"


def test_the_script_stays_small():
    assert len((DESK / "static" / "desk.js").read_text().splitlines()) < 60
