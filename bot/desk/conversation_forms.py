"""What the forms beside a conversation do: take it, take it over, hand it back, and take back what waits to be sent.
Each answers with a redirect to its page."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.casework import letters, talking
from bot.casework.talking import CannotText
from bot.desk.conversation import PATH, id_of, to
from bot.desk.form import Form
from bot.desk.gate import LARGEST
from bot.desk.office import Office
from bot.desk.present import member
from bot.errors import AlreadyTaken, FormWrong
from bot.store.hands import Hands
from bot.store.holding import HeldByAnother
from bot.web import Handler

Deed = Callable[[Hands, Form], Awaitable[None]]


class ConversationForms:
    def __init__(self, office: Office):
        self.office = office

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return ()

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return (
            (f"{PATH}/take", self.take), (f"{PATH}/over", self.over), (f"{PATH}/back", self.back),
            (PATH + r"/unsend/{row:\d{1,19}}", self.unsend),
        )  # fmt: skip

    async def take(self, request: web.Request) -> web.StreamResponse:
        office, who, contact = self.office, member(request), id_of(request)

        async def deed(hands: Hands, form: Form) -> None:
            tell = bool(form.text("tell"))
            await talking.take(hands, office.house, office.rules.hours, contact, who, tell=tell)

        return await self._do(request, deed, "talktaken")

    async def over(self, request: web.Request) -> web.StreamResponse:
        who, contact = member(request), id_of(request)

        async def deed(hands: Hands, form: Form) -> None:
            await talking.take_over(hands, contact, who, form.text("holder"))

        return await self._do(request, deed, "talktaken", "talkmoved")

    async def back(self, request: web.Request) -> web.StreamResponse:
        office, who, contact = self.office, member(request), id_of(request)

        async def deed(hands: Hands, form: Form) -> None:
            outcome, tell = form.text("outcome"), bool(form.text("tell"))
            await talking.hand_back(hands, office.house, office.rules.hours, contact, who, outcome, tell=tell)

        return await self._do(request, deed, "talkback")

    async def unsend(self, request: web.Request) -> web.StreamResponse:
        who, contact, row = member(request), id_of(request), min(int(request.match_info["row"]), LARGEST)

        async def deed(hands: Hands, _: Form) -> None:
            await letters.unsend(hands, contact, who, row)

        return await self._do(request, deed, "unsent", "gonealready")

    async def _do(self, request: web.Request, deed: Deed, said: str, late: str = "talkheld") -> web.StreamResponse:
        """`late`: what is said where somebody was first."""
        form = await Form.of(request)
        try:
            async with self.office.hands() as hands:
                await deed(hands, form)
        except AlreadyTaken:
            said = late
        except HeldByAnother:
            said = "talkheld"
        except CannotText as told:
            said = told.why
        except FormWrong:
            said = "talkoutcome"
        raise to(request, said)
