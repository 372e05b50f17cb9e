"""The page of one item: what it is about, what happened to it, and, where somebody asks for their data, how to do it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from aiohttp import web

from bot.casework import fulfilling, wishes
from bot.crew import handing
from bot.desk import said
from bot.desk.office import NOT_KEPT, Office
from bot.desk.present import member
from bot.store import chronicle
from bot.store.chronicle import Entry
from bot.web import Handler

MOST_ALIKE = 3
DIGITS = re.compile(r"\d+")  # the rung that was told
LABELS = {"hows": wishes.HOW, "whys": wishes.WHY_NOT, "handings": fulfilling.HANDED}


class ItemPage:
    def __init__(self, office: Office):
        self.office = office

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return ((r"/item/{number:\d{1,9}}", self.page),)

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ()

    async def page(self, request: web.Request) -> web.StreamResponse:
        return await self.show(request, {}, {})

    async def show(self, request: web.Request, kept: Mapping[str, str], wrong: Mapping[str, str]) -> web.StreamResponse:
        """Raises NotFound."""
        office, number, vault = self.office, int(request.match_info["number"]), self.office.database.vault
        now = office.clock.now()
        card, talk, rules = await office.shelf.story(number, now)
        async with office.database.read() as tx:
            steps = in_short(await chronicle.of_item(tx, vault, number))
            wish = await wishes.wish_of(tx, vault, card.item, now)
            others = await handing.choices(tx, vault, card.item, member(request).id, now)
            first = await said.by_whom(tx, vault, request.query)
        given = {"card": card, "talk": talk, "rules": rules, "steps": steps, "back": f"/desk/item/{number}"}
        given |= {"colleagues": others, "wish": wish, "kept": kept, "wrong": wrong, **first, **LABELS}
        return office.show(request, "item.html", NOT_KEPT if wrong else 200, **given)


def in_short(steps: Sequence[Entry]) -> list[Entry]:
    """Of many alike in a row the first and the last: an item that nobody takes is told of three times a day."""
    shown: list[Entry] = []
    for _, alike in groupby(steps, key=_kind):
        first, *more = alike
        shown.append(first)
        if len(more) > MOST_ALIKE:
            shown.append(replace(more[-1], detail=f"{len(more)} times more, the last: {more[-1].detail}"))
        else:
            shown += more
    return shown


def _kind(step: Entry) -> tuple[str, ...]:
    """Notes are each their own."""
    words = (step.note, str(step.at)) if step.note or step.sharing else ()
    return (step.what, step.by, DIGITS.sub("", step.detail), *words)
