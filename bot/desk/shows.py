"""What each page and form of the desk shows of people, so that it can be recorded who looked. Every route has its place here
or below a kind of record; one that has none is an error at start.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from re import compile

from aiohttp import web

from bot.desk.access import OPEN, TABLE, Route, route_of
from bot.store.circle import KINDS

BELOW, NUMBERS = compile(r"/desk/(\w+)/.*\{(id|number)\}"), ("id", "number")

# Whatever stands below /desk/KIND/ with the number of a record shows that record, forms too: they come back with it when
# something is wrong.
RECORDS = frozenset(KINDS)
# By path: what the list is called in the audit log.
LISTS: Mapping[str, str] = {
    "/desk": "queue",
    "/desk/queue": "queue",
    "/desk/done": "done",
    "/desk/hour": "last hour",
    "/desk/check": "sample",
    "/desk/programme": "programme",
    "/desk/caseload": "caseload",
    "/desk/caseload/first": "first",
    "/desk/caseload/daily": "daily",
    "/desk/caseload/weekly": "weekly",
    "/desk/access-review": "access review",
    "/desk/audit": "audit",
    "/desk/audit.csv": "audit, as a file",
}
# Nobody by name or in their own words: forms to fill in, counts, and staff's own affairs.
NOBODY: frozenset[str] = frozenset(
    {
        "/desk/changes", "/desk/me", "/desk/signout", "/desk/me/{session}/end", "/desk/newcomer",
        "/desk/reports", "/desk/reports/{name}", "/desk/reports/{name}/{table}.svg", "/desk/reports/{name}/{table}.csv",
        "/desk/team", "/desk/team/{programme}", "/desk/team/{programme}/start", "/desk/team/{programme}/end",
        "/desk/why/{kind}/{id}",
    }
)  # fmt: skip

ADMINISTRATION = "/desk/admin"  # whatever stands here or below: staff's own names, and nobody else's


@dataclass(frozen=True, slots=True)
class Record:
    kind: str
    id: int

    @property
    def subject(self) -> str:
        """As the audit log has it: one name for what has two addresses."""
        return f"{SAME.get(self.kind, self.kind)}:{self.id}"

    @property
    def page(self) -> str:
        return f"/desk/{'caseload/first' if self.kind == 'caseload' else self.kind}/{self.id}"


SAME = {"caseload": "episode", "conversation": "contact", "check": "review"}


class Unshown(RuntimeError):
    """A page of the desk that nobody said what it shows of people: put it into the tables in bot/desk/shows.py."""


def record_of(request: web.Request) -> Record | None:
    """The record that this request shows."""
    route = route_of(request)
    kind, name = _below(route[1]) if route else ("", "")
    return Record(kind, int(request.match_info[name])) if kind in RECORDS else None


def list_of(request: web.Request) -> str:
    """The list that it shows; empty for none."""
    route = route_of(request)
    return LISTS.get(route[1], "") if route and route[0] == "GET" else ""


def _below(pattern: str) -> tuple[str, str]:
    found = BELOW.match(pattern)
    return (found[1], found[2]) if found else ("", "")


def check(found: Iterable[Route]) -> None:
    """Raises Unshown."""
    guarded = {path for method, path in found if TABLE.get((method, path)) is not OPEN}
    guarded -= {path for path in guarded if path.startswith(ADMINISTRATION)}
    if missing := sorted(path for path in guarded - LISTS.keys() - NOBODY if _below(path)[0] not in RECORDS):
        raise Unshown(f"{Unshown.__doc__} {missing}")
