"""The pages by which somebody signs in, enrols, sees where they are signed in, and signs out."""

import hmac
import secrets
from dataclasses import dataclass, field

from aiohttp import web

from bot.clock import Clock
from bot.desk import codes
from bot.desk.access import MAY, start_of
from bot.desk.devices import COOKIE as DEVICE
from bot.desk.devices import DAYS
from bot.desk.form import Form
from bot.desk.gate import COOKIE, Show
from bot.desk.office import NOT_KEPT
from bot.desk.openid import Provider
from bot.desk.passwords import LONGEST, SHORTEST, Busy, Passwords, unfit
from bot.desk.present import SIGNED, member
from bot.desk.signing_in import Entered, SigningIn, Tried
from bot.store import logins, sessions, staff
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.logins import Invitation
from bot.store.sessions import Lives
from bot.store.sqlite_writer import Tx
from bot.web import Handler, safe_return

SAID = {
    "signedout": "You are signed out.",
    "sessionended": "That one is signed out.",
    "sessionover": "That one was over already.",
}
NOT_RIGHT = (
    "That did not work. Look at the name, the password and the code: each code counts once, so wait for the next. After ten "
    "tries in a quarter of an hour nothing works until it is over."
)
BUSY = "Too many people are signing in at once. Try again in a minute."
NOT_THE_SAME = "The two are not the same."
NO_CODE = "This is not the code that the app shows now. If its clock is wrong, set the phone’s time to automatic."
LINK = r"/enrol/{token:[\w-]{1,64}}"
DAY = 24 * 60 * 60  # seconds


@dataclass(frozen=True, slots=True)
class DemoLink:
    """The end of the address that signs in as this member of staff, by name, once."""

    token: str
    name: str


@dataclass(frozen=True, slots=True)
class Entrance:
    """How people come in: what the service calls itself, how long they stay, the demo's link, if this is one, and the
    organisation whose accounts count here, if there is one."""

    service: str
    lives: Lives = field(default_factory=Lives)
    link: DemoLink | None = None
    provider: Provider | None = None


class Door:
    def __init__(self, database: Database, clock: Clock, show: Show, entrance: Entrance):
        self.database, self.clock, self.show = database, clock, show
        self.lives, self.service = entrance.lives, entrance.service
        self.organisation = entrance.provider.name if entrance.provider else ""
        self.passwords = Passwords()
        self.signing_in = SigningIn(database, clock, self.passwords)

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return (
            ("/signin", self.page),
            (LINK, self.invitation),
            (f"{LINK}/code.svg", self.picture),
            ("/me", self.mine),
        )

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return (
            ("/signin", self.sign_in),
            (LINK, self.enrol),
            ("/signout", self.sign_out),
            (r"/me/{session:\d{1,18}}/end", self.end),
        )

    async def page(self, request: web.Request) -> web.StreamResponse:
        if SIGNED in request:
            raise web.HTTPSeeOther(start_of(member(request).role))
        return self._page(request, request.query.get("to", ""))

    def _page(self, request: web.Request, to: str, wrong: str = "", name: str = "") -> web.StreamResponse:
        given = {"to": to, "wrong": wrong, "name": name, "service": self.service, "organisation": self.organisation}
        return self.show(request, "signin.html", NOT_KEPT if wrong else 200, **given)

    async def sign_in(self, request: web.Request) -> web.StreamResponse:
        form, device = await Form.of(request), request.cookies.get(DEVICE, "")
        tried = Tried(form.text("name"), form.exact("password"), form.text("code", 20), device)
        try:
            entered = await self.signing_in.try_(tried)
        except Busy:
            return self._page(request, form.text("to"), BUSY, tried.name)
        if entered is None:
            return self._page(request, form.text("to"), NOT_RIGHT, tried.name)
        async with self.database.write() as tx:
            await end_former(self._hands(tx), request)
        raise let_in(entered, first_page(form.text("to"), entered.role))

    async def invitation(self, request: web.Request) -> web.StreamResponse:
        return self._choose(request, await self._invited(request))

    async def picture(self, request: web.Request) -> web.StreamResponse:
        found = await self._invited(request)
        if found is None:
            raise web.HTTPNotFound
        drawn = codes.picture(found.secret, found.member.name, self.service)
        return web.Response(body=drawn, content_type="image/svg+xml")

    async def enrol(self, request: web.Request) -> web.StreamResponse:
        found, form = await self._invited(request), await Form.of(request)
        if found is None:
            return self._choose(request, None)
        password, step = form.exact("password"), codes.step_of(found.secret, form.text("code", 20), self.clock.now())
        wrong = {"password": unfit(password, found.member.name)}
        wrong["again"] = "" if form.exact("again") == password else NOT_THE_SAME
        wrong["code"] = "" if step is not None else NO_CODE
        if step is None or any(wrong.values()):
            return self._choose(request, found, {name: why for name, why in wrong.items() if why})
        try:
            return await self._enrol(request, found, await self.passwords.hash(password), step)
        except Busy:
            return self._choose(request, found, {"password": BUSY})

    async def _enrol(self, request: web.Request, found: Invitation, hashed: str, step: int) -> web.StreamResponse:
        async with self.database.write() as tx:
            hands = self._hands(tx)
            member = await logins.enrol(hands, request.match_info["token"], hashed, step)
            device = request.cookies.get(DEVICE, "")
            entered = await self.signing_in.enter(hands, member.name, device) if member else None
        if entered is None:
            return self._choose(request, None)
        raise let_in(entered, start_of(entered.role))

    async def _invited(self, request: web.Request) -> Invitation | None:
        async with self.database.read() as tx:
            return await logins.invited(tx, self.database.vault, request.match_info["token"], self.clock.now())

    def _choose(
        self, request: web.Request, found: Invitation | None, wrong: dict[str, str] | None = None
    ) -> web.StreamResponse:
        if found is None:
            return self.show(request, "enrol_gone.html", 410)
        given = {"found": found, "secret": codes.in_groups(found.secret), "shortest": SHORTEST, "longest": LONGEST}
        given |= {"organisation": self.organisation, "link": request.match_info["token"]}
        return self.show(request, "enrol.html", NOT_KEPT if wrong else 200, wrong=wrong or {}, **given)

    async def mine(self, request: web.Request) -> web.StreamResponse:
        """Where they are signed in."""
        async with self.database.read() as tx:
            found = await sessions.of_member(tx, member(request).id, self.clock.now(), self.lives)
        given = {"sessions": found, "here": request[SIGNED].session.id, "may": MAY[member(request).role]}
        return self.show(request, "me.html", member=member(request), lives=self.lives, **given)

    async def end(self, request: web.Request) -> web.StreamResponse:
        async with self.database.write() as tx:
            done = await sessions.revoke(self._hands(tx), member(request).id, int(request.match_info["session"]))
        raise web.HTTPSeeOther(f"/desk/me?said={'sessionended' if done else 'sessionover'}")

    async def sign_out(self, request: web.Request) -> web.StreamResponse:
        async with self.database.write() as tx:
            _ = await sessions.revoke(self._hands(tx), member(request).id, request[SIGNED].session.id)
        out = web.HTTPSeeOther("/desk/signin?said=signedout")
        out.del_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="Lax")
        raise out

    def _hands(self, tx: Tx) -> Hands:
        return Hands(tx, self.database.vault, self.database.ids, self.clock.now())


class DemoDoor:
    """The link that the demo prints: whoever opens it first is signed in, in this process alone."""

    def __init__(self, database: Database, clock: Clock, link: DemoLink):
        self.database, self.clock, self._good, self._name = database, clock, link.token, link.name

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return ((r"/demo/{token:[\w-]{1,64}}", self.open),)

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ()

    async def open(self, request: web.Request) -> web.StreamResponse:
        if SIGNED in request:
            raise web.HTTPSeeOther("/desk")
        if not hmac.compare_digest(request.match_info["token"].encode(), self._good.encode()):
            raise web.HTTPNotFound
        self._good = secrets.token_urlsafe()
        async with self.database.write() as tx:
            hands = Hands(tx, self.database.vault, self.database.ids, self.clock.now())
            (me,) = [one for one in await staff.members(tx, hands.vault) if one.name == self._name]
            token = await sessions.start(hands, me.id, "the demo's link")
        there = web.HTTPSeeOther("/desk")
        with_session(there, token)
        raise there


async def end_former(hands: Hands, request: web.Request) -> None:
    """End the session of whoever was signed in here before: their token is not in this browser any more."""
    if SIGNED in request:
        signed = request[SIGNED]
        _ = await sessions.revoke(hands, signed.member.id, signed.session.id)


def first_page(to: str, role: str) -> str:
    """Where they were going, or the first page that they may see."""
    return safe_return(to, "/desk") if to else start_of(role)


def let_in(entered: Entered, to: str) -> web.HTTPSeeOther:
    """On to the desk, with the browser's cookies."""
    there = web.HTTPSeeOther(to)
    with_session(there, entered.token)
    there.set_cookie(DEVICE, entered.device, max_age=DAYS * DAY, path="/", secure=True, httponly=True, samesite="Lax")
    return there


def with_session(there: web.HTTPSeeOther, token: str) -> None:
    there.set_cookie(COOKIE, token, path="/", secure=True, httponly=True, samesite="Lax")
