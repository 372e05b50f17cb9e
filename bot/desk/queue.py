"""The queue over HTTP: a page of it at a time, worst first, by the filter that stands in the address; what is done; and
what the last hour was like. Reads only: what is done to an item is in item_forms.py and passing.py."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.decided import Decided
from bot.desk import filters, last_hour, said
from bot.desk.cards import Card
from bot.desk.changes import Changes
from bot.desk.filters import Filter, Options
from bot.desk.leaf import CARDS, Leaf, asked_page
from bot.desk.office import Office
from bot.desk.present import SIGNED, listed, member
from bot.store import staff, worklist
from bot.store.within import of_items
from bot.store.worklist import Tally
from bot.web import Handler
from messages.helplines import overdue


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the queue. `all`: what they see without a filter; `found`: what the filter lets through."""

    cards: Sequence[Card]
    chosen: Filter
    options: Options
    all: Tally
    found: Tally
    reds: Sequence[int]

    @property
    def pages(self) -> int:
        return Leaf.of(1, self.found.count(), CARDS).pages

    @property
    def title(self) -> str:
        return title(self.all)

    @property
    def reds_elsewhere(self) -> int:
        """Reds that are not among these cards, by the filter or on another page."""
        return self.all.count("red") - sum(card.item.level == "red" for card in self.cards)


def title(all: Tally) -> str:
    """What a page's title begins with: the reds that nobody has."""
    reds = all.count("red", "open")
    return f"({reds} red) " if reds else ""


class Queue:
    def __init__(self, office: Office, changes: Changes, decided: Decided):
        self.office, self.changes, self.decided = office, changes, decided

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return (("", self.page), ("/queue", self.fragment), ("/done", self.done), ("/hour", self.hour))

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ()

    async def page(self, request: web.Request) -> web.StreamResponse:
        now, back = self.office.clock.now(), None
        if "said" not in request.query:  # not after a form of theirs
            back = await last_hour.for_one_back(self.office.database, request[SIGNED], now)
        given = await self._given(request)
        late = overdue(now.date(), self.decided.lines.values())
        to_check = await self.office.shelf.to_check(member(request))
        return self.office.show(request, "queue.html", overdue=late, to_check=to_check, last_hour=back, **given)

    async def fragment(self, request: web.Request) -> web.StreamResponse:
        """The queue without the page around it, for the script."""
        return self.office.show(request, "list.html", **await self._given(request))

    async def done(self, request: web.Request) -> web.StreamResponse:
        me, vault = member(request), self.office.database.vault
        async with self.office.database.read() as tx:
            many, counts = await worklist.count_closed(tx, of_items(me)), await worklist.tally(tx, of_items(me))
            leaf = Leaf.of(asked_page(request.query), many, CARDS)
            found = await worklist.closed(tx, vault, of_items(me), leaf.start, CARDS)
            cards = await self.office.shelf.cards(tx, found, self.office.clock.now())
        listed(request, len(cards))
        given = {"cards": cards, "title": title(counts), "leaf": leaf, "leafs": "/desk/done"}
        return self.office.show(request, "done.html", to_check=await self.office.shelf.to_check(me), **given)

    async def hour(self, request: web.Request) -> web.StreamResponse:
        """What the last hour was like, at any time."""
        since = self.office.clock.now() - last_hour.LOOK_BACK
        found = await last_hour.last_hour(self.office.database, request[SIGNED], since)
        listed(request, sum(len(part.lines) for part in found.parts))
        to_check = await self.office.shelf.to_check(member(request))
        return self.office.show(request, "hour.html", last_hour=found, to_check=to_check)

    async def _given(self, request: web.Request) -> dict[str, object]:
        """The number of the change is read first: what comes after it is looked at again."""
        number = self.changes.number
        async with self.office.database.read() as tx:
            sheet = await self._sheet(tx, request)
            first = await said.by_whom(tx, self.office.database.vault, request.query)
        listed(request, len(sheet.cards))
        told = list(filters.told(sheet.chosen, sheet.options))
        return {
            "sheet": sheet,
            "cards": sheet.cards,
            "number": number,
            "told": told,
            "back": sheet.chosen.here,
            **first,
        }

    async def _sheet(self, tx: AsyncConnection, request: web.Request) -> Sheet:
        me, vault = member(request), self.office.database.vault
        only, names = of_items(me), await staff.called(tx, vault)
        known = filters.options(await worklist.choices(tx, only), names, me.actor, request.query)
        chosen = filters.read(request.query, known)
        wanted = chosen.wanted(me.actor)
        every, found = await worklist.tally(tx, only), await worklist.tally(tx, only, wanted)
        leaf = Leaf.of(chosen.page, found.count(), CARDS)
        items, chosen = await worklist.page(tx, vault, only, wanted, leaf.start, CARDS), chosen.on(leaf.number)
        cards = await self.office.shelf.cards(tx, items, self.office.clock.now())
        return Sheet(cards, chosen, known, every, found, await worklist.open_reds(tx, only))
