"""The numbers that our texts name, at the desk: which must be looked at again, and what was changed. The rules are in
casework/helping.py."""

from collections.abc import Mapping

from aiohttp import web

from bot.casework import helping
from bot.casework.helping import Told
from bot.desk.admin.running import Running
from bot.desk.form import Form
from bot.desk.office import NOT_KEPT, Office
from bot.desk.present import who
from bot.errors import FormWrong, NotFound
from bot.store import documents, staff
from bot.store.documents import ChangedMeanwhile
from bot.web import Handler
from messages.helplines import Helpline, helplines

SAID = {
    "linechecked": "Noted: checked today.",
    "linekept": "Kept.",
    "linewaits": "The number waits for a second person: a supervisor confirms it.",
}
ONE = r"/admin/helplines/{line:[a-z][a-z_]{0,40}}"


class HelplinePages:
    def __init__(self, office: Office, running: Running):
        self.office, self.decided = office, running.decided

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return (("/admin/helplines", self.list), (ONE, self.page))

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ((ONE, self.keep), (f"{ONE}/checked", self.checked), (f"{ONE}/reset", self.reset))

    async def list(self, request: web.Request) -> web.StreamResponse:
        lines = sorted(self.decided.lines.values(), key=lambda line: (line.verified, line.check_by, line.name))
        late = sorted(lines, key=lambda line: line.check_by >= self.office.today)
        return self.office.show(request, "admin/helplines.html", lines=late, today=self.office.today)

    async def page(self, request: web.Request) -> web.StreamResponse:
        return await self._show(request, {}, {})

    async def checked(self, request: web.Request) -> web.StreamResponse:
        form, line = await Form.of(request), self._line(request)
        new = helping.checked(line, self.office.today)
        return await self._keep(request, form, new, "linechecked", second=False)

    async def keep(self, request: web.Request) -> web.StreamResponse:
        form, line = await Form.of(request), self._line(request)
        told = Told(form.text("number"), form.text("say"), form.text("hours"), form.text("check_by"))
        try:
            new = await helping.changed(self.decided, line, told, self.office.today)
        except FormWrong as error:
            return await self._show(request, form.kept(), error.wrong)
        second = helping.is_guarded(line, new)
        return await self._keep(request, form, new, "linewaits" if second else "linekept", second=second)

    async def reset(self, request: web.Request) -> web.StreamResponse:
        form, line = await Form.of(request), self._line(request)
        second = helping.is_guarded(line, helplines(self.decided.settings.nation)[line.id])
        return await self._keep(request, form, None, "linewaits" if second else "linekept", second=second, id=line.id)

    async def _keep(
        self, request: web.Request, form: Form, new: Helpline | None, said: str, *, second: bool, id: str = ""
    ) -> web.StreamResponse:
        key, text = helping.key_of(new.id if new else id), helping.as_text(new) if new else None
        try:
            async with self.office.hands() as hands:
                seen = form.number("seen") or 0
                _ = await documents.keep(hands, key, text, who(request), seen, second=second)
        except ChangedMeanwhile as error:
            return await self._show(request, form.kept(), {"number": str(error)})
        await self.decided.look()
        raise web.HTTPSeeOther(f"/desk/admin/helplines/{key[1]}?said={said}")

    def _line(self, request: web.Request) -> Helpline:
        """Raises NotFound."""
        found = self.decided.lines.get(request.match_info["line"])
        if found is None:
            raise NotFound("There is no such line.")
        return found

    async def _show(
        self, request: web.Request, kept: Mapping[str, str], wrong: Mapping[str, str]
    ) -> web.StreamResponse:
        line = self._line(request)
        async with self.office.database.read() as tx:
            versions = await documents.versions(tx, *helping.key_of(line.id))
            names = await staff.called(tx, self.office.database.vault)
        given = {
            "line": line, "versions": versions, "names": names, "seen": versions[0].id if versions else 0,
            "today": self.office.today, "again": self.office.today + helping.AGAIN, "never": helping.NEVER, "in_words": helping.in_words,
            "is_changed": helping.key_of(line.id) in self.decided.used,
            "waits": any(one.state == documents.WAITING for one in versions),
        }  # fmt: skip
        return self.office.show(
            request, "admin/helpline.html", NOT_KEPT if wrong else 200, kept=kept, wrong=wrong, **given
        )
