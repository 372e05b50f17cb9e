"""Writing down, on a referral's page, that somebody whom another referred has agreed, or has not, when one of us asked."""

from aiohttp import web

from bot.casework.newcomers import AGREED
from bot.desk.form import Form
from bot.desk.office import Office
from bot.desk.present import who
from bot.errors import AlreadyTaken
from bot.store import agreeing
from bot.web import Handler

SAID = {
    "theyagreed": "Noted: they have agreed. Accept them onto a programme when you are ready.",
    "theysaidno": "Noted: they said no. It is closed, and no text ever goes to them from us.",
    "howagreed": "Not done. Choose how they agreed.",
    "agreedalready": "That was written down already, or it is closed.",
}
BAD_NEWS = ("howagreed", "agreedalready")


class Agreements:
    def __init__(self, office: Office):
        self.office = office

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return ()

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ((r"/referral/{id:\d{1,19}}/agreed", self.agreed), (r"/referral/{id:\d{1,19}}/declined", self.declined))

    async def agreed(self, request: web.Request) -> web.StreamResponse:
        how = (await Form.of(request)).text("how")
        if how not in AGREED:
            raise _back(request, "howagreed")
        try:
            async with self.office.hands() as hands:
                await agreeing.agreed(hands, int(request.match_info["id"]), AGREED[how], who(request))
        except AlreadyTaken:
            raise _back(request, "agreedalready") from None
        raise _back(request, "theyagreed")

    async def declined(self, request: web.Request) -> web.StreamResponse:
        try:
            async with self.office.hands() as hands:
                await agreeing.declined(hands, int(request.match_info["id"]), who(request))
        except AlreadyTaken:
            raise _back(request, "agreedalready") from None
        raise _back(request, "theysaidno")


def _back(request: web.Request, said: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"/desk/referral/{request.match_info['id']}?said={said}")
