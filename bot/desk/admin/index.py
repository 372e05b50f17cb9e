"""The list of the administration's pages: those that whoever looks may see."""

from aiohttp import web

from bot.desk.office import Office
from bot.desk.present import member
from bot.web import Handler

PAGES = {
    "/desk/admin/staff": ("Staff", "Who works here, how they sign in, their phones, rota and leave."),
    "/desk/admin/health": ("Channel health", "What comes in and goes out, what waits and what failed, and what to do."),
    "/desk/admin/programme": ("Programme", "What is asked of whom and when. A new file is checked before it is taken."),
    "/desk/admin/postcodes": (
        "Localities and postcodes",
        "Which locality a postcode is in. A new file is checked before it is taken.",
    ),
    "/desk/admin/hours": ("Service hours", "When people read, how texts say so, and days on which nobody does."),
    "/desk/admin/wording": ("Wording", "Every text as it is sent. Other words are proved before they are kept."),
    "/desk/admin/replies": ("Saved replies", "What whoever writes to somebody can pick, and change."),
    "/desk/admin/helplines": ("Helplines", "The numbers that texts name, and by when each must be checked again."),
    "/desk/admin/second": ("Waiting for a second person", "Changed texts about danger, and changed numbers."),
}


class Index:
    def __init__(self, office: Office):
        self.office = office

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return (("/admin", self.page),)

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ()

    async def page(self, request: web.Request) -> web.StreamResponse:
        to_check = await self.office.shelf.to_check(member(request))
        return self.office.show(request, "admin/index.html", pages=PAGES, to_check=to_check)
