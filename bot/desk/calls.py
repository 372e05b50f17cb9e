"""The page on which somebody enters the answers of a phone call: the questions as we text them, to be read out."""

from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.casework import phone_call
from bot.casework.phone_call import Sheet, Told
from bot.casework.record import tidy
from bot.desk.folder import folder
from bot.desk.form import Form
from bot.desk.office import NOT_KEPT, Office
from bot.desk.present import who
from bot.errors import FormWrong, NotFound
from bot.ringing import RING
from bot.store import ringing
from bot.web import Handler
from flows.measures import ITEMS, OF_ITEM
from flows.talk import text_of
from messages.wording import Wording

SAID = {
    "called": "Their answers are kept.",
    "calledfor": "Their answers are kept. The item that asked for this call is still in the queue: close it when that is all.",
    "calledred": "Their answers are kept. What they said has put something RED into the queue: take it there now.",
    "calledamber": "Their answers are kept. What they said has put something amber into the queue: take it there today.",
    "calledalready": "That one was answered already.",
}
BAD_NEWS = ("calledalready", "calledred", "calledamber")
DANGER = {"red": "calledred", "amber": "calledamber"}
PATH = r"/episode/{id:\d{1,19}}/call/{checkin:\d{1,19}}"


@dataclass(frozen=True, slots=True)
class Line:
    """A question of a measure: `before` is read out first; `choices` by their value, none for a number from 0 to 10."""

    item: str
    before: str
    words: str
    choices: Mapping[str, str]


class Calls:
    def __init__(self, office: Office):
        self.office = office

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return ((PATH, self.page),)

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ((PATH, self.enter),)

    async def page(self, request: web.Request) -> web.StreamResponse:
        return await self._show(request, await self._sheet(request), {}, {})

    async def enter(self, request: web.Request) -> web.StreamResponse:
        try:
            return await self._enter(request)
        except NotFound:
            raise _back(request, "calledalready") from None

    async def _enter(self, request: web.Request) -> web.StreamResponse:
        asked, form = await self._sheet(request), await Form.of(request)
        told, programmes = _told(form, asked), self.office.rules.programmes
        try:
            async with self.office.hands() as hands:
                raised = await phone_call.enter(hands, programmes, asked.due.id, told, who(request))
        except FormWrong as error:
            return await self._show(request, asked, form.kept(), error.wrong)
        if raised in DANGER:
            raise _back(request, DANGER[raised])
        raise _back(request, "calledfor" if await self._asks(asked) else "called")

    async def _asks(self, asked: Sheet) -> int | None:
        """The item of the queue that asks for this call."""
        async with self.office.database.read() as tx:
            return await ringing.standing(tx, RING, asked.due.contact, asked.due.person)

    async def _sheet(self, request: web.Request) -> Sheet:
        """Raises NotFound; so it does for a check-in of somebody else."""
        office = self.office
        async with office.database.read() as tx:
            asked = await phone_call.sheet(
                tx, office.database.vault, office.rules.programmes, int(request.match_info["checkin"])
            )
        if asked.due.episode != int(request.match_info["id"]):
            raise NotFound("This check-in is somebody else’s.")
        return asked

    async def _show(
        self, request: web.Request, asked: Sheet, kept: Mapping[str, str], wrong: Mapping[str, str]
    ) -> web.StreamResponse:
        lines = [line(self.office.wording, item, alone=asked.due.kind == "checkin") for item in asked.items]
        async with self.office.database.read() as tx:
            rules = await self.office.shelf.in_our_words(tx, asked.due.contact)
        given = {
            "folder": await folder(self.office, asked.due.episode),
            "rules": rules,
            "asked": asked,
            "lines": lines,
            "asks": await self._asks(asked),
        }
        return self.office.show(request, "call.html", NOT_KEPT if wrong else 200, kept=kept, wrong=wrong, **given)


def line(wording: Wording, item: str, *, alone: bool) -> Line:
    known = ITEMS[item]
    labels = wording.labels(text_of(item))
    choices = {str(value): f"{value} – {labels.get(text_of(key), key)}" for key, value in known.choices.items()}
    return Line(item, _before(wording, item, alone=alone), wording.text(text_of(item)), choices)


def _before(wording: Wording, item: str, *, alone: bool) -> str:
    """What is said ahead of it: beside a single item, and where a measure begins."""
    known, measure = ITEMS[item], OF_ITEM[item]
    if alone:
        return wording.text(known.alone) if known.alone else ""
    return wording.text(f"{measure.id}_intro") if measure.intro and measure.items[0] is known else ""


def _told(form: Form, asked: Sheet) -> Told:
    return Told(
        {item: form.text(item, 3) for item in asked.items},
        {goal.id: form.text(f"goal-{goal.id}", 3) for goal in asked.goals},
        [(form.text(f"new-{n}"), form.text(f"now-{n}", 3)) for n in range(1, asked.new_goals + 1)],
        tidy(form.whole("words")),
        form.numbers("heard"),
    )


def _back(request: web.Request, said: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"/desk/episode/{request.match_info['id']}?said={said}")
