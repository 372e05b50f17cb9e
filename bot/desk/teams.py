"""Staff check-ins at the desk: where there is one, who takes part, starting and ending it, and what came of it over time.

What is shown of answers is made in reports/team.py: of all together, never one person's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from aiohttp import web

from bot.casework import teams as casework
from bot.desk.form import Form
from bot.desk.office import NOT_KEPT, Office
from bot.desk.present import member, who
from bot.errors import FormWrong, NotFound
from bot.programme import DAY, Dimension, Programme
from bot.reports.small import LEAST
from bot.reports.team import Seen, Side, seen
from bot.store import teams
from bot.store.teams import Team
from bot.web import Handler

SAID = {
    "teamstarted": "Started. They are asked by text on the day below.",
    "teamended": "Ended. Nobody is asked any more; what was answered stays here.",
}
PATH = r"/team/{programme:[a-z][a-z0-9_]*}"
LATEST = 5  # rounds in one table: more do not fit a page


class Place(NamedTuple):
    """A place in the list of all: its page, and its team if one is under way."""

    name: str
    link: str
    team: Team | None


@dataclass(frozen=True, slots=True)
class Row:
    """One side: its question, what each number means, and what was answered in each round."""

    side: Dimension
    cells: Sequence[Side | None]


class Teams:
    def __init__(self, office: Office):
        self.office = office

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return (("/team", self.list), (PATH, self.page))

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ((f"{PATH}/start", self.start), (f"{PATH}/end", self.end))

    async def list(self, request: web.Request) -> web.StreamResponse:
        async with self.office.database.read() as tx:
            now, known = await teams.under_way(tx), await teams.asked_before(tx)
        rated = [one for one in self.office.rules.programmes.values() if one.role == "team"]
        found = {
            one.title: [
                Place(place, _link(one.name, place), now.get((one.name, place))) for place in self._of(one, known)
            ]
            for one in rated
        }
        return self.office.show(
            request, "teams.html", found=found, to_check=await self.office.shelf.to_check(member(request))
        )

    def _of(self, one: Programme, known: set[tuple[str, str]]) -> Sequence[str]:
        """Where there may be a team, everywhere last; and where there was one."""
        before = {place for programme, place in known if programme == one.name}
        offered = set(one.localities) or {"", *self.office.rules.localities}
        return sorted(offered | before, key=lambda place: (not place, place.casefold()))

    async def page(self, request: web.Request) -> web.StreamResponse:
        return await self._show(request, request.query.get("at", ""), {}, {})

    async def start(self, request: web.Request) -> web.StreamResponse:
        form, office = await Form.of(request), self.office
        place, chosen = form.text("at"), set(form.numbers("people"))
        one = await self._known(request, place)
        try:
            async with office.hands() as hands:
                _ = await casework.start(hands, office.rules, one, place, chosen, office.today, who(request))
        except FormWrong as error:
            return await self._show(request, place, form.kept(), error.wrong)
        raise web.HTTPSeeOther(f"{_link(one.name, place)}&said=teamstarted")

    async def end(self, request: web.Request) -> web.StreamResponse:
        form = await Form.of(request)
        place = form.text("at")
        one = await self._known(request, place)
        try:
            async with self.office.hands() as hands:
                _ = await casework.end(hands, one, place, who(request), sure=bool(form.text("sure")))
        except FormWrong as error:
            return await self._show(request, place, form.kept(), error.wrong)
        raise web.HTTPSeeOther(f"{_link(one.name, place)}&said=teamended")

    async def _known(self, request: web.Request, place: str) -> Programme:
        """Raises NotFound."""
        one = self.office.rules.programmes.get(request.match_info["programme"])
        async with self.office.database.read() as tx:
            known = await teams.asked_before(tx)
        if one is None or one.role != "team" or place not in self._of(one, known):
            raise NotFound("There is no staff check-in of this name there.")
        return one

    async def _show(
        self, request: web.Request, place: str, kept: Mapping[str, str], wrong: Mapping[str, str]
    ) -> web.StreamResponse:
        one, vault = await self._known(request, place), self.office.database.vault
        async with self.office.database.read() as tx:
            team = (await teams.under_way(tx)).get((one.name, place))
            people = await casework.people(tx, vault, place)
            rounds = seen(await teams.rounds(tx, vault, one.name, place), self.office.zone)[-LATEST:]
        given = {
            "one": one, "place": place, "team": team, "people": people, "mine": (one.name, place), "rounds": rounds,
            "rows": _rows(one, rounds), "first": casework.begins(one, self.office.today) + DAY, "least": LEAST,
            "at": f"/desk/team/{one.name}",
        }  # fmt: skip
        return self.office.show(request, "team.html", NOT_KEPT if wrong else 200, kept=kept, wrong=wrong, **given)


def _link(programme: str, place: str) -> str:
    return f"/desk/team/{programme}?at={quote(place)}"


def _rows(one: Programme, rounds: Sequence[Seen]) -> list[Row]:
    return [Row(side, [each.sides.get(f"team_{side.key}") for each in rounds]) for side in one.dimensions]
