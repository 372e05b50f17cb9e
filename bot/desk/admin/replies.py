"""Saved replies at the desk: the list, and adding, changing and removing one. What one may hold is in store/saved_replies.py."""

from collections.abc import Mapping

from aiohttp import web

from bot.desk.form import Form
from bot.desk.office import NOT_KEPT, Office
from bot.desk.present import who
from bot.errors import AlreadyTaken, FormWrong
from bot.store import saved_replies
from bot.store.saved_replies import LONGEST, LONGEST_TITLE, SavedReply
from bot.web import Handler
from messages.segments import count

SAID = {
    "replyadded": "Added. Whoever writes to somebody can pick it.",
    "replychanged": "Changed.",
    "replyremoved": "Removed. What was written with it stays written.",
}
ONE = r"/admin/replies/{reply:\d{1,19}}"
NOT_SURE = "This cannot be undone: tick that you are sure."


class ReplyPages:
    def __init__(self, office: Office):
        self.office = office

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return (("/admin/replies", self.list), (ONE, self.page))

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return (("/admin/replies", self.add), (ONE, self.change), (f"{ONE}/remove", self.remove))

    async def list(self, request: web.Request) -> web.StreamResponse:
        return await self._all(request, {}, {})

    async def add(self, request: web.Request) -> web.StreamResponse:
        form = await Form.of(request)
        title, text = _given(form)
        try:
            async with self.office.hands() as hands:
                _ = await saved_replies.add(hands, title, text, who(request))
        except FormWrong as error:
            return await self._all(request, form.kept(), error.wrong)
        raise web.HTTPSeeOther("/desk/admin/replies?said=replyadded")

    async def page(self, request: web.Request) -> web.StreamResponse:
        return await self._show(request, {}, {})

    async def change(self, request: web.Request) -> web.StreamResponse:
        form, id = await Form.of(request), int(request.match_info["reply"])
        title, text = _given(form)
        _ = await self._one(id)
        try:
            async with self.office.hands() as hands:
                await saved_replies.change(hands, id, form.number("seen") or 0, title, text, who(request))
        except FormWrong as error:
            return await self._show(request, form.kept(), error.wrong)
        except AlreadyTaken:
            theirs = await self._one(id)
            why = f"Somebody else changed it meanwhile. It says now: {theirs.text}"
            return await self._show(request, form.kept(), {"text": why})
        raise web.HTTPSeeOther("/desk/admin/replies?said=replychanged")

    async def remove(self, request: web.Request) -> web.StreamResponse:
        form, id = await Form.of(request), int(request.match_info["reply"])
        if not form.text("sure"):
            return await self._show(request, {}, {"sure": NOT_SURE})
        async with self.office.hands() as hands:
            await saved_replies.remove(hands, id, who(request))
        raise web.HTTPSeeOther("/desk/admin/replies?said=replyremoved")

    async def _one(self, id: int) -> SavedReply:
        """Raises NotFound."""
        async with self.office.database.read() as tx:
            return await saved_replies.one(tx, id)

    async def _all(self, request: web.Request, kept: Mapping[str, str], wrong: Mapping[str, str]) -> web.StreamResponse:
        async with self.office.database.read() as tx:
            found = await saved_replies.all_of_them(tx)
        status = NOT_KEPT if wrong else 200
        given = {"one": None, "found": found, "count": count, "longest": LONGEST, "longest_title": LONGEST_TITLE}
        return self.office.show(request, "admin/replies.html", status, kept=kept, wrong=wrong, **given)

    async def _show(
        self, request: web.Request, kept: Mapping[str, str], wrong: Mapping[str, str]
    ) -> web.StreamResponse:
        one = await self._one(int(request.match_info["reply"]))
        given = {"one": one, "longest": LONGEST, "longest_title": LONGEST_TITLE}
        return self.office.show(
            request, "admin/reply.html", NOT_KEPT if wrong else 200, kept=kept, wrong=wrong, **given
        )


def _given(form: Form) -> tuple[str, str]:
    """One character more than fits is kept, so that it is refused and not cut off."""
    text = form.text("text", LONGEST + 1).replace("\r\n", "\n").replace("\0", "")
    return " ".join(form.text("title", LONGEST_TITLE + 1).split()).replace("\0", ""), text
