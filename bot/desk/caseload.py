"""One's people at the desk: who they are, who is quiet, due a review or without a next step; and whom to look at first.

The order of the second list is casework/stratify.py's, which decides nothing. A person's word moves somebody in it.
"""

from collections.abc import Hashable, Mapping
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from aiohttp import web

from bot.casework.days import day_of
from bot.desk import caseload_rows
from bot.desk import words_caseload as said
from bot.desk.caseload_rows import Choices, Orders
from bot.desk.form import Form
from bot.desk.leaf import asked_page
from bot.desk.office import NOT_KEPT, Office
from bot.desk.present import listed, member, who
from bot.errors import FormWrong
from bot.store import placings
from bot.store.standing import Whose
from bot.store.within import of_episodes, sees_all
from bot.web import Handler

SAID = said.SAID
FIRST, ONE = "/caseload/first", r"/caseload/first/{id:\d{1,19}}"
FARTHEST = timedelta(days=90)  # a word that holds for longer is a level of need, and is changed there


class Chosen(NamedTuple):
    """Whose people are looked at; `kept`: the same as it stands in the address; `key`: the same again, told apart by
    what whoever looks may see."""

    key: Hashable
    whose: Whose
    choices: Choices
    kept: Mapping[str, str]

    @property
    def query(self) -> str:
        return f"?{urlencode(self.kept)}" if self.kept else ""


class Caseload:
    def __init__(self, office: Office):
        self.office, self.lately = office, Orders()

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return (("/caseload", self.list), (FIRST, self.first), (ONE, self.one))

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ((ONE, self.move), (f"{ONE}/back", self.take_back))

    async def list(self, request: web.Request) -> web.StreamResponse:
        asked = await chosen(self.office, request)
        show = request.query.get("show", "all")
        show = show if show in said.SHOW else "all"
        found = await caseload_rows.caseload(self.office, asked.whose, show, asked_page(request.query))
        listed(request, len(found.rows))
        links = {name: f"/desk/caseload?{urlencode({**asked.kept, 'show': name})}" for name in said.SHOW}
        given = {"rows": found.rows, "show": show, "counts": found.counts, "links": links, "leaf": found.leaf}
        return await self._show(request, "caseload.html", asked, leafs=links[show], **given)

    async def first(self, request: web.Request) -> web.StreamResponse:
        asked = await chosen(self.office, request)
        found, leaf = await caseload_rows.first(
            self.office, asked.whose, asked_page(request.query), self.lately, asked.key
        )
        listed(request, len(found))
        leafs = f"/desk{FIRST}?{urlencode(asked.kept)}"
        return await self._show(request, "caseload_first.html", asked, found=found, leaf=leaf, leafs=leafs)

    async def one(self, request: web.Request) -> web.StreamResponse:
        return await self._one(request, {}, {})

    async def move(self, request: web.Request) -> web.StreamResponse:
        id, form = int(request.match_info["id"]), await Form.of(request)
        _ = await caseload_rows.one(self.office, id)
        try:
            way, until, why = self._wish(form)
        except FormWrong as error:
            return await self._one(request, form.kept(), error.wrong)
        async with self.office.hands() as hands:
            await placings.move(hands, id, way, until, why, who(request))
        raise web.HTTPSeeOther(f"/desk{FIRST}?said=moved")

    async def take_back(self, request: web.Request) -> web.StreamResponse:
        async with self.office.hands() as hands:
            await placings.take_back(hands, int(request.match_info["id"]), who(request))
        raise web.HTTPSeeOther(f"/desk{FIRST}?said=moveback")

    def _wish(self, form: Form) -> tuple[str, str, str]:
        way, until, why = form.text("way"), form.text("until"), form.text("why")
        wrong = {
            name: text
            for name, is_wrong, text in (
                ("way", way not in said.WAYS, said.WRONG_WAY),
                ("until", not self._is_near(until), said.WRONG_DAY),
                ("why", not 0 < len(why) <= said.LONGEST_WHY, said.WRONG_WHY),
            )
            if is_wrong
        }
        if wrong:
            raise FormWrong(wrong)
        return way, date.fromisoformat(until).isoformat(), why

    def _is_near(self, until: str) -> bool:
        day = day_of(until)
        return day is not None and self.office.today <= day <= self.office.today + FARTHEST

    async def _one(self, request: web.Request, kept: Mapping[str, str], wrong: Mapping[str, str]) -> web.StreamResponse:
        """The page of one person's place. Raises NotFound."""
        id = int(request.match_info["id"])
        found = await caseload_rows.one(self.office, id)
        latest = (self.office.today + FARTHEST).isoformat()
        given = {"found": found, "row": found.row, "kept": kept, "wrong": wrong, "latest": latest, "sayings": said}
        return self.office.show(request, "caseload_move.html", NOT_KEPT if wrong else 200, **given)

    async def _show(self, request: web.Request, template: str, chosen: Chosen, **given: object) -> web.StreamResponse:
        common: dict[str, object] = {
            "choices": chosen.choices,
            "kept": chosen.kept,
            "query": chosen.query,
            "wrong": {},
            "sayings": said,
            "now": self.office.clock.now(),
        }
        to_check = await self.office.shelf.to_check(member(request))
        return self.office.show(request, template, to_check=to_check, **common, **given)


async def chosen(office: Office, request: web.Request) -> Chosen:
    """Whose people the address asks for; what nobody knows counts as everybody."""
    choices = await caseload_rows.choices(office)
    worker, locality = request.query.get("worker", ""), request.query.get("locality", "")
    worker = worker if worker in choices.workers else ""
    locality = locality if locality in choices.places else ""
    kept = {name: value for name, value in (("worker", worker), ("locality", locality)) if value}
    me = member(request)
    mine = caseload_rows.whose(worker, locality, of_episodes(me))
    return Chosen((worker, locality, 0 if sees_all(me) else me.id), mine, choices, kept)
