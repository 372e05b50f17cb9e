"""The programme and the postcodes at the desk: what is in use, a new file, checked with its mistakes and what it would change,
taken or not, and every version that was kept. What a file may hold is in casework/deciding.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot import places, programme_file
from bot.casework import deciding
from bot.casework.deciding import Here, Verdict
from bot.decided import POSTCODES, PROGRAMME
from bot.desk.admin.running import Running
from bot.desk.form import Form
from bot.desk.office import NOT_KEPT, Office
from bot.desk.present import who
from bot.errors import NotFound, PlacesWrong
from bot.mistakes import text_of
from bot.settings import PREFIX, Settings
from bot.store import documents, staff
from bot.store.documents import ChangedMeanwhile, Document
from bot.store.sqlite_writer import Tx
from bot.web import Handler

SAID = {"filetaken": "Taken. It counts from now on.", "filegivenup": "The settings’ own file counts again."}
LONGEST = 250_000  # characters; the web server takes no larger form
NOT_UTF8 = "The file is no text in UTF-8. Save it as UTF-8, and choose it again."
EMPTY = "Choose a file, or paste its text."


@dataclass(frozen=True, slots=True)
class Kind:
    """`own`: what the settings name, in words."""

    key: str
    title: str
    about: str
    own: str


KINDS = {
    PROGRAMME: Kind(
        PROGRAMME, "Programme", "What is asked of whom, when, and what follows when nobody answers. The file is TOML; "
        "docs/programme.md explains each key.", f"{PREFIX}PROGRAMME, or the file that we ship",
    ),
    POSTCODES: Kind(
        POSTCODES, "Localities and postcodes", "Which locality each postcode, or first half of one, is in. The file is CSV, "
        "with a first line postcode,locality.", f"{PREFIX}LOCALITIES and {PREFIX}POSTCODES",
    ),
}  # fmt: skip


class Files:
    def __init__(self, office: Office, running: Running):
        self.office, self.decided = office, running.decided

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return tuple((f"/admin/{kind}", self.page) for kind in KINDS)

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        deeds = {"check": self.check, "take": self.take, "giveup": self.give_up}
        return tuple((f"/admin/{kind}/{name}", deed) for kind in KINDS for name, deed in deeds.items())

    async def page(self, request: web.Request) -> web.StreamResponse:
        return await self._show(request, {}, {})

    async def check(self, request: web.Request) -> web.StreamResponse:
        """What would change, before anything does."""
        form, kind = await Form.of(request), _kind(request)
        if version := form.number("version"):
            text = await self._version(kind, version)
        else:
            text, wrong = await _given(request)
            if wrong:
                return await self._show(request, form.kept(), {"text": wrong})
        verdict = await self._judged(kind, text)
        if verdict.mistakes:
            return await self._show(request, {"text": text}, {}, verdict)
        return await self._ask(request, kind, text, verdict)

    async def take(self, request: web.Request) -> web.StreamResponse:
        form, kind = await Form.of(request), _kind(request)
        text = _normal(form.text("text", LONGEST))
        verdict = await self._judged(kind, text)
        if verdict.mistakes:  # something else was changed meanwhile
            return await self._show(request, {"text": text}, {}, verdict)
        try:
            async with self.office.hands() as hands:
                here = await self._here(hands.tx)
                await deciding.take(hands, kind.key, text, here, who(request), form.number("seen") or 0)
        except ChangedMeanwhile as error:
            return await self._show(request, {"text": text}, {"text": str(error)})
        await self.decided.look()
        raise web.HTTPSeeOther(f"/desk/admin/{kind.key}?said=filetaken")

    async def give_up(self, request: web.Request) -> web.StreamResponse:
        """Back to what the settings name: as a file of its own, so that what it would break is seen first."""
        form, kind = await Form.of(request), _kind(request)
        verdict = await self._judged(kind, own_text(kind, self.decided.settings))
        if verdict.mistakes:
            return await self._show(request, {}, {}, verdict)
        try:
            async with self.office.hands() as hands:
                here = await self._here(hands.tx)
                await deciding.take(hands, kind.key, None, here, who(request), form.number("seen") or 0)
        except ChangedMeanwhile as error:
            return await self._show(request, {}, {"text": str(error)})
        await self.decided.look()
        raise web.HTTPSeeOther(f"/desk/admin/{kind.key}?said=filegivenup")

    async def _judged(self, kind: Kind, text: str) -> Verdict:
        async with self.office.database.read() as tx:
            here = await self._here(tx)
        return await deciding.judged(kind.key, text, here)

    async def _here(self, tx: Tx) -> Here:
        rules, vault = self.office.rules, self.office.database.vault
        return await deciding.here(tx, vault, self.decided.settings, rules.programmes, rules.places)

    async def _version(self, kind: Kind, id: int) -> str:
        async with self.office.database.read() as tx:
            found = await documents.one(tx, id)
        if found.kind != kind.key or found.text is None:
            raise NotFound("There is no such version.")
        return found.text

    async def _ask(self, request: web.Request, kind: Kind, text: str, verdict: Verdict) -> web.StreamResponse:
        async with self.office.database.read() as tx:
            seen = await documents.newest(tx, kind.key, "")
        given = {"kind": kind, "text": text, "changes": verdict.changes, "seen": seen}
        return self.office.show(request, "admin/file_change.html", **given)

    async def _show(
        self, request: web.Request, kept: Mapping[str, str], wrong: Mapping[str, str], verdict: Verdict | None = None
    ) -> web.StreamResponse:
        kind = _kind(request)
        async with self.office.database.read() as tx:
            versions = await documents.versions(tx, kind.key, "")
            names = await staff.called(tx, self.office.database.vault)
            people = await deciding.people(tx)
        used = self.decided.used.get((kind.key, ""))
        given = {
            "kind": kind, "versions": versions, "names": names, "used": used, "people": people,
            "text": kept.get("text") or self._text(kind, used), "seen": versions[0].id if versions else 0,
            "mistakes": verdict.mistakes if verdict else (), "unused": self.decided.unused.get((kind.key, ""), ""),
            "programmes": self.office.rules.programmes, "localities": _counted(self.office.rules.places),
        }  # fmt: skip
        status = NOT_KEPT if wrong or verdict else 200
        return self.office.show(request, "admin/file.html", status, kept=kept, wrong=wrong, **given)

    def _text(self, kind: Kind, used: Document | None) -> str:
        if used and used.text is not None:
            return used.text
        return own_text(kind, self.decided.settings)


def own_text(kind: Kind, settings: Settings) -> str:
    """What the settings name, as a file to go on from; nothing where that cannot be read any more."""
    try:
        if kind.key == POSTCODES:
            return deciding.as_file(places.of(settings))
        return text_of(Path(settings.programme) if settings.programme else programme_file.SHIPPED)
    except (PlacesWrong, ValueError):
        return ""


def _kind(request: web.Request) -> Kind:
    return KINDS[request.path.split("/")[3]]


async def _given(request: web.Request) -> tuple[str, str]:
    """The text of the file that was chosen, else what was pasted; and what is wrong with it."""
    data = await request.post()
    file, pasted = data.get("file"), str(data.get("text", ""))
    if isinstance(file, web.FileField) and file.filename:
        try:
            pasted = file.file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            return "", NOT_UTF8
    text = _normal(pasted)
    return text, "" if text else EMPTY


def _normal(text: str) -> str:
    """As browsers give it back once more: lines end in one way, and nothing stands around it."""
    return text.replace("\r\n", "\n").replace("\0", "").strip()


def _counted(places: Mapping[str, str]) -> Mapping[str, int]:
    """How many postcodes each locality has."""
    names = sorted(places.values())
    return {name: names.count(name) for name in dict.fromkeys(names)}
