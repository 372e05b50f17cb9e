"""The page on which a supervisor restricts somebody's records to some members of staff, or lifts that."""

from collections.abc import Mapping

from aiohttp import web

from bot.desk import words_access as said
from bot.desk.form import Form
from bot.desk.office import NOT_KEPT, Office
from bot.desk.present import who
from bot.store import restrictions, staff
from bot.store.circle import circle_of
from bot.web import Handler

AT = r"/contact/{id:\d{1,19}}"
SAID = said.SAID


class Restricting:
    def __init__(self, office: Office):
        self.office = office

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return ((f"{AT}/restrict", self.page),)

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ((f"{AT}/restrict", self.restrict), (f"{AT}/lift", self.lift))

    async def page(self, request: web.Request) -> web.StreamResponse:
        return await self._show(request, {}, {})

    async def restrict(self, request: web.Request) -> web.StreamResponse:
        contact, form = int(request.match_info["id"]), await Form.of(request)
        async with self.office.hands() as hands:
            workers = {str(one.id) for one in await staff.workers(hands.tx, hands.vault)}
            named, why = [int(one) for one in form.many("named") if one in workers], form.text("why")
            wrong = {} if named else {"named": said.NAME_SOMEBODY}
            wrong |= {} if why else {"why": said.SAY_WHY}
            if not wrong:
                await restrictions.restrict(hands, contact, named, why, who(request))
        if wrong:
            return await self._show(request, form.kept(), wrong)
        raise web.HTTPSeeOther("/desk?said=restricted")

    async def lift(self, request: web.Request) -> web.StreamResponse:
        async with self.office.hands() as hands:
            await restrictions.lift(hands, int(request.match_info["id"]), who(request))
        raise web.HTTPSeeOther("/desk?said=lifted")

    async def _show(
        self, request: web.Request, kept: Mapping[str, str], wrong: Mapping[str, str]
    ) -> web.StreamResponse:
        """Raises HTTPNotFound."""
        contact, vault = int(request.match_info["id"]), self.office.database.vault
        async with self.office.database.read() as tx:
            if await circle_of(tx, "contact", contact) is None:
                raise web.HTTPNotFound
            now = await restrictions.of_contact(tx, vault, contact)
            workers = {str(one.id): one.name for one in await staff.workers(tx, vault)}
            names = await staff.called(tx, vault)
        given = {"workers": workers, "now": now, "by": names.get(now.by, now.by) if now else "", "contact": contact}
        chosen = kept.get("named", "|".join(str(one) for one in now.named) if now else "").split("|")
        given |= {"named": restrictions.called(names, now.named) if now else "", "chosen": chosen}
        return self.office.show(request, "restrict.html", NOT_KEPT if wrong else 200, **given, kept=kept, wrong=wrong)
