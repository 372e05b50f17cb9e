"""Two pages that turn out to be one person's: put together, and taken apart again."""

from aiohttp import web

from bot.desk.form import Form
from bot.desk.office import Office
from bot.desk.person_sheet import may_name
from bot.desk.persons import PERSON
from bot.desk.present import member, who
from bot.errors import CommandWrong, NotFound
from bot.store import merges
from bot.web import Handler

SAID = {
    "together": "Put together: this page shows both. You can take them apart again below.",
    "takenapart": "Taken apart: each has again what was theirs.",
    "nottogether": "Not done: one of the two is not there, or was put together with somebody already.",
}
BAD_NEWS = ("nottogether",)


class OnePerson:
    def __init__(self, office: Office):
        self.office = office

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return ()

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ((PERSON + "/merge", self.merge), (PERSON + "/apart", self.apart))

    async def merge(self, request: web.Request) -> web.StreamResponse:
        """Who the form names becomes part of this page; as on a page, nobody whom they may not see."""
        other = (await Form.of(request)).number("other") or 0
        try:
            async with self.office.hands() as hands:
                if not await may_name(hands.tx, member(request), other):
                    raise NotFound("They are not there.")
                await merges.merge(hands, int(request.match_info["id"]), other, who(request))
        except (CommandWrong, NotFound):
            raise _back(request, "nottogether") from None
        raise _back(request, "together")

    async def apart(self, request: web.Request) -> web.StreamResponse:
        of = (await Form.of(request)).number("of") or 0
        try:
            async with self.office.hands() as hands:
                _ = await merges.unmerge(hands, int(request.match_info["id"]), of, who(request))
        except (CommandWrong, NotFound):
            raise _back(request, "nottogether") from None
        raise _back(request, "takenapart")


def _back(request: web.Request, said: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"/desk/person/{request.match_info['id']}?said={said}")
