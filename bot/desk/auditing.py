"""The page on which supervisors and administrators look things up in the audit log, and the same as a file. That they did is
recorded like any look at a list."""

import csv
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from bot.casework.days import day_of
from bot.desk import words_access as said
from bot.desk.office import NOT_KEPT, Office
from bot.desk.present import listed, member
from bot.store import audit_search, chain_check, staff
from bot.store.audit_search import Asked, Line
from bot.store.staff import ON_THE_LADDER
from bot.web import Handler

A_PAGE, A_FILE = 50, 10_000  # entries
FIELDS = ("who", "action", "record", "from", "until")
LONGEST, DIGITS = 80, 19
HEADS = ("place", "mark", "at", "who", "what", "record", "detail")
FORMULA = ("=", "+", "-", "@")


class Auditing:
    def __init__(self, office: Office):
        self.office = office

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return (("/audit", self.page), ("/audit.csv", self.file))

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ()

    async def page(self, request: web.Request) -> web.StreamResponse:
        kept, vault = _kept(request), self.office.database.vault
        asked, wrong = self._asked(kept, request.query.get("before", ""))
        async with self.office.database.read() as tx:
            found = [] if wrong else await audit_search.find(tx, vault, asked, A_PAGE + 1)
            names, done = await staff.called(tx, vault), await audit_search.actions(tx)
            head = await chain_check.head(tx)
        lines = found[:A_PAGE]
        listed(request, len(lines))
        older = f"?{urlencode({**kept, 'before': lines[-1].position})}" if len(found) > A_PAGE else ""
        given = {"lines": lines, "older": older, "kept": kept, "wrong": wrong, "head": head, "sayings": said}
        given |= {"people": {**names, **said.NOT_STAFF}, "actions": said.GROUPS | {one: said.deed(one) for one in done}}
        given |= {"query": urlencode(kept), "linked": member(request).role in ON_THE_LADDER}
        to_check = await self.office.shelf.to_check(member(request)) if given["linked"] else 0
        return self.office.show(request, "audit.html", NOT_KEPT if wrong else 200, **given, to_check=to_check)

    async def file(self, request: web.Request) -> web.StreamResponse:
        asked, wrong = self._asked(_kept(request), request.query.get("before", ""))
        if wrong:
            raise web.HTTPSeeOther(f"/desk/audit?{urlencode(_kept(request))}")
        async with self.office.database.read() as tx:
            found = await audit_search.find(tx, self.office.database.vault, asked, A_FILE)
        listed(request, len(found))
        headers = {"Content-Disposition": 'attachment; filename="audit.csv"'}
        body = _comma_separated(found).encode("utf-8-sig")
        return web.Response(body=body, content_type="text/csv", charset="utf-8", headers=headers)

    def _asked(self, kept: Mapping[str, str], before: str) -> tuple[Asked, dict[str, str]]:
        """What the form says, and what in it cannot be read."""
        wrong: dict[str, str] = {}
        since, until = (self._day(kept.get(name, ""), name, wrong) for name in ("from", "until"))
        record = kept.get("record", "")
        if record and not audit_search.is_record(record):
            wrong["record"] = said.NO_RECORD
        last = until + timedelta(days=1) if until else None
        position = int(before) if before.isascii() and before.isdecimal() and len(before) < DIGITS else None
        return Asked(kept.get("who", ""), kept.get("action", ""), record, since, last, position), wrong

    def _day(self, given: str, name: str, wrong: dict[str, str]) -> datetime | None:
        """Its first moment."""
        day = day_of(given)
        if given and day is None:
            wrong[name] = said.NO_DAY
        return datetime.combine(day, time(), self.office.zone).astimezone(UTC) if day else None


def _kept(request: web.Request) -> dict[str, str]:
    found = {name: request.query.get(name, "").strip()[:LONGEST] for name in FIELDS}
    return {name: value for name, value in found.items() if value}


def _comma_separated(found: Sequence[Line]) -> str:
    paper = StringIO()
    writer: Any = csv.writer(paper)
    writer.writerow(HEADS)
    for one in found:
        row = (one.position, one.mark, one.at.isoformat(), one.by, one.what, one.subject, one.detail)
        writer.writerow([_plain(cell) for cell in row])
    return paper.getvalue()


def _plain(cell: object) -> str:
    """What a spreadsheet would take for a formula is one no more."""
    return f"'{cell}" if str(cell).startswith(FORMULA) else str(cell)
