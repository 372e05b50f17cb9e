"""A person's page: the story on one page, so that nobody has to repeat it."""

from collections.abc import Mapping

from aiohttp import web

from bot.desk import words_person
from bot.desk.office import Office
from bot.desk.person_sheet import sheet
from bot.desk.present import member
from bot.store import merges
from bot.web import Handler

PERSON = r"/person/{id:\d{1,19}}"
NOTHING: Mapping[str, str] = {}


class Persons:
    def __init__(self, office: Office):
        self.office = office

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return ((PERSON, self.page),)

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ()

    async def page(self, request: web.Request) -> web.StreamResponse:
        """Of somebody who was found to be another, that other's. Raises NotFound."""
        office, id = self.office, int(request.match_info["id"])
        async with office.database.read() as tx:
            if (kept := await merges.into(tx, id)) is not None:
                raise web.HTTPSeeOther(f"/desk/person/{kept}")
        given = {"sheet": await sheet(office, id, member(request)), "sayings": words_person, "at": "", "deed": ""}
        given |= {"now": office.clock.now(), "today": office.today, "back": request.path}
        return office.show(request, "person.html", kept=NOTHING, wrong=NOTHING, **given)
