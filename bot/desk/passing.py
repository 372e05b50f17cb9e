"""Passing an item to a colleague at the desk, with a note: they are told on their phone, as the ladder tells."""

from aiohttp import web

from bot.casework.record import tidy
from bot.crew import handing
from bot.desk.form import Form
from bot.desk.item_forms import is_too_long, too_long
from bot.desk.item_page import ItemPage
from bot.desk.office import Office
from bot.desk.present import member
from bot.errors import AlreadyTaken, FormWrong
from bot.ladder import Colleague
from bot.store import holding, items
from bot.store.hands import Hands
from bot.store.staff import Member
from bot.web import Handler, saying

NOT_THERE = "They are off duty, or nothing reaches them. It is still yours: choose somebody else."
NOT_YOURS = "You do not have this any more, so it was not passed on. Your note is below, to copy."


class Passing:
    def __init__(self, office: Office):
        self.office, self.page = office, ItemPage(office)

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return ()

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ((r"/item/{number:\d{1,9}}/pass", self.pass_on),)

    async def pass_on(self, request: web.Request) -> web.StreamResponse:
        number, form = int(request.match_info["number"]), await Form.of(request)
        try:
            async with self.office.hands() as hands:
                to = await self._pass(hands, number, member(request), form)
        except FormWrong as error:
            return await self.page.show(request, form.kept(), error.wrong)
        except AlreadyTaken:
            return await self.page.show(request, form.kept(), {"colleague": NOT_YOURS})
        raise web.HTTPSeeOther(saying("/desk", "passed" if to else "passedback", number))

    async def _pass(self, hands: Hands, number: int, me: Member, form: Form) -> Colleague | None:
        """The colleague who is told; None where it went back to the ladder. Raises NotFound, AlreadyTaken, FormWrong."""
        item, asked, words = (
            await items.one(hands.tx, hands.vault, number),
            form.number("colleague"),
            tidy(form.whole("handover")),
        )
        to = (await handing.there(hands.tx, item, me.id, hands.now)).get(asked or 0)
        if form.text("colleague") and to is None:
            raise FormWrong({"colleague": NOT_THERE})
        if is_too_long(words):
            raise FormWrong({"handover": too_long(words)})
        await handing.pass_on(hands, self.office.pocket, item, me.actor, to)
        if words:
            await holding.note(hands.tx, hands.vault, hands.ids, number, me.actor, words, hands.now)
        return to
