"""The pages on which a field of a person's page, or a note, is changed; and what was changed before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from aiohttp import web

from bot.casework import record
from bot.casework.record import ChangedMeanwhile
from bot.desk import differing, words_person
from bot.desk import words_programme as plain
from bot.desk.differing import Piece
from bot.desk.form import Form
from bot.desk.gate import LARGEST
from bot.desk.office import NOT_KEPT, Office
from bot.desk.person_sheet import LONGEST_LINE, cut
from bot.desk.persons import PERSON
from bot.desk.present import who
from bot.errors import FormWrong, NotFound
from bot.store import edits, merges, person, person_notes, staff
from bot.store.edits import LEVEL, NOTE, WORKER, Edit
from bot.store.sqlite_writer import Tx
from bot.web import Handler

SAID = {"kept": "Kept. What it was stands in the history.", "notekept": "The note is kept."}
CONFLICT = 409
PAST = 10  # changes of a field that stand below its form
A_PAGE = 60_000  # characters of a page of the history or of the notes
FIELDS = "|".join((*record.OF_THE_PERSON, *record.OF_THE_EPISODE))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One field and its form. `now`: what it is; `seen`: the mark of that; `options`: what can be chosen, if it is;
    `pieces`: where somebody else changed it meanwhile, what differs, and `last` who that was."""

    person: int
    name: str
    field: str
    now: str
    seen: str
    action: str
    past: Sequence[Edit]
    options: Mapping[str, str]
    pieces: Sequence[Piece] = ()

    @property
    def last(self) -> Edit | None:
        return self.past[0] if self.past else None

    def said(self, value: str) -> str:
        """As people read it."""
        return self.options.get(value, value)


class PersonChanges:
    def __init__(self, office: Office):
        self.office = office

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return (
            (PERSON + rf"/change/{{field:{FIELDS}}}", self.page),
            (PERSON + "/note", self.page),
            (PERSON + r"/note/{note:\d{1,19}}", self.page),
            (PERSON + "/notes", self.notes),
            (PERSON + "/history", self.history),
        )

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return (
            (PERSON + rf"/change/{{field:{FIELDS}}}", self.change),
            (PERSON + "/note", self.change),
            (PERSON + r"/note/{note:\d{1,19}}", self.change),
        )

    async def page(self, request: web.Request) -> web.StreamResponse:
        return self._show(request, await self._sheet(request), {}, {}, 200)

    async def change(self, request: web.Request) -> web.StreamResponse:
        sheet, form = await self._sheet(request), await Form.of(request)
        value = record.tidy(form.whole(sheet.field))
        try:
            await self._keep(request, sheet, value, form.text("seen"))
        except FormWrong as error:
            return self._show(request, sheet, {sheet.field: value}, _of(sheet.field, error), NOT_KEPT)
        except ChangedMeanwhile as meanwhile:
            anew = await self._sheet(request)  # with who it was
            pieces = differing.difference(anew.said(value), anew.said(meanwhile.now))
            return self._show(request, replace(anew, pieces=pieces), {sheet.field: value}, {}, CONFLICT)
        said = "notekept" if sheet.field == NOTE else "kept"
        raise web.HTTPSeeOther(f"/desk/person/{sheet.person}?said={said}")

    async def _keep(self, request: web.Request, sheet: Sheet, value: str, seen: str) -> None:
        id, me, programmes = sheet.person, who(request), self.office.rules.programmes
        async with self.office.hands() as hands:
            if note := request.match_info.get("note"):
                await record.change_note(hands, id, int(note), value, seen, me)
            elif sheet.field == NOTE:
                await record.add_note(hands, id, value, me)
            elif sheet.field in record.OF_THE_EPISODE:
                await record.change_episode(hands, programmes, id, sheet.field, value, seen, me)
            else:
                await record.change(hands, id, sheet.field, value, seen, me)

    async def _sheet(self, request: web.Request) -> Sheet:
        """Raises NotFound."""
        note, named = int(request.match_info.get("note", 0)), request.match_info.get("field", NOTE)
        vault = self.office.database.vault
        async with self.office.database.read() as tx:
            id = await merges.who_is(tx, int(request.match_info["id"]))
            one = await person.one(tx, vault, id)
            now, options = one.value.get(named, ""), dict[str, str]()
            row = note or None
            if note > LARGEST:
                raise NotFound("No note has such a number.")
            if note:
                now = (await person_notes.one(tx, vault, id, note)).text
            elif named in record.OF_THE_EPISODE:
                now, options = await self._of_episode(tx, id, named)
            past = await edits.of_person(tx, vault, id, PAST, named, row) if note or named != NOTE else []
        seen = record.marks(vault, named, now)[0]
        called = one.name or "Name not said"
        past = [replace(one, was=cut(options.get(one.was, one.was), LONGEST_LINE)) for one in past]
        return Sheet(id, called, named, now, seen, request.path, past, options)

    async def _of_episode(self, tx: Tx, id: int, named: str) -> tuple[str, dict[str, str]]:
        office = self.office
        one = await record.under_way(office.in_(tx), id)
        if named == LEVEL:
            return record.now_of(one, named), dict(plain.LEVELS)
        workers = await staff.workers(tx, office.database.vault)
        return record.now_of(one, WORKER), {str(one.id): one.name for one in workers}

    def _show(
        self, request: web.Request, sheet: Sheet, kept: Mapping[str, str], wrong: Mapping[str, str], status: int
    ) -> web.StreamResponse:
        given = {"sheet": sheet, "sayings": words_person, "kept": kept, "wrong": wrong}
        return self.office.show(request, "person_change.html", status, **given)

    async def notes(self, request: web.Request) -> web.StreamResponse:
        """All of them, whole, some a page."""
        id, before, vault = int(request.match_info["id"]), _before(request), self.office.database.vault
        async with self.office.database.read() as tx:
            one = await person.one(tx, vault, id)
            found = await person_notes.newest(tx, vault, id, 50, before)
        many = _fitting([note.text for note in found])
        given = {"person": one, "notes": found[:many], "older": found[many - 1].id if many < len(found) else 0}
        return self.office.show(request, "person_notes.html", **given)

    async def history(self, request: web.Request) -> web.StreamResponse:
        id, before, office = int(request.match_info["id"]), _before(request), self.office
        async with office.database.read() as tx:
            one = await person.one(tx, office.database.vault, id)
            found = await edits.of_person(tx, office.database.vault, id, 50, before=before)
            called = await staff.called(tx, office.database.vault)
        many = _fitting([edit.was for edit in found])
        given = {"person": one, "changes": found[:many], "older": found[many - 1].id if many < len(found) else 0}
        return office.show(request, "person_history.html", **given, sayings=words_person, said=said_of(called))


def said_of(called: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    """What stored values of some fields are in words."""
    return {LEVEL: plain.LEVELS, WORKER: {str(staff.id_of(actor)): name for actor, name in called.items()}}


def _fitting(texts: Sequence[str]) -> int:
    """How many of these a page holds; one at least, where there is one."""
    used, many = 0, 0
    for text in texts:
        used += len(text)
        if many and used > A_PAGE // 3:  # a letter may take three as HTML, and more
            break
        many += 1
    return many


def _before(request: web.Request) -> int:
    asked = request.query.get("before", "")
    return int(asked) if asked.isdecimal() and len(asked) < 19 else 0


def _of(named: str, error: FormWrong) -> Mapping[str, str]:
    """Under the one field that the form has."""
    return {named: next(iter(error.wrong.values()))}
