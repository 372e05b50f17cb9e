"""The texts at the desk, by language and conversation: what each says, how it is sent, and other words for it, proved before
they are kept. What may be kept is in casework/rewording.py."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.casework import rewording
from bot.casework.rewording import Proof
from bot.decided import WORDING
from bot.desk.admin.running import Running
from bot.desk.form import Form
from bot.desk.office import NOT_KEPT, Office
from bot.desk.present import who
from bot.errors import NotFound
from bot.store import documents, staff
from bot.store.documents import ChangedMeanwhile, Document
from bot.web import Handler
from messages.audit import OLDEST
from messages.languages import languages
from messages.wording import Text, Wording

SAID = {
    "wordingkept": "Kept. It is sent in these words from now on.",
    "wordingwaits": "It waits for a second person: a supervisor confirms it.",
    "wordingreset": "Our own words are sent again.",
    "wordingresetwaits": "Our own words wait for a second person: a supervisor confirms it.",
}
ONE = r"/admin/wording/{language:[a-z]{2,3}}/{text:[A-Za-z][\w-]{0,79}}"
PART = "part "  # how the fields of parts are named


@dataclass(frozen=True, slots=True)
class Line:
    """A text in the list."""

    id: str
    says: str
    segments: int
    age: float | None
    is_changed: bool


class WordingPages:
    def __init__(self, office: Office, running: Running):
        self.office, self.decided = office, running.decided

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return (("/admin/wording", self.list), (ONE, self.page))

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ((ONE, self.keep), (f"{ONE}/reset", self.reset))

    async def list(self, request: web.Request) -> web.StreamResponse:
        wordings = self.decided.shared.wordings
        asked, find = request.query.get("language", ""), request.query.get("find", "").strip()[:60]
        language = asked if asked in wordings else next(iter(wordings))
        wording = wordings[language]
        files = sorted({text.source.file for text in wording.texts.values()})
        file = request.query.get("file", "") if request.query.get("file", "") in files else files[0]
        async with self.office.database.read() as tx:
            waiting = [one for one in await documents.waiting(tx) if one.kind == WORDING]
        given = {
            "languages": {code: _name(code) for code in wordings}, "language": language, "find": find, "file": file,
            "files": {one: one.split("/")[-1].removesuffix(".ftl").replace("_", " ").capitalize() for one in files},
            "lines": self._lines(wording, file, find), "waiting": len(waiting), "kept": {"language": language, "file": file, "find": find},
        }  # fmt: skip
        return self.office.show(request, "admin/wording.html", wrong={}, **given)

    def _lines(self, wording: Wording, file: str, find: str) -> Sequence[Line]:
        """The texts of a conversation; or of all, that hold these words."""
        used = {key[1] for key in self.decided.used if key[0] == WORDING}
        rows = [row for row in rewording.shown(wording) if (not row.variant if not find else True)]
        wanted = (
            [row for row in rows if _holds(row.id, row.text, find)] if find else [r for r in rows if r.file == file]
        )
        return [
            Line(row.id, row.text, row.size.segments, row.age, f"{wording.language}/{row.id}" in used)
            for row in {row.id: row for row in reversed(wanted)}.values()
        ][::-1]

    async def page(self, request: web.Request) -> web.StreamResponse:
        return await self._show(request, {})

    async def keep(self, request: web.Request) -> web.StreamResponse:
        """A look at it, or keeping it: the second shows the first again where it cannot be."""
        form, (language, id, text) = await Form.of(request), self._text(request)
        parts = {name: form.text(f"{PART}{name}", rewording.LONGEST + 1) for name in rewording.parts_of(text)}
        proof = await rewording.proved_parts(self.decided, language, id, parts)
        if proof.mistakes or form.text("deed") != "keep":
            return await self._show(request, parts, proof)
        key, source = rewording.key_of(language, id), rewording.as_source(id, parts)
        try:
            async with self.office.hands() as hands:
                seen = form.number("seen") or 0
                _ = await documents.keep(hands, key, source, who(request), seen, second=proof.guarded)
        except ChangedMeanwhile as error:
            return await self._show(request, parts, Proof([str(error)]))
        await self.decided.look()
        raise _back(language, id, "wordingwaits" if proof.guarded else "wordingkept")

    async def reset(self, request: web.Request) -> web.StreamResponse:
        form, (language, id, text) = await Form.of(request), self._text(request)
        guarded = rewording.is_guarded(text, self.decided)
        try:
            async with self.office.hands() as hands:
                key, seen = rewording.key_of(language, id), form.number("seen") or 0
                _ = await documents.keep(hands, key, None, who(request), seen, second=guarded)
        except ChangedMeanwhile as error:
            return await self._show(request, {}, Proof([str(error)]))
        await self.decided.look()
        raise _back(language, id, "wordingresetwaits" if guarded else "wordingreset")

    def _text(self, request: web.Request) -> tuple[str, str, Text]:
        """Raises NotFound."""
        language, id = request.match_info["language"], request.match_info["text"]
        wording = self.decided.shared.wordings.get(language)
        if wording is None or id not in wording.texts:
            raise NotFound("There is no such text.")
        return language, id, wording.texts[id]

    async def _show(
        self, request: web.Request, parts: Mapping[str, str], proof: Proof | None = None
    ) -> web.StreamResponse:
        language, id, text = self._text(request)
        wording, key = self.decided.shared.wordings[language], rewording.key_of(language, id)
        async with self.office.database.read() as tx:
            versions = await documents.versions(tx, *key)
            names = await staff.called(tx, self.office.database.vault)
        given = {
            "id": id, "language": language, "named": _name(language), "text": text, "parts": dict(parts) or rewording.parts_of(text),
            "now": rewording.measured(wording, id), "proof": proof, "versions": versions, "names": names, "oldest": OLDEST,
            "seen": versions[0].id if versions else 0, "waits": _waits(versions), "is_changed": key in self.decided.used,
            "unused": self.decided.unused.get(key, ""), "guarded": rewording.is_guarded(text, self.decided),
            "variables": sorted(frozenset[str]().union(*text.variables.values(), *text.service.values())),
        }  # fmt: skip
        status = NOT_KEPT if proof and proof.mistakes else 200
        return self.office.show(request, "admin/text.html", status, **given)


def _holds(id: str, said: str, find: str) -> bool:
    return find.casefold() in f"{id} {said}".casefold()


def _waits(versions: Sequence[Document]) -> bool:
    return any(one.state == documents.WAITING for one in versions)


def _name(code: str) -> str:
    return next((one.name for one in languages() if one.code == code), "English" if code == "en" else code)


def _back(language: str, id: str, said: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"/desk/admin/wording/{language}/{id}?said={said}")
