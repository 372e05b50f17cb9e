"""The page of one item: what it is about, what happened to it, and, where somebody asks for their data, how to do it."""

from collections.abc import Mapping

from aiohttp import web

from bot.casework import fulfilling, wishes
from bot.desk.office import NOT_KEPT, Office
from bot.store import chronicle
from bot.web import Handler

LABELS = {"hows": wishes.HOW, "whys": wishes.WHY_NOT, "handings": fulfilling.HANDED}


class ItemPage:
    def __init__(self, office: Office):
        self.office = office

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return ((r"/item/{number:\d{1,9}}", self.page),)

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ()

    async def page(self, request: web.Request) -> web.StreamResponse:
        return await self.show(request, {}, {})

    async def show(self, request: web.Request, kept: Mapping[str, str], wrong: Mapping[str, str]) -> web.StreamResponse:
        """Raises NotFound."""
        office, number, vault = self.office, int(request.match_info["number"]), self.office.database.vault
        now = office.clock.now()
        card, talk, rules = await office.shelf.story(number, now)
        async with office.database.read() as tx:
            steps = await chronicle.of_item(tx, vault, number)
            wish = await wishes.wish_of(tx, vault, card.item, now)
        given = {"card": card, "talk": talk, "rules": rules, "steps": steps, "back": f"/desk/item/{number}"}
        given |= {"wish": wish, "kept": kept, "wrong": wrong, **LABELS}
        return office.show(request, "item.html", NOT_KEPT if wrong else 200, **given)
