"""Browsers in which somebody enrols and signs in, for tests of the desk."""

import re

from aiohttp import ClientSession, CookieJar
from sqlalchemy import select

from bot.desk import codes
from bot.store import logins, staff
from bot.store.hands import Hands
from bot.store.tables import audit
from tests.desk.conftest import Here

PASSWORD = "teapot gravel window"
RUTH = "Ruth Bell"


class Browser:
    """One browser with its cookies, which it keeps for this address as it would for one over HTTPS."""

    def __init__(self, here: Here):
        base = here.client.make_url("/")
        self.here, jar = here, CookieJar(unsafe=True, treat_as_secure_origin=base)
        self.client = ClientSession(base, cookie_jar=jar)
        here.browsers.append(self.client)

    async def get(self, path: str) -> tuple[int, str]:
        async with self.client.get(path) as answer:
            return answer.status, await answer.text()

    async def post(self, path: str, **form: str) -> tuple[int, str]:
        async with self.client.post(path, data=form, headers=self.here.origin) as answer:
            return answer.status, await answer.text()

    async def presses(self, page: str, path: str) -> tuple[int, str]:
        """A form as it stands on a page, with what is hidden in it."""
        _, html = await self.get(page)
        (form,) = re.findall(rf'<form method="post" action="{path}">(.*?)</form>', html, re.DOTALL)
        return await self.post(path, **dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)))

    async def signs_in(self, code: str, name: str = RUTH, password: str = PASSWORD) -> bool:
        _, html = await self.post("/desk/signin", name=name, password=password, code=code, to="")
        return "Sign out" in html

    @property
    def cookies(self) -> dict[str, str]:
        return {one.key: one.value for one in self.client.cookie_jar}


async def member(here: Here, name: str = RUTH, role: str = "supervisor") -> int:
    async with here.database.write() as tx:
        return await staff.enrol(hands(here, tx), name, role)


def hands(here: Here, tx: object) -> Hands:
    return Hands(tx, here.database.vault, here.database.ids, here.clock.now())  # type: ignore[arg-type]


async def link(here: Here, id: int) -> str:
    async with here.database.write() as tx:
        return f"/desk/enrol/{await logins.new_link(hands(here, tx), id)}"


async def secret(here: Here, path: str) -> str:
    """What stands on the page of a link, as an app takes it over."""
    _, html = await here.get(path, by="")
    return "".join(re.findall(r'class="secret">([^<]+)<', html)[0].split())


def shown(here: Here, secret: str) -> str:
    """The code that the app shows now."""
    return codes.code_of(secret, int(here.clock.now().timestamp()) // codes.PERIOD)


async def enrolled(here: Here, browser: Browser, name: str = RUTH, role: str = "supervisor") -> str:
    """Somebody who has enrolled in this browser, and is signed in there: the secret of their codes."""
    path = await link(here, await member(here, name, role))
    known = await secret(here, path)
    _, html = await browser.post(path, password=PASSWORD, again=PASSWORD, code=shown(here, known))
    assert "Sign out" in html
    await here.clock.advance(minutes=1)
    return known


async def log(here: Here, *actions: str) -> list[tuple[str, str, str]]:
    query = select(audit.c.actor, audit.c.action, audit.c.detail).where(audit.c.action.in_(actions))
    async with here.database.read() as tx:
        return [tuple(row) for row in await tx.execute(query.order_by(audit.c.id))]
