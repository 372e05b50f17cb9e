"""When people read, at the desk: the hours, the words for them that stand in texts, and the days on which the service is
closed besides weekends and bank holidays."""

import asyncio
from collections.abc import Mapping
from datetime import date, timedelta

from aiohttp import web

from bot import opening
from bot.casework.proving import failure
from bot.decided import HOURS
from bot.desk.admin.running import Running
from bot.desk.form import Form
from bot.desk.office import NOT_KEPT, Office
from bot.desk.present import who
from bot.errors import FormWrong
from bot.opening import Opening
from bot.service_hours import ServiceHours
from bot.store import documents, staff
from bot.store.documents import ChangedMeanwhile
from bot.web import Handler

SAID = {"hourskept": "Kept. The new hours count from now on.", "hoursgivenup": "The settings’ hours count again."}
KEY = (HOURS, "")
AHEAD = 60  # days that are looked at for closed ones


class HoursPages:
    def __init__(self, office: Office, running: Running):
        self.office, self.decided = office, running.decided

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return (("/admin/hours", self.page),)

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return (("/admin/hours", self.keep), ("/admin/hours/giveup", self.give_up))

    async def page(self, request: web.Request) -> web.StreamResponse:
        return await self._show(request, {}, {})

    async def keep(self, request: web.Request) -> web.StreamResponse:
        form = await Form.of(request)
        closed = "\n".join(line.strip() for line in form.text("closed", 10_000).splitlines() if line.strip())
        given = Opening(form.text("opens"), form.text("closes"), form.text("days"), form.text("words"), closed)
        try:
            await self._check(given)
            async with self.office.hands() as hands:
                _ = await documents.keep(hands, KEY, given.text, who(request), form.number("seen") or 0)
        except FormWrong as error:
            return await self._show(request, form.kept(), error.wrong)
        except ChangedMeanwhile as error:
            return await self._show(request, form.kept(), {"opens": str(error)})
        await self.decided.look()
        raise web.HTTPSeeOther("/desk/admin/hours?said=hourskept")

    async def _check(self, given: Opening) -> None:
        """Its words stand in the texts about danger too. Raises FormWrong."""
        opening.check(given)
        if given.words == self.decided.opening.words:
            return
        if found := await asyncio.to_thread(failure, self.decided, self.decided.lines, given):
            raise FormWrong({"words": found})

    async def give_up(self, request: web.Request) -> web.StreamResponse:
        form = await Form.of(request)
        try:
            async with self.office.hands() as hands:
                _ = await documents.keep(hands, KEY, None, who(request), form.number("seen") or 0)
        except ChangedMeanwhile as error:
            return await self._show(request, {}, {"opens": str(error)})
        await self.decided.look()
        raise web.HTTPSeeOther("/desk/admin/hours?said=hoursgivenup")

    async def _show(
        self, request: web.Request, kept: Mapping[str, str], wrong: Mapping[str, str]
    ) -> web.StreamResponse:
        async with self.office.database.read() as tx:
            versions = await documents.versions(tx, *KEY)
            names = await staff.called(tx, self.office.database.vault)
        given = {
            "now": self.decided.opening, "versions": versions, "names": names, "used": self.decided.used.get(KEY),
            "seen": versions[0].id if versions else 0, "settings": self.decided.settings, "in_words": opening.in_words,
            "closed": closed_days(opening.hours(self.decided.opening, self.decided.settings), self.office.today),
        }  # fmt: skip
        return self.office.show(
            request, "admin/hours.html", NOT_KEPT if wrong else 200, kept=kept, wrong=wrong, **given
        )


def closed_days(hours: ServiceHours, today: date) -> list[date]:
    """The next days on which people would read, but for a bank holiday or a day of ours."""
    days = (today + timedelta(days=n) for n in range(AHEAD))
    return [day for day in days if day.weekday() in hours.days and not hours.is_working(day)]
