"""Signing in with the organisation's own accounts, at a real provider."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from aiohttp.test_utils import unused_port

from bot.clock import SystemClock
from bot.desk import Entrance
from bot.desk.gate import COOKIE
from bot.desk.openid import Asked, NotVouched, Provider
from bot.store import logins
from bot.store.tables import accounts
from tests.desk.conftest import Here
from tests.desk.organisation import NAME, Traveller, provider
from tests.desk.signing_in import RUTH, Browser, enrolled, hands, link, log, member, shown

pytestmark = pytest.mark.npm
GO = "/desk/organisation"


@pytest.fixture
def start() -> datetime:
    """Now: the provider has a clock of its own."""
    return SystemClock().now()


@pytest.fixture(scope="module")
def port() -> int:
    return unused_port()


@pytest.fixture(scope="module")
def real(port: int) -> Iterator[Provider]:
    with provider(unused_port(), port) as one:
        yield one


@pytest.fixture
def away() -> bool:
    return False


@pytest.fixture
def entrance(real: Provider, away: bool) -> Entrance:
    return Entrance("Frontdoor", provider=elsewhere(real) if away else real)


def elsewhere(real: Provider) -> Provider:
    return replace(real, issuer=f"http://127.0.0.1:{unused_port()}")


async def linked(here: Here, name: str = RUTH) -> tuple[Traveller, str]:
    """Somebody who has followed their one-time link to the provider and back."""
    ruth, path = Traveller(here), await link(here, await member(here, name))
    _, html = await ruth.get(path)
    (way,) = re.findall(rf'href="({GO}\?link=[^"]+)"', html)
    return ruth, (await ruth.signs_in(way, f"{name}@torbay"))[1]


async def test_a_one_time_link_links_an_account_and_the_account_signs_in_from_then_on(here: Here):
    _, html = await linked(here)
    assert "Sign out" in html
    again = Traveller(here)
    assert f"Sign in with {NAME}" in (await again.get("/desk/signin"))[1]
    status, html = await again.signs_in(f"{GO}?to=/desk/me", f"{RUTH}@torbay")
    assert (status, "Sign out" in html, "Where you are signed in" in html) == (200, True, True)
    actor = await here.actor(RUTH)
    assert await log(here, "linked an account", "signed in") == [
        (actor, "linked an account", ""),
        (actor, "signed in", "organisation's account"),
        (actor, "signed in", "organisation's account"),
    ]
    async with here.database.read() as tx:
        (row,) = (await tx.execute(accounts.select())).all()
    assert b"torbay" not in row.account, "what the provider calls them is sealed"


async def test_an_account_that_nobody_linked_opens_nothing(here: Here):
    stranger = Traveller(here)
    status, html = await stranger.signs_in(GO, RUTH)
    assert (status, "nobody here has linked that account" in html) == (422, True)
    assert COOKIE not in {one.key for one in stranger.client.cookie_jar}
    assert await log(here, "sign-in failed") == [("desk", "sign-in failed", "organisation's account")]


async def test_a_link_works_once_and_an_account_is_one_persons(here: Here):
    _ = await linked(here)
    tom, path = Traveller(here), await link(here, await member(here, "Tom Hart"))
    status, html = await tom.signs_in(f"{GO}?link={path.rsplit('/', 1)[1]}", f"{RUTH}@torbay")
    assert (status, "this account is a colleague" in html) == (422, True)
    other = Traveller(here)
    assert (await other.signs_in(f"{GO}?link={path.rsplit('/', 1)[1]}", "tom@torbay"))[0] == 200
    late = Traveller(here)
    assert (await late.signs_in(f"{GO}?link={path.rsplit('/', 1)[1]}", "mallory@torbay"))[0] == 422


async def test_there_is_one_way_in_for_each(here: Here):
    """Linking an account ends the password, and a new password ends the account; each ends the sessions before."""
    first = Browser(here)
    secret = await enrolled(here, first)
    async with here.database.read() as tx:
        found = await logins.called(tx, here.database.vault, RUTH)
    assert found is not None
    path = await link(here, found.member.id)
    assert (await first.get("/desk/me"))[0] == 200, "a link that nobody used changes nothing"
    ruth = Traveller(here)
    _, html = await ruth.signs_in(f"{GO}?link={path.rsplit('/', 1)[1]}", "ruth@torbay")
    assert "Sign out" in html
    assert "Sign out" not in (await first.get("/desk/me"))[1]
    assert not await Browser(here).signs_in(shown(here, secret))
    async with here.database.write() as tx:
        await logins.void(hands(here, tx), found.member.id)
    assert "Sign out" not in (await ruth.get("/desk/me"))[1]
    assert (await Traveller(here).signs_in(GO, "ruth@torbay"))[0] == 422


async def test_who_comes_back_must_be_whom_we_sent_and_soon(here: Here):
    """Another browser, another state, the same twice, nothing at all, or ten minutes later."""
    _ = await linked(here)
    ruth, other = Traveller(here), Traveller(here)
    back = await ruth.brings(GO, f"{RUTH}@torbay")
    for browser, address in (
        (other, back),
        (ruth, back.update_query(state="another")),
        (ruth, back.without_query_params("code")),
    ):
        status, html = await browser.get(address)
        assert (status, "You did not sign in at Torbay Council" in html) == (422, True)
        back = await ruth.brings(GO, f"{RUTH}@torbay")
    assert "Sign out" in (await ruth.get(back))[1]
    assert (await ruth.get(back))[0] == 422
    back = await ruth.brings(GO, f"{RUTH}@torbay")
    await here.clock.advance(minutes=11)
    assert (await ruth.get(back))[0] == 422


async def test_a_token_counts_for_its_nonce_receiver_and_time_alone(here: Here, real: Provider):
    ruth, asked = Traveller(here), Asked()
    for wrong, later in (
        (Asked(asked.state, "another", asked.verifier), 0),
        (Asked(asked.state, asked.nonce, "another" * 9), 0),
        (asked, 90),
    ):
        back = await ruth.brings(await real.way(asked), f"{RUTH}@torbay")
        with pytest.raises(NotVouched):
            _ = await real.account(back.query["code"], wrong, here.clock.now() + timedelta(minutes=later))
    back = await ruth.brings(await real.way(asked), f"{RUTH}@torbay")
    assert (await real.account(back.query["code"], asked, here.clock.now())).subject == f"{RUTH}@torbay"


async def test_a_provider_that_is_not_there_or_another_is_said(here: Here, real: Provider):
    for lost in (elsewhere(real), replace(real, issuer=f"{real.issuer}/")):
        with pytest.raises(NotVouched):
            _ = await lost.way(Asked())
    with provider(unused_port(), here.client.port or 0, "client_secret_post") as posts:
        ruth, asked = Traveller(here), Asked()
        back = await ruth.brings(await posts.way(asked), RUTH)
        assert (await posts.account(back.query["code"], asked, here.clock.now())).subject == RUTH
        lying = replace(posts, secret="not the secret")
        back = await ruth.brings(await posts.way(asked), RUTH)
        with pytest.raises(NotVouched):
            _ = await lying.account(back.query["code"], asked, here.clock.now())


@pytest.mark.parametrize("away", [True])
async def test_the_page_says_when_the_provider_is_away(here: Here):
    status, html = await here.get(f"{GO}?link=abc", by="")
    assert (status, "does not answer as it should" in html, "/desk/enrol/abc" in html) == (502, True, True)
