"""`/story/...`: an item's page behind a link that opens once, for the phone of a member of staff.

Looking at the address alone shows nothing and uses nothing up: phones and carriers look at links to make previews, and
they must neither read somebody's words nor leave the link used. One tap shows the page; it asks for nothing more.
"""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.clock import Clock
from bot.desk import words
from bot.desk.shelf import Shelf
from bot.store import stories
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.sqlite_writer import Tx
from bot.store.stories import Link
from bot.web import ICON, add_headers, asset, page, templates

HERE = Path(__file__).parent
GONE = {
    "used": "This link was used already. Each one opens once.",
    "late": "This link is too old. Each one opens for 15 minutes.",
    "unknown": "There is no such link here.",
}


def setup_story(app: web.Application, database: Database, clock: Clock, zone: ZoneInfo, service: str) -> None:
    """Add `/story`. Its own application, because it opens on any machine."""
    shown, public = Story(database, clock, zone, service), web.Application()
    public.on_response_prepare.append(add_headers)
    for path, file in (
        ("icon.svg", ICON),
        ("base.css", HERE / "static/base.css"),
        ("desk.css", HERE / "static/desk.css"),
    ):
        _ = public.router.add_get(f"/static/{path}", asset(file))
    _ = public.router.add_get(r"/{token:[\w-]{1,64}}", shown.door)
    _ = public.router.add_post(r"/{token:[\w-]{1,64}}", shown.show)
    _ = app.add_subapp("/story", public)


class Story:
    def __init__(self, database: Database, clock: Clock, zone: ZoneInfo, service: str):
        self.database, self.clock, self.zone, self.service = database, clock, zone, service
        self.shelf = Shelf(database, zone)
        self.templates = templates(HERE / "templates", wall=self._wall)

    def _wall(self, at: datetime) -> str:
        return words.wall(at.astimezone(self.zone))

    async def door(self, request: web.Request) -> web.StreamResponse:
        async with self.database.write() as tx:
            link = await stories.look(self._hands(tx), request.match_info["token"])
        return self._gone(link) if link.why else self._page("story_door.html", number=link.number)

    async def show(self, request: web.Request) -> web.StreamResponse:
        async with self.database.write() as tx:
            link = await stories.use(self._hands(tx), request.match_info["token"])
        if link.why:
            return self._gone(link)
        card, talk, rules = await self.shelf.story(link.number, self.clock.now())
        return self._page("story.html", card=card, talk=talk, rules=rules, number=link.number)

    def _gone(self, link: Link) -> web.StreamResponse:
        return self._page("story_gone.html", 410, why=GONE[link.why], number=link.number or "12")

    def _page(self, template: str, status: int = 200, **given: object) -> web.StreamResponse:
        html = self.templates.get_template(template).render(given, words=words, service=self.service)
        return page(html, status)

    def _hands(self, tx: Tx) -> Hands:
        return Hands(tx, self.database.vault, self.database.ids, self.clock.now())
