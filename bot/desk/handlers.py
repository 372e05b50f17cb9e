"""The desk over HTTP. Plain forms and redirects; the script only saves a reload.

There is no sign-in yet, so it answers this machine alone, and a coordinator says who they are in a cookie.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.casework.accepting import Rules
from bot.clock import Clock
from bot.desk import accepting, episode_forms, episodes, words, words_programme
from bot.desk.changes import Changes
from bot.desk.contact_forms import SAID as SAID_OF_CONTACT
from bot.desk.contact_forms import ContactForms
from bot.desk.item_forms import LONGEST_NAME, NAME_COOKIE, ItemForms, who
from bot.desk.learning import BAD_NEWS as BAD_NEWS_OF_LEARNING
from bot.desk.learning import SAID as SAID_OF_LEARNING
from bot.desk.learning import SAID_OF_ITEM, Learning
from bot.desk.office import Office
from bot.desk.shelf import Card, Shelf
from bot.errors import NotFound
from bot.store.database import Database
from bot.web import (
    ICON,
    Handler,
    asset,
    page,
    private_app,
    safe_return,
    stream,
    templates,
)
from messages.helplines import overdue

HERE = Path(__file__).parent
SAID = {
    "taken": "Somebody else has taken this.",
    "held": "Somebody else has this. Take it over first, if you must.",
    "closed": "This was closed already.",
    "yours": "You have it now.",
    "done": "Closed. Thank you.",
    "outcome": "Please choose what came of it.",
    "noted": "Noted.",
    "reopened": "Open again.",
    "open": "This is open already.",
    "nobody": "Nobody has this. Take it first.",
    **SAID_OF_ITEM,
}
SAID_ELSEWHERE = SAID_OF_CONTACT | SAID_OF_LEARNING | accepting.SAID | episodes.SAID | episode_forms.SAID
BAD_NEWS = (
    "taken", "held", "closed", "outcome", "open", "nobody", "unsure", "nothing", *BAD_NEWS_OF_LEARNING,
    *accepting.BAD_NEWS, *episodes.BAD_NEWS,
)  # fmt: skip


def setup(
    app: web.Application, database: Database, clock: Clock, zone: ZoneInfo, changes: Changes, nation: str, rules: Rules
) -> None:
    """Add `/desk`. It looks for changes for as long as the web application runs."""
    desk, d = private_app(), Desk(database, clock, zone, changes, nation)
    desk.middlewares.append(missing(d))
    desk.cleanup_ctx.append(changes.watching)
    desk.on_shutdown.append(changes.bell.close_with)
    for path, handler in (
        ("", d.queue),
        ("/done", d.done),
        ("/queue", d.fragment),
        ("/changes", d.changed),
        (r"/referral/{id:\d{1,19}}", d.referral),
        (r"/contact/{id:\d{1,19}}", d.contact),
        ("/static/icon.svg", asset(ICON)),
        ("/static/base.css", asset(HERE / "static" / "base.css")),
        ("/static/desk.css", asset(HERE / "static" / "desk.css")),
        ("/static/desk.js", asset(HERE / "static" / "desk.js")),
    ):
        _ = desk.router.add_get(path, handler)
    forms = ItemForms(database, clock)
    for name, form in (
        ("take", forms.take), ("over", forms.take_over), ("close", forms.close), ("note", forms.note),
        ("reopen", forms.reopen),
    ):  # fmt: skip
        _ = desk.router.add_post(r"/item/{number:\d{1,9}}/" + name, form)
    office = Office(database, clock, zone, d.shelf, d.show, rules)
    for part in (Learning(database, clock, d.shelf, d.show), accepting.Accepting(office), episodes.Episodes(office)):
        for path, handler in part.pages():
            _ = desk.router.add_get(path, handler)
        for path, handler in part.forms():
            _ = desk.router.add_post(path, handler)
    marks = ContactForms(database, clock)
    _ = desk.router.add_post(r"/contact/{id:\d{1,19}}/plain", marks.plain)
    _ = desk.router.add_post(r"/contact/{id:\d{1,19}}/english", marks.english)
    _ = desk.router.add_post("/me", d.me)
    _ = app.add_subapp("/desk", desk)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many nobody has yet, by level, and how many somebody is dealing with."""

    red: int
    amber: int
    green: int
    taken: int

    @property
    def title(self) -> str:
        return f"({self.red} red) " if self.red else ""


def counts(cards: list[Card]) -> Counts:
    levels = [card.item.level for card in cards if card.item.state == "open"]
    return Counts(levels.count("red"), levels.count("amber"), levels.count("green"), len(cards) - len(levels))


class Desk:
    def __init__(self, database: Database, clock: Clock, zone: ZoneInfo, changes: Changes, nation: str):
        self.database, self.clock, self.changes, self.nation = database, clock, changes, nation
        self.shelf, self.zone = Shelf(database, zone), zone
        self.templates = templates(HERE / "templates", wall=self._wall, counted=words.counted)

    def _wall(self, at: datetime) -> str:
        return words.wall(at.astimezone(self.zone))

    async def queue(self, request: web.Request) -> web.StreamResponse:
        now = self.clock.now()
        number, cards = self.changes.number, await self.shelf.queue(now)
        late = overdue(now.date(), self.nation)
        to_check, back = await self.shelf.to_check(), "/desk"
        given = {"cards": cards, "counts": counts(cards), "number": number, "overdue": late}
        return self.show(request, "queue.html", 200, **given, to_check=to_check, back=back)

    async def done(self, request: web.Request) -> web.StreamResponse:
        now = self.clock.now()
        cards = await self.shelf.queue(now, closed=True)
        given = {"cards": cards, "counts": counts(await self.shelf.queue(now))}
        return self.show(request, "done.html", 200, **given, to_check=await self.shelf.to_check())

    async def fragment(self, request: web.Request) -> web.StreamResponse:
        """The queue without the page around it, for the script."""
        number, cards = self.changes.number, await self.shelf.queue(self.clock.now())
        given = {"cards": cards, "counts": counts(cards), "number": number, "back": "/desk", "me": who(request)}
        return page(self._render("list.html", given))

    async def changed(self, request: web.Request) -> web.StreamResponse:
        return await stream(request, self.changes.bell, self.clock, lambda: self.changes.number)

    async def referral(self, request: web.Request) -> web.StreamResponse:
        case = await self.shelf.case(int(request.match_info["id"]), self.clock.now())
        return self.show(request, "referral.html", case=case, back=request.path)

    async def contact(self, request: web.Request) -> web.StreamResponse:
        found = await self.shelf.contact(int(request.match_info["id"]), self.clock.now())
        return self.show(request, "contact.html", **found._asdict(), back=request.path)

    async def me(self, request: web.Request) -> web.StreamResponse:
        """Remember who sits here: the name that a claim carries."""
        form = await request.post()
        name = " ".join(str(form.get("name", "")).split())[:LONGEST_NAME]
        there = web.HTTPSeeOther(safe_return(str(form.get("back", "")), "/desk"))
        there.set_cookie(NAME_COOKIE, quote(name), path="/desk", httponly=True, samesite="Strict")
        raise there

    def show(self, request: web.Request, template: str, status: int = 200, **given: object) -> web.StreamResponse:
        said, number = request.query.get("said", ""), request.query.get("item", "")
        notice = (
            f"Number {number}: {SAID[said]}" if said in SAID and number.isdecimal() else SAID_ELSEWHERE.get(said, "")
        )
        common = {"me": who(request), "notice": notice, "bad": said in BAD_NEWS, "path": request.path}
        return page(self._render(template, common | given), status)

    def _render(self, template: str, given: Mapping[str, object]) -> str:
        return self.templates.get_template(template).render(given, words=words, plain=words_programme)

    def not_there(self, request: web.Request) -> web.StreamResponse:
        return self.show(request, "missing.html", 404)


def missing(desk: Desk) -> Middleware:
    """What is not there gets a page that says so and leads back."""

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except (NotFound, web.HTTPNotFound):
            return desk.not_there(request)

    return answer
