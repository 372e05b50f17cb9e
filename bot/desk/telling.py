"""The page on which staff write down that another agency was told about a person."""

from collections.abc import Mapping

from aiohttp import web

from bot.casework import telling
from bot.casework.record import tidy
from bot.casework.telling import Telling
from bot.desk import words_person
from bot.desk.form import Form
from bot.desk.office import NOT_KEPT, Office
from bot.desk.persons import PERSON
from bot.desk.present import who
from bot.errors import FormWrong
from bot.store import person
from bot.web import Handler

SAID = {"told": "Kept: who was told, when and why."}


class AgenciesTold:
    def __init__(self, office: Office):
        self.office = office

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return ((PERSON + "/told", self.page),)

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ((PERSON + "/told", self.tell),)

    async def page(self, request: web.Request) -> web.StreamResponse:
        return await self._show(request, {}, {})

    async def tell(self, request: web.Request) -> web.StreamResponse:
        form, id = await Form.of(request), int(request.match_info["id"])
        given = Telling(
            form.text("agency"), form.whole("whom").strip(), form.text("on"), form.text("consent"), tidy(form.whole("why")),
            self.office.today,
        )  # fmt: skip
        try:
            async with self.office.hands() as hands:
                await telling.tell(hands, id, given, who(request))
        except FormWrong as error:
            return await self._show(request, form.kept(), error.wrong)
        raise web.HTTPSeeOther(f"/desk/person/{id}?said=told")

    async def _show(
        self, request: web.Request, kept: Mapping[str, str], wrong: Mapping[str, str]
    ) -> web.StreamResponse:
        """Raises NotFound."""
        async with self.office.database.read() as tx:
            one = await person.one(tx, self.office.database.vault, int(request.match_info["id"]))
        given = {"person": one, "sayings": words_person, "today": self.office.today, "kept": kept, "wrong": wrong}
        return self.office.show(request, "person_told.html", NOT_KEPT if wrong else 200, **given)
