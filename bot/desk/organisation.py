"""Signing in by the organisation's own accounts: the way there, and the way back.

What must fit on the way back travels in the browser's cookie, sealed, for ten minutes: nothing is stored for those who
never come back.
"""

import hmac
import json
from dataclasses import asdict
from datetime import timedelta
from http import HTTPStatus

import structlog
from aiohttp import web

from bot.clock import Clock
from bot.desk.door import end_former, first_page, with_session
from bot.desk.gate import Show
from bot.desk.office import NOT_KEPT
from bot.desk.openid import Asked, NotVouched, Provider
from bot.desk.signing_in import NOBODY, note_failed
from bot.errors import CannotDecrypt
from bot.store import accounts, sessions
from bot.store.accounts import Account
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.staff import Member
from bot.web import Handler

COOKIE, LIVES = "__Host-desk-way", timedelta(minutes=10)
SEALED = "cookie.way"
HOW = "organisation's account"
log = structlog.get_logger()

AWAY = "{name} does not answer as it should, so nobody can sign in there now. Try again in a minute."
NOT_SIGNED_IN = "You did not sign in at {name}, or it took too long. Try again."
UNKNOWN = (
    "{name} knows you, and nobody here has linked that account. Ask whoever runs this service for a link: it lets you "
    "choose how you sign in."
)
NOT_LINKED = (
    "Nothing was linked: the link is used or too old, or this account is a colleague's. Ask whoever runs this service "
    "for a new link."
)


class Organisation:
    def __init__(self, database: Database, clock: Clock, show: Show, provider: Provider):
        self.database, self.clock, self.show, self.provider = database, clock, show, provider

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return (("/organisation", self.go), ("/organisation/back", self.come_back))

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ()

    async def go(self, request: web.Request) -> web.StreamResponse:
        """To the provider; `link` is the one-time link that their account is to be linked by."""
        asked = Asked()
        try:
            there = web.HTTPSeeOther(await self.provider.way(asked))
        except NotVouched as error:
            return self._no(request, AWAY, request.query.get("link", ""), error)
        way = asdict(asked) | {"to": request.query.get("to", ""), "link": request.query.get("link", "")}
        way["until"] = (self.clock.now() + LIVES).isoformat()
        sealed = self.database.vault.seal(SEALED, 0, json.dumps(way)).hex()
        there.set_cookie(COOKIE, sealed, max_age=LIVES.seconds, path="/", secure=True, httponly=True, samesite="Lax")
        raise there

    async def come_back(self, request: web.Request) -> web.StreamResponse:
        way = self._way(request)
        if not way:
            return self._no(request, NOT_SIGNED_IN)
        asked = Asked(way["state"], way["nonce"], way["verifier"])
        try:
            account = await self.provider.account(request.query.get("code", ""), asked, self.clock.now())
        except NotVouched as error:
            return self._no(request, AWAY, way["link"], error)
        return await self._enter(request, account, way)

    def _way(self, request: web.Request) -> dict[str, str]:
        """What we sent this browser away with; nothing if it has none that fits."""
        try:
            sealed = bytes.fromhex(request.cookies.get(COOKIE, ""))
            way: dict[str, str] = json.loads(self.database.vault.open(SEALED, 0, sealed))
        except (ValueError, CannotDecrypt):
            return {}
        fits = hmac.compare_digest(way["state"].encode(), request.query.get("state", "").encode())
        return way if fits and way["until"] > self.clock.now().isoformat() and "code" in request.query else {}

    async def _enter(self, request: web.Request, account: Account, way: dict[str, str]) -> web.StreamResponse:
        async with self.database.write() as tx:
            hands = Hands(tx, self.database.vault, self.database.ids, self.clock.now())
            member = await self._whose(hands, account, way["link"])
            if member is None:
                await note_failed(hands, NOBODY, HOW)
                return self._no(request, NOT_LINKED if way["link"] else UNKNOWN)
            await end_former(hands, request)
            there = web.HTTPSeeOther(first_page(way["to"], member.role))
            with_session(there, await sessions.start(hands, member.id, HOW))
        _forget_way(there)
        raise there

    async def _whose(self, hands: Hands, account: Account, link: str) -> Member | None:
        if link:
            return await accounts.link(hands, link, account)
        return await accounts.whose(hands.tx, hands.vault, account)

    def _no(self, request: web.Request, said: str, link: str = "", why: NotVouched | None = None) -> web.StreamResponse:
        if why:
            log.error("nobody can sign in at the organisation", why=str(why))
        said, status = said.format(name=self.provider.name), HTTPStatus.BAD_GATEWAY if why else NOT_KEPT
        answer = self.show(request, "organisation.html", status, wrong=said, link=link)
        _forget_way(answer)
        return answer


def _forget_way(answer: web.StreamResponse) -> None:
    answer.del_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="Lax")
