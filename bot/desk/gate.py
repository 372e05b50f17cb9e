"""The gate of the desk: who is signed in, whether they may see the page, and whether a form is one of ours.

Each request looks at the session, the member and their role anew, so that what is revoked or changed counts at once. A
form counts with the token of the session that it was shown to; `with_tokens` puts that into every form of a page, so
that no template can forget it.
"""

import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.clock import Clock
from bot.desk.access import BY_ITSELF, OPEN, TABLE, may, route_of
from bot.desk.form import Form
from bot.desk.looking import Looking
from bot.desk.present import SIGNED, TOKEN
from bot.store import sessions
from bot.store.database import Database
from bot.store.sessions import EVERY, Lives, Signed
from bot.store.vault import Vault
from bot.store.within import may_see
from bot.web import Handler

COOKIE = "__Host-desk"  # a browser takes it over HTTPS alone, for this host and no other, and no script reads it
FIELD = "form_token"
FORM = re.compile(r'<form method="post"[^>]*>')
KIND, NUMBER = re.compile(r"/desk/(\w+)/"), frozenset({"id", "number"})
LARGEST = 2**63 - 1  # of an id: the databases take no more
LOOKING = ("GET", "HEAD")
Show = Callable[..., web.StreamResponse]


@dataclass(frozen=True, slots=True)
class Gate:
    """`show` makes the pages that say no."""

    database: Database
    clock: Clock
    lives: Lives
    show: Show

    @property
    def looking(self) -> Looking:
        return Looking(self.database, self.clock)

    @property
    def middleware(self) -> Middleware:
        @web.middleware
        async def at_the_gate(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._let_in(request, handler)

        return at_the_gate

    async def is_on(self, request: web.Request) -> bool:
        """Whether whoever opened this page is signed in still, and may see it."""
        signed = await self.signed(request)
        return signed is not None and may(signed.member.role, route_of(request))

    async def signed(self, request: web.Request) -> Signed | None:
        token = request.cookies.get(COOKIE, "")
        if not token:
            return None
        async with self.database.read() as tx:
            return await sessions.find(tx, self.database.vault, token, self.clock.now(), self.lives)

    async def _let_in(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        route, signed = route_of(request), await self.signed(request)
        if signed:
            request[SIGNED] = signed
            request[TOKEN] = token_of(self.database.vault, request.cookies[COOKIE])[0]
        if not may(signed.member.role if signed else "", route):
            return await self._no(request, signed)
        if signed and TABLE.get(route or ("", "")) is not OPEN:
            if request.method not in LOOKING and not await _has_token(request, self.database.vault):
                return await self._refuse(request, 403, "form")
            await self._seen(request, signed)
            await self._within(request, signed)
            await self.looking.before(request, signed)
            response = await handler(request)
            await self.looking.after(request, response, signed)
            return response
        return await handler(request)

    async def _within(self, request: web.Request, signed: Signed) -> None:
        """Raises HTTPNotFound for the number of a record in a locality that is not theirs, as for one that is not there."""
        kind, number = KIND.match(request.path), NUMBER.intersection(request.match_info)
        if kind and number:
            id = int(request.match_info[next(iter(number))])
            if id > LARGEST:
                raise web.HTTPNotFound
            async with self.database.read() as tx:
                if not await may_see(tx, signed.member, kind[1], id):
                    raise web.HTTPNotFound

    async def _no(self, request: web.Request, signed: Signed | None) -> web.StreamResponse:
        if signed:
            return await self._refuse(request, 403, "role")
        if request.method in LOOKING and route_of(request) not in BY_ITSELF:
            raise web.HTTPSeeOther(f"/desk/signin?to={quote(request.path_qs)}")
        return await self._refuse(request, 401, "nobody")

    async def _refuse(self, request: web.Request, status: int, why: str) -> web.StreamResponse:
        """What they had typed is shown to whoever has just sent it, and to nobody else: it would be lost."""
        typed = (await Form.of(request)).words() if request.method not in LOOKING else []
        return self.show(request, "refused.html", status, why=why, typed=typed)

    async def _seen(self, request: web.Request, signed: Signed) -> None:
        now = self.clock.now()
        if route_of(request) in BY_ITSELF or now - signed.session.seen_at < EVERY:
            return
        async with self.database.write() as tx:
            await sessions.touch(tx, signed.session, now)


def token_of(vault: Vault, session: str) -> list[str]:
    """What a form must carry under this session; of several while keys change, the first is given out."""
    return [one.hex() for one in vault.look_ups("a form of the desk", session)]


def with_tokens(html: str, token: str) -> str:
    """The page with the session's token in each of its forms. `token` is ours, of hexadecimal digits alone."""
    return FORM.sub(lambda form: f'{form[0]}<input type="hidden" name="{FIELD}" value="{token}">', html)


async def _has_token(request: web.Request, vault: Vault) -> bool:
    given = str((await request.post()).get(FIELD, "")).encode()
    return any(hmac.compare_digest(one.encode(), given) for one in token_of(vault, request.cookies[COOKIE]))
