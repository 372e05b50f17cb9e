"""The desk over HTTP. Plain forms and redirects; the script only saves a reload.

Who may come in is settled before any of this, at the gate.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.clock import Clock
from bot.desk import said, words, words_programme
from bot.desk.access import may, start_of
from bot.desk.changes import Changes
from bot.desk.gate import Gate, with_tokens
from bot.desk.present import SIGNED, TOKEN, VEIL, Veil
from bot.desk.shelf import Shelf
from bot.errors import NotFound
from bot.store.database import Database
from bot.store.sessions import Lives
from bot.store.staff import Member
from bot.web import ICON, Handler, asset, page, stream, templates

HERE = Path(__file__).parent
NOBODY = {"me": "", "actor": "", "role": "", "start": "/desk"}


class Desk:
    def __init__(self, database: Database, clock: Clock, zone: ZoneInfo, changes: Changes, lives: Lives):
        self.gate = Gate(database, clock, lives, self.show)
        self.database, self.clock, self.changes = database, clock, changes
        self.shelf, self.zone = Shelf(database, zone), zone
        self.templates = templates(HERE / "templates", wall=self._wall, counted=words.counted)

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return (
            ("/changes", self.changed),
            (r"/referral/{id:\d{1,19}}", self.referral),
            (r"/contact/{id:\d{1,19}}", self.contact),
            *((f"/static/{path.name}", asset(path)) for path in (ICON, *sorted((HERE / "static").iterdir()))),
        )

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ()

    def _wall(self, at: datetime) -> str:
        return words.wall(at.astimezone(self.zone))

    async def changed(self, request: web.Request) -> web.StreamResponse:
        """The number of the last change, for as long as whoever looks is signed in."""
        return await stream(
            request, self.changes.bell, self.clock, lambda: self.changes.number, lambda: self.gate.is_on(request)
        )

    async def referral(self, request: web.Request) -> web.StreamResponse:
        case = await self.shelf.case(int(request.match_info["id"]), self.clock.now())
        return self.show(request, "referral.html", case=case, back=request.path)

    async def contact(self, request: web.Request) -> web.StreamResponse:
        found = await self.shelf.contact(int(request.match_info["id"]), self.clock.now())
        return self.show(request, "contact.html", **found._asdict(), back=request.path)

    def show(self, request: web.Request, template: str, status: int = 200, **given: object) -> web.StreamResponse:
        notice, bad = said.notice(request.query)
        common = {"notice": notice, "bad": bad, "path": request.path}
        return page(self._render(request, template, common | given), status)

    def _render(self, request: web.Request, template: str, given: Mapping[str, object]) -> str:
        signed = request.get(SIGNED)
        whose = _me(signed.member) if signed else NOBODY
        shown = {**whose, **given, "veil": request.get(VEIL, Veil())}
        html = self.templates.get_template(template).render(shown, words=words, plain=words_programme)
        return with_tokens(html, request[TOKEN]) if signed else html

    def not_there(self, request: web.Request) -> web.StreamResponse:
        return self.show(request, "missing.html", 404)


def _me(one: Member) -> Mapping[str, object]:
    def sees(path: str) -> bool:
        return may(one.role, ("GET", path))

    def does(path: str) -> bool:
        return may(one.role, ("POST", path))

    return {
        "me": one.name,
        "actor": one.actor,
        "role": one.role,
        "start": start_of(one.role),
        "sees": sees,
        "does": does,
    }


def missing(desk: Desk) -> Middleware:
    """What is not there gets a page that says so and leads back."""

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except (NotFound, web.HTTPNotFound):
            return desk.not_there(request)
        except web.HTTPRequestEntityTooLarge:
            return desk.show(request, "refused.html", 413, why="large")

    return answer
