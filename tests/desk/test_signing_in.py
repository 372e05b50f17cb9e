"""Signing in: the link, the password, the code; and what a stranger learns."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.desk import codes
from bot.desk.gate import COOKIE
from bot.desk.passwords import A_NAME, TOO_COMMON, TOO_LONG, TOO_SHORT, unfit
from bot.store import logins, staff
from bot.store.tables import sessions as rows
from tests.desk.conftest import Here
from tests.desk.signing_in import PASSWORD, RUTH, Browser, enrolled, hands, link, log, member, secret, shown


async def test_a_link_lets_somebody_choose_and_signs_them_in(here: Here):
    ruth = Browser(here)
    known = await enrolled(here, ruth)
    assert (await ruth.get("/desk"))[0] == 200
    status, html = await ruth.presses("/desk", "/desk/signout")
    assert (status, "You are signed out." in html) == (200, True)
    assert COOKIE not in ruth.cookies
    assert await ruth.signs_in(shown(here, known), name="  ruth   BELL ")
    actor = await here.actor(RUTH)
    assert await log(here, "enrolled to sign in", "signed in", "signed out") == [
        (actor, "enrolled to sign in", ""),
        (actor, "signed in", "enrolled"),
        (actor, "signed out", ""),
        (actor, "signed in", "password and code"),
    ]


async def test_the_picture_is_ours_and_holds_the_secret(here: Here):
    path = await link(here, await member(here))
    async with here.client.get(f"{path}/code.svg") as answer:
        assert (answer.status, answer.content_type) == (200, "image/svg+xml")
        drawn = await answer.text()
    assert drawn == codes.picture(await secret(here, path), RUTH, "Frontdoor").decode()
    assert re.findall(r"<script|<style|style=", drawn) == []


async def test_a_link_opens_once_and_not_after_a_day(here: Here):
    ruth, other = Browser(here), Browser(here)
    path = await link(here, await member(here))
    known = await secret(here, path)
    await here.clock.advance(hours=24)
    assert (await here.get(path, by=""))[0] == 410
    path = await link(here, staff.id_of(await here.actor(RUTH)) or 0)
    known = await secret(here, path)
    _, html = await ruth.post(path, password=PASSWORD, again=PASSWORD, code=shown(here, known))
    assert "Sign out" in html
    for status, _ in (
        await here.get(path, by=""),
        await other.post(path, password=PASSWORD, again=PASSWORD, code=shown(here, known)),
        await here.get(f"{path}/code.svg", by=""),
    ):
        assert status in (404, 410)
    assert COOKIE not in other.cookies


async def test_a_new_link_voids_the_one_before_and_the_rest_when_it_is_used(here: Here):
    ruth, elsewhere = Browser(here), Browser(here)
    known = await enrolled(here, ruth)
    id = staff.id_of(await here.actor(RUTH)) or 0
    first, second = await link(here, id), await link(here, id)
    assert (await here.get(first, by=""))[0] == 410
    assert (await ruth.get("/desk"))[0] == 200, "nothing is void before the link is used"
    assert await elsewhere.signs_in(shown(here, known))
    fresh = await secret(here, second)
    _ = await Browser(here).post(second, password="a newer teapot", again="a newer teapot", code=shown(here, fresh))
    for browser in (ruth, elsewhere):
        assert "For staff of" in (await browser.get("/desk"))[1]
        assert not await browser.signs_in(shown(here, known)), "neither the password nor the codes hold"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"password": "short", "again": "short"}, "password"),
        ({"again": "something else entirely"}, "again"),
        ({"code": "000000"}, "code"),
        ({"code": ""}, "code"),
    ],
)
async def test_mistakes_at_enrolling_are_named_and_keep_nothing(here: Here, given: dict[str, str], field: str):
    path = await link(here, await member(here))
    right = {"password": PASSWORD, "again": PASSWORD, "code": shown(here, await secret(here, path))}
    status, html = await Browser(here).post(path, **(right | given))
    assert (status, re.findall(r'id="wrong-(\w+)"', html)) == (422, [field])
    assert PASSWORD not in html
    assert (await here.get(path, by=""))[0] == 200, "the link is good still"


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("elevenchars", TOO_SHORT),
        ("x" * 201, TOO_LONG),
        ("Password1234!", TOO_COMMON),
        ("passwordpassword", TOO_COMMON),
        ("123456789012", TOO_COMMON),
        ("aaaaaaaaaaaaaa", TOO_COMMON),
        ("qwertyuiop12", TOO_COMMON),
        ("Ruth.Bell.1964", A_NAME),
        ("ruthruth12345", A_NAME),
        ("teapot gravel window", ""),
        ("ruth keeps seven geese", ""),
    ],
)
def test_which_passwords_may_be_chosen(password: str, why: str):
    assert unfit(password, RUTH) == why


async def test_one_answer_for_whatever_is_wrong(here: Here):
    ruth = Browser(here)
    known = await enrolled(here, ruth)
    _ = await member(here, "Tom Hart")  # who has not enrolled
    stranger, code = Browser(here), shown(here, known)
    answers: set[tuple[int, str]] = set()
    for name, password, given in (
        (RUTH, "not the password", code),
        (RUTH, PASSWORD, "000000"),
        (RUTH, PASSWORD, ""),
        (RUTH, "", code),
        ("Tom Hart", PASSWORD, code),
        ("Nobody Here", PASSWORD, code),
        ("x" * 900, "y" * 5000, "١٢٣٤٥٦"),
    ):
        status, html = await stranger.post("/desk/signin", name=name, password=password, code=given, to="")
        answers.add((status, re.sub(r'value="[^"]*"', "", html)))
    assert len(answers) == 1
    assert {status for status, _ in answers} == {422}
    assert COOKIE not in stranger.cookies
    entries = await log(here, "sign-in failed")
    assert len(entries) == 7
    assert {detail for _, _, detail in entries} == {"new browser"}


async def test_a_code_counts_once(here: Here):
    ruth = Browser(here)
    known = await enrolled(here, ruth)
    code = shown(here, known)
    assert await Browser(here).signs_in(code)
    assert not await Browser(here).signs_in(code)
    await here.clock.advance(seconds=30)
    assert not await Browser(here).signs_in(code), "its successor shows, and it is within the drift"
    assert await Browser(here).signs_in(shown(here, known))


async def test_a_phones_clock_may_be_half_a_minute_off_and_no_more(here: Here):
    known, now = "A" * 32, here.clock.now()
    step = int(now.timestamp()) // codes.PERIOD
    for n, good in ((-2, False), (-1, True), (0, True), (1, True), (2, False)):
        assert codes.step_of(known, codes.code_of(known, step + n), now) == (step + n if good else None)
    spaced = codes.code_of(known, step)
    assert codes.step_of(known, f"{spaced[:3]} {spaced[3:]}", now) == step


async def test_the_page_leads_on_to_where_somebody_wanted_to_go_and_nowhere_else(here: Here):
    ruth = Browser(here)
    known = await enrolled(here, ruth)
    for to, path in (("/desk/done", "/desk/done"), ("https://elsewhere.example/", "/desk"), ("//elsewhere", "/desk")):
        given = {"name": RUTH, "password": PASSWORD, "code": shown(here, known), "to": to}
        async with ruth.client.post("/desk/signin", data=given, headers=here.origin, allow_redirects=False) as answer:
            assert (answer.status, answer.headers["Location"]) == (303, path)
        await here.clock.advance(minutes=1)


async def test_cookies_are_for_this_host_over_https_and_for_no_script(here: Here):
    ruth = Browser(here)
    known = await enrolled(here, ruth)
    given = {"name": RUTH, "password": PASSWORD, "code": shown(here, known), "to": ""}
    async with ruth.client.post("/desk/signin", data=given, headers=here.origin, allow_redirects=False) as answer:
        made = answer.headers.getall("Set-Cookie")
    assert len(made) == 2
    for one in made:
        assert one.startswith("__Host-")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(one.split("; "))
        assert "Domain" not in one


async def test_neither_password_token_nor_secret_is_stored_readably(here: Here):
    ruth = Browser(here)
    known = await enrolled(here, ruth)
    async with here.database.read() as tx:
        (login,) = filter(None, [await logins.called(tx, here.database.vault, RUTH)])
        kept = [bytes(row.token_hash) for row in await tx.execute(select(rows))]
    assert login.password.startswith("$argon2id$")
    assert login.secret == known
    assert ruth.cookies[COOKIE].encode() not in kept
    assert len(ruth.cookies[COOKIE]) >= 43, "32 random bytes"


async def test_the_demos_link_signs_in_once(here: Here):
    guest, late = Browser(here), Browser(here)
    _ = await here.signed_in("Ann Lee")
    assert "Ann Lee" in (await guest.get("/desk/demo/a-link-of-the-demo"))[1]
    assert (await guest.get("/desk/demo/a-link-of-the-demo"))[0] == 200
    assert (await late.get("/desk/demo/a-link-of-the-demo"))[0] == 404
    assert (await late.get("/desk/demo/another"))[0] == 404
    assert COOKIE not in late.cookies


async def test_who_is_off_the_staff_signs_in_no_more(here: Here):
    ruth = Browser(here)
    known = await enrolled(here, ruth)
    path = await link(here, staff.id_of(await here.actor(RUTH)) or 0)
    async with here.database.write() as tx:
        id = staff.id_of(await here.actor(RUTH)) or 0
        await staff.retire(hands(here, tx), id)
        await logins.void(hands(here, tx), id)
    assert "For staff of" in (await ruth.get("/desk"))[1]
    assert not await ruth.signs_in(shown(here, known))
    assert (await here.get(path, by=""))[0] == 410


async def test_a_link_used_meanwhile_voids_what_was_checked_before(here: Here):
    """Between the check of a password and the new session somebody else may have enrolled anew."""
    _ = await enrolled(here, Browser(here))
    async with here.database.write() as tx:
        (login,) = filter(None, [await logins.called(tx, here.database.vault, RUTH)])
        token = await logins.new_link(hands(here, tx), login.member.id)
        _ = await logins.enrol(hands(here, tx), token, "another hash", 1)
        assert not await logins.use_step(
            hands(here, tx), login, login.step + 1 + int(timedelta(days=1).total_seconds())
        )
