"""The gate: who is let in to what, for how long, and which forms count."""

import asyncio
import re
from collections.abc import Iterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select, update

from bot.desk.access import AUDITING, BY_ITSELF, OPEN, SUPERVISING, TABLE, Unguarded, check, routes
from bot.desk.gate import COOKIE, FIELD, token_of, with_tokens
from bot.store import sessions, staff
from bot.store.hands import Hands
from bot.store.sessions import Lives
from bot.store.staff import ROLES
from bot.store.tables import audit
from bot.store.tables import sessions as rows
from bot.store.tables import staff as people
from bot.web import only_by_https
from tests.desk.conftest import DEMO_LINK, Here

OF_EVERYBODY = ["/desk/me", "/desk/me/{session}/end", "/desk/signout"]
SIGN_IN = "For staff of Frontdoor"


def paths() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Every line of the table, with numbers and names in its pattern that nothing has."""
    known = {
        "number": "999",
        "deed": "pause",
        "field": "name",
        "programme": "team",
        "token": "nothing",
        "name": "sources",
        "table": "sources",
        "language": "en",
        "text": "noted",
        "line": "samaritans",
    }
    for (method, pattern), roles in TABLE.items():
        yield method, re.sub(r"\{(\w+)\}", lambda found: known.get(found[1], "1"), pattern), roles


async def asked(here: Here, method: str, path: str, by: str) -> int:
    """The status for a member, with a form of their own; `by` empty: for nobody."""
    headers = here.origin | await here.headers(by)
    data = await here.form_token(by) if method == "POST" else None
    async with here.client.request(method, path, data=data, headers=headers, allow_redirects=False) as answer:
        if answer.status == 303 and answer.headers["Location"].startswith("/desk/signin?to="):
            return 401
        return answer.status


@pytest.mark.parametrize("role", ["", *ROLES])
async def test_the_whole_table_with_every_role_and_with_nobody(here: Here, role: str):
    wrong: list[tuple[str, str, int]] = []
    if role:
        _ = await here.signed_in("Guest", role)
    for method, path, roles in paths():
        _ = here.tokens.pop("Guest", None)  # who signs out is signed in again
        status = await asked(here, method, path, "Guest" if role else "")
        no = {401} if not role else {403}
        if (status in {401, 403}) == (role in roles) or (role not in roles and status not in no):
            wrong.append((method, path, status))
    assert wrong == []


def test_every_route_has_a_line_and_every_line_a_route(here: Here):
    assert here.client.app is not None
    assert {line for line in routes(here.client.app) if line[1].split("/")[1] == "desk"} == set(TABLE)
    assert TABLE.keys() >= BY_ITSELF


async def nothing(_: web.Request) -> web.StreamResponse:
    return web.Response()


def test_a_route_that_nobody_said_who_may_see_is_an_error_at_start():
    app, desk = web.Application(), web.Application()
    _ = desk.router.add_get("/secrets", nothing)
    _ = app.add_subapp("/desk", desk)
    with pytest.raises(Unguarded, match="/desk/secrets"):
        check(routes(desk))


def test_a_supervisor_may_all_that_a_coordinator_may_and_an_analyst_sees_no_names():
    assert [line for line, roles in TABLE.items() if "coordinator" in roles and "supervisor" not in roles] == []
    more = {roles for roles in TABLE.values() if "supervisor" in roles and "coordinator" not in roles}
    assert more <= {SUPERVISING, AUDITING}
    names = [path for (_, path), roles in TABLE.items() if "analyst" in roles and roles is not OPEN]
    assert [path for path in sorted(names) if not path.startswith("/desk/reports")] == OF_EVERYBODY


async def test_who_may_not_is_told_so_on_a_plain_page(here: Here):
    _ = await here.signed_in("Guest", "analyst")
    status, html = await here.get("/desk", by="Guest")
    assert (status, "This page is not for you" in html, "an analyst" in html) == (403, True, True)
    _, html = await here.get("/desk/me", by="Guest")
    assert "You may see counts and reports, and nothing with a name in it." in html
    assert 'href="/desk/reports">Frontdoor' in html, "home is a page that they may see"
    _, html = await here.get("/desk/reports", by="Guest")
    assert re.findall(r'<li><a href="([^"]+)"', html) == ["/desk/reports"], "and so is every tab"


async def test_small_numbers_are_for_those_who_know_the_people(here: Here):
    _ = await here.signed_in("Guest", "analyst")
    for by, shown in (("Guest", False), ("Ann Lee", True)):
        _, html = await here.get("/desk/reports/sources?internal=yes", by=by)
        assert ("Show numbers of one to four" in html) is shown


async def test_a_page_sends_strangers_to_sign_in_and_back(here: Here):
    await here.raises("red", "abuse", "he hits me")
    status, html = await here.get("/desk/item/1", by="")
    assert (status, SIGN_IN in html, "hits me" in html) == (200, True, False)
    assert 'name="to" value="/desk/item/1"' in html
    status, html = await here.get("/desk/nothing-of-ours", by="")
    assert SIGN_IN in html, "strangers do not learn what is here"
    status, html = await here.get("/desk/queue", by="")
    assert (status, "You are signed out" in html) == (401, True)


@pytest.mark.parametrize("token", ["", "nonsense", "A" * 43, "é", '"; drop', "x" * 4000])
async def test_a_made_up_cookie_opens_nothing(here: Here, token: str):
    await here.raises("red", "abuse", "he hits me")
    status, html = await here.get("/desk/queue", by="", Cookie=f"{COOKIE}={token}")
    assert (status, "hits me" in html) == (401, False)


async def test_a_session_ends_when_idle_and_at_the_end_of_the_day(here: Here):
    mine = {"by": "", "Cookie": f"{COOKIE}={await here.signed_in('Ann Lee')}"}
    for _ in range(24):  # half an hour less a minute, all the time doing something
        assert (await here.get("/desk", **mine))[0] == 200
        await here.clock.advance(minutes=29)
    assert (await here.get("/desk/queue", **mine))[0] == 200
    await here.clock.advance(minutes=29)
    assert (await here.get("/desk/queue", **mine))[0] == 401, "twelve hours are over"
    here.tokens.clear()
    mine["Cookie"] = f"{COOKIE}={await here.signed_in('Ann Lee')}"
    await here.clock.advance(minutes=30)
    assert (await here.get("/desk/queue", **mine))[0] == 401


async def test_a_page_that_is_only_open_keeps_nobody_signed_in(here: Here):
    mine = {"by": "", "Cookie": f"{COOKIE}={await here.signed_in('Ann Lee')}"}
    for _ in range(3):
        await here.clock.advance(minutes=9)
        assert (await here.get("/desk/queue", **mine))[0] == 200
    await here.clock.advance(minutes=9)
    assert (await here.get("/desk/queue", **mine))[0] == 401


async def test_being_there_is_written_once_a_minute(here: Here):
    mine = {"by": "", "Cookie": f"{COOKIE}={await here.signed_in('Ann Lee')}"}
    seen: list[object] = []
    for seconds in (0, 59, 1):
        await here.clock.advance(seconds=seconds)
        _ = await here.get("/desk", **mine)
        async with here.database.read() as tx:
            seen.append((await tx.execute(select(rows.c.seen_at))).scalar_one())
    assert seen[0] == seen[1]
    assert seen[2] == here.clock.now()


async def test_an_open_stream_ends_with_the_session(here: Here):
    async with here.client.get("/desk/changes", headers=await here.headers("Ann Lee")) as stream:
        _ = await stream.content.readuntil(b"\n\n")
        _ = await here.post("/desk/signout", {}, by="Ann Lee")
        await here.changes.look()
        assert await asyncio.wait_for(stream.content.read(), 5) == b""


async def test_a_revoked_session_opens_nothing_and_only_ones_own_can_be_ended(here: Here):
    stolen = await here.signed_in("Ann Lee")
    here.tokens.clear()
    _, html = await here.get("/desk/me")
    (end,) = re.findall(r'action="(/desk/me/\d+/end)"', html)
    _, html = await here.post(end, by="Sam Reed")
    assert "That one was over already." in html, "it is not his"
    assert (await here.get("/desk/queue", by="", Cookie=f"{COOKIE}={stolen}"))[0] == 200
    _, html = await here.post(end)
    assert "That one is signed out." in html
    assert (await here.get("/desk/queue", by="", Cookie=f"{COOKIE}={stolen}"))[0] == 401
    assert (await here.get("/desk/queue"))[0] == 200


async def test_a_role_that_changes_in_mid_session_counts_at_once(here: Here):
    assert (await here.get("/desk"))[0] == 200
    for role, status in (("analyst", 403), ("administrator", 403), ("coordinator", 200)):
        async with here.database.write() as tx:
            _ = await tx.execute(update(people).values(role=role))
        assert (await here.get("/desk"))[0] == status
    async with here.database.write() as tx:
        _ = await tx.execute(update(people).values(state=staff.GONE))
    assert (await here.get("/desk/queue"))[0] == 401


async def test_a_form_counts_with_the_token_of_its_session_alone(here: Here):
    await here.raises("red", "abuse", "he hits me")
    another = token_of(here.database.vault, await here.signed_in("Sam Reed"))[0]
    headers = here.origin | await here.headers("Ann Lee")
    for form in ({}, {FIELD: ""}, {FIELD: another}, {FIELD: "é"}):
        async with here.client.post("/desk/item/1/take", data=form, headers=headers) as answer:
            assert (answer.status, "Nothing was changed" in await answer.text()) == (403, True)
    assert "Nobody has this yet" in (await here.get("/desk"))[1]
    assert "You have it now." in (await here.post("/desk/item/1/take"))[1]


async def test_what_was_typed_in_a_form_that_comes_too_late_is_shown_to_be_copied(here: Here):
    await here.raises("red", "abuse", "he hits me")
    long, path = "she is at her <sister’s>\nuntil four", "/desk/item/1/note"
    form, origin = {"note": long, "back": "/desk/item/1", FIELD: "x" * 32}, here.origin
    for headers, status in ((origin, 401), (origin | await here.headers("Ann Lee"), 403)):
        async with here.client.post(path, data=form, headers=headers) as answer:
            html = await answer.text()
        assert (answer.status, "Copy it before you leave this page." in html) == (status, True)
        assert long.replace("<", "&lt;").replace(">", "&gt;") in html
        assert "/desk/item/1<" not in html
        assert "x" * 32 not in html
    assert "Copy it" not in (await here.get("/desk/admin/staff/new"))[1]


async def test_every_form_of_a_page_carries_the_token(here: Here):
    await here.raises("red", "abuse", "he hits me")
    token = token_of(here.database.vault, await here.signed_in("Ann Lee"))[0]
    for path in ("/desk", "/desk/queue", "/desk/item/1", "/desk/newcomer", "/desk/me"):
        _, html = await here.get(path)
        forms = re.findall(r"<form.*?</form>", html, re.DOTALL)
        assert forms or path == "/desk/me"
        assert [
            form
            for form in forms
            if 'method="get"' not in form
            and ('method="post"' not in form or f'name="{FIELD}" value="{token}"' not in form)
        ] == []


def test_a_token_goes_into_every_form_that_posts():
    html = '<form method="post" action="/a"><form method="get"><form method="post">'
    assert with_tokens(html, "ab").count('name="form_token" value="ab"') == 2


async def test_what_is_taken_at_the_desk_and_by_phone_is_the_same_persons(here: Here):
    await here.raises("red", "abuse", "he hits me")
    _ = await here.post("/desk/item/1/take")
    async with here.database.read() as tx:
        entry = select(audit.c.actor).where(audit.c.action == "item claimed")
        assert (await tx.execute(entry)).scalar_one() == await here.actor("Ann Lee")
    assert "You have this (Ann Lee)." in (await here.get("/desk"))[1]
    assert "<strong>Ann Lee</strong> has this." in (await here.get("/desk", by="Sam Reed"))[1]


async def test_the_end_of_the_demos_link_is_nothing_elsewhere(here: Here):
    status, _ = await here.get(f"/desk/demo/{DEMO_LINK}x", by="")
    assert status == 404


async def test_browsers_are_told_to_come_by_https():
    app = web.Application()
    only_by_https(app)
    _ = app.router.add_get("/", nothing)
    async with TestClient(TestServer(app)) as client, client.get("/") as answer:
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


async def test_sessions_are_read_by_the_clock_that_is_given(here: Here):
    async with here.database.write() as tx:
        hands = Hands(tx, here.database.vault, here.database.ids, here.clock.now())
        id = await staff.enrol(hands, "Ida Moss", "coordinator")
        token = await sessions.start(hands, id, "a test")
    async with here.database.read() as tx:
        found = await sessions.find(tx, here.database.vault, token, here.clock.now(), Lives())
    assert found is not None
    assert (found.member.id, found.session.created_at) == (id, here.clock.now())
