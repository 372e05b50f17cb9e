"""The forms by which staff fulfil a request for a copy or to be erased, and the page that shows first what goes.

None of them does anything before a recorded check of who asks (casework/wishes.py).
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import TypeVar

import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.casework import fulfilling, wishes
from bot.casework.fulfilling import Confirmed, Unchecked
from bot.desk.form import Form
from bot.desk.item_forms import truth
from bot.desk.item_page import ItemPage
from bot.desk.office import NOT_KEPT, Office
from bot.desk.present import who
from bot.errors import AlreadyTaken, FormWrong
from bot.store import items
from bot.store.forgetting import StillInDanger
from bot.store.hands import Hands
from bot.store.holding import HeldByAnother
from bot.store.scrubbing import scrub
from bot.web import Handler

SAID_OF_ITEM = {
    "sure": "It is kept that you made sure. You have 24 hours for what they ask.",
    "unsure": "It is kept that you could not make sure. Nothing is given and nothing is erased.",
    "unchecked": "Not done. First record how you made sure who it is: that holds for 24 hours, for this person only.",
    "nowish": "Nothing was done. Nobody asks there for a copy or to be deleted.",
    "handed": "It is kept that they have their copy.",
    "erased": "Erased. What is left is the number of this item and what the law has us keep.",
}
SAID = {"notasked": "Not done. Choose what they asked for."}
BAD_NEWS = ("unchecked", "notasked", "nowish")
AT = r"/item/{number:\d{1,9}}"
log = structlog.get_logger()
T = TypeVar("T")


class Wishes:
    def __init__(self, office: Office):
        self.office, self.item = office, ItemPage(office)

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return ((f"{AT}/erase", self.outlook),)

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return (
            (r"/contact/{id:\d{1,19}}/asks", self.asked),
            (f"{AT}/sure", self.sure),
            (f"{AT}/unsure", self.unsure),
            (f"{AT}/copy", self.copy),
            (f"{AT}/given", self.given),
            (f"{AT}/erase", self.erase),
        )

    async def asked(self, request: web.Request) -> web.StreamResponse:
        """They asked in another way than by text."""
        contact, wish = int(request.match_info["id"]), (await Form.of(request)).text("wish")
        try:
            async with self.office.hands() as hands:
                number = await wishes.asked(hands, contact, wish, who(request))
        except FormWrong:
            raise web.HTTPSeeOther(f"/desk/contact/{contact}?said=notasked") from None
        raise _to(number, "yours")

    async def sure(self, request: web.Request) -> web.StreamResponse:
        form = await Form.of(request)
        how, note = form.text("how"), form.text("note")
        return await self._kept(
            request, form, "sure", lambda hands, number, who: wishes.check(hands, number, who, how, note)
        )

    async def unsure(self, request: web.Request) -> web.StreamResponse:
        form = await Form.of(request)
        why, note = form.text("why_not"), form.text("said")
        return await self._kept(
            request, form, "unsure", lambda hands, number, who: wishes.not_confirmed(hands, number, who, why, note)
        )

    async def given(self, request: web.Request) -> web.StreamResponse:
        form = await Form.of(request)
        how = form.text("handed")
        return await self._kept(
            request, form, "handed", lambda hands, number, who: fulfilling.given(hands, number, who, how)
        )

    async def _kept(
        self, request: web.Request, form: Form, said: str, deed: Callable[[Hands, int, str], Awaitable[None]]
    ) -> web.StreamResponse:
        try:
            await self._do(request, deed)
        except FormWrong as error:
            return await self.item.show(request, form.kept(), error.wrong)
        raise _to(_number(request), said)

    async def copy(self, request: web.Request) -> web.StreamResponse:
        """A file; the page stays as it is. Its name tells nobody whose it is."""
        house = self.office.house
        try:
            held = await self._do(request, lambda hands, number, who: fulfilling.copy(hands, house, number, who))
        except FormWrong as error:
            return await self.item.show(request, {}, error.wrong)
        name = {"Content-Disposition": f'attachment; filename="copy-for-number-{_number(request)}.json"'}
        text = json.dumps(held, ensure_ascii=False, indent=2)
        return web.Response(text=f"{text}\n", content_type="application/json", headers=name)

    async def outlook(self, request: web.Request) -> web.StreamResponse:
        return await self._outlook(request, {}, {})

    async def erase(self, request: web.Request) -> web.StreamResponse:
        form = await Form.of(request)
        told = Confirmed(
            form.text("word", 20), bool(form.text("told")), bool(form.text("everybody")), form.number("seen")
        )
        try:
            _ = await self._do(request, lambda hands, number, who: fulfilling.erase_them(hands, number, who, told))
        except FormWrong as error:
            return await self._outlook(request, form.kept(), error.wrong)
        except StillInDanger as error:
            return await self._outlook(request, form.kept(), {"danger": str(error)})
        await self._scrub()
        raise _to(_number(request), "erased")

    async def _scrub(self) -> None:
        """What is erased stays erased if this fails: retention does it again within a day."""
        try:
            _ = await scrub(self.office.database.url)
        except (SQLAlchemyError, OSError) as error:
            log.error("not scrubbed", error=type(error).__name__)

    async def _outlook(
        self, request: web.Request, kept: Mapping[str, str], wrong: Mapping[str, str]
    ) -> web.StreamResponse:
        """What would go and what would stay. Raises NotFound."""
        office, number = self.office, _number(request)
        async with office.database.read() as tx:
            item = await items.one(tx, office.database.vault, number)
            wish = await wishes.wish_of(tx, office.database.vault, item, office.clock.now())
            if wish is None or item.state == "resolved":
                raise _to(number, "closed" if item.state == "resolved" else "nowish")
            try:
                seen = await fulfilling.outlook(office.in_(tx), wish)
            except Unchecked:
                raise _to(number, "unchecked") from None
        given = {"wish": wish, "seen": seen, "danger": fulfilling.open_danger(seen), "kept": kept, "wrong": wrong}
        given |= {"hows": wishes.HOW, "kept_for": timedelta(days=office.kept_days), "word": fulfilling.THE_WORD}
        return office.show(request, "erase.html", NOT_KEPT if wrong else 200, **given)

    async def _do(self, request: web.Request, deed: Callable[[Hands, int, str], Awaitable[T]]) -> T:
        """In one transaction; whoever is second is told how it stands. Raises FormWrong, StillInDanger, NotFound."""
        number = _number(request)
        try:
            async with self.office.hands() as hands:
                return await deed(hands, number, who(request))
        except Unchecked:
            said = "unchecked"
        except HeldByAnother:
            said = "held"
        except AlreadyTaken:
            said = await truth(self.office.database, request, number)
        raise _to(number, said)


def _number(request: web.Request) -> int:
    return int(request.match_info["number"])


def _to(number: int, said: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"/desk/item/{number}?said={said}&item={number}")
