"""The weekly list of looks at records that a supervisor may want to ask about, made to be printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from aiohttp import web

from bot.desk import words_access as said
from bot.desk.office import Office
from bot.desk.present import listed, member
from bot.store import chain_check, looks, openings, restrictions, staff, unusual
from bot.store.circle import around
from bot.store.openings import OUTSIDE, RESTRICTED
from bot.store.sqlite_writer import Tx
from bot.store.staff import Member
from bot.web import Handler

WEEK, DAY = timedelta(days=7), timedelta(days=1)
SHOWN = 8  # records of one night
EARLIEST = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Point:
    """What one line of the list says. `link`: to the record, where it may be shown."""

    at: datetime
    by: str
    what: str
    more: str = ""
    link: str = ""


class AccessReview:
    def __init__(self, office: Office):
        self.office = office

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return (("/access-review", self.page),)

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ()

    async def page(self, request: web.Request) -> web.StreamResponse:
        last = self._last(request.query.get("until", ""))
        until = datetime.combine(last + DAY, time(), self.office.zone).astimezone(UTC)
        async with self.office.database.read() as tx:
            parts = await self._parts(tx, member(request), until - WEEK, until)
            head = await chain_check.head(tx)
        listed(request, sum(len(points) for _, points in parts.values()))
        given = {"parts": parts, "head": head, "first": last - WEEK + DAY, "last": last, "sayings": said}
        given |= {"earlier": (last - WEEK).isoformat(), "now": self.office.clock.now()}
        to_check = await self.office.shelf.to_check(member(request))
        return self.office.show(request, "access_review.html", **given, to_check=to_check)

    def _last(self, given: str) -> date:
        """The last day of the week that is asked for; today, if it is none."""
        try:
            return max(EARLIEST, min(date.fromisoformat(given), self.office.today))
        except ValueError:
            return self.office.today

    async def _parts(
        self, tx: Tx, me: Member, since: datetime, until: datetime
    ) -> dict[str, tuple[tuple[str, str], list[Point]]]:
        """By name: title and explanation, and the lines."""
        vault = self.office.database.vault
        staffs, found = await staff.called(tx, vault), await unusual.between(tx, since, until)
        reasons = await openings.between(tx, vault, since, until)
        names = await unusual.names_of(tx, vault, {one.contact for one in found if one.contact})
        mine = await self._mine(tx, me, {one.contact for one in (*found, *reasons) if one.contact})

        def who(actor: str) -> str:
            return staffs.get(actor, actor)

        def whose(contact: int) -> tuple[str, str]:
            """Their name, and the way there."""
            called = " and ".join(names.get(contact, [])) or "Name not said"
            return (called, f"/desk/contact/{contact}") if mine.get(contact) else (said.HIDDEN, "")

        def given(kind: str) -> list[Point]:
            return [
                Point(one.at, who(one.by), whose(one.contact)[0], ": ".join(filter(None, [said.ANY_REASON.get(one.why, one.why), one.words])), whose(one.contact)[1])
                for one in reasons if one.kind == kind
            ]  # fmt: skip

        refused = [
            Point(one.at, who(one.by), said.REFUSED, said.record(one.subject)) for one in found if one.action == looks.REFUSED
        ]  # fmt: skip
        own = unusual.of_own_name(found, staffs, names)
        nights = unusual.at_night(found, self.office.zone)
        lines = {
            "restricted": [*given(RESTRICTED), *refused],
            "outside": given(OUTSIDE),
            "busy": [Point(one.at, who(one.by), said.many(one.many), said.usual(one.usual)) for one in await unusual.busy(tx, since, until)],
            "night": [Point(one.since, who(one.by), said.many(len(one.subjects)), ", ".join(map(said.record, one.subjects[:SHOWN]))) for one in nights],
            "name": [Point(one.at, who(one.by), *_named(whose(one.contact or 0))) for one in own],
            "searches": [Point(since, who(by), said.searches(many)) for by, many in unusual.fruitless(found).items()],
        }  # fmt: skip
        return {name: (said.PARTS[name], points) for name, points in lines.items()}

    async def _mine(self, tx: Tx, me: Member, contacts: set[int]) -> Mapping[int, bool]:
        """Which of these are not restricted to others."""
        if not await restrictions.every(tx, self.office.database.vault):
            return dict.fromkeys(contacts, True)
        found: dict[int, bool] = {}
        for one in contacts:
            restricted, named = await restrictions.of(tx, await around(tx, [one], set()))
            found[one] = not restricted or me.id in named
        return found


def _named(one: tuple[str, str]) -> tuple[str, str, str]:
    name, link = one
    return name, "", link
