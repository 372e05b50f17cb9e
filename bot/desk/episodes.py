"""The page of an episode with its forms, and the list of who is on a programme."""

from collections.abc import Mapping

from aiohttp import web

from bot.desk.episode_forms import DEEDS
from bot.desk.folder import folder
from bot.desk.form import Form
from bot.desk.leaf import Leaf, asked_page
from bot.desk.office import NOT_KEPT, Office
from bot.desk.present import listed, member, who
from bot.errors import CommandWrong, FormWrong, NotFound
from bot.store import caseload, episodes, staff
from bot.store.within import of_episodes
from bot.web import Handler

SAID = {"notdone": "Not done: it is not there any more, or it is closed."}
BAD_NEWS = ("notdone",)
A_DEED = "{deed:" + "|".join(DEEDS) + "}"


class Episodes:
    def __init__(self, office: Office):
        self.office = office

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return ((r"/episode/{id:\d{1,19}}", self.page), ("/programme", self.list))

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ((r"/episode/{id:\d{1,19}}/" + A_DEED, self.deed),)

    async def list(self, request: web.Request) -> web.StreamResponse:
        vault, closed, only = self.office.database.vault, "closed" in request.query, of_episodes(member(request))
        async with self.office.database.read() as tx:
            ids = await caseload.closed(tx, only) if closed else await caseload.under_way(tx, vault, only)
            leaf = Leaf.of(asked_page(request.query), len(ids))
            here = ids[leaf.start : leaf.end]
            found = await caseload.some(tx, vault, here)
            cases = [found[id] for id in here]
            names = await staff.called(tx, vault)
        listed(request, len(cases))
        workers = {one.id: names.get(staff.actor(one.key_worker or 0), "") for one in cases}
        titles = {name: one.title for name, one in self.office.rules.programmes.items()}
        given: dict[str, object] = {
            "cases": cases,
            "workers": workers,
            "titles": titles,
            "closed": closed,
            "leaf": leaf,
        }
        given["leafs"] = "/desk/programme?closed" if closed else "/desk/programme"
        return self.office.show(
            request, "programme.html", to_check=await self.office.shelf.to_check(member(request)), **given
        )

    async def page(self, request: web.Request) -> web.StreamResponse:
        return await self._show(request, {}, {})

    async def deed(self, request: web.Request) -> web.StreamResponse:
        id, deed, form = int(request.match_info["id"]), request.match_info["deed"], await Form.of(request)
        try:
            async with self.office.hands() as hands:
                said = await DEEDS[deed](self.office, hands, id, form, who(request))
                await self.office.plan(hands, id)
        except FormWrong as error:
            return await self._show(request, form.kept(), error.wrong, deed)
        except (CommandWrong, NotFound):
            said = "notdone"
        raise web.HTTPSeeOther(f"{await self._back(request, id)}?said={said}")

    async def _back(self, request: web.Request, id: int) -> str:
        """To the page that the form stood on: the episode's, or the person's, which has some of the same forms."""
        if request.query.get("to") == "person":
            async with self.office.database.read() as tx:
                if person := (await episodes.one(tx, id)).person_id:
                    return f"/desk/person/{person}"
        return f"/desk/episode/{id}"

    async def _show(
        self, request: web.Request, kept: Mapping[str, str], wrong: Mapping[str, str], deed: str = ""
    ) -> web.StreamResponse:
        """`deed`: the form that comes back with its mistakes; the others are as they were."""
        office, id = self.office, int(request.match_info["id"])
        one = await folder(office, id)
        hours = office.open_hours | {one.episode.hour: one.episode.hour}
        given = {"folder": one, "hours": hours, "deed": deed, "now": office.clock.now(), "today": office.today}
        status = NOT_KEPT if wrong else 200
        return office.show(request, "episode.html", status, kept=kept, wrong=wrong, **given)
