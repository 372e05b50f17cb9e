"""What waits for a second person: a supervisor sees what it is now and what it would be, and confirms or refuses it."""

from dataclasses import dataclass

from aiohttp import web

from bot.casework import helping, rewording
from bot.decided import HELPLINE, WORDING
from bot.desk.admin.running import Running
from bot.desk.office import Office
from bot.desk.present import who
from bot.errors import AlreadyTaken
from bot.store import documents, staff
from bot.store.documents import ChangedMeanwhile, Document, YourOwn
from bot.web import Handler

SAID = {
    "secondconfirmed": "Confirmed. It counts from now on.",
    "secondrefused": "Refused. Nothing was changed.",
    "secondover": "It was confirmed or refused already.",
    "secondown": "This needs a second person: whoever wrote it cannot confirm it.",
    "secondunfit": "It cannot be used any more, because something else was changed since. Refuse it, and write it anew.",
}
BAD_NEWS = ("secondover", "secondown", "secondunfit")
ONE = r"/admin/second/{document:\d{1,19}}"


@dataclass(frozen=True, slots=True)
class Waiting:
    document: Document
    before: str
    after: str


class SecondPages:
    def __init__(self, office: Office, running: Running):
        self.office, self.decided = office, running.decided

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return (("/admin/second", self.page),)

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ((f"{ONE}/confirm", self.confirm), (f"{ONE}/refuse", self.refuse))

    async def page(self, request: web.Request) -> web.StreamResponse:
        async with self.office.database.read() as tx:
            found = await documents.waiting(tx)
            names = await staff.called(tx, self.office.database.vault)
        shown = [Waiting(one, self._before(one), _after(one)) for one in found]
        return self.office.show(request, "admin/second.html", found=shown, names=names)

    def _before(self, one: Document) -> str:
        if one.kind == HELPLINE:
            line = self.decided.lines.get(one.name)
            return helping.in_words(helping.as_text(line)) if line else ""
        language, _, id = one.name.partition("/")
        wording = self.decided.shared.wordings.get(language)
        if wording is None or id not in wording.texts:
            return ""
        return rewording.as_source(id, rewording.parts_of(wording.texts[id]))

    async def confirm(self, request: web.Request) -> web.StreamResponse:
        id = int(request.match_info["document"])
        async with self.office.database.read() as tx:
            one = await documents.one(tx, id)
        if not await self._fits(one):
            raise _back("secondunfit")
        raise _back(await self._settle(request, id, takes=True))

    async def _fits(self, one: Document) -> bool:
        """A text is proved anew, because others may have changed since."""
        if one.kind != WORDING or one.text is None:
            return True
        language, _, id = one.name.partition("/")
        wording = self.decided.shared.wordings.get(language)
        if wording is None or id not in wording.texts:
            return False
        return not (await rewording.proved(self.decided, language, id, one.text)).mistakes

    async def refuse(self, request: web.Request) -> web.StreamResponse:
        raise _back(await self._settle(request, int(request.match_info["document"]), takes=False))

    async def _settle(self, request: web.Request, id: int, *, takes: bool) -> str:
        """The word for what came of it."""
        try:
            async with self.office.hands() as hands:
                _ = await documents.settle(hands, id, who(request), takes=takes)
        except YourOwn:
            return "secondown"
        except AlreadyTaken:
            return "secondover"
        except ChangedMeanwhile:
            return "secondunfit"
        await self.decided.look()
        return "secondconfirmed" if takes else "secondrefused"


def _after(one: Document) -> str:
    if one.text is None:
        return "What came with this release, again."
    return helping.in_words(one.text) if one.kind == HELPLINE else one.text


def _back(said: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"/desk/admin/second?said={said}")
