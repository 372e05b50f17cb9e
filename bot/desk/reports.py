"""The reports at the desk: each with a form for its days, place and programme, its pictures, its tables, and a CSV of each.

What is counted, and which small numbers are hidden, is decided in bot/reports. Here is only who may ask for more.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from aiohttp import web

from bot.casework.days import YEARS
from bot.desk import words_reports as words
from bot.desk.office import NOT_KEPT, Office
from bot.desk.present import member
from bot.desk.reports_made import Made, table_of
from bot.errors import CommandWrong, NotFound
from bot.reports import writing
from bot.reports.asked import SHARED
from bot.reports.page import Page
from bot.reports.run import REPORTS, Order
from bot.store import work
from bot.store.staff import ON_THE_LADDER
from bot.web import Handler

NAME = "{name:" + "|".join(REPORTS) + "}"
TABLE = "{table:[a-z0-9_-]{1,40}}"
LONGEST = 80  # characters of a place or a programme


def may_see_small(request: web.Request) -> bool:
    """Whether whoever asks may see numbers of one to four people: who works with people knows them. The one place in
    which the desk decides that."""
    return member(request).role in ON_THE_LADDER


class Choices(NamedTuple):
    """What can be chosen, and how it is called."""

    places: Mapping[str, str]
    programmes: Mapping[str, str]


class Reports:
    def __init__(self, office: Office):
        self.office, self.made = office, Made(office)

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        one = f"/reports/{NAME}"
        return (
            ("/reports", self.list),
            (one, self.page),
            (f"{one}/{TABLE}.svg", self.picture),
            (f"{one}/{TABLE}.csv", self.csv),
        )

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ()

    async def list(self, request: web.Request) -> web.StreamResponse:
        to_check = await self.office.shelf.to_check(member(request))
        return self.office.show(request, "reports.html", reports=words.REPORTS, to_check=to_check)

    async def page(self, request: web.Request) -> web.StreamResponse:
        name, order = request.match_info["name"], _order(request)
        choices = await self._choices()
        wrong = _mistakes(order, choices)
        found = None if wrong else await self._page(name, order, wrong)
        given = {
            "name": name, "about": words.REPORTS[name], "order": order, "choices": choices, "wrong": wrong,
            "found": found, "tables": _tables(found), "kept": _kept(order), "query": _query(order), "sayings": words, "SHARED": SHARED,
            "may_see_small": may_see_small(request) and name != "team",
        }  # fmt: skip
        return self.office.show(request, "report.html", NOT_KEPT if wrong else 200, **given)

    async def picture(self, request: web.Request) -> web.StreamResponse:
        name, table = request.match_info["name"], request.match_info["table"]
        try:
            svg = await self.made.picture(name, _in_reach(_order(request)), table)
        except CommandWrong as error:
            raise NotFound(str(error)) from None
        return web.Response(body=svg, content_type="image/svg+xml", charset="utf-8")

    async def csv(self, request: web.Request) -> web.StreamResponse:
        """With a mark in front by which a spreadsheet knows its letters: without it £ and – become others."""
        name, table = request.match_info["name"], request.match_info["table"]
        try:
            page = await self.made.page(name, _in_reach(_order(request)))
        except CommandWrong as error:
            raise NotFound(str(error)) from None
        text = writing.comma_separated(table_of(page, table), whole=page.internal)
        headers = {"Content-Disposition": f'attachment; filename="{name}-{table}.csv"'}
        return web.Response(body=text.encode("utf-8-sig"), content_type="text/csv", charset="utf-8", headers=headers)

    async def _page(self, name: str, order: Order, wrong: dict[str, str]) -> Page | None:
        try:
            return await self.made.page(name, order)
        except CommandWrong:  # only the last day of those that are not given can still be too early
            wrong["from"] = words.BACKWARDS
            return None

    async def _choices(self) -> Choices:
        async with self.office.database.read() as tx:
            programmes, places = await work.known(tx)
        titles = {name: one.title for name, one in self.office.rules.programmes.items()}
        gone = {name: name for name in sorted(programmes - titles.keys())}
        here = sorted(places | self.office.rules.localities)
        return Choices({name: name for name in here}, titles | gone)


def _order(request: web.Request) -> Order:
    """What the address asks for; small numbers only for whoever may see them."""
    q = {name: value.strip()[:LONGEST] for name, value in request.query.items()}
    internal = q.get("internal") == "yes" and may_see_small(request)
    return Order(q.get("from", ""), q.get("until", ""), q.get("locality", ""), q.get("programme", ""), internal)


def _mistakes(order: Order, choices: Choices) -> dict[str, str]:
    given = {"from": order.since, "until": order.until}
    wrong = {name: said for name, day in given.items() if day and (said := _wrong_day(day))}
    if order.since and order.until and not wrong and order.since > order.until:
        wrong["from"] = words.BACKWARDS
    if order.locality and order.locality not in choices.places:
        wrong["locality"] = words.no_place(order.locality)
    if order.programme and order.programme not in choices.programmes:
        wrong["programme"] = words.no_programme(order.programme)
    return wrong


def _in_reach(order: Order) -> Order:
    """Raises CommandWrong for days that the page itself says are too far off."""
    if wrong := next(filter(None, (_wrong_day(day) for day in (order.since, order.until) if day)), ""):
        raise CommandWrong(wrong)
    return order


def _wrong_day(given: str) -> str:
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return words.no_day(given)
    return "" if day.year in YEARS else words.too_far(given)


def _kept(order: Order) -> dict[str, str]:
    """The fields of the form as they were filled in."""
    said = {"from": order.since, "until": order.until, "locality": order.locality, "programme": order.programme}
    return {name: value for name, value in (said | {"internal": "yes" if order.internal else ""}).items() if value}


def _query(order: Order) -> str:
    return urlencode(_kept(order))


def _tables(page: Page | None) -> list[tuple[object, ...]]:
    """Each table with its rows as they are shown, and what must be read with it."""
    return [(one, writing.grouped_rows(one), writing.notes_of(one)) for one in page.tables] if page else []
